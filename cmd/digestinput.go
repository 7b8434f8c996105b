package cmd

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/article/fetch"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

// load reads the articles. One that cannot be read is told, and the others are read.
func (d *digester) load(ctx *cli.Context) error {
	s, err := newSelection(ctx, d.now)
	if err != nil {
		return err
	}
	r := d.options.Reader
	r.Titles, r.Fetcher = true, d.fetcher(r)
	if ctx.Bool("fetch-pages") {
		r.Pages = func(a *article.Article) bool { return !s.isBefore(a) }
	}
	r.Fetcher.Ahead(ctx.Context, slices.DeleteFunc(slices.Clone(d.options.Inputs), isPath))
	type read struct {
		article *article.Article
		err     error
	}
	const atOnce = 8
	run.Each(ctx.Context, run.Articles(ctx.Context, &d.options, nil), run.WithFiles(atOnce),
		func(ctx context.Context, in run.Article) read {
			if in.Err != nil {
				return read{nil, in.Err}
			}
			a, err := in.Load(ctx)
			return read{a, err}
		},
		func(in run.Article, r read) {
			switch {
			case ctx.Context.Err() != nil:
			case r.err != nil:
				d.Fail(in.Name, r.err)
				message := plain.Line(terminal.DisplayName(in.Name) + ": " + r.err.Error())
				d.failed = append(d.failed, result.Warning{Code: "input", Message: message})
			default:
				s.add(r.article)
			}
		})
	d.articles = s.articles
	return d.loaded(ctx.Context, s)
}

func isPath(input string) bool {
	return !strings.HasPrefix(input, "http://") && !strings.HasPrefix(input, "https://")
}

// fetcher fetches the feeds and pages of a digest. Answers are kept where the model's are.
func (d *digester) fetcher(r *article.Reader) *fetch.Fetcher {
	f := &fetch.Fetcher{
		Options: fetch.Options{MaxBytes: r.MaxBytes, AllowPrivate: r.AllowPrivate},
		Warn:    func(err error) { d.Notice("feeds cannot be kept in the cache: %v", err) },
	}
	if d.settings.cache != llm.CacheOff {
		f.Dir = pagesDir(d.settings.cacheDir)
	}
	return f
}

// pagesDir is where answers of sites are kept below the folder of kept answers.
func pagesDir(cache string) string { return filepath.Join(cache, "pages") }

// loaded says what became of the inputs.
func (d *digester) loaded(ctx context.Context, s *selection) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case s.read == 0 && len(d.failed) > 0:
		return terminal.ErrReported
	case s.read == 0:
		return terminal.Usagef("there is no article in the inputs")
	}
	if s.undated > 0 {
		d.Notice("%s without a date: --since keeps them", terminal.Count(s.undated, "article"))
	}
	if len(s.articles) == 0 {
		d.Notice("of %s none is left by --since and --match", terminal.Count(s.read, "article"))
	}
	return nil
}

// selection takes the articles that a digest is of.
type selection struct {
	since    time.Time      // zero: all
	match    *regexp.Regexp // nil: all
	articles []*article.Article
	read     int // articles
	undated  int // of these, with --since
	keys     map[string]int
	names    map[string]int
}

func newSelection(ctx *cli.Context, now time.Time) (s *selection, err error) {
	s = &selection{keys: map[string]int{}, names: map[string]int{}}
	if s.since, err = parseSince(ctx.String("since"), now); err != nil {
		return nil, err
	}
	if expression := ctx.String("match"); expression != "" {
		if s.match, err = regexp.Compile(expression); err != nil {
			return nil, terminal.Usagef("--match: %v", err)
		}
	}
	return s, nil
}

// parseSince reads an age before now, a day as people here have it, or a time; "" is
// the zero time.
func parseSince(text string, now time.Time) (time.Time, error) {
	if t, err := time.ParseInLocation(time.DateOnly, text, now.Location()); err == nil || text == "" {
		return t, nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	age, err := parseAge(text)
	if err != nil {
		return time.Time{}, terminal.Usagef("--since is an age, as 24h or 7d, or a date, as 2026-05-03, not %q", text)
	}
	return now.Add(-age), nil
}

// add takes an article, unless it is not wanted or was taken before.
func (s *selection) add(a *article.Article) {
	s.read++
	if _, to := a.Moment(); to.IsZero() && !s.since.IsZero() {
		s.undated++
	}
	if s.isBefore(a) {
		return
	}
	if s.match != nil && !s.match.MatchString(a.Title) && !s.match.MatchString(a.Text) {
		return
	}
	key := keyOf(a) + "\x00" + a.Title
	if strings.HasPrefix(key, a.SHA256) { // one text at two places is told by two sources, a copy
		key += "\x00" + a.Name
	}
	if at, ok := s.keys[key]; ok { // it stands in two feeds of its site
		if a.Words > s.articles[at].Words {
			a.Name, s.articles[at] = s.articles[at].Name, a
		}
		return
	}
	s.keys[key] = len(s.articles)
	if s.names[a.Name]++; s.names[a.Name] > 1 {
		a.Name = fmt.Sprintf("%s (%d)", a.Name, s.names[a.Name])
	}
	s.articles = append(s.articles, a)
}

// isBefore says whether an article is older than wanted, as far as is known. A day
// without a time is one of people here.
func (s *selection) isBefore(a *article.Article) bool {
	from, to := a.Moment()
	switch {
	case to.IsZero() || s.since.IsZero():
		return false
	case from.Equal(to):
		return to.Before(s.since)
	}
	end := time.Date(from.Year(), from.Month(), from.Day()+1, 0, 0, 0, 0, s.since.Location())
	return !end.After(s.since)
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
