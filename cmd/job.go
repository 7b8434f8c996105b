package cmd

import (
	"context"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/render"
	"newsbrief/result"
)

// job is one run of a task over its inputs.
type job struct {
	*console
	endpoint *endpoint
	inputs   []string
	reader   *article.Reader
	format   render.Format
	render   render.Options
	outPath  string // a file or a folder; "": standard output
	toFolder bool
	report   string   // a file; "": none
	endings  []string // of inputs, that outputs in a folder keep
	selection
	budget   budget
	prices   *prices // nil: unknown
	jobs     int     // articles, and requests, in flight at once
	dry      *dryRun // nil: send
	strict   bool
	verbose  bool
	language string // of the results; "": the article's
	// options is what decides a result besides the article: a value with a
	// JSON form.
	options any
}

// work is what a task does with one article. Where show is not nil, the result
// may appear there while it comes.
type work func(ctx context.Context, in article.Input, show *render.Writer) (finished, error)

// finished is a task's work on one article.
type finished struct {
	print    func(*render.Writer) error
	shown    bool // it is where the user wants it, but for the report
	doubtful bool // a claim in it has no support
	warnings []result.Warning
}

// connectHint is the next step of users without a model.
const connectHint = "to use a model: export OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=NAME, or OPENAI_API_KEY for OpenAI"

// startJob reads the configuration and the flags that tasks share; nothing is
// sent.
func startJob(ctx *cli.Context, c *console, formats []render.Format) (settings, *job, error) {
	c.quiet = ctx.Bool("quiet")
	s, err := loadSettings(ctx)
	if err != nil {
		return s, nil, err
	}
	if c.exchange != nil {
		s = s.forBatch()
	}
	j, err := newJob(ctx, c, s, formats)
	return s, j, err
}

// newJob reads the flags that tasks share.
func newJob(ctx *cli.Context, c *console, s settings, formats []render.Format) (*job, error) {
	j := &job{
		console: c, inputs: ctx.Args().Slice(), format: render.Format(ctx.String("format")), outPath: outPath(ctx),
		strict: ctx.Bool("strict"), verbose: ctx.Bool("verbose"),
	}
	if !slices.Contains(formats, j.format) {
		return nil, usagef("--format is %s, not %q", formatNames(formats), j.format)
	}
	var err error
	if j.reader, err = newReader(ctx, c); err != nil {
		return nil, err
	}
	if ctx.Int("repair") < 0 {
		return nil, usagef("--repair must not be negative")
	}
	color, err := useColor(ctx.String("color"), c.stdout)
	if err != nil {
		return nil, err
	}
	if ctx.Bool("dry-run") {
		j.dry, j.outPath = &dryRun{prices: s.prices}, ""
	}
	if j.report, err = readReport(ctx, c); err != nil {
		return nil, err
	}
	j.toFolder = isFolder(j.outPath, j.inputs)
	if err = c.checkOut("out", j.outPath, j.inputs); err != nil {
		return nil, err
	}
	if j.selection, err = readSelection(ctx, j.toFolder); err != nil {
		return nil, err
	}
	if text := ctx.String("budget"); text != "" {
		if j.budget, err = parseBudget(text, s.prices); err != nil {
			return nil, err
		}
	}
	j.prices = s.prices
	j.jobs = jobs(s, j.dry)
	j.render = render.Options{Color: color, Width: width(c.stdout)}
	if j.outPath != "" {
		j.render = render.Options{Color: color && ctx.String("color") == "always"}
	}
	return j, nil
}

// connect makes the endpoint ready; its user closes it.
func (j *job) connect(ctx *cli.Context, s settings) (err error) {
	j.endpoint, err = connect(ctx.Context, j.console, s, j.verbose, j.dry)
	return err
}

// decide notes the options. A batch is fetched with those that it was submitted
// with.
func (j *job) decide(options any) error {
	j.options = options
	if j.exchange == nil {
		return nil
	}
	return j.exchange.decide(options)
}
