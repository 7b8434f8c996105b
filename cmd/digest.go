package cmd

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/durable"
	"newsbrief/internal/lang"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/story"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// digestFormats are the formats of a digest.
var digestFormats = []render.Format{render.FormatText, render.FormatMarkdown, render.FormatJSON, render.FormatJSONL}

func digestCommand(c *console) *cli.Command {
	own := []cli.Flag{
		&cli.IntFlag{Name: "stories", Aliases: []string{"n"}, Usage: "`N` stories at most, those that most sources " +
			"tell (all)"},
		&cli.StringFlag{Name: "lang", Usage: "`LANG` language of the digest, as fr (that of each story's articles)"},
		&cli.BoolFlag{Name: "explain", Usage: "say why articles stand in one story"},
		&cli.StringFlag{Name: "format", Value: "text", Usage: "`NAME` " + formatNames(digestFormats) + " (text)"},
		&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "`FILE` write there instead of standard output"},
	}
	own = append(own, checkedFlags("exit 3 while any claim lacks support")...)
	return &cli.Command{
		Name:  "digest",
		Usage: "one brief of many articles, each story told once, by its sources",
		UsageText: "digest [flags] [INPUT…]\n\nINPUT is a file, a folder, a feed, a URL, or - (or nothing) for " +
			"standard input.\nArticles that tell of one event are one story.",
		Flags: slices.Concat(own, endpointFlags(prompts.Digest), senseFlags(), inputFlags()),
		Description: "  newsbrief digest news/\n" +
			"  newsbrief digest -n 10 --format json feed.xml https://example.com/feed\n",
		Action: func(ctx *cli.Context) error { return runDigest(ctx, c) },
	}
}

// digester is one run of digest.
type digester struct {
	*console
	how      summarize.StoryOptions
	format   render.Format
	out      string
	stories  int // at most; 0: all
	explain  bool
	strict   bool
	maxDoubt float64
	dry      *run.DryRun
	render   render.Options
	endpoint *endpoint
	articles []*summarize.Article
	failed   bool // an article or a story
}

func runDigest(ctx *cli.Context, c *console) error {
	c.Quiet = ctx.Bool("quiet")
	s, err := loadSettings(ctx)
	if err != nil {
		return err
	}
	d, err := newDigester(ctx, c, s)
	if err != nil {
		return err
	}
	inputs := ctx.Args().Slice()
	if err := run.CheckOut(&c.Console, "out", d.out, inputs); err != nil {
		return misuse(err)
	}
	if err := d.load(ctx, inputs); err != nil {
		return err
	}
	if d.endpoint, err = connect(ctx.Context, c, s, ctx.Bool("verbose"), d.dry); err != nil {
		return err
	}
	defer func() { _ = d.endpoint.close() }()
	if err := d.endpoint.addJudge(ctx.Context, c, s, ctx.Bool("verbose"), d.dry); err != nil {
		return err
	}
	if s.backend == "offline" && d.dry == nil {
		c.Notice("no model is asked: these are sentences of the articles themselves (offline engine)\n  %s", connectHint)
	}
	return d.write(ctx.Context, jobs(s, d.dry))
}

func newDigester(ctx *cli.Context, c *console, s settings) (*digester, error) {
	d := &digester{console: c, format: render.FormatNamed(ctx.String("format")), out: outPath(ctx),
		stories: ctx.Int("stories"), explain: ctx.Bool("explain"), strict: ctx.Bool("strict"),
		maxDoubt: ctx.Float64("max-doubt")}
	if !slices.Contains(digestFormats, d.format) {
		return nil, terminal.Usagef("--format is %s, not %q", formatNames(digestFormats), d.format)
	}
	if ctx.IsSet("stories") && d.stories < 1 {
		return nil, terminal.Usagef("--stories must be at least 1")
	}
	if err := checkMaxDoubt(d.maxDoubt); err != nil {
		return nil, err
	}
	color, err := terminal.Color(ctx.String("color"), c.Stdout)
	if err != nil {
		return nil, err
	}
	d.render = render.Options{Color: color, Width: terminal.Width(c.Stdout)}
	if d.out != "" {
		d.render = render.Options{}
	}
	if ctx.Bool("dry-run") {
		d.dry = &run.DryRun{Prices: s.prices}
	}
	if language := ctx.String("lang"); language != "" {
		if d.how.Language, err = lang.Parse(language); err != nil {
			return nil, terminal.Usagef("--lang: %v", err)
		}
	}
	d.how.Asking, err = readAsking(ctx, s, prompts.Digest)
	return d, err
}

