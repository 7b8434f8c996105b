package cmd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/natefinch/atomic"
	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/internal/render"
	"newsbrief/prompts"
	"newsbrief/summarize"
)

func summarizeCommand(c *console) *cli.Command {
	own := []cli.Flag{
		&cli.IntFlag{Name: "bullets", Usage: "`N` bullets (the template's, else 5)"},
		&cli.StringFlag{Name: "lang", Usage: "`LANG` language of the bullets, as fr (the article's)"},
	}
	return &cli.Command{
		Name:      "summarize",
		Usage:     "bullet summary, each bullet with its evidence in the article",
		UsageText: "summarize [flags] [INPUT…]\n\nINPUT is a file, a folder, or - (or nothing) for standard input.",
		Flags:     append(own, taskFlags()...),
		Description: "  newsbrief summarize article.txt\n" +
			"  cat article.txt | newsbrief summarize --bullets 3 --format json\n",
		Action: func(ctx *cli.Context) error { return runSummarize(ctx, c) },
	}
}

// job is one run of summarize over its inputs.
type job struct {
	*console
	endpoint *endpoint
	options  summarize.Options
	inputs   []string
	limit    int64
	format   render.Format
	render   render.Options
	out      io.Writer
	outFile  string
	live     bool // show each bullet as soon as it is whole
}

func runSummarize(ctx *cli.Context, c *console) error {
	c.quiet = ctx.Bool("quiet")
	s, err := loadSettings(ctx)
	if err != nil {
		return err
	}
	j, err := newJob(ctx, c, s)
	if err != nil {
		return err
	}
	if j.endpoint, err = connect(ctx.Context, c, s, ctx.Bool("verbose")); err != nil {
		return err
	}
	defer j.endpoint.close()
	j.options.Model, j.options.Backend = j.endpoint.model, j.endpoint.backend
	return j.run(ctx.Context)
}

// newJob reads the flags; nothing is sent.
func newJob(ctx *cli.Context, c *console, s settings) (*job, error) {
	j := &job{
		console: c, inputs: ctx.Args().Slice(), limit: ctx.Int64("max-bytes"),
		format: render.Format(ctx.String("format")), out: c.stdout, outFile: ctx.String("out"),
	}
	if !slices.Contains([]render.Format{render.FormatText, render.FormatMarkdown, render.FormatJSON, render.FormatJSONL}, j.format) {
		return nil, usagef("--format is text, markdown, json or jsonl, not %q", j.format)
	}
	if j.limit <= 0 {
		return nil, usagef("--max-bytes must be more than 0")
	}
	color, err := useColor(ctx.String("color"), c.stdout)
	if err != nil {
		return nil, err
	}
	if j.options, err = summaryOptions(ctx, s); err != nil {
		return nil, err
	}
	if j.outFile != "" {
		j.out = &bytes.Buffer{}
		color = color && ctx.String("color") == "always"
	}
	j.render = render.Options{Color: color, Width: width(j.out)}
	j.live = j.format == render.FormatText && j.outFile == "" && isTerminal(c.stdout)
	if s.automatic {
		c.notice("no model is configured: these are sentences of the article itself (offline engine)\n" +
			"  to use a model: export OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=NAME, or OPENAI_API_KEY for OpenAI")
	}
	return j, nil
}

func summaryOptions(ctx *cli.Context, s settings) (summarize.Options, error) {
	o := summarize.Options{
		Bullets: ctx.Int("bullets"), Language: ctx.String("lang"),
		Temperature: s.temperature, Seed: s.seed, MaxTokens: s.maxTokens,
	}
	if ctx.IsSet("bullets") && o.Bullets < 1 {
		return o, usagef("--bullets must be at least 1")
	}
	var err error
	if o.Language != "" {
		if o.Language, err = prompts.ParseLanguage(o.Language); err != nil {
			return o, usagef("--lang: %v", err)
		}
	}
	if o.Template, err = loader(ctx).Load(ctx.String("prompt")); err != nil {
		return o, usagef("%v", err)
	}
	if o.Vars, err = parseVars(ctx); err != nil {
		return o, err
	}
	if err := prompts.Check(o.Template, o.Vars); err != nil {
		return o, usagef("%v", err)
	}
	return o, nil
}

// run summarises every input in order. One that fails is reported and the
// others go on, unless they would all fail the same way.
func (j *job) run(ctx context.Context) error {
	next, stop := iter.Pull2(article.Inputs(j.inputs))
	defer stop()
	first, err, ok := next()
	second, secondErr, several := next()
	w, werr := j.writer(several)
	if werr != nil {
		return werr
	}
	failed, done := false, 0
	for ok && ctx.Err() == nil {
		if err == nil {
			err = j.one(ctx, w, first)
		}
		var write *writeError
		switch {
		case err == nil:
			done++
		case errors.As(err, &write):
			return outputError(write.cause)
		case ctx.Err() == nil:
			failed = true
			j.fail(first.Name, err)
		}
		if ends(err) {
			break
		}
		first, err, ok = second, secondErr, several
		second, secondErr, several = next()
	}
	return j.finish(ctx, w, done, failed)
}

// ends says whether every other input would fail as this one did.
func ends(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Kind.Permanent()
}

// finish writes what is done; the exit code tells whether that is all.
func (j *job) finish(ctx context.Context, w *render.Writer, done int, failed bool) error {
	if done > 0 {
		if err := w.Close(); err != nil {
			return outputError(err)
		}
		if err := j.save(); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if failed {
		return errReported
	}
	return nil
}

// save moves a finished --out file into place.
func (j *job) save() error {
	if j.outFile == "" {
		return nil
	}
	return atomic.WriteFile(j.outFile, j.out.(*bytes.Buffer))
}

// writeError is a failure of the output, not of an article.
type writeError struct{ cause error }

func (e *writeError) Error() string { return e.cause.Error() }

// one summarises one input and writes the result.
func (j *job) one(ctx context.Context, w *render.Writer, in article.Input) error {
	a, err := article.Load(in, j.stdin, j.limit)
	if err != nil {
		return err
	}
	o := j.options
	var written error
	if j.live {
		written = w.Begin(summarize.SourceOf(a))
		o.OnBullet = func(b summarize.Bullet) { written = errors.Join(written, w.Bullet(b)) }
		o.OnRestart = func() { j.notice("the lines above were the model's reasoning; its answer follows") }
	}
	brief, err := summarize.Run(ctx, j.endpoint.client, a, o)
	if err != nil {
		return err
	}
	if !j.live {
		written = w.Brief(brief)
	}
	if written != nil {
		return &writeError{written}
	}
	for _, warning := range brief.Warnings {
		j.notice("%s: %s", displayName(a.Name), warning.Message)
	}
	return nil
}

// writer prints to a buffer for --out, else to standard output.
func (j *job) writer(several bool) (*render.Writer, error) {
	o := j.render
	o.Several = several
	return render.New(j.out, j.format, o)
}
