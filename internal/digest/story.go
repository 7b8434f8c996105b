package digest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/told"
	"newsbrief/result"
)

// compare tells which articles say nothing that was not told, and whether others do.
func (s *Story) compare(seen map[string]*article.Article, now time.Time) (news bool) {
	for i, a := range s.Articles {
		if s.Known[i] {
			continue
		}
		if s.Before != nil {
			s.Before.Seen = now
		}
		old := cmp.Or(seen[keyOf(a)], s.original(i))
		s.Known[i] = old != nil && !saysMore(a, old)
		news = news || !s.Known[i]
	}
	return news
}

// drop leaves out articles, by their places in what was grouped.
func (s *Story) drop(out func(item int, known bool) bool) {
	var left []int
	for i := range s.Articles {
		if !out(s.Items[i], s.Known[i]) {
			left = append(left, i)
		}
	}
	s.keep(left)
	voices := map[int]int{}
	for i, voice := range s.Voices {
		if voices[voice] == 0 {
			voices[voice] = len(voices) + 1
		}
		s.Voices[i] = voices[voice]
	}
}

// newFirst puts the articles that were told before behind the others.
func (s *Story) newFirst() {
	var order []int
	for _, known := range []bool{false, true} {
		for i := range s.Articles {
			if s.Known[i] == known {
				order = append(order, i)
			}
		}
	}
	s.keep(order)
}

// keep makes the articles those at some places, in that order.
func (s *Story) keep(places []int) {
	old := *s
	s.Items, s.Voices, s.Articles, s.Known = nil, nil, nil, nil
	for _, i := range places {
		s.Items, s.Voices = append(s.Items, old.Items[i]), append(s.Voices, old.Voices[i])
		s.Articles, s.Known = append(s.Articles, old.Articles[i]), append(s.Known, old.Known[i])
	}
}

// Mark writes into a story what is known of it from before. Of one that was told, with
// onlyNew, differences between old articles are left out.
func (s *Story) Mark(r *result.Story, onlyNew bool) {
	r.ID = s.ID
	known := map[string]bool{}
	for i, a := range s.Articles {
		known[a.Name], r.Sources[i].Known = s.Known[i], s.Known[i]
	}
	if s.Before == nil || !onlyNew {
		return
	}
	r.Told = s.Before.Told.Format(time.RFC3339)
	old := func(e result.Evidence) bool { return known[e.Source] }
	r.Differences = slices.DeleteFunc(r.Differences, func(d result.Difference) bool {
		return !slices.ContainsFunc(d.Values, func(v result.SourceValue) bool { return !old(v.Evidence) })
	})
}

// Explain says why the articles of the story stand together.
func (s *Story) Explain() []result.StoryLink {
	list := []result.StoryLink{}
	for _, l := range s.Links {
		a, b := slices.Index(s.Items, l.A), slices.Index(s.Items, l.B)
		if a < 0 || b < 0 { // it was left out
			continue
		}
		names := [2]string{s.Articles[a].Name, s.Articles[b].Name}
		list = append(list, result.StoryLink{Sources: names, Score: l.Score, Shared: l.Shared})
	}
	return list
}

// Remember returns the articles of the story as they are now.
func (s *Story) Remember() (list []told.Article) {
	for i, a := range s.Articles {
		if s.Items[i] < s.current {
			list = append(list, told.Article{Key: keyOf(a), Source: a.About(), Text: a.Text})
		}
	}
	return list
}

// original is an article told before that article i is a copy of, as an agency's in
// another paper; nil: there is none.
func (s *Story) original(i int) *article.Article {
	for k, a := range s.Articles {
		if k != i && s.Known[k] && s.Voices[k] == s.Voices[i] {
			return a
		}
	}
	return nil
}

// saysMore says whether an article was told anew since it was as old: a sentence with
// another number, or several others.
func saysMore(a, old *article.Article) bool {
	others := 0
	for n := range a.Sentences {
		text := a.Sentence(n + 1)
		if strings.Contains(old.Text, text) {
			continue
		}
		if others++; others > 2 || newNumber(text, old.Text) {
			return true
		}
	}
	return false
}

// newNumber says whether a text has a number that another has not.
func newNumber(text, other string) bool {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !isDigit(r) }) {
		if !strings.Contains(other, word) {
			return true
		}
	}
	return false
}

// first is the article of a story that was published first, of those that are told.
func (s *Story) first() *article.Article {
	if told := slices.Index(s.Known, true); told > 0 { // the new ones stand before
		return oldest(s.Articles[:told])
	}
	return oldest(s.Articles)
}

// oldest is the article that was published first.
func oldest(articles []*article.Article) *article.Article {
	first := articles[0]
	for _, a := range articles {
		x, _ := a.Moment()
		y, _ := first.Moment()
		if !x.IsZero() && (y.IsZero() || x.Before(y)) || x.Equal(y) && keyOf(a) < keyOf(first) {
			first = a
		}
	}
	return first
}

// Title is what its first article is called.
func (s *Story) Title() string {
	a := s.first()
	if a.Title != "" {
		return a.Title
	}
	return a.Sentence(1)
}

// FileName is the name of a story's file: its first day and what its first article is
// called. What is new in a story has a file of its own.
func (s *Story) FileName() string {
	const longest = 60 // bytes
	words := strings.FieldsFunc(strings.ToLower(s.Title()), func(r rune) bool {
		return strings.ContainsRune(" \t\n/\\.,:;!?'\"’‘“”«»()[]{}<>|–—-", r)
	})
	name := ""
	for _, w := range words {
		if len(name)+len(w) > longest {
			break
		}
		name += "-" + w
	}
	day := ""
	if from, _ := s.first().Moment(); !from.IsZero() {
		day = from.Format(time.DateOnly)
	}
	return strings.Trim(day+name, "-")
}

// URN names what a text stands for, as a UUID (RFC 9562, version 8).
func URN(text string) string {
	sum := sha256.Sum256([]byte(text))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	h := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
