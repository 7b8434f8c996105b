package cmd

import (
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/outputs"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// job is one run of a task over its inputs.
type job struct {
	*console
	endpoint *endpoint
	options  run.Options
}

// connectHint is the next step of users without a model.
const connectHint = "to use a model: export OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=NAME, or OPENAI_API_KEY for OpenAI"

// startJob reads the configuration and the flags that tasks share; nothing is
// sent.
func startJob(ctx *cli.Context, c *console, formats []render.Format) (settings, *job, error) {
	c.Quiet = ctx.Bool("quiet")
	s, err := loadSettings(ctx)
	if err != nil {
		return s, nil, err
	}
	if c.exchange != nil {
		s = s.forBatch()
	}
	j := &job{console: c}
	for _, read := range []func() error{
		func() error { return j.readOutput(ctx, s, formats) },
		func() error { return j.readTargets(ctx) },
		func() error { return j.readSelection(ctx) },
	} {
		if err := read(); err != nil {
			return s, nil, misuse(err)
		}
	}
	if text := ctx.String("budget"); text != "" {
		if j.options.Budget, err = run.ParseBudget(text, s.prices); err != nil {
			return s, nil, misuse(err)
		}
	}
	return s, j, nil
}

// readOutput reads how results look, and what they are read from.
func (j *job) readOutput(ctx *cli.Context, s settings, formats []render.Format) (err error) {
	j.options = run.Options{
		Inputs: ctx.Args().Slice(), Format: render.Format(ctx.String("format")), Out: outPath(ctx),
		Strict: ctx.Bool("strict"), Verbose: ctx.Bool("verbose"), Prices: s.prices,
	}
	o := &j.options
	if !slices.Contains(formats, o.Format) {
		return usagef("--format is %s, not %q", formatNames(formats), o.Format)
	}
	if o.Reader, err = newReader(ctx, j.console); err != nil {
		return err
	}
	if ctx.Int("repair") < 0 {
		return usagef("--repair must not be negative")
	}
	color, err := terminal.Color(ctx.String("color"), j.Stdout)
	if err != nil {
		return err
	}
	if ctx.Bool("dry-run") {
		o.Dry, o.Out = &run.DryRun{Prices: s.prices}, ""
	}
	o.Jobs = jobs(s, o.Dry)
	o.Render = render.Options{Color: color, Width: terminal.Width(j.Stdout)}
	if o.Out != "" {
		o.Render = render.Options{Color: color && ctx.String("color") == "always"}
	}
	return nil
}

// readTargets reads which files are written; none may be an input.
func (j *job) readTargets(ctx *cli.Context) error {
	o := &j.options
	if o.Dry == nil {
		o.Report = ctx.String("report")
	}
	if o.Report != "" {
		if err := run.CheckReport(&j.Console, o.Report, ctx.String("out"), o.Inputs); err != nil {
			return err
		}
	}
	o.Folder = run.IsFolder(o.Out, o.Inputs)
	return run.CheckOut(&j.Console, "out", o.Out, o.Inputs)
}

// readSelection reads which articles of a batch are done.
func (j *job) readSelection(ctx *cli.Context) (err error) {
	o := &j.options
	o.RetryFailed, o.Force = ctx.Bool("retry-failed"), ctx.Bool("force")
	switch {
	case o.RetryFailed && o.Force:
		return usagef("--retry-failed and --force exclude each other")
	case (o.RetryFailed || o.Force) && !o.Folder:
		return usagef("--retry-failed and --force go with a folder: --out DIR/")
	case ctx.String("shard") != "":
		if o.Shard, err = outputs.ParseShard(ctx.String("shard")); err != nil {
			return usagef("--shard: %v", err)
		}
	}
	return nil
}

// connect makes the endpoint ready; its user closes it.
func (j *job) connect(ctx *cli.Context, s settings) (err error) {
	if j.endpoint, err = connect(ctx.Context, j.console, s, j.options.Verbose, j.options.Dry); err == nil {
		j.options.Used = j.endpoint.client.Used
	}
	return err
}

// run does the work; identity is what decides a result besides the article. A
// batch is fetched with the one that it was submitted with.
func (j *job) run(ctx *cli.Context, identity []any, work run.Work) error {
	j.options.Identity = identity
	if j.exchange != nil {
		if err := j.exchange.decide(identity); err != nil {
			return err
		}
		work = waiting(work)
	}
	return run.Run(ctx.Context, &j.Console, j.options, work)
}
