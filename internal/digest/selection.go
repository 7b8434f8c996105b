package digest

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"newsbrief/internal/article"
)

// Selection takes the articles that a digest is of. Its zero value takes all.
type Selection struct {
	Since    time.Time      // zero: all
	Match    *regexp.Regexp // in title or text; nil: all
	Articles []*article.Article
	Read     int // articles
	Undated  int // of these, with Since

	keys  map[string]int
	names map[string]int
}

// Add takes an article, unless it is not wanted or was taken before.
func (s *Selection) Add(a *article.Article) {
	s.Read++
	if _, to := a.Moment(); to.IsZero() && !s.Since.IsZero() {
		s.Undated++
	}
	if s.IsBefore(a) {
		return
	}
	if s.Match != nil && !s.Match.MatchString(a.Title) && !s.Match.MatchString(a.Text) {
		return
	}
	key := keyOf(a) + "\x00" + a.Title
	if strings.HasPrefix(key, a.SHA256) { // one text at two places is told by two sources, a copy
		key += "\x00" + a.Name
	}
	if at, ok := s.keys[key]; ok { // it stands in two feeds of its site
		if a.Words > s.Articles[at].Words {
			a.Name, s.Articles[at] = s.Articles[at].Name, a
		}
		return
	}
	if s.keys == nil {
		s.keys, s.names = map[string]int{}, map[string]int{}
	}
	s.keys[key] = len(s.Articles)
	if s.names[a.Name]++; s.names[a.Name] > 1 {
		a.Name = fmt.Sprintf("%s (%d)", a.Name, s.names[a.Name])
	}
	s.Articles = append(s.Articles, a)
}

// IsBefore says whether an article is older than wanted, as far as is known. A day
// without a time is one of people here.
func (s *Selection) IsBefore(a *article.Article) bool {
	from, to := a.Moment()
	switch {
	case to.IsZero() || s.Since.IsZero():
		return false
	case from.Equal(to):
		return to.Before(s.Since)
	}
	end := time.Date(from.Year(), from.Month(), from.Day()+1, 0, 0, 0, 0, s.Since.Location())
	return !end.After(s.Since)
}

// keyOf tells an article from all others, today and tomorrow: by its address, without
// what says where a reader came from, else by what it says.
func keyOf(a *article.Article) string {
	u, err := url.Parse(a.URL)
	if err != nil || u.Host == "" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return a.SHA256
	}
	q := u.Query()
	for name := range q {
		if strings.HasPrefix(name, "utm_") {
			q.Del(name)
		}
	}
	return strings.TrimPrefix(u.Host, "www.") + strings.TrimSuffix(u.Path, "/") + "?" + q.Encode()
}
