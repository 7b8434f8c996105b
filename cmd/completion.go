package cmd

import (
	"embed"
	"slices"
	"strings"

	"newsbrief/internal/terminal"

	"github.com/urfave/cli/v2"
)

//go:embed completion
var completionScripts embed.FS

// shells are those that there is a script for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "shell completion: " + strings.Join(shells, ", "),
		UsageText: "completion " + strings.Join(shells, "|") + "\n\nThe script's first lines say where it belongs.",
		Description: "  source <(newsbrief completion bash)\n" +
			"  newsbrief completion fish | source\n",
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() != 1 {
				return terminal.Usagef("completion needs the name of a shell: %s", strings.Join(shells, ", "))
			}
			shell := ctx.Args().First()
			if !slices.Contains(shells, shell) {
				return terminal.Usagef("no completion for %q: there are %s", shell, strings.Join(shells, ", "))
			}
			script, err := completionScripts.ReadFile("completion/newsbrief." + shell)
			if err != nil {
				return err
			}
			return c.Print(string(script))
		},
	}
}
