package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/terminal"
	"newsbrief/prompts"
)

func promptsCommand(c *console) *cli.Command {
	config := &cli.StringFlag{Name: "config", Usage: "`FILE` configuration, whose folder holds prompts/"}
	test := &cli.Command{
		Name: "test", Usage: "what a template sends about an article, the answer, and what the checks say",
		UsageText: "prompts test NAME|FILE ARTICLE", Flags: testFlags(),
		Description: "  newsbrief prompts test mine.md article.txt\n" +
			"  newsbrief prompts test --var reader=pilots mine.md article.txt\n",
		Action: func(ctx *cli.Context) error { return testPrompt(ctx, c) },
	}
	sub := func(name, usage, text, examples string, run func(*cli.Context, *console) error) *cli.Command {
		return &cli.Command{
			Name: name, Usage: usage, UsageText: "prompts " + text,
			Description: examples, Flags: []cli.Flag{config},
			Action: func(ctx *cli.Context) error { return run(ctx, c) },
		}
	}
	start := sub("new", "start a template of your own in your prompts folder", "new NAME",
		"  newsbrief prompts new weekly\n  newsbrief prompts new --output json record\n", newPrompt)
	start.Flags = append(start.Flags, &cli.StringFlag{Name: "output", Value: string(prompts.Bullets),
		Usage: "`KIND` what it writes: bullets, text, markdown or json"})
	return &cli.Command{
		Name:      "prompts",
		Usage:     "prompt templates: list, show, new, check, test",
		UsageText: "prompts COMMAND",
		Description: "  newsbrief prompts list\n" +
			"  newsbrief prompts show summarize > mine.md\n",
		Subcommands: []*cli.Command{
			sub("list", "every template, yours and the built-in ones", "list",
				"  newsbrief prompts list\n  newsbrief prompts list --config ./config.yaml\n", listPrompts),
			sub("show", "a template's text", "show NAME",
				"  newsbrief prompts show summarize\n  newsbrief prompts show timeline > mine.md\n", showPrompt),
			start,
			sub("check", "find mistakes in templates (all of yours by default)", "check [NAME|FILE…]",
				"  newsbrief prompts check mine.md\n  newsbrief prompts check\n", checkPrompts),
			test,
		},
	}
}

// loader finds templates in the user's folder and among the built-in ones.
func loader(ctx *cli.Context) prompts.Loader {
	return prompts.Loader{Dir: filepath.Join(configDir(ctx), "prompts")}
}

func listPrompts(ctx *cli.Context, c *console) error {
	templates, broken := loader(ctx).List()
	var b strings.Builder
	for _, t := range templates {
		fmt.Fprintf(&b, "%-12s %-9s %s\n", t.Name, owner(t), t.Description)
	}
	if err := c.Print(b.String()); err != nil {
		return err
	}
	if broken != nil {
		return terminal.Usagef("%v", broken)
	}
	return nil
}

// owner says whose template it is.
func owner(t *prompts.Template) string {
	if t.BuiltIn() {
		return t.Source
	}
	return "yours"
}

func showPrompt(ctx *cli.Context, c *console) error {
	if ctx.NArg() != 1 {
		return terminal.Usagef("prompts show takes one NAME; see newsbrief prompts list")
	}
	t, err := loader(ctx).Load(ctx.Args().First())
	if err != nil {
		return terminal.Usagef("%v", err)
	}
	return c.Print(string(t.Raw))
}

// newPrompt writes a template to start from under a new name.
func newPrompt(ctx *cli.Context, c *console) error {
	if ctx.NArg() != 1 {
		return terminal.Usagef("prompts new takes one NAME")
	}
	name := ctx.Args().First()
	if strings.TrimSpace(name) == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\:`) {
		return terminal.Usagef("%q is not a template name; use letters, digits and dashes", name)
	}
	start, err := prompts.Starter(prompts.Output(ctx.String("output")))
	if err != nil {
		return terminal.Usagef("--output: %v", err)
	}
	dir := loader(ctx).Dir
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	path := filepath.Join(dir, strings.TrimSuffix(name, ".md")+".md")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if os.IsExist(err) {
		return terminal.Usagef("%s exists already; edit it, or choose another name", path)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(start); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	return c.Print(path + "\n")
}

// checkTemplate expands a template once. One that goes on for long is left when
// the user has enough.
func checkTemplate(ctx context.Context, t *prompts.Template, vars map[string]string) error {
	checked := make(chan error, 1)
	go func() { checked <- prompts.Check(t, vars) }()
	select {
	case err := <-checked:
		if err != nil {
			return terminal.Usagef("%v", err)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// faultsOf are the template's faults, a line each; nil: none.
func faultsOf(t *prompts.Template) error {
	var list []error
	for _, f := range t.Faults() {
		list = append(list, f)
	}
	return errors.Join(list...)
}

// checkPrompts reports every broken template.
func checkPrompts(ctx *cli.Context, c *console) error {
	names := ctx.Args().Slice()
	broken := 0
	if len(names) == 0 {
		templates, err := loader(ctx).List()
		if err != nil {
			broken++
			c.Fail("", err)
		}
		for _, t := range templates {
			names = append(names, t.Name)
		}
	}
	var b strings.Builder
	for _, name := range names {
		t, err := loader(ctx).Load(name)
		if err == nil {
			err = checkTemplate(ctx.Context, t, nil)
		}
		if err == nil {
			err = faultsOf(t)
		}
		switch {
		case ctx.Context.Err() != nil:
			return ctx.Context.Err()
		case err != nil:
			broken++
			c.Fail("", err)
			continue
		}
		fmt.Fprintf(&b, "%s: ok\n", name)
	}
	if err := c.Print(b.String()); err != nil {
		return err
	}
	if broken > 0 {
		return terminal.Usagef("templates have mistakes")
	}
	return nil
}
