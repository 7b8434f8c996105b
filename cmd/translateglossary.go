package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/lang"
	"newsbrief/internal/memory"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

// listTerms prints the terms that recur in a memory with their renderings.
func listTerms(ctx *cli.Context, c *console) error {
	file := ctx.String("memory")
	if file == "" {
		file = filepath.Join(outPath(ctx), memory.Name)
	}
	if ctx.NArg() > 1 {
		return terminal.Usagef("translate glossary reads a memory and no inputs: --memory FILE, or --out DIR/ with %s "+
			"in it; a file of that name is ./glossary", memory.Name)
	}
	if _, err := os.Stat(file); err != nil {
		return terminal.Usagef("translate glossary needs --memory FILE, or --out DIR/ with %s in it: %v",
			memory.Name, err)
	}
	m, err := memory.Read(file, "")
	if err != nil {
		return terminal.Usagef("cannot use the memory %s: %v", plain.Line(file), terminal.FileCause(err))
	}
	languages, err := languagesOf(ctx, m.Entries())
	if err != nil {
		return err
	}
	for _, to := range languages {
		for _, r := range m.Recur(to) {
			var list []string
			for _, one := range r.Renderings {
				list = append(list, fmt.Sprintf("%s (%d)", plain.Line(one.Text), one.Passages))
			}
			if err := c.Print(fmt.Sprintf("%s\t%s (%d)\t%s\n", to, plain.Line(r.Term), r.Passages,
				strings.Join(list, ", "))); err != nil {
				return err
			}
		}
	}
	return nil
}

// languagesOf are that of --to, or all that a memory has translations into.
func languagesOf(ctx *cli.Context, entries []memory.Entry) ([]string, error) {
	if to := ctx.String("to"); to != "" {
		tag, err := lang.Parse(to)
		if err != nil {
			return nil, terminal.Usagef("--to: %v", err)
		}
		return []string{tag}, nil
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.To)
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}
