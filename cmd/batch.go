package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	line "newsbrief/internal/cli"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/batchapi"
	"newsbrief/internal/llm"
	"newsbrief/internal/outputs"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
)

func batchCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "batch", Usage: "the same tasks through a provider's Batch API, or its files",
		UsageText: "batch submit TASK [flags] --out DIR/ INPUT…\n  newsbrief batch status DIR\n  newsbrief batch " +
			"fetch DIR\n\n" +
			"Providers answer batches within a day, often at half the price. submit sends\n" +
			"the requests, fetch makes of the answers what a live run makes, and submits\n" +
			"what needs another round. With --write and --read, files take the provider's\n" +
			"place.",
		Description: "  newsbrief batch submit summarize --model m --out briefs/ news/\n" +
			"  newsbrief batch status briefs/\n" +
			"  newsbrief batch fetch --every 10m briefs/\n\n" +
			"  newsbrief batch submit summarize --model m --out briefs/ --write requests.jsonl news/\n" +
			"  vllm run-batch -i requests.jsonl -o results.jsonl --model m\n" +
			"  newsbrief batch fetch --read results.jsonl briefs/\n",
		Subcommands: []*cli.Command{submitCommand(c, submitTask), statusCommand(c), fetchCommand(c)},
	}
}

// submitCommand are the tasks with what batches add to them; act is what they do.
func submitCommand(c *console, act action) *cli.Command {
	submit := &cli.Command{
		Name: "submit", Usage: "send the requests of a task as batches, or write them to a file",
		UsageText: "batch submit TASK [flags] --out DIR/ INPUT…",
		Description: "  newsbrief batch submit summarize --model m --out briefs/ news/\n" +
			"  newsbrief batch submit translate --to fr --model m --out fr/ --write requests.jsonl news/\n",
		Subcommands: taskCommands(c, act),
	}
	for _, task := range submit.Subcommands {
		batchHelp(task)
		task.Flags = append(task.Flags,
			&cli.StringFlag{Name: "write", Usage: "`FILE` where the requests go instead of to the endpoint; " +
				"nothing is sent"},
			&cli.IntFlag{Name: "per-batch", Value: batchapi.MostRequests, Usage: "`N` requests in a batch at " +
				"most (50000)"})
	}
	return submit
}

// batchHelp makes the help of a task that of its batches.
func batchHelp(task *cli.Command) {
	use := task.Name
	if use == prompts.Translate {
		use += " --to LANG"
	}
	task.UsageText = "batch submit " + use + " [flags] --out DIR/ INPUT…\n\n" +
		"INPUT is a file, a folder or a URL; batch fetch reads it again. DIR is where\nbatch fetch writes the outputs."
	use = strings.ReplaceAll(use, "LANG", "fr")
	task.Description = "  newsbrief batch submit " + use + " --model m --out done/ news/\n" +
		"  newsbrief batch submit " + use + " --model m --out done/ --write requests.jsonl news/\n"
}

func fetchCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "fetch", Usage: "make the outputs from the answers; submit what needs another round",
		UsageText: "batch fetch [flags] DIR\n  newsbrief batch fetch --read FILE [--write FILE] DIR\n\n" +
			"DIR is what submit was given as --out. The exit code is 1 until nothing is left to\ncome.",
		Flags: []cli.Flag{
			&cli.DurationFlag{Name: "every", Usage: "`D` look again after so long, as 10m, until nothing is left to " +
				"come (once)"},
			&cli.BoolFlag{Name: "no-submit", Usage: "send nothing: what needs another round waits"},
			&cli.StringFlag{Name: "read", Usage: "`FILE` the answers, instead of those of the endpoint"},
			&cli.StringFlag{Name: "write", Usage: "`FILE` where requests go that have no answer yet (with --read)"},
		},
		Description: "  newsbrief batch fetch --every 10m briefs/\n" +
			"  newsbrief batch fetch --read results.jsonl --write more.jsonl briefs/\n",
		Action: func(ctx *cli.Context) error { return fetchBatch(ctx, c) },
	}
}

func statusCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "status", Usage: "one line a batch: its state, requests done, when it expires",
		UsageText: "batch status [--format json] DIR",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`NAME` text or json (text)"},
		},
		Description: "  newsbrief batch status briefs/\n",
		Action:      func(ctx *cli.Context) error { return showBatches(ctx, c) },
	}
}

// submitTask sends the requests of a task.
func submitTask(ctx *cli.Context, c *console, newTask maker) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	for _, arg := range c.args {
		if address := plain.Address(arg); address != arg {
			return &terminal.UsageError{Message: "the command line is kept for batch fetch, and no password is kept: " +
				plain.Line(address), Hint: "fetch the page yourself, and name its file"}
		}
	}
	s := &batchapi.Session{
		Console: &c.Console, Dir: ctx.String("out"), Write: ctx.String("write"),
		Anew: ctx.Bool("force") || ctx.Bool("retry-failed"),
		Now:  batchapi.Submission{Folder: here, Args: c.args},
	}
	s.Then, _ = batchapi.Recall(s.Dir) // none, most often
	return runBatch(ctx, c, s, newTask)
}

