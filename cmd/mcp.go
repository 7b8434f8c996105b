package cmd

import (
	"errors"
	"fmt"
	"os/exec"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/terminal"
)

// served are the flags that the server for agents takes.
var served = []string{"backend", "base-url", "model", "profile", "config", "cache-dir"}

// mcpCommand serves agents by a program of its own: the protocol's SDK would make this
// one slower to start and two megabytes larger.
func mcpCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:      "mcp",
		Usage:     "serve agents over the Model Context Protocol, by newsbrief-mcp",
		UsageText: "mcp [flags] [FOLDER…]\n\nFiles are read in the folders only.",
		Flags:     endpointFlagsOf(served...),
		Description: "  newsbrief mcp articles/\n" +
			"  go -C lib/newsbrief-mcp install .   # once, in newsbrief's sources\n",
		Action: func(ctx *cli.Context) error { return serveAgents(ctx, c) },
	}
}

func serveAgents(ctx *cli.Context, c *console) error {
	program, err := exec.LookPath("newsbrief-mcp")
	if err != nil {
		return errors.New("newsbrief mcp is a program of its own, newsbrief-mcp, which is not on the PATH; " +
			"in newsbrief's sources, go -C lib/newsbrief-mcp install . installs it")
	}
	var args []string
	for _, name := range served {
		if ctx.IsSet(name) {
			args = append(args, "--"+name+"="+ctx.String(name))
		}
	}
	args = append(append(args, "--"), ctx.Args().Slice()...)
	server := exec.CommandContext(ctx.Context, program, args...)
	server.Stdin, server.Stdout, server.Stderr = c.Stdin, c.Stdout, c.Stderr
	switch err := server.Run(); {
	case err == nil:
		return nil
	case server.ProcessState != nil:
		return terminal.ErrReported // it has said why
	default:
		return fmt.Errorf("cannot run %s: %w", program, err)
	}
}
