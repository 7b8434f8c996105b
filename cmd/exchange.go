package cmd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/batch"
	"newsbrief/internal/durable"
	"newsbrief/internal/llm"
	"newsbrief/internal/pipe"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// exchange is a batch service's part in a run: it stands in the endpoint's
// place.
type exchange struct {
	mode     mode
	api      bool   // the service is the endpoint's; else it is files
	read     string // answers
	write    string // where requests without an answer go
	dir      string // fetching: the output folder
	format   string // of the status
	noSubmit bool
	every    time.Duration // fetching: how often; 0: once
	anew     bool          // submitting: answers that are there do not count

	now     submitted  // this run
	then    *submitted // the run that submitted the folder's batches; nil: none
	svc     batch.Service
	x       *batch.Exchange // nil before connect
	round   round
	pending bool // fetching: answers are still to come
}

// mode is what a batch command does.
type mode int

const (
	submitting mode = iota
	fetching
	showing
)

// run runs a task against the exchange.
func (x *exchange) run(ctx *cli.Context, c *console, task cli.ActionFunc) error {
	if err := x.prepare(ctx, c); err != nil {
		return err
	}
	defer x.close()
	err := task(ctx)
	switch {
	case errors.Is(err, errShown):
		return nil
	case x.x == nil || err != nil && !errors.Is(err, run.ErrReported) && !errors.Is(err, run.ErrUnsupported):
		return err
	case x.api:
		return x.finishService(ctx, c, err)
	}
	return x.finishFiles(c, err)
}

// prepare reads the flags and what the folder remembers.
func (x *exchange) prepare(ctx *cli.Context, c *console) error {
	out := ctx.String("out")
	switch {
	case out == "" || ctx.Bool("dry-run"):
		return usagef("a batch needs --out DIR/, where its outputs will be, and no --dry-run")
	case !run.IsFolder(out, ctx.Args().Slice()):
		return usagef("--out %s is no folder; end its name in /", plain.Line(out))
	case ctx.NArg() == 0 || slices.Contains(ctx.Args().Slice(), "-"):
		return usagef("a batch reads its articles again when it is fetched: name files, folders or URLs, not standard input")
	case ctx.String("budget") != "":
		return usagef("a batch has no --budget: its requests are sent at once; give it fewer articles instead")
	case ctx.Int("per-batch") < 1:
		return usagef("--per-batch must be at least 1")
	case x.mode == submitting:
		x.dir, x.anew = out, ctx.Bool("force") || ctx.Bool("retry-failed")
		var then submitted
		if batch.Recall(out, &then) == nil {
			x.then = &then
		}
	case !run.SameFile(out, x.dir):
		return usagef("%s was submitted as --out %s, which is another folder now; move it back", plain.Line(x.dir), plain.Line(out))
	}
	if err := run.CheckOut(&c.Console, "write", x.write, ctx.Args().Slice()); err != nil {
		return misuse(err)
	}
	here, err := os.Getwd()
	x.now = submitted{Folder: here, Args: c.args}
	return err
}

// connect makes the exchange the endpoint of a client. Before that, it does with
// the real endpoint what the command is to do first.
func (x *exchange) connect(ctx context.Context, c *console, s settings, config *llm.Config) (stop func() error, err error) {
	if x.api {
		if err := x.dial(ctx, s, *config); err != nil {
			return nil, err
		}
	}
	if s.model == "" {
		return nil, usagef("no model is named, and a batch does not ask the endpoint for its models; name it with --model")
	}
	x.now.keepModel(s.model)
	if x.mode == showing {
		return nil, x.show(ctx, c)
	}
	if err := x.open(); err != nil {
		return nil, err
	}
	for _, do := range []func() error{x.takeOver, func() error { return x.begin(ctx, c) }, x.exclude} {
		if err := do(); err != nil {
			return nil, err
		}
	}
	return x.serve(config), nil
}

// begin does what comes before the task.
func (x *exchange) begin(ctx context.Context, c *console) error {
	switch {
	case x.api:
		return x.beginService(ctx, c)
	case x.read != "":
		return x.readAnswers()
	}
	return nil
}

// exclude keeps what is under way from being asked again.
func (x *exchange) exclude() error {
	if err := x.svc.Exclude(x.x); err != nil {
		return x.folderError(err)
	}
	return nil
}

// dial makes the client of the endpoint whose Batch API is used.
func (x *exchange) dial(ctx context.Context, s settings, config llm.Config) error {
	switch {
	case s.ownBackend:
		return usagef("the mock and offline backends have no batches; serve them with newsbrief mock and name its address with --base-url, or write a file with --write")
	case s.baseURL == "":
		return usagef("a batch needs an endpoint: set OPENAI_API_KEY or --base-url, or write the requests to a file with --write")
	case config.Cache != nil && config.Cache.Mode == llm.CacheOnly:
		return usagef("--cache only sends nothing; write the requests to a file with --write")
	case x.mode != submitting && x.then.BaseURL != s.baseURL:
		return usagef("the batches are at %s, and this run would go to %s; configure the endpoint as it was for submit", x.then.BaseURL, s.baseURL)
	}
	x.now.BaseURL = s.baseURL
	config.Cache, config.Jobs = nil, 1
	client, err := llm.New(config)
	if err == nil {
		err = client.CheckName(ctx)
	}
	x.svc.Client = client
	if err != nil {
		return misuse(err)
	}
	return nil
}

func (x *exchange) open() (err error) {
	if x.svc.Store, err = batch.OpenStore(x.dir); err != nil {
		return x.folderError(err)
	}
	if x.x, err = x.svc.Exchange(); err != nil {
		return x.folderError(err)
	}
	x.x.Anew = x.anew
	return nil
}

// folderError is a failure of the output folder.
func (x *exchange) folderError(err error) error {
	var locked *durable.LockedError
	if errors.As(err, &locked) {
		return fmt.Errorf("%s: %w", plain.Line(x.dir), err)
	}
	return fmt.Errorf("cannot use %s: %w", plain.Line(x.dir), terminal.FileCause(err))
}

func (x *exchange) close() {
	if x.x != nil {
		_ = x.x.Close()
	}
	if x.svc.Store != nil {
		_ = x.svc.Close() // each line was durable when it was added
	}
	if x.svc.Client != nil {
		x.svc.Client.Close()
	}
}

// serve makes the exchange the endpoint of a client.
func (x *exchange) serve(config *llm.Config) (stop func() error) {
	listener := pipe.Listen("batch.invalid:80")
	server := &http.Server{Handler: x.x}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(net.Listener(listener))
	}()
	config.BaseURL, config.Dial, config.AzureVersion = "http://batch.invalid/v1", listener.Dial, ""
	config.Retries, config.Whole = 0, true
	return func() error {
		err := server.Close()
		<-done
		return err
	}
}

// waiting is the work where a batch service's answers may be still to come.
func waiting(work run.Work) run.Work {
	return func(ctx context.Context, in article.Input, show *render.Writer) (run.Finished, error) {
		done, err := work(ctx, in, show)
		var e *llm.Error
		if errors.As(err, &e) && e.Status == batch.StatusWaiting {
			err = run.ErrWaiting
		}
		return done, err
	}
}

// waiting counts the requests to be sent.
func (x *exchange) waiting() (int, error) {
	n, err := x.x.Waiting()
	if err != nil {
		err = x.folderError(err)
	}
	return n, err
}