// runBatch runs a task with the answers of a session.
func runBatch(ctx *cli.Context, c *console, s *batchapi.Session, newTask maker) error {
	if err := checkBatch(ctx, s); err != nil {
		return err
	}
	from := origin{batch: true}
	if here, err := os.Getwd(); err != nil || here != s.Now.Folder {
		from.dir = s.Now.Folder
	}
	t, err := newTask(ctx, c, from)
	if err != nil {
		return err
	}
	if err := run.CheckOut(&c.Console, "write", s.Write, t.options.Paths()); err != nil {
		return err
	}
	config := clientConfig(c, t.settings, t.options.Verbose, nil)
	defer s.Close()
	if err := t.dial(ctx.Context, s, config); err != nil {
		return err
	}
	if err := s.Open(ctx.Context); err != nil {
		return err
	}
	return t.runThrough(ctx.Context, s, config)
}

// dial makes the session's client, unless files take the endpoint's place.
func (t *task) dial(ctx context.Context, s *batchapi.Session, config llm.Config) (err error) {
	if s.Read == "" && s.Write == "" {
		submitted := ""
		if s.Fetch {
			submitted = s.Then.BaseURL
		}
		if s.Client, err = batchClient(ctx, t.settings, config, submitted); err != nil {
			return err
		}
		s.Now.BaseURL = t.settings.baseURL
	}
	if t.settings.model == "" {
		return terminal.Usagef("no model is named, and a batch does not ask the endpoint for its models; name it " +
			"with --model")
	}
	s.Now.KeepModel(t.settings.model)
	return nil
}

// runThrough runs the task with a session's answers in the endpoint's place, and
// has it send what has none.
func (t *task) runThrough(ctx context.Context, s *batchapi.Session, config llm.Config) error {
	s.Serve(&config)
	e := &endpoint{model: t.settings.model, backend: t.settings.backend, close: func() error { return nil }}
	if err := e.open(ctx, config); err != nil {
		return errors.Join(err, e.close())
	}
	defer func() { _ = e.close() }()
	if t.judged {
		if err := t.judgeInBatch(e); err != nil {
			return err
		}
	}
	identity, work := t.begin(e)
	options, err := outputs.Hash(identity)
	if err == nil {
		err = s.Decide(options)
	}
	if err != nil {
		return err
	}
	err = t.run(ctx, e, identity, waiting(work))
	if err != nil && !errors.Is(err, terminal.ErrReported) && !errors.Is(err, run.ErrUnsupported) {
		return err
	}
	return s.Finish(ctx, err)
}

// waiting is the work where answers may be still to come.
func waiting(work run.Work) run.Work {
	return func(ctx context.Context, in article.Input, show *render.Writer) (run.Finished, error) {
		done, err := work(ctx, in, show)
		if batchapi.Waits(err) {
			err = run.ErrWaiting
		}
		return done, err
	}
}

// checkBatch reads the flags of a task that batches use otherwise.
func checkBatch(ctx *cli.Context, s *batchapi.Session) error {
	out, inputs := ctx.String("out"), ctx.Args().Slice()
	s.Most = ctx.Int("per-batch")
	switch {
	case out == "" || ctx.Bool("dry-run"):
		return terminal.Usagef("a batch needs --out DIR/, where its outputs will be, and no --dry-run")
	case !run.IsFolder(out, inputs):
		return terminal.Usagef("--out %s is no folder; end its name in /", plain.Line(out))
	case len(inputs) == 0 || slices.Contains(inputs, "-"):
		return terminal.Usagef("a batch reads its articles again when it is fetched: name files, folders or URLs, " +
			"not standard input")
	case ctx.String("budget") != "":
		return terminal.Usagef("a batch has no --budget: its requests are sent at once; give it fewer articles instead")
	case s.Most < 1:
		return terminal.Usagef("--per-batch must be at least 1")
	case s.Fetch && !run.SameFile(out, s.Dir):
		return terminal.Usagef("%s was submitted as --out %s, which is another folder now; "+
			"move it back", plain.Line(s.Dir), plain.Line(out))
	}
	return nil
}

