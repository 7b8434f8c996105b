package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/lang"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// checkFree says whether the line suits a template of the user's own design, or one
// that is none.
func (z *summarizer) checkFree(ctx *cli.Context) error {
	t := z.how.Template
	z.options.Render.NoCite = ctx.Bool("no-cite")
	switch {
	case !t.Free() && ctx.Bool("no-cite"):
		return terminal.Usagef("--no-cite goes with a template that writes text or Markdown; %s writes bullets", t.Name)
	case t.Free() && z.how.Figures > 0:
		return terminal.Usagef("--figures goes with bullets; the template %s has an output of its own", t.Name)
	case z.settings.backend == "offline" && z.options.Dry == nil:
		return z.checkOffline(t)
	}
	return nil
}

// checkOffline says what the offline engine makes of a template.
func (z *summarizer) checkOffline(t *prompts.Template) error {
	switch {
	case t.Free():
		return &terminal.UsageError{Hint: connectHint,
			Message: fmt.Sprintf("the offline engine writes bullets alone: the template %s needs a model", t.Name)}
	case t.Kept():
	case z.options.Strict:
		return &terminal.UsageError{Hint: connectHint,
			Message: fmt.Sprintf("the offline engine does not read the template %s: it needs a model", t.Name)}
	default:
		z.Notice("the offline engine does not read the template %s: these are sentences of the article", t.Name)
	}
	return nil
}

// checkLanguage says whether the offline engine can write in the language asked for:
// that of the article alone.
func (z *summarizer) checkLanguage(a *summarize.Article) error {
	if z.settings.backend != "offline" || z.how.Language == "" || lang.MayBeSame(z.how.Language, a.Language) {
		return nil
	}
	return &terminal.UsageError{Hint: connectHint, Message: fmt.Sprintf(
		"the offline engine writes in the article's language, %s: %s needs a model", lang.Name(a.Language),
		lang.Name(z.how.Language))}
}

// write has a text, or a record, written about one article, by a template of its own
// design.
func (z *summarizer) write(ctx context.Context, a *summarize.Article, show *render.Writer) (run.Finished, error) {
	if z.how.Template.Output == prompts.JSON {
		return z.record(ctx, a)
	}
	o := z.how
	var shown error
	live := z.live && show != nil
	if live {
		shown = show.Begin(a.About())
		o.OnPassage = func(before string, b result.Bullet) { shown = errors.Join(shown, show.Passage(before, b)) }
		o.OnRestart = func() {
			shown = errors.Join(shown, show.EndText(&result.Text{}))
			z.Notice("the lines above are no part of the answer, which follows")
		}
	}
	text, err := summarize.Write(ctx, z.client, a, o)
	switch {
	case z.options.Dry != nil:
		return z.options.Dry.Plan(a.Name, err)
	case err != nil:
		return run.Finished{}, err
	}
	if live {
		if shown = errors.Join(shown, show.EndText(text)); shown != nil {
			return run.Finished{}, &run.WriteError{Cause: terminal.OutputError(shown)}
		}
	}
	return run.Finished{
		Print: func(w *render.Writer) error { return w.Text(text, a) }, Shown: live,
		Doubtful: text.Doubtful() || o.Judge.Requires(text.Unjudged()), Doubt: text.Doubt(),
		Warnings: text.Warnings,
	}, nil
}

// record has a value in JSON written about one article.
func (z *summarizer) record(ctx context.Context, a *summarize.Article) (run.Finished, error) {
	r, err := summarize.Record(ctx, z.client, a, z.how)
	switch {
	case z.options.Dry != nil:
		return z.options.Dry.Plan(a.Name, err)
	case err != nil:
		return run.Finished{}, err
	}
	return run.Finished{
		Print:    func(w *render.Writer) error { return w.Record(r, a) },
		Doubtful: r.Doubtful() || z.how.Judge.Requires(r.Unjudged()), Doubt: r.Doubt(), Warnings: r.Warnings,
	}, nil
}
