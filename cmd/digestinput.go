package cmd

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/article/fetch"
	"newsbrief/internal/digest"
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
		r.Pages = func(a *article.Article) bool { return !s.IsBefore(a) }
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
				d.lacking = true
				d.failed = append(d.failed, result.Warning{Code: "input", Message: message})
			default:
				s.Add(r.article)
			}
		})
	d.articles = s.Articles
	return d.loaded(ctx.Context, s)
}

func isPath(input string) bool {
	return !strings.HasPrefix(input, "http://") && !strings.HasPrefix(input, "https://")
}

// fetcher fetches the feeds and pages of a digest. Answers are kept where the model's are.
func (d *digester) fetcher(r *article.Reader) *fetch.Fetcher {
	f := &fetch.Fetcher{
		Options: r.FetchOptions(),
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
func (d *digester) loaded(ctx context.Context, s *digest.Selection) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case s.Read == 0 && len(d.failed) > 0:
		return terminal.ErrReported
	case s.Read == 0:
		return terminal.Usagef("there is no article in the inputs")
	}
	if s.Undated > 0 {
		d.Notice("%s without a date: --since keeps them", terminal.Count(s.Undated, "article"))
	}
	if len(s.Articles) == 0 {
		d.Notice("of %s none is left by --since and --match", terminal.Count(s.Read, "article"))
	}
	return nil
}

// newSelection reads --since and --match.
func newSelection(ctx *cli.Context, now time.Time) (s *digest.Selection, err error) {
	s = &digest.Selection{}
	if s.Since, err = parseSince(ctx.String("since"), now); err != nil {
		return nil, err
	}
	if expression := ctx.String("match"); expression != "" {
		if s.Match, err = regexp.Compile(expression); err != nil {
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
