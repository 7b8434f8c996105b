package cmd

import (
	"context"
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// summaryFormats are the formats of a summary.
var summaryFormats = []render.Format{render.FormatText, render.FormatMarkdown, render.FormatJSON, render.FormatJSONL, render.FormatHTML}

func summarizeCommand(c *console) *cli.Command {
	own := []cli.Flag{
		&cli.IntFlag{Name: "bullets", Usage: "`N` bullets (the template's, else 5)"},
		&cli.StringFlag{Name: "lang", Usage: "`LANG` language of the bullets, as fr (the article's)"},
		&cli.BoolFlag{Name: "figures", Usage: "key figures and people too, from the same request"},
	}
	return &cli.Command{
		Name:      "summarize",
		Usage:     "bullet summary, each bullet with its evidence in the article",
		UsageText: "summarize [flags] [INPUT…]\n\nINPUT is a file, a folder, a URL, or - (or nothing) for standard input.",
		Flags:     append(own, taskFlags(prompts.Summarize, summaryFormats...)...),
		Description: "  newsbrief summarize article.txt\n" +
			"  cat article.txt | newsbrief summarize --bullets 3 --format json\n",
		Action: func(ctx *cli.Context) error { return runTask(ctx, c, prompts.Summarize, summaryFormats) },
	}
}

// summarizer is one run of summarize or figures.
type summarizer struct {
	*job
	how  summarize.Options
	live bool // show each bullet as soon as it is whole, where that can be
}

// runTask runs summarize or figures.
func runTask(ctx *cli.Context, c *console, task string, formats []render.Format) error {
	s, j, err := startJob(ctx, c, formats)
	if err != nil {
		return err
	}
	z := &summarizer{job: j}
	if z.how, err = taskOptions(ctx, s, task); err != nil {
		return err
	}
	z.live = task == prompts.Summarize && z.options.Format == render.FormatText && z.options.Dry == nil && terminal.IsTerminal(c.Stdout)
	if s.automatic && z.options.Dry == nil {
		c.Notice("no model is configured: these are sentences of the article itself (offline engine)\n  %s", connectHint)
	}
	if err := z.connect(ctx, s); err != nil {
		return err
	}
	defer z.endpoint.close()
	z.how.Model, z.how.Backend = z.endpoint.model, z.endpoint.backend
	z.how.Jobs = z.options.Jobs
	z.options.Language = z.how.Language
	return z.run(ctx, append(z.how.Identity(), s.context), z.one)
}

func taskOptions(ctx *cli.Context, s settings, task string) (summarize.Options, error) {
	o := summarize.Options{
		Bullets: ctx.Int("bullets"), Language: ctx.String("lang"),
	}
	if ctx.IsSet("bullets") && o.Bullets < 1 {
		return o, usagef("--bullets must be at least 1")
	}
	if ctx.Bool("figures") || task == prompts.Figures {
		o.Figures = summarize.DefaultFigures
	}
	var err error
	if o.Language != "" {
		if o.Language, err = lang.Parse(o.Language); err != nil {
			return o, usagef("--lang: %v", err)
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
	o := z.how
	var shown error
	live := z.live && show != nil
	if live {
		shown = show.Begin(a.About())
		o.OnBullet = func(b result.Bullet) { shown = errors.Join(shown, show.Bullet(b)) }
		o.OnRestart = func() { z.Notice("the lines above are no part of the answer, which follows") }
	}
	brief, err := summarize.Run(ctx, z.endpoint.client, a, o)
	switch {
	case z.options.Dry != nil:
		return z.options.Dry.Plan(a.Name, err)
	case err != nil:
		return run.Finished{}, err
	}
	r := run.Finished{
		Print: func(w *render.Writer) error { return w.Brief(brief, a) }, Shown: live,
		Doubtful: brief.Doubtful(), Warnings: brief.Warnings,
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
