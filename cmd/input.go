package cmd

import (
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/llm"
	"newsbrief/internal/terminal"
)

// inputFlags are the flags of every command that reads articles.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.Int64Flag{Name: "max-bytes", Value: 20 << 20, Usage: "`N` size an input may have (20 MiB)"},
		&cli.StringFlag{Name: "encoding", Usage: "`NAME` encoding of the inputs, as windows-1251 (told by each input)"},
		&cli.StringFlag{Name: "type", Usage: "`KIND` of the inputs, as mail or srt (told by each input)"},
		&cli.BoolFlag{Name: "allow-private", Usage: "fetch URLs from private and loopback addresses too"},
	}
}

// newReader makes the reader of a command's inputs.
func newReader(ctx *cli.Context, c *console) (*article.Reader, error) {
	r := &article.Reader{
		Stdin: c.Input(), MaxBytes: ctx.Int64("max-bytes"), Encoding: ctx.String("encoding"),
		AllowPrivate: ctx.Bool("allow-private"), Offline: ctx.String("cache") == string(llm.CacheOnly),
		Skipped: func(name string, reason error) {
			c.Notice("%s: skipped: %v", terminal.DisplayName(name), reason)
		},
		Warned: func(name, what string) { c.Notice("%s: %s", terminal.DisplayName(name), what) },
	}
	switch {
	case r.MaxBytes <= 0:
		return nil, terminal.Usagef("--max-bytes must be more than 0")
	case slices.Contains(ctx.Args().Slice(), ""):
		return nil, terminal.Usagef(`an input has an empty name (""); standard input is -`)
	}
	if r.Encoding != "" {
		if _, err := input.Lookup(r.Encoding); err != nil {
			return nil, terminal.Usagef("--encoding: %v", err)
		}
	}
	if name := ctx.String("type"); name != "" {
		kind, err := input.KindNamed(name)
		if err != nil {
			return nil, terminal.Usagef("--type: %v", err)
		}
		r.Kind = kind
	}
	return r, nil
}
