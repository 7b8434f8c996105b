package cmd

import (
	"context"
	"runtime"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
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
		UsageText: "extract [flags] [INPUT…]\n\nINPUT is a file, a folder, a URL, or - (or nothing) for " +
			"standard input.\n" +
			"Text, Markdown, HTML, PDF, EPUB, DOCX, e-mail, subtitles, feeds and JSON are\n" +
			"told by their content. The text format is the article's text and nothing else:\n" +
			"offsets in JSON are bytes in it.",
		Flags: append(own, inputFlags()...),
		Description: "  newsbrief extract page.html > article.txt\n" +
			"  newsbrief extract --format jsonl feed.xml report.pdf https://example.com/news\n",
		Action: func(ctx *cli.Context) error { return runExtract(ctx, c) },
	}
}

func runExtract(ctx *cli.Context, c *console) error {
	c.Quiet = ctx.Bool("quiet")
	format := render.FormatNamed(ctx.String("format"))
	if !slices.Contains(summaryFormats[:4], format) { // all but a page
		return terminal.Usagef("--format is text, markdown, json or jsonl, not %q", format)
	}
	reader, err := newReader(ctx, c)
	if err != nil {
		return err
	}
	o := run.Options{
		Inputs: ctx.Args().Slice(), Reader: reader, Format: format, Out: outPath(ctx),
		Jobs: run.WithFiles(runtime.NumCPU()),
	}
	if err := run.CheckOut(&c.Console, "out", o.Out, o.Inputs); err != nil {
		return misuse(err)
	}
	return run.Run(ctx.Context, &c.Console, o, extract)
}

// extract reads one article.
func extract(ctx context.Context, in article.Input, _ *render.Writer) (run.Finished, error) {
	a, err := in.Load(ctx)
	return run.Finished{Print: func(w *render.Writer) error { return w.Article(a) }}, err
}
