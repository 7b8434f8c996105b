// Package terminal is where a program reads and writes: standard streams, what
// people are told there, colour and width.
package terminal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"sync"

	"golang.org/x/term"

	"newsbrief/internal/plain"
)

// Console is where a command reads and writes. Whatever goes to Stderr passes
// plain.Clean: file names and servers' words may hold terminal escapes.
type Console struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Quiet          bool // no notices
}

// Fail reports an error about one input ("" for none) and its next step.
func (c *Console) Fail(input string, err error) {
	if input != "" {
		c.Errorf("%s: %v", DisplayName(input), err)
	} else {
		c.Errorf("%v", err)
	}
	if help := Help(err); help != "" {
		fmt.Fprintf(c.Stderr, "  %s\n", plain.Clean(help))
	}
}

// Errorf tells of a failure.
func (c *Console) Errorf(format string, args ...any) {
	fmt.Fprintf(c.Stderr, "newsbrief: %s\n", plain.Clean(fmt.Sprintf(format, args...)))
}

// Notice is Errorf for what the user may switch off.
func (c *Console) Notice(format string, args ...any) {
	if !c.Quiet {
		c.Errorf(format, args...)
	}
}

// Print writes a result.
func (c *Console) Print(text string) error {
	_, err := io.WriteString(c.Stdout, text)
	return OutputError(err)
}

// Input is standard input. Where that is a terminal, the user is told that it is
// waited for.
func (c *Console) Input() io.Reader {
	if !IsTerminal(c.Stdin) {
		return c.Stdin
	}
	return &typed{Reader: c.Stdin, tell: sync.OnceFunc(func() {
		end := "Ctrl-D"
		if runtime.GOOS == "windows" {
			end = "Ctrl-Z and Enter"
		}
		c.Notice("reading from the terminal; end with %s on a line of its own", end)
	})}
}

// typed is what the user types. A terminal goes on behind its end, typed does
// not.
type typed struct {
	io.Reader
	tell func()
	end  error
}

func (t *typed) Read(p []byte) (n int, err error) {
	t.tell()
	if t.end == nil {
		n, t.end = t.Reader.Read(p)
	}
	return n, t.end
}

// OutputError is a failure of standard output.
func OutputError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot write standard output: %w", FileCause(err))
}

// FileCause drops the paths of a file's error, which its user names anyway.
func FileCause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// DisplayName is an input's name in messages.
func DisplayName(input string) string {
	if input == "-" {
		return "standard input"
	}
	return plain.Line(input)
}

// Count is "1 article" or "2 articles".
func Count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// ByteSize writes a number of bytes for people.
func ByteSize(n int64) string {
	size := float64(n)
	for _, unit := range []string{"bytes", "KiB", "MiB"} {
		if size < 1024 {
			return fmt.Sprintf("%.4g %s", size, unit)
		}
		size /= 1024
	}
	return fmt.Sprintf("%.4g GiB", size)
}

// IsTerminal says whether w is a terminal.
func IsTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Width is the number of columns of the terminal w, or 0: do not wrap.
func Width(w io.Writer) int {
	if !IsTerminal(w) {
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

// Color decides about colour: the user's word, then NO_COLOR, CLICOLOR_FORCE,
// then whether w is a terminal that can.
func Color(when string, w io.Writer) (bool, error) {
	switch when {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto", "":
	default:
		return false, Usagef("--color is auto, always or never, not %q", when)
	}
	force := os.Getenv("CLICOLOR_FORCE")
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false, nil
	case force != "" && force != "0":
		return true, nil
	}
	return IsTerminal(w) && os.Getenv("TERM") != "dumb", nil
}
