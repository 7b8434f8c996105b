// Newsbrief-mcp serves newsbrief's commands to agents, as tools of the Model Context
// Protocol on standard input and output. It is a module of its own: the protocol's SDK
// would add two megabytes and a millisecond to a program that is started for each
// article.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

const usage = `usage: newsbrief-mcp [flags] [FOLDER…]

Serves the tools summarize, figures, check, extract, ask and digest over the Model
Context Protocol. Files are read in the folders named here only; without any, tools take
texts. The endpoint is newsbrief's own: environment, configuration, these flags.

`

func main() {
	log.SetOutput(io.Discard) // net/http logs what our errors say already
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], &mcp.StdioTransport{}, os.Stderr))
}

// run serves over a transport until its other end closes, and returns the exit code.
func run(ctx context.Context, args []string, t mcp.Transport, stderr io.Writer) int {
	endpoint, folders, err := parse(args, stderr)
	switch {
	case err == flag.ErrHelp:
		return 0
	case err != nil:
		return 2
	}
	s, err := newServer(endpoint, folders)
	if err != nil {
		fmt.Fprintf(stderr, "newsbrief-mcp: %v\n", err)
		return 2
	}
	if err := s.mcp().Run(ctx, t); err != nil && ctx.Err() == nil {
		fmt.Fprintf(stderr, "newsbrief-mcp: %v\n", err)
		return 1
	}
	return 0
}

// parse returns the flags for commands that ask a model, as they are given to these,
// and the folders.
func parse(args []string, stderr io.Writer) (endpoint, folders []string, err error) {
	f := flag.NewFlagSet("newsbrief-mcp", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, usage)
		f.PrintDefaults()
	}
	for name, text := range map[string]string{
		"backend": "openai, offline or mock", "base-url": "`URL` of the endpoint", "model": "`NAME` of the model",
		"profile": "`NAME` in the configuration", "config": "`FILE` of configuration", "cache-dir": "`DIR` of answers",
	} {
		f.String(name, "", text)
	}
	if err := f.Parse(args); err != nil {
		return nil, nil, err
	}
	f.Visit(func(given *flag.Flag) { endpoint = append(endpoint, "--"+given.Name+"="+given.Value.String()) })
	return endpoint, f.Args(), nil
}