// load reads the articles. One that cannot be read is told, and the others are.
func (d *digester) load(ctx *cli.Context, inputs []string) error {
	reader, err := newReader(ctx, d.console)
	if err != nil {
		return err
	}
	reader.Titles = true
	for in := range run.Articles(ctx.Context, &run.Options{Inputs: inputs, Reader: reader}, nil) {
		err := in.Err
		if err == nil {
			var a *summarize.Article
			if a, err = in.Load(ctx.Context); err == nil {
				d.articles = append(d.articles, a)
			}
		}
		if err != nil {
			d.Fail(in.Name, err)
			d.failed = true
		}
	}
	switch {
	case ctx.Context.Err() != nil:
		return ctx.Context.Err()
	case len(d.articles) == 0 && d.failed:
		return terminal.ErrReported
	case len(d.articles) == 0:
		return terminal.Usagef("there is no article in the inputs")
	}
	return nil
}

// group puts the articles into stories.
func (d *digester) group() []story.Story {
	items := make([]story.Item, len(d.articles))
	for i, a := range d.articles {
		items[i] = story.Of(a)
	}
	stories := story.Group(items)
	if d.stories > 0 && len(stories) > d.stories {
		stories = stories[:d.stories]
	}
	return stories
}

// write prints the digest, to a file where one is named.
func (d *digester) write(ctx context.Context, jobs int) error {
	if d.out == "" {
		return d.print(ctx, d.Stdout, jobs)
	}
	var doubtful error
	err := durable.WriteFile(d.out, 0o644, func(w io.Writer) error {
		err := d.print(ctx, w, jobs)
		if errors.Is(err, run.ErrUnsupported) {
			doubtful, err = err, nil
		}
		return err
	})
	return errors.Join(err, doubtful)
}

// told is what became of a story.
type told struct {
	story *result.Story
	usage result.Usage
	plan  run.Finished // of a dry run
	err   error
}

func (d *digester) print(ctx context.Context, to io.Writer, jobs int) error {
	w, err := render.New(to, d.format, d.render)
	if err != nil {
		return err
	}
	digest := &result.Digest{Schema: result.Schema, Kind: "digest",
		Usage: result.Usage{Backend: d.endpoint.backend, Model: d.endpoint.model}}
	run.Each(ctx, slices.Values(d.group()), jobs, d.tell, func(s story.Story, r told) {
		digest.Usage.Add(r.usage)
		switch {
		case r.err != nil:
			d.failed = true
			d.Fail(d.articles[s.Items[0]].Name, r.err)
		case d.dry != nil:
			err = errors.Join(err, r.plan.Print(w))
		default:
			for _, warning := range r.story.Warnings {
				d.Notice("%s: %s", plain.Line(r.story.Headline.Text), warning.Message)
			}
			digest.Stories = append(digest.Stories, *r.story)
		}
	})
	if d.dry == nil {
		err = errors.Join(err, w.Digest(digest))
	}
	switch err = errors.Join(err, w.Close()); {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return terminal.OutputError(err)
	case d.failed:
		return terminal.ErrReported
	case d.doubtful(digest):
		return run.ErrUnsupported
	}
	return nil
}

// tell tells one story.
func (d *digester) tell(ctx context.Context, s story.Story) told {
	how := d.how
	how.Model, how.Backend, how.Judge = d.endpoint.model, d.endpoint.backend, d.endpoint.judge
	how.Voices = s.Voices
	var articles []*summarize.Article
	for _, i := range s.Items {
		articles = append(articles, d.articles[i])
	}
	r, usage, err := summarize.Story(ctx, d.endpoint.client, articles, how)
	if d.dry != nil {
		plan, err := d.dry.Plan(articles[0].Name, err)
		return told{plan: plan, err: err}
	}
	if err == nil && d.explain {
		r.Links = d.links(s)
	}
	return told{story: r, usage: usage, err: err}
}

func (d *digester) links(s story.Story) []result.StoryLink {
	list := []result.StoryLink{}
	for _, l := range s.Links {
		names := [2]string{d.articles[l.A].Name, d.articles[l.B].Name}
		list = append(list, result.StoryLink{Sources: names, Score: l.Score, Shared: l.Shared})
	}
	return list
}

// doubtful says whether a digest makes the exit code 3.
func (d *digester) doubtful(r *result.Digest) bool {
	wrong := r.Doubtful() || d.endpoint.judge.Requires(r.Unjudged())
	return d.strict && wrong || r.Doubt() > d.maxDoubt
}
