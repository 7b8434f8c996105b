package cmd

import (
	"context"
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article/input"
	"newsbrief/internal/outputs"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// task is a command line as a value: what is asked about which articles, and what
// becomes of the answers. Nothing is sent before it is run.
type task struct {
	*console
	settings settings
	options  run.Options
	judged   bool // a second model may judge the lines
	lacking  bool // an input could not be read, which was told: the run fails, whatever else it does
	// begin hands over an endpoint; identity is what then decides a result besides
	// its article.
	begin func(e *endpoint) (identity []any, work run.Work)
	// open makes ready what the work needs, and end closes it, with the run's error;
	// nil: there is nothing to do.
	open func() error
	end  func(err error) error
}

// origin is where a task comes from.
type origin struct {
	batch bool   // a batch service's answers are the endpoint's
	dir   string // that relative inputs are in; "": the working folder
}

// maker makes the task of a command line.
type maker func(ctx *cli.Context, c *console, from origin) (*task, error)

// action is what a command does with the task of its line.
type action func(ctx *cli.Context, c *console, newTask maker) error

// taskCommands are the tasks that batches know too.
func taskCommands(c *console, act action) []*cli.Command {
	return []*cli.Command{
		summarizeCommand(c, act), figuresCommand(c, act), translateCommand(c, act), digestCommand(c, act),
	}
}

// runLive runs a task at an endpoint.
func runLive(ctx *cli.Context, c *console, newTask maker) error {
	t, err := newTask(ctx, c, origin{})
	if err != nil {
		return err
	}
	e, err := connect(ctx.Context, c, t.settings, t.options.Verbose, t.options.Dry)
	if err != nil {
		return err
	}
	defer func() { _ = e.close() }()
	if t.judged {
		if err := e.addJudge(ctx.Context, c, t.settings, t.options.Verbose, t.options.Dry); err != nil {
			return err
		}
	}
	if t.open != nil {
		if err := t.open(); err != nil {
			return err
		}
	}
	identity, work := t.begin(e)
	err = t.run(ctx.Context, e, identity, work)
	if t.end != nil {
		err = t.end(err)
	}
	return err
}

// run does the work.
func (t *task) run(ctx context.Context, e *endpoint, identity []any, work run.Work) error {
	t.options.Identity, t.options.Used = identity, e.used
	err := run.Run(ctx, &t.Console, t.options, work)
	if t.lacking && (err == nil || errors.Is(err, run.ErrUnsupported)) {
		return terminal.ErrReported
	}
	return err
}

// connectHint is the next step of users without a model.
const connectHint = "to use a model: export OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=NAME, or " +
	"OPENAI_API_KEY for OpenAI"

// readTask reads the configuration and the flags that tasks share.
func readTask(ctx *cli.Context, c *console, from origin, formats []render.Format) (*task, error) {
	c.Quiet = ctx.Bool("quiet")
	s, err := loadSettings(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case from.batch:
		s = s.forBatch()
	case s.automatic && ctx.IsSet("model") && !ctx.Bool("dry-run"):
		return nil, noEndpoint(ctx, s.model)
	}
	t := &task{console: c, settings: s}
	if err := t.readOutput(ctx, formats); err != nil {
		return nil, err
	}
	t.options.Dir = from.dir
	if err := t.readTargets(ctx); err != nil {
		return nil, err
	}
	if err := t.readSelection(ctx); err != nil {
		return nil, err
	}
	if text := ctx.String("budget"); text != "" {
		t.options.Budget, err = run.ParseBudget(text, s.prices)
	}
	return t, err
}

// readOutput reads how results look, and what they are read from.
func (t *task) readOutput(ctx *cli.Context, formats []render.Format) (err error) {
	t.options = run.Options{
		Inputs: ctx.Args().Slice(), Format: render.FormatNamed(ctx.String("format")), Out: outPath(ctx),
		ErrorLines: ctx.Bool("error-lines"), Strict: ctx.Bool("strict"), MaxDoubt: ctx.Float64("max-doubt"),
		Verbose: ctx.Bool("verbose"),
		Prices:  t.settings.prices,
	}
	o := &t.options
	if err := checkMaxDoubt(o.MaxDoubt); err != nil {
		return err
	}
	if !slices.Contains(formats, o.Format) {
		return terminal.Usagef("--format is %s, not %q", formatNames(formats), o.Format)
	}
	if o.Reader, err = newReader(ctx, t.console); err != nil {
		return err
	}
	o.Reader.Lines = o.ErrorLines && (o.Reader.Kind == "" || o.Reader.Kind == input.Lines)
	if ctx.Int("repair") < 0 {
		return terminal.Usagef("--repair must not be negative")
	}
	color, err := terminal.Color(ctx.String("color"), t.Stdout)
	if err != nil {
		return err
	}
	if ctx.Bool("dry-run") {
		o.Dry, o.Out = &run.DryRun{Prices: t.settings.prices}, ""
	}
	if o.Jobs = jobs(t.settings, o.Dry); o.Jobs < t.settings.jobs && o.Dry == nil {
		t.Notice("%d at once, not %d: this process may have few files open (ulimit -n)", o.Jobs, t.settings.jobs)
	}
	o.Render = render.Options{Color: color, Width: terminal.Width(t.Stdout)}
	if o.Out != "" {
		o.Render = render.Options{Color: color && ctx.String("color") == "always"}
	}
	return nil
}

// readTargets reads which files are written; none may be an input.
func (t *task) readTargets(ctx *cli.Context) error {
	o := &t.options
	if o.Dry == nil {
		o.Report = ctx.String("report")
	}
	if o.Report != "" {
		if err := run.CheckReport(&t.Console, o.Report, ctx.String("out"), o.Paths()); err != nil {
			return err
		}
	}
	o.Folder = run.IsFolder(o.Out, o.Paths())
	if o.ErrorLines && (o.Format != render.FormatJSONL || o.Folder) {
		return terminal.Usagef("--error-lines goes with --format jsonl, not with an output folder")
	}
	return run.CheckOut(&t.Console, "out", o.Out, o.Paths())
}

// readSelection reads which articles of a batch are done.
func (t *task) readSelection(ctx *cli.Context) (err error) {
	o := &t.options
	o.RetryFailed, o.Force = ctx.Bool("retry-failed"), ctx.Bool("force")
	o.DiscardEdits = ctx.Bool("discard-edits")
	switch {
	case o.RetryFailed && o.Force:
		return terminal.Usagef("--retry-failed and --force exclude each other")
	case (o.RetryFailed || (o.Force || o.DiscardEdits) && ctx.String("memory") == "") && !o.Folder:
		return terminal.Usagef("--retry-failed, --force and --discard-edits go with a folder: --out DIR/")
	case ctx.String("shard") != "":
		if o.Shard, err = outputs.ParseShard(ctx.String("shard")); err != nil {
			return terminal.Usagef("--shard: %v", err)
		}
	}
	return nil
}
