package cmd

import (
	"strings"

	line "newsbrief/internal/cli"

	"newsbrief/internal/terminal"

	"github.com/urfave/cli/v2"
)

func completionCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:  "completion",
		Usage: "shell completion: " + strings.Join(line.Shells, ", "),
		UsageText: "completion " + strings.Join(line.Shells, "|") + "\n\nThe script's first lines say where " +
			"it belongs.",
		Description: "  source <(newsbrief completion bash)\n" +
			"  newsbrief completion fish | source\n",
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() != 1 {
				return terminal.Usagef("completion needs the name of a shell: %s", strings.Join(line.Shells, ", "))
			}
			script, err := line.Script(ctx.Args().First())
			if err != nil {
				return err
			}
			return c.Print(script)
		},
	}
}
