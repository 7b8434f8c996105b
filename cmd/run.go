// Package cmd is the command line: flags, environment and configuration in, a
// task run, an exit code out. It hides urfave/cli and its surprises.
package cmd

import (
	"context"
	"errors"
	"io"
	"strings"

	line "newsbrief/internal/cli"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article/office"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// Exit codes; topics/exit-codes.txt explains them to users.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitUnsupported = 3
	exitInterrupted = 130
)

// console is where a command reads and writes, and what it was told.
type console struct {
	terminal.Console
	args []string // of the command line, as urfave takes them
}

func newConsole(stdin io.Reader, stdout, stderr io.Writer) *console {
	return &console{Console: terminal.Console{Stdin: stdin, Stdout: stdout, Stderr: stderr}}
}

// Run runs one command line (args[0] is the program) and returns its exit code.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := newConsole(stdin, stdout, stderr)
	err := start(ctx, c, args)
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		c.Errorf("interrupted")
		return exitInterrupted
	case errors.Is(err, terminal.ErrReported):
		return exitFailed
	case errors.Is(err, run.ErrMisused):
		return exitUsage
	case errors.Is(err, run.ErrUnsupported):
		return exitUnsupported
	}
	c.Fail("", err)
	var usage *terminal.UsageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

func start(ctx context.Context, c *console, args []string) error {
	if len(args) == 2 && args[1] == office.Helper {
		return office.ServePDF(c.Stdin, c.Stdout)
	}
	if len(args) == 2 && args[1] == "--version" { // programs ask often, and no command is needed
		return c.Print(version())
	}
	app := line.New(c.Stderr, commands(c)...)
	if len(args) > 1 && args[1] == line.CompleteCommand {
		return c.Print(line.Complete(app, args[2:], knownWords))
	}
	l, err := line.Parse(app, args[1:])
	switch {
	case err != nil:
		return err
	case l.Version:
		return c.Print(version())
	case l.Help:
		return c.Print(line.Help(app, l))
	}
	c.args = l.Args
	return app.RunContext(ctx, append([]string{args[0]}, l.Args...))
}

// commands are all of them.
func commands(c *console) []*cli.Command {
	return append(taskCommands(c, runLive),
		askCommand(c),
		extractCommand(c),
		checkCommand(c),
		batchCommand(c),
		promptsCommand(c),
		cacheCommand(c),
		doctorCommand(c),
		mcpCommand(c),
		mockCommand(c),
		completionCommand(c),
		versionCommand(c),
	)
}

// Manual are the manual pages by their file names; version and date stand in
// their footers.
func Manual(version, date string) map[string]string {
	c := newConsole(strings.NewReader(""), io.Discard, io.Discard)
	return line.Manual(line.New(c.Stderr, commands(c)...), version, date)
}