// batchClient is the client of the endpoint whose Batch API is used; submitted is
// the address that the batches are at; "": there are none.
func batchClient(ctx context.Context, s settings, config llm.Config, submitted string) (*llm.Client, error) {
	switch {
	case s.ownBackend:
		return nil, terminal.Usagef("the mock and offline backends have no batches; " +
			"serve them with newsbrief mock and name its address with --base-url, or write a file with --write")
	case s.baseURL == "":
		return nil, terminal.Usagef("a batch needs an endpoint: set OPENAI_API_KEY or --base-url, or write the " +
			"requests to a file with --write")
	case config.Cache != nil && config.Cache.Mode == llm.CacheOnly:
		return nil, terminal.Usagef("--cache only sends nothing; write the requests to a file with --write")
	case submitted != "" && submitted != s.baseURL:
		return nil, terminal.Usagef("the batches are at %s, and this run would go to %s; configure the endpoint as "+
			"it was for submit",
			submitted, s.baseURL)
	}
	config.Cache, config.Jobs = nil, 1
	client, err := llm.New(config)
	if err != nil {
		return nil, misuse(err)
	}
	if err := client.CheckName(ctx); err != nil {
		client.Close()
		return nil, misuse(err)
	}
	return client, nil
}

// fetchBatch runs the task of a batch again, with its answers; with --every as
// often as it takes.
func fetchBatch(ctx *cli.Context, c *console) error {
	form := batchapi.Session{
		Console: &c.Console, Fetch: true, NoSubmit: ctx.Bool("no-submit"), Every: ctx.Duration("every"),
		Read: ctx.String("read"), Write: ctx.String("write"),
	}
	switch {
	case form.Read == "" && form.Write != "":
		return terminal.Usagef("--write goes with --read FILE")
	case form.Every < 0 || form.Every > 0 && form.Read != "":
		return terminal.Usagef("--every is a time, as 10m, and goes without --read")
	case form.Read != "" && run.SameFile(form.Read, form.Write):
		return terminal.Usagef("--write would replace the answers of --read; name another file")
	}
	var err error
	if form.Dir, err = theFolder(ctx); err != nil {
		return err
	}
	for {
		s := form
		err := submittedTask(ctx.Context, c, &s, func(ctx *cli.Context, c *console, newTask maker) error {
			return runBatch(ctx, c, &s, newTask)
		})
		if s.Every == 0 || !s.Pending && !run.Passing(err) || ctx.Context.Err() != nil {
			return err
		}
		if err != nil && !errors.Is(err, terminal.ErrReported) {
			c.Fail("", err)
		}
		select {
		case <-time.After(s.Every):
		case <-ctx.Context.Done():
			return ctx.Context.Err()
		}
	}
}

// theFolder is the one that a command names.
func theFolder(ctx *cli.Context) (string, error) {
	if ctx.NArg() != 1 {
		return "", terminal.Usagef("batch %s needs the folder that submit was given as --out", ctx.Command.Name)
	}
	return ctx.Args().First(), nil
}

// submittedTask does something with the command line that submitted the folder's
// batches.
func submittedTask(ctx context.Context, c *console, s *batchapi.Session, act action) (err error) {
	if s.Then, err = batchapi.Recall(s.Dir); err != nil {
		return err
	}
	if s.Read == "" && s.Then.BaseURL == "" {
		return terminal.Usagef("the requests of %s went to a file, not to an endpoint; name the answers with "+
			"--read FILE", plain.Line(s.Dir))
	}
	if _, err := os.Stat(s.Then.Folder); err != nil {
		return fmt.Errorf("the batch was submitted in %s: %w", plain.Line(s.Then.Folder), terminal.FileCause(err))
	}
	s.Now = batchapi.Submission{Folder: s.Then.Folder, Args: s.Then.Args}
	batch := &cli.Command{Name: "batch", Subcommands: []*cli.Command{submitCommand(c, act)}}
	args := s.Then.Args
	if here, err := os.Getwd(); err != nil || here != s.Then.Folder {
		args = line.FromFolder(s.Then.Folder, args, batch)
	}
	app := line.New(c.Stderr, batch)
	return app.RunContext(ctx, append([]string{app.Name}, args...))
}

// showBatches prints the folder's batches; the exit code is 1 where one failed.
func showBatches(ctx *cli.Context, c *console) error {
	format := ctx.String("format")
	if format != "text" && format != "json" {
		return terminal.Usagef("--format is text or json, not %q", format)
	}
	dir, err := theFolder(ctx)
	if err != nil {
		return err
	}
	s := &batchapi.Session{Dir: dir}
	return submittedTask(ctx.Context, c, s, func(ctx *cli.Context, c *console, _ maker) error {
		settings, err := loadSettings(ctx)
		if err != nil {
			return err
		}
		settings = settings.forBatch()
		config := clientConfig(c, settings, ctx.Bool("verbose"), nil)
		client, err := batchClient(ctx.Context, settings, config, s.Then.BaseURL)
		if err != nil {
			return err
		}
		defer client.Close()
		states, failed, err := batchapi.States(ctx.Context, client, dir)
		if err != nil {
			return err
		}
		if err := c.Print(batchapi.StatesText(states, format)); err != nil || !failed {
			return err
		}
		return terminal.ErrReported
	})
}
