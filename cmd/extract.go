package cmd

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
)

func extractCommand(c *console) *cli.Command {
	own := []cli.Flag{
		&cli.StringFlag{Name: "format", Value: "text", Usage: "`NAME` text, markdown, json or jsonl (text)"},
		&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "`FILE` write there instead of standard output"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no notices"},
	}
	return &cli.Command{
		Name:  "extract",
		Usage: "the clean article text that would be sent; sends nothing",
		UsageText: "extract [flags] [INPUT…]\n\nINPUT is a file, a folder, a URL, or - (or nothing) for standard input.\n" +
			"Text, Markdown, HTML, PDF, EPUB, DOCX, RSS, Atom and JSON lines are told by their content.\n" +
			"The text format is the article's text and nothing else: offsets in JSON are bytes in it.",
		Flags: append(own, inputFlags()...),
		Description: "  newsbrief extract page.html > article.txt\n" +
			"  newsbrief extract --format jsonl feed.xml report.pdf https://example.com/news\n",
		Action: func(ctx *cli.Context) error { return runExtract(ctx, c) },
	}
}

func runExtract(ctx *cli.Context, c *console) error {
	c.quiet = ctx.Bool("quiet")
	format := render.Format(ctx.String("format"))
	if !slices.Contains([]render.Format{render.FormatText, render.FormatMarkdown, render.FormatJSON, render.FormatJSONL}, format) {
		return usagef("--format is text, markdown, json or jsonl, not %q", format)
	}
	reader, err := newReader(ctx, c)
	if err != nil {
		return err
	}
	path, inputs := outPath(ctx), ctx.Args().Slice()
	if path == "" {
		return extract(ctx.Context, c, reader, inputs, c.stdout, format)
	}
	if err := c.checkOut("out", path, inputs); err != nil {
		return err
	}
	var held bytes.Buffer
	failed := extract(ctx.Context, c, reader, inputs, &held, format)
	if held.Len() == 0 || ctx.Err() != nil {
		return failed
	}
	err = durable.WriteFile(path, 0o644, func(w io.Writer) error { _, err := held.WriteTo(w); return err })
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", plain.Line(path), fileCause(err))
	}
	return failed
}

// extract prints every article in order; those that fail are reported and the
// others follow.
func extract(ctx context.Context, c *console, reader *article.Reader, inputs []string, out io.Writer, format render.Format) error {
	next, stop := iter.Pull2(reader.Inputs(ctx, inputs))
	defer stop()
	in, err, ok := next()
	after, afterErr, several := next()
	w, unknown := render.New(out, format, render.Options{Several: several})
	if unknown != nil {
		return unknown
	}
	failed, done := false, 0
	for ok && ctx.Err() == nil {
		var a *article.Article
		if err == nil {
			a, err = in.Load(ctx)
		}
		if err != nil {
			failed = true
			c.fail(in.Name, err)
		} else if err := w.Article(a); err != nil {
			return outputError(err)
		} else {
			done++
		}
		in, err, ok = after, afterErr, several
		after, afterErr, several = next()
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case done > 0:
		if err := w.Close(); err != nil {
			return outputError(err)
		}
	}
	if failed {
		return errReported
	}
	return nil
}
