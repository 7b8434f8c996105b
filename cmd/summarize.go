package cmd

import (
	"context"
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// summaryFormats are the formats of a summary.
var summaryFormats = []render.Format{
	render.FormatText, render.FormatMarkdown, render.FormatJSON, render.FormatJSONL, render.FormatHTML,
}

func summarizeCommand(c *console, act action) *cli.Command {
	own := []cli.Flag{
		&cli.IntFlag{Name: "bullets", Aliases: []string{"n"}, Usage: "`N` bullets (the template's, else 5)"},
		&cli.StringFlag{Name: "lang", Usage: "`LANG` language of the bullets, as fr (the article's)"},
		&cli.BoolFlag{Name: "figures", Usage: "key figures and people too, from the same request"},
		&cli.BoolFlag{Name: "no-cite", Usage: "a template's own text without the numbers of its sentences"},
	}
	return &cli.Command{
		Name:  "summarize",
		Usage: "bullet summary, each bullet with its evidence in the article",
		UsageText: "summarize [flags] [INPUT…]\n\nINPUT is a file, a folder, a URL, or - (or nothing) for " +
			"standard input.",
		Flags: append(own, taskFlags(prompts.Summarize, summaryFormats...)...),
		Description: "  newsbrief summarize article.txt\n" +
			"  cat article.txt | newsbrief summarize --bullets 3 --format json\n",
		Action: func(ctx *cli.Context) error { return act(ctx, c, briefOf(prompts.Summarize, summaryFormats)) },
	}
}

// summarizer is a task of summarize or figures.
type summarizer struct {
	*task
	how    summarize.Options
	client *llm.Client
	live   bool // show each bullet as soon as it is whole, where that can be
}

// briefOf makes tasks of summarize or figures.
func briefOf(name string, formats []render.Format) maker {
	return func(ctx *cli.Context, c *console, from origin) (*task, error) {
		t, err := readTask(ctx, c, from, formats)
		if err != nil {
			return nil, err
		}
		z := &summarizer{task: t}
		t.judged = true
		if z.how, err = taskOptions(ctx, t.settings, name); err != nil {
			return nil, err
		}
		if err := z.checkFree(ctx); err != nil {
			return nil, err
		}
		text := name == prompts.Summarize && t.options.Format == render.FormatText
		z.how.Doubts = (text || t.options.Format == render.FormatMarkdown) && t.options.Report == ""
		z.live = text && t.options.Dry == nil && terminal.IsTerminal(c.Stdout)
		if t.settings.automatic && t.options.Dry == nil {
			c.Notice("no model is configured: these are sentences of the article itself (offline "+
				"engine)\n  %s", connectHint)
		}
		z.how.Jobs, t.options.Language = t.options.Jobs, z.how.Language
		t.begin = z.begin
		return t, nil
	}
}

func (z *summarizer) begin(e *endpoint) (identity []any, work run.Work) {
	z.client, z.how.Model, z.how.Backend, z.how.Judge = e.client, e.model, e.backend, e.judge
	z.how.Fewer = e.backend == "offline" && z.how.Bullets == 0
	return append(z.how.Identity(), z.settings.context), z.one
}

func taskOptions(ctx *cli.Context, s settings, task string) (summarize.Options, error) {
	o := summarize.Options{
		Bullets: ctx.Int("bullets"), Language: ctx.String("lang"),
	}
	if ctx.IsSet("bullets") && o.Bullets < 1 {
		return o, terminal.Usagef("--bullets must be at least 1")
	}
	if ctx.Bool("figures") || task == prompts.Figures {
		o.Figures = summarize.DefaultFigures
	}
	var err error
	if o.Language != "" {
		if o.Language, err = lang.Parse(o.Language); err != nil {
			return o, terminal.Usagef("--lang: %v", err)
		}
	}
	o.Asking, err = readAsking(ctx, s, task)
	return o, err
}

// one summarises one input.
func (z *summarizer) one(ctx context.Context, in article.Input, show *render.Writer) (run.Finished, error) {
	a, err := in.Load(ctx)
	if err != nil {
		return run.Finished{}, err
	}
	if err := z.checkLanguage(a); err != nil {
		return run.Finished{}, err
	}
	if z.how.Template.Free() {
		return z.write(ctx, a, show)
	}
	o := z.how
	var shown error
	live := z.live && show != nil
	if live {
		shown = show.Begin(a.About())
		o.OnBullet = func(b result.Bullet) { shown = errors.Join(shown, show.Bullet(b)) }
		o.OnRestart = func() { z.Notice("the lines above are no part of the answer, which follows") }
	}
	brief, err := summarize.Run(ctx, z.client, a, o)
	switch {
	case z.options.Dry != nil:
		return z.options.Dry.Plan(a.Name, err)
	case err != nil:
		return run.Finished{}, err
	}
	r := run.Finished{
		Print: func(w *render.Writer) error { return w.Brief(brief, a) }, Shown: live,
		Doubtful: brief.Doubtful() || o.Judge.Requires(brief.Unjudged()), Doubt: brief.Doubt(),
		Warnings: brief.Warnings,
	}
	if brief.Kind == "figures" && len(brief.Figures)+len(brief.People) == 0 {
		r.Warnings = append(slices.Clip(r.Warnings), result.Warning{Message: "neither figures nor people were found"})
	}
	if live {
		if shown = errors.Join(shown, show.Tables(brief)); shown != nil {
			return r, &run.WriteError{Cause: terminal.OutputError(shown)}
		}
	}
	return r, nil
}
