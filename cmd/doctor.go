package cmd

import (
	"context"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/doctor"
	"newsbrief/internal/llm"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

func doctorCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: "find local servers, test the endpoint, say what to fix",
		UsageText: "doctor [flags]\n\nIt asks the usual ports of this machine for their models, without a key, " +
			"and\n" +
			"puts two tiny questions to the endpoint that is configured, or else to the first\n" +
			"that it finds.",
		Flags: append(doctorFlags(),
			&cli.BoolFlag{Name: "write", Usage: "write a profile for the endpoint into the configuration"},
			&cli.BoolFlag{Name: "try", Usage: "does the model keep the form, cite, invent? (three short texts)"},
			&cli.BoolFlag{Name: "checker", Usage: "is the model fit to judge what others wrote? (60 statements)"},
			&cli.StringFlag{Name: "checker-model", Usage: "`NAME` model that judges, with --checker (the profile's, " +
				"else the endpoint's)"},
			&cli.StringFlag{Name: "ports", Usage: "`LIST` ports of this machine to try, as 11434,8080 (the " +
				"usual ones)"}),
		Description: "  newsbrief doctor\n" +
			"  newsbrief doctor --base-url http://127.0.0.1:11434/v1 --model llama3.2 --write\n",
		Action: func(ctx *cli.Context) error { return runDoctor(ctx, c) },
	}
}

// doctorFlags are the flags of an endpoint that it tests.
func doctorFlags() []cli.Flag {
	return append(endpointFlagsOf("backend", "base-url", "api-key-file", "model", "timeout", "insecure", "config",
		"profile"), verboseFlag())
}

func runDoctor(ctx *cli.Context, c *console) error {
	if ctx.NArg() > 0 {
		return terminal.Usagef("doctor takes no inputs; the endpoint is named with --base-url")
	}
	ports, err := doctor.ParsePorts(ctx.String("ports"))
	if err != nil {
		return err
	}
	s, err := loadSettings(ctx)
	if err != nil {
		return err
	}
	s.retries, s.cache = 0, llm.CacheOff
	d := &doctor.Doctor{Console: &c.Console, Target: doctor.Target{
		BuiltIn: s.backend != "openai", Backend: s.backend, Missing: s.automatic,
		BaseURL: s.baseURL, Model: s.model, Context: s.context,
	}}
	if s.key != "" {
		d.Target.KeySource = s.keySource
	}
	d.Connect = func(ctx context.Context, at doctor.Target) (*llm.Client, string, func() error, error) {
		s.backend, s.baseURL = at.Backend, at.BaseURL
		e, err := newEndpoint(ctx, c, s, d.Verbose, nil)
		if err != nil {
			return nil, "", nil, err
		}
		return e.client, e.model, e.close, nil
	}
	d.Verbose = ctx.Bool("verbose")
	switch {
	case ctx.Bool("checker"):
		if err := examineChecker(ctx, c, s, d); err != nil {
			return err
		}
	case ctx.Bool("try"):
		d.Try(ctx.Context, doTrial)
	default:
		d.Examine(ctx.Context, ports)
	}
	if ctx.Bool("write") && !d.Failed && ctx.Context.Err() == nil {
		s.backend, s.baseURL, s.model = d.Target.Backend, d.Target.BaseURL, d.Target.Model
		s.writeTo(ctx, d)
	}
	return doctorError(ctx.Context, d)
}

// examineChecker tries the model that judges. Its answers are asked anew, and what
// they come to is remembered.
func examineChecker(ctx *cli.Context, c *console, s settings, d *doctor.Doctor) error {
	s.cache, s.checker.mode = llm.CacheRefresh, senseOn
	if s.checker.own != nil {
		s.checker.own.cache, s.checker.own.retries = s.cache, s.retries
	}
	e, err := connectJudge(ctx.Context, c, s, d.Verbose)
	if err != nil {
		return err
	}
	defer func() { _ = e.close() }()
	d.Checker(ctx.Context, e.judge)
	return nil
}

// doTrial does a trial as summarize and figures do.
func doTrial(ctx context.Context, c *llm.Client, model string, t doctor.Trial) (*result.Brief, error) {
	a, err := summarize.NewArticle(t.Name, t.Text)
	if err != nil {
		return nil, err
	}
	how := summarize.Options{OnLine: t.OnLine}
	how.Model, how.Temperature, how.Repair = model, t.Temperature, 1
	if t.Figures {
		how.Figures = summarize.DefaultFigures
		if how.Template, err = (prompts.Loader{}).Load(prompts.Figures); err != nil {
			return nil, err
		}
	}
	return summarize.Run(ctx, c, a, how)
}

// doctorError is what the findings end in.
func doctorError(ctx context.Context, d *doctor.Doctor) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case d.Unwritten != nil:
		return d.Unwritten
	case d.Failed:
		return terminal.ErrReported
	}
	return nil
}
