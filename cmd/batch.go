package cmd

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/batch"
	"newsbrief/internal/llm"
	"newsbrief/internal/pipe"
	"newsbrief/internal/plain"
)

// The files that a batch keeps in its output folder. They are hidden: no run
// takes them for articles.
const (
	batchState   = ".newsbrief-batch.json"
	batchAnswers = ".newsbrief-answers.jsonl"
)

func batchCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "batch", Usage: "the same tasks through a batch service: JSONL files in OpenAI's form",
		UsageText: "batch submit TASK [flags] INPUT… --out DIR/ --write FILE\n  newsbrief batch fetch --read FILE [--write FILE] DIR",
		Description: "  newsbrief batch submit summarize --model m --out briefs/ --write requests.jsonl news/\n" +
			"  vllm run-batch -i requests.jsonl -o results.jsonl --model m\n" +
			"  newsbrief batch fetch --read results.jsonl briefs/\n",
		Subcommands: []*cli.Command{submitCommand(c), fetchCommand(c)},
	}
}

func submitCommand(c *console) *cli.Command {
	submit := &cli.Command{Name: "submit", Usage: "write the requests of a task; sends nothing", UsageText: "batch submit TASK [flags] INPUT… --out DIR/ --write FILE",
		Description: "  newsbrief batch submit summarize --model m --out briefs/ --write requests.jsonl news/\n"}
	for _, task := range []*cli.Command{summarizeCommand(c), figuresCommand(c), translateCommand(c)} {
		run := task.Action
		task.UsageText = "batch submit " + task.UsageText
		task.Flags = append(task.Flags, &cli.StringFlag{Name: "write", Usage: "`FILE` where the requests go"})
		task.Action = func(ctx *cli.Context) error {
			if c.exchange == nil {
				c.exchange = &exchange{Exchange: batch.NewExchange(), write: ctx.String("write")}
			}
			return c.exchange.run(ctx, c, run)
		}
		submit.Subcommands = append(submit.Subcommands, task)
	}
	return submit
}

func fetchCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "fetch", Usage: "make the outputs from a batch service's answers",
		UsageText: "batch fetch --read FILE [--write FILE] DIR",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "read", Usage: "`FILE` the answers"},
			&cli.StringFlag{Name: "write", Usage: "`FILE` where requests go that have no answer yet"},
		},
		Description: "  newsbrief batch fetch --read results.jsonl --write more.jsonl briefs/\n",
		Action:      func(ctx *cli.Context) error { return fetchBatch(ctx, c) },
	}
}

// exchange is a batch service's part in a run.
type exchange struct {
	*batch.Exchange
	write   string // where requests without an answer go
	fetched bool   // there were answers
}

// submitted is the state of a batch: the run that made its requests.
type submitted struct {
	Folder string   `json:"folder"` // that the run was started in
	Args   []string `json:"args"`
}

// run runs a task against the exchange.
func (x *exchange) run(ctx *cli.Context, c *console, task cli.ActionFunc) error {
	out := ctx.String("out")
	switch {
	case out == "" || ctx.Bool("dry-run"):
		return usagef("a batch needs --out DIR/, where its outputs will be, and no --dry-run")
	case !x.fetched && x.write == "":
		return usagef("a batch needs --write FILE, where its requests go")
	case !isFolder(out, ctx.Args().Slice()):
		return usagef("--out %s is no folder; end its name in /", plain.Line(out))
	}
	err := task(ctx)
	if err != nil && !errors.Is(err, errReported) && !errors.Is(err, errUnsupported) {
		return err
	}
	waiting := x.Waiting()
	if waiting == 0 {
		return err
	}
	if x.write == "" {
		c.errorf("%s without an answer", count(waiting, "request"))
		fmt.Fprintf(c.stderr, "  name a file for them with --write\n")
		return errReported
	}
	if err := writeWith(x.write, x.Write); err != nil {
		return fmt.Errorf("cannot write %s: %w", plain.Line(x.write), fileCause(err))
	}
	c.notice("%s in %s", count(waiting, "request"), plain.Line(x.write))
	if x.fetched {
		return errReported
	}
	return errors.Join(err, remember(out, c.args))
}

// remember keeps how the batch was submitted.
func remember(dir string, args []string) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(submitted{here, args}, "", "  ")
	if err != nil {
		return err
	}
	return writeWith(filepath.Join(dir, batchState), func(w io.Writer) error {
		_, err := w.Write(append(data, '\n'))
		return err
	})
}

// fetchBatch runs the task of a batch again, with its answers.
func fetchBatch(ctx *cli.Context, c *console) error {
	if ctx.NArg() != 1 || ctx.String("read") == "" {
		return usagef("batch fetch needs --read FILE and the folder that submit named with --out")
	}
	dir, err := filepath.Abs(ctx.Args().First())
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(dir, batchState))
	var s submitted
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		return usagef("%s holds no batch: %v", plain.Line(ctx.Args().First()), fileCause(err))
	}
	x := &exchange{Exchange: batch.NewExchange(), fetched: true}
	if x.write = ctx.String("write"); x.write != "" {
		if x.write, err = filepath.Abs(x.write); err != nil {
			return err
		}
	}
	if err := x.readAnswers(filepath.Join(dir, batchAnswers), ctx.String("read")); err != nil {
		return err
	}
	if err := os.Chdir(s.Folder); err != nil {
		return err
	}
	c.exchange = x
	return ctx.App.RunContext(ctx.Context, append([]string{ctx.App.Name}, s.Args...))
}

// readAnswers takes the answers of earlier calls, in the file kept, and those
// of another file, and keeps both.
func (x *exchange) readAnswers(kept, read string) error {
	for _, name := range []string{kept, read} {
		f, err := os.Open(name)
		if errors.Is(err, os.ErrNotExist) && name == kept {
			continue
		}
		if err != nil {
			return usagef("cannot read %s: %v", plain.Line(name), fileCause(err))
		}
		_, err = x.Read(f)
		f.Close()
		if err != nil {
			return usagef("%s: %v", plain.Line(name), err)
		}
	}
	return writeWith(kept, x.Save)
}

func writeWith(path string, write func(io.Writer) error) error {
	f, err := createOutFile(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.drop()
		return err
	}
	return f.keep()
}

// serve makes the exchange the endpoint of a client.
func (x *exchange) serve(config *llm.Config) (stop func() error) {
	listener := pipe.Listen("batch.invalid:80")
	server := &http.Server{Handler: x.Exchange}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(net.Listener(listener))
	}()
	config.BaseURL, config.Dial, config.APIKey, config.AzureVersion = "http://batch.invalid/v1", listener.Dial, "", ""
	config.Retries, config.Whole = 0, true
	return func() error {
		err := server.Close()
		<-done
		return err
	}
}

// waits says whether an article waits for a batch service's answer.
func waits(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Status == batch.StatusWaiting
}
