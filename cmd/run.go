// Package cmd is the command line: flags, environment and configuration in, a
// task run, an exit code out. It hides urfave/cli and its surprises.
package cmd

import (
	"context"
	"errors"
	"io"

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
	app := newApp(c, commands(c)...)
	if len(args) > 1 && args[1] == completeCommand {
		return c.Print(complete(app, args[2:]))
	}
	line, err := parseLine(app, args[1:])
	switch {
	case err != nil:
		return err
	case line.version:
		return c.Print(version())
	case line.help:
		return c.Print(helpText(app, line))
	}
	c.args = line.args
	return app.RunContext(ctx, append([]string{args[0]}, line.args...))
}

// commands are all of them.
func commands(c *console) []*cli.Command {
	return append(taskCommands(c, runLive),
		extractCommand(c),
		checkCommand(c),
		batchCommand(c),
		promptsCommand(c),
		cacheCommand(c),
		doctorCommand(c),
		mockCommand(c),
		completionCommand(c),
	)
}

// newApp has these commands. Everything that urfave prints or exits with on
// its own is turned off: parseLine has checked the line before it runs.
func newApp(c *console, commands ...*cli.Command) *cli.App {
	app := &cli.App{
		Name:                      "newsbrief",
		Usage:                     "reads the news for you and shows its evidence",
		HideHelp:                  true,
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		Writer:                    c.Stderr,
		ErrWriter:                 c.Stderr,
		ExitErrHandler:            func(*cli.Context, error) {},
		Commands:                  commands,
	}
	for _, command := range app.Commands {
		quietUsage(command)
	}
	return app
}

// quietUsage hands usage errors back instead of printing help; urfave does not
// inherit the setting.
func quietUsage(command *cli.Command) {
	command.HideHelp = true
	command.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return badValue(err, flagsOf(command)) }
	for _, sub := range command.Subcommands {
		quietUsage(sub)
	}
}
