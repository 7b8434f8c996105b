package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"newsbrief/internal/plain"
)

// console is where a command reads and writes. Whatever goes to stderr passes
// plain.Clean: file names and servers' words may hold terminal escapes.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	quiet          bool
	args           []string  // of the command line, as urfave takes them
	exchange       *exchange // a batch service in the endpoint's place; nil: none
}

func newConsole(stdin io.Reader, stdout, stderr io.Writer) *console {
	return &console{stdin: stdin, stdout: stdout, stderr: stderr}
}

// hinted is an error that knows what the user can do next.
type hinted interface{ Help() string }

// fail reports an error about one input ("" for none) and its hint.
func (c *console) fail(input string, err error) {
	if input != "" {
		c.errorf("%s: %v", displayName(input), err)
	} else {
		c.errorf("%v", err)
	}
	var h hinted
	if errors.As(err, &h) && h.Help() != "" {
		fmt.Fprintf(c.stderr, "  %s\n", plain.Clean(h.Help()))
	}
}

func (c *console) errorf(format string, args ...any) {
	fmt.Fprintf(c.stderr, "newsbrief: %s\n", plain.Clean(fmt.Sprintf(format, args...)))
}

// notice is errorf for what the user may switch off with --quiet.
func (c *console) notice(format string, args ...any) {
	if !c.quiet {
		c.errorf(format, args...)
	}
}

func (c *console) print(text string) error {
	_, err := io.WriteString(c.stdout, text)
	return outputError(err)
}

func outputError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot write standard output: %w", fileCause(err))
}

// displayName is an input's name in messages.
func displayName(input string) string {
	if input == "-" {
		return "standard input"
	}
	return plain.Line(input)
}

// isTerminal says whether w is a terminal.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is the number of columns of the terminal w, or 0: do not wrap.
func width(w io.Writer) int {
	if !isTerminal(w) {
		return 0
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	n, _, err := term.GetSize(int(w.(*os.File).Fd()))
	if err != nil {
		return 80
	}
	return n
}

// useColor decides about colour: the flag, then NO_COLOR, CLICOLOR_FORCE, then
// whether w is a terminal that can.
func useColor(flag string, w io.Writer) (bool, error) {
	switch flag {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto", "":
	default:
		return false, usagef("--color is auto, always or never, not %q", flag)
	}
	force := os.Getenv("CLICOLOR_FORCE")
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false, nil
	case force != "" && force != "0":
		return true, nil
	}
	return isTerminal(w) && os.Getenv("TERM") != "dumb", nil
}
