// Package cli surrounds urfave/cli and hides its surprises: the words of a command
// line in its order, help, completion, manual pages.
package cli

import (
	"errors"
	"io"
	"regexp"
	"strings"

	"newsbrief/internal/terminal"

	"github.com/urfave/cli/v2"
)

// New has these commands. Everything that urfave prints or exits with on
// its own is turned off: Parse has checked the line before it runs.
func New(stderr io.Writer, commands ...*cli.Command) *cli.App {
	app := &cli.App{
		Name:                      "newsbrief",
		Usage:                     "reads the news for you and shows its evidence",
		HideHelp:                  true,
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		Writer:                    stderr,
		ErrWriter:                 stderr,
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
	command.Before = forgetUnset
	command.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return badValue(err, flagsOf(command)) }
	for _, sub := range command.Subcommands {
		quietUsage(sub)
	}
}

// forgetUnset leaves a command the flags alone that the environment set, once its line is
// read: values are looked up elsewhere, and urfave compares each flag with each, by a
// pattern, to find which are set.
func forgetUnset(ctx *cli.Context) error {
	var set []cli.Flag
	for _, f := range ctx.Command.Flags {
		if f.IsSet() {
			set = append(set, f)
		}
	}
	ctx.Command.Flags = set
	return nil
}

// badValue turns urfave's message about the value of one of flags into ours.
func badValue(err error, flags map[string]cli.Flag) error {
	pattern := regexp.MustCompile(`^invalid (?:boolean )?value "(.*)" for (?:flag )?-+(\S+?):? (?:parse error|.*)$`)
	m := pattern.FindStringSubmatch(err.Error())
	if m == nil {
		return terminal.Usagef("%s", strings.TrimPrefix(errors.Unwrap(err).Error(), "flag: "))
	}
	return terminal.Usagef("flag --%s: %q is not %s", m[2], m[1], wanted(flags[m[2]]))
}

// wanted is what a flag's value must be.
func wanted(f cli.Flag) string {
	switch f.(type) {
	case *cli.DurationFlag:
		return "a time, as 30s or 10m"
	case *cli.IntFlag, *cli.Int64Flag:
		return "a whole number"
	case *cli.Float64Flag:
		return "a number"
	}
	return "a value it takes"
}
