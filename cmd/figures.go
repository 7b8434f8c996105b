package cmd

import (
	"github.com/urfave/cli/v2"

	"newsbrief/internal/render"
	"newsbrief/prompts"
)

func figuresCommand(c *console, act func(*cli.Context, *console, maker) error) *cli.Command {
	formats := append([]render.Format{render.FormatCSV}, summaryFormats...)
	formats = append(formats[1:], formats[0])
	return &cli.Command{
		Name:      "figures",
		Usage:     "key figures with what they measure, key people and organisations",
		UsageText: "figures [flags] [INPUT…]\n\nINPUT is a file, a folder, a URL, or - (or nothing) for standard input.",
		Flags:     taskFlags(prompts.Figures, formats...),
		Description: "  newsbrief figures article.txt\n" +
			"  newsbrief figures --format csv news/ > figures.csv\n",
		Action: func(ctx *cli.Context) error { return act(ctx, c, briefOf(prompts.Figures, formats)) },
	}
}
