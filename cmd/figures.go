package cmd

import (
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/render"
	"newsbrief/prompts"
)

func figuresCommand(c *console, act action) *cli.Command {
	formats := slices.Concat(summaryFormats, []render.Format{render.FormatCSV})
	return &cli.Command{
		Name:  "figures",
		Usage: "key figures with what they measure, key people and organisations",
		UsageText: "figures [flags] [INPUT…]\n\nINPUT is a file, a folder, a URL, or - (or nothing) for " +
			"standard input.",
		Flags: taskFlags(prompts.Figures, formats...),
		Description: "  newsbrief figures article.txt\n" +
			"  newsbrief figures --format csv news/ > figures.csv\n",
		Action: func(ctx *cli.Context) error { return act(ctx, c, briefOf(prompts.Figures, formats)) },
	}
}
