package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/digest"
	"newsbrief/internal/lang"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/internal/told"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// digestFormats are the formats of a digest.
var digestFormats = []render.Format{
	render.FormatText, render.FormatMarkdown, render.FormatJSON, render.FormatJSONL, render.FormatHTML,
	render.FormatAtom,
}

func digestCommand(c *console, act action) *cli.Command {
	own := []cli.Flag{
		&cli.IntFlag{Name: "stories", Aliases: []string{"n"}, Usage: "`N` stories at most, those that most sources " +
			"tell (all)"},
		&cli.StringFlag{Name: "lang", Usage: "`LANG` language of the digest, as fr (that of each story's articles)"},
		&cli.StringFlag{Name: "since", Usage: "`AGE|DATE` only articles published since, as 24h, 7d or 2026-05-03; " +
			"those without a date are kept"},
		&cli.StringFlag{Name: "match", Usage: "`REGEXP` only articles with it in title or text; (?i) looks at no case"},
		&cli.BoolFlag{Name: "only-new", Usage: "tell only stories that no digest of these inputs told, and what is " +
			"new in those"},
		&cli.StringFlag{Name: "state", Usage: "`FILE` that remembers what was told (with --only-new one in your " +
			"state folder, by the inputs)"},
		&cli.BoolFlag{Name: "fetch-pages", Usage: "take an article's page where its feed has little of it"},
		&cli.BoolFlag{Name: "front-matter", Usage: "begin Markdown with a head: title, date, sources"},
		&cli.BoolFlag{Name: "explain", Usage: "say why articles stand in one story"},
	}
	shared := slices.DeleteFunc(taskFlags(prompts.Digest, digestFormats...), func(f cli.Flag) bool {
		return slices.Contains([]string{"report", "shard"}, f.Names()[0])
	})
	return &cli.Command{
		Name:  "digest",
		Usage: "one brief of many articles, each story told once, by its sources",
		UsageText: "digest [flags] [INPUT…]\n\n" +
			"INPUT is a file, a folder, a feed, a list of feeds (OPML), a URL, or - (or\n" +
			"nothing) for standard input. Articles that tell of one event are one story.",
		Flags: append(own, shared...),
		Description: "  newsbrief digest news/\n" +
			"  newsbrief digest --since 24h -n 10 --format html -o today.html feeds.opml\n" +
			"  newsbrief digest --only-new --format markdown -o notes/ feeds.opml\n",
		Action: func(ctx *cli.Context) error { return act(ctx, c, newDigest) },
	}
}

// digester is a task of digest.
type digester struct {
	*task
	how      summarize.StoryOptions
	explain  bool
	articles []*article.Article
	failed   []result.Warning // inputs that could not be read
	stories  map[string]*digest.Story
	endpoint *endpoint

	now     time.Time
	memory  *told.Memory // nil: nothing is remembered
	onlyNew bool

	made map[string]made // by the names of stories
}

// made is a story that was told, and what it took.
type made struct {
	story *result.Story
	usage result.Usage
}

// newDigest reads the articles, finds their stories, and makes the task to tell them.
func newDigest(ctx *cli.Context, c *console, from origin) (*task, error) {
	t, err := readTask(ctx, c, from, digestFormats)
	if err != nil {
		return nil, err
	}
	d := &digester{task: t, now: time.Now(), onlyNew: ctx.Bool("only-new"), explain: ctx.Bool("explain"),
		stories: map[string]*digest.Story{}, made: map[string]made{}}
	t.judged, t.begin = true, d.begin
	if err := d.readFlags(ctx); err != nil {
		return nil, err
	}
	if err := d.load(ctx); err != nil {
		return nil, err
	}
	if t.settings.automatic && t.options.Dry == nil {
		c.Notice("no model is configured: these are sentences of the articles themselves (offline engine)\n  %s",
			connectHint)
	}
	if err := d.remember(ctx, from); err != nil {
		return nil, err
	}
	d.choose(d.found(), ctx.Int("stories"))
	t.end = d.end
	return t, nil
}

// readFlags reads what is digest's own, but for what concerns its inputs.
func (d *digester) readFlags(ctx *cli.Context) (err error) {
	o := &d.options
	switch {
	case ctx.IsSet("stories") && ctx.Int("stories") < 1:
		return terminal.Usagef("--stories must be at least 1")
	case ctx.Bool("front-matter") && o.Format != render.FormatMarkdown:
		return terminal.Usagef("--front-matter goes with --format markdown")
	case o.Folder && o.Format == render.FormatAtom:
		return terminal.Usagef("--format atom is one file: --out FILE.atom")
	case o.Folder:
		if err := run.CheckFolder(o.Out, o.Paths()); err != nil {
			return err
		}
	}
	if language := ctx.String("lang"); language != "" {
		if d.how.Language, err = lang.Parse(language); err != nil {
			return terminal.Usagef("--lang: %v", err)
		}
	}
	o.Language = d.how.Language
	o.Render.Digest = &render.Digest{Part: o.Folder, Matter: ctx.Bool("front-matter"), ID: digest.URN(d.inputsID())}
	d.how.Asking, err = readAsking(ctx, d.settings, prompts.Digest)
	return err
}

