package cmd

import (
	"io"
	"runtime"
	"slices"
	"sync"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
)

// inputFlags are the flags of every command that reads articles.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.Int64Flag{Name: "max-bytes", Value: 20 << 20, Usage: "`N` size an input may have (20 MiB)"},
		&cli.StringFlag{Name: "encoding", Usage: "`NAME` encoding of the inputs, as windows-1251 (told by each input)"},
		&cli.BoolFlag{Name: "allow-private", Usage: "fetch URLs from private and loopback addresses too"},
	}
}

// input is standard input. Where that is a terminal, the user is told that it is
// waited for.
func (c *console) input() io.Reader {
	if !isTerminal(c.stdin) {
		return c.stdin
	}
	return &typed{Reader: c.stdin, tell: sync.OnceFunc(func() {
		end := "Ctrl-D"
		if runtime.GOOS == "windows" {
			end = "Ctrl-Z and Enter"
		}
		c.notice("reading from the terminal; end with %s on a line of its own", end)
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

// newReader makes the reader of a command's inputs.
func newReader(ctx *cli.Context, c *console) (*article.Reader, error) {
	r := &article.Reader{
		Stdin: c.input(), MaxBytes: ctx.Int64("max-bytes"), Encoding: ctx.String("encoding"), AllowPrivate: ctx.Bool("allow-private"),
		Skipped: func(name string, reason error) { c.notice("%s: skipped: %v", displayName(name), reason) },
	}
	switch {
	case r.MaxBytes <= 0:
		return nil, usagef("--max-bytes must be more than 0")
	case slices.Contains(ctx.Args().Slice(), ""):
		return nil, usagef(`an input has an empty name (""); standard input is -`)
	}
	if r.Encoding != "" {
		if _, err := input.Lookup(r.Encoding); err != nil {
			return nil, usagef("--encoding: %v", err)
		}
	}
	return r, nil
}
