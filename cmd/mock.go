package cmd

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/mock"
	"newsbrief/internal/terminal"
)

func mockCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:      "mock",
		Usage:     "serve the mock backend as an OpenAI-compatible server on loopback",
		UsageText: "mock [flags]\n\n" + mockHelp(),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "state", Usage: "`DIR` where files and batches are kept for the next time (nowhere)"},
			&cli.StringFlag{Name: "listen", Value: "127.0.0.1:8080",
				Usage: "`ADDR` address; port 0 takes a free one (127.0.0.1:8080)"},
		},
		Description: "  newsbrief mock --listen 127.0.0.1:0\n" +
			"  export OPENAI_BASE_URL=http://127.0.0.1:8080/v1\n" +
			"  newsbrief summarize --model mock:429,ok article.txt\n",
		Action: func(ctx *cli.Context) error { return serveMock(ctx, c) },
	}
}

// mockHelp lists the faults that a model name can ask for.
func mockHelp() string {
	text := []string{"It prints its base URL and serves until it is interrupted. The model \"mock\"",
		"answers well; \"mock:STEP,STEP\" takes a step a request for each article, the last",
		"for ever:"}
	for _, f := range mock.Faults() {
		text = append(text, fmt.Sprintf("  %-12s %s", f.Name, f.Doc))
	}
	return strings.Join(text, "\n")
}

func serveMock(ctx *cli.Context, c *console) error {
	if ctx.NArg() > 0 {
		return terminal.Usagef("mock takes no inputs")
	}
	handler, forget, err := batchMock(ctx.String("state"))
	if err != nil {
		return terminal.Usagef("cannot keep files and batches: %v", err)
	}
	defer forget()
	listener, err := net.Listen("tcp", ctx.String("listen"))
	if err != nil {
		return terminal.Usagef("cannot listen: %v", err)
	}
	if at, ok := listener.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() {
		c.Notice("listening at %s, which other machines may reach: without a key, and unencrypted", at)
	}
	if err := c.Print(mock.BaseURLAt(listener) + "\n"); err != nil {
		return errors.Join(err, listener.Close())
	}
	return mock.ServeAt(ctx.Context, listener, handler)
}

// batchMock is the mock with its files and batches in dir; without one, in a
// folder that forget removes.
func batchMock(dir string) (h http.Handler, forget func(), err error) {
	forget = func() {}
	if dir == "" {
		if dir, err = os.MkdirTemp("", "newsbrief-mock-"); err != nil {
			return nil, nil, err
		}
		forget = func() { _ = os.RemoveAll(dir) }
	}
	h, err = mock.NewBatchHandler(dir)
	return h, forget, err
}