// found are the stories that are to be told.
func (d *digester) found() []*digest.Story {
	f := digest.Finder{Articles: d.articles, Memory: d.memory, OnlyNew: d.onlyNew, Now: d.now}
	return f.Stories()
}

// choose makes the stories, most of them at most, the parts of the run. 0: all.
func (d *digester) choose(list []*digest.Story, most int) {
	if most > 0 && len(list) > most {
		d.Notice("%d of %d stories are told (--stories)", most, len(list))
		list = list[:most]
	}
	parts := &run.Parts{What: "story", Many: "stories", Index: d.index}
	for _, f := range list {
		f.Name = d.nameOf(f)
		d.stories[f.Name] = f
		in := article.Known(f.Name, article.Join(f.Articles).Article)
		parts.List = append(parts.List, run.Article{Input: in, Rel: f.FileName()})
	}
	about := d.options.Render.Digest
	about.Read, about.Missing = len(d.articles), d.failed
	for _, a := range d.articles {
		if from, _ := a.Moment(); from.After(about.Latest) {
			about.Latest = from
		}
	}
	if len(list) == 0 && d.onlyNew {
		d.Notice("no story is new")
	}
	d.options.Parts = parts
}

// nameOf is a name that no other story of the run has.
func (d *digester) nameOf(f *digest.Story) string {
	name := f.Title()
	for n := 2; d.stories[name] != nil; n++ {
		name = fmt.Sprintf("%s (%d)", f.Title(), n)
	}
	return name
}

func (d *digester) begin(e *endpoint) (identity []any, work run.Work) {
	d.endpoint = e
	d.how.Model, d.how.Backend, d.how.Judge = e.model, e.backend, e.judge
	d.options.Render.Digest.Asked = result.Usage{Backend: e.backend, Model: e.model}
	return append(d.how.Identity(), d.settings.context, d.options.Render.Digest.Matter), d.tell
}

// tell tells one story.
func (d *digester) tell(ctx context.Context, in article.Input, _ *render.Writer) (run.Finished, error) {
	f := d.stories[in.Name]
	how := d.how
	how.Voices, how.Known = f.Voices, f.Known
	s, usage, err := summarize.Story(ctx, d.endpoint.client, f.Articles, how)
	switch {
	case d.options.Dry != nil:
		return d.options.Dry.Plan(in.Name, err)
	case err != nil:
		return run.Finished{}, err
	}
	f.Mark(s, d.onlyNew)
	if d.explain {
		s.Links = f.Explain()
	}
	return run.Finished{
		Print:    func(w *render.Writer) error { return w.Story(s, usage) },
		Doubtful: s.Doubtful() || how.Judge.Requires(s.Unjudged()), Doubt: s.Doubt(), Warnings: s.Warnings,
		Done: func() { d.keep(f, made{s, usage}) },
	}, nil
}

// keep notes a story that was told.
func (d *digester) keep(f *digest.Story, m made) {
	d.made[f.Name] = m
	if d.memory != nil {
		d.memory.Tell(f.ID, m.story.Headline.Text, d.now, f.Remember())
	}
}

// index writes the index of a folder of stories.
func (d *digester) index(w io.Writer, written []run.Article, failed []render.Failure, left int) error {
	var entries []render.IndexEntry
	for _, a := range written {
		m := d.made[a.Name]
		entries = append(entries, render.IndexEntry{File: a.Output, Title: a.Name, Story: m.story, Usage: m.usage})
	}
	o := d.options.Render
	whole := *o.Digest
	whole.Part = false
	o.Digest = &whole
	return render.Index(w, d.options.Format, o, entries, failed, left)
}

// end ends a run: what was told is remembered.
func (d *digester) end(err error) error {
	if d.memory != nil {
		done := err == nil || errors.Is(err, terminal.ErrReported) || errors.Is(err, run.ErrUnsupported)
		if done && d.options.Dry == nil {
			if failed := d.memory.Save(d.now); failed != nil {
				return fmt.Errorf("what was told cannot be remembered: %w", failed)
			}
		}
		if failed := d.memory.Close(); err == nil && failed != nil {
			return failed
		}
	}
	return err
}
