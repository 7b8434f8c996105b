package cmd

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/run"
	"newsbrief/internal/talk"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// testFlags are those of prompts test: how a model is asked.
func testFlags() []cli.Flag {
	flags := []cli.Flag{
		&cli.IntFlag{Name: "bullets", Aliases: []string{"n"}, Usage: "`N` bullets (the template's, else 5)"},
		&cli.StringFlag{Name: "lang", Usage: "`LANG` language of the answer, as fr (the article's)"},
		&cli.IntFlag{Name: "repair", Value: 1, Usage: "`N` times the model is asked to mend what the checks found (1)"},
	}
	for _, f := range endpointFlags(prompts.Summarize) {
		if name := f.Names()[0]; name != "prompt" && name != "prompt-text" && name != "dry-run" {
			flags = append(flags, f)
		}
	}
	return append(flags, inputFlags()...)
}

// promptTest is a try of a template on an article.
type promptTest struct {
	how     summarize.Options
	article *summarize.Article
	answer  strings.Builder // as the model wrote it
}

// testPrompt shows what a template sends about an article, what the model answers, and
// what the checks say of it.
func testPrompt(ctx *cli.Context, c *console) error {
	if ctx.NArg() != 2 {
		return terminal.Usagef("prompts test takes a NAME or FILE, and an ARTICLE")
	}
	s, err := loadSettings(ctx)
	if err != nil {
		return err
	}
	t := &promptTest{}
	template, err := loader(ctx).Load(ctx.Args().First())
	if err != nil {
		return terminal.Usagef("%v", err)
	}
	if template.Task != prompts.Summarize && template.Task != prompts.Figures {
		return terminal.Usagef("prompts test tries templates for %s and %s; %s is for newsbrief %s",
			prompts.Summarize, prompts.Figures, template.Name, template.Task)
	}
	if s.backend == "offline" {
		return &terminal.UsageError{Message: "the offline engine follows no template: a test needs a model",
			Hint: connectHint}
	}
	if t.how, err = testOptions(ctx, s, template); err != nil {
		return err
	}
	articles, err := loadArticles(ctx, c, ctx.Args().Slice()[1:])
	if err != nil {
		return err
	}
	t.article = articles[0]
	return t.run(ctx.Context, c, s)
}

// run tells and asks.
func (t *promptTest) run(ctx context.Context, c *console, s settings) error {
	messages, err := t.messages(ctx, c, s)
	if err != nil {
		return err
	}
	if err := c.Print(messages); err != nil {
		return err
	}
	w, err := t.ask(ctx, c, s)
	told := "== answer ==\n" + plain.Clean(t.answer.String())
	if err == nil {
		told += "\n== checks ==\n" + w.checks()
	}
	if printed := c.Print(told); printed != nil || err == nil {
		return printed
	}
	c.Fail(t.article.Name, err)
	return terminal.ErrReported
}

// testOptions are as summarize reads them.
func testOptions(ctx *cli.Context, s settings, t *prompts.Template) (o summarize.Options, err error) {
	o.Asking = prompts.Asking{Template: t, Temperature: s.temperature, Seed: s.seed, MaxTokens: s.maxTokens,
		Repair: ctx.Int("repair")}
	o.Bullets = ctx.Int("bullets")
	if t.Task == prompts.Figures {
		o.Figures = summarize.DefaultFigures
	}
	if language := ctx.String("lang"); language != "" {
		if o.Language, err = lang.Parse(language); err != nil {
			return o, terminal.Usagef("--lang: %v", err)
		}
	}
	if o.Vars, err = parseVars(ctx); err != nil {
		return o, err
	}
	return o, checkTemplate(ctx.Context, t, o.Vars)
}

// messages are those that a dry run would send, without the worked examples.
func (t *promptTest) messages(ctx context.Context, c *console, s settings) (string, error) {
	dry := &run.DryRun{}
	s.cache = llm.CacheOff
	e, err := newEndpoint(ctx, c, s, false, dry)
	if err != nil {
		return "", err
	}
	defer func() { _ = e.close() }()
	how := t.how
	how.Model = firstOf(e.model, "MODEL")
	if _, err := write(ctx, e.client, t.article, how); err != nil && !talk.NotSent(err) {
		return "", err
	}
	var b strings.Builder
	for _, d := range dry.Drafts() {
		var body struct{ Messages []llm.Message }
		_ = json.Unmarshal(d.Body, &body)
		for i, m := range body.Messages {
			if i == 0 || i == len(body.Messages)-1 {
				fmt.Fprintf(&b, "== %s ==\n%s\n", m.Role, plain.Clean(m.Content))
			}
		}
	}
	return b.String(), nil
}

// ask asks the model.
func (t *promptTest) ask(ctx context.Context, c *console, s settings) (w written, err error) {
	e, err := connect(ctx, c, s, false, nil)
	if err != nil {
		return w, err
	}
	defer func() { _ = e.close() }()
	how := t.how
	how.Model, how.Backend = e.model, e.backend
	how.OnLine = func(line string) { t.answer.WriteString(line + "\n") }
	return write(ctx, e.client, t.article, how)
}

// written is what a template has a model write: lines, statements or texts.
type written struct {
	lines    []result.Bullet
	warnings []result.Warning
}

func write(ctx context.Context, c *llm.Client, a *summarize.Article, o summarize.Options) (w written, err error) {
	switch {
	case o.Template.Output == prompts.JSON:
		r, err := summarize.Record(ctx, c, a, o)
		if err != nil {
			return w, err
		}
		for _, l := range r.Statements {
			l.Text = l.Path + ": " + l.Text
			w.lines = append(w.lines, l.Bullet)
		}
		w.warnings = r.Warnings
	case o.Template.Free():
		t, err := summarize.Write(ctx, c, a, o)
		if err != nil {
			return w, err
		}
		for _, p := range t.Statements {
			w.lines = append(w.lines, p.Bullet)
		}
		w.warnings = t.Warnings
	default:
		b, err := summarize.Run(ctx, c, a, o)
		if err != nil {
			return w, err
		}
		w.lines, w.warnings = b.Bullets, b.Warnings
		for _, f := range b.Figures {
			w.lines = append(w.lines, result.Bullet{Text: f.Line(), Status: f.Status, Claims: f.Claims})
		}
		for _, p := range b.People {
			w.lines = append(w.lines, result.Bullet{Text: p.Line(), Status: p.Status, Claims: p.Claims})
		}
	}
	return w, nil
}

// checks is a line for each, below it what is wrong, and the warnings behind all.
func (w written) checks() string {
	var b strings.Builder
	for _, l := range w.lines {
		fmt.Fprintf(&b, "%-12s %s", l.Status, plain.Line(l.Text))
		if n := result.Sentences(l.Evidence); len(n) > 0 {
			b.WriteString(" " + strings.ReplaceAll(fmt.Sprint(n), " ", ","))
		}
		b.WriteByte('\n')
		for _, c := range l.Claims {
			if !c.Good() {
				fmt.Fprintf(&b, "             %s: %s\n", plain.Line(c.Text), plain.Line(c.Reason))
			}
		}
	}
	for _, warning := range w.warnings {
		fmt.Fprintf(&b, "%-12s %s\n", "warning", plain.Line(warning.Message))
	}
	return b.String()
}
