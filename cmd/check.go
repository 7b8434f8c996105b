package cmd

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/check/across"
	"newsbrief/internal/judge"
	"newsbrief/internal/lang"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

func checkCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:  "check",
		Usage: "check any summary or translation against its source; sends nothing",
		UsageText: "check --source FILE [flags] CANDIDATE\n  newsbrief check --pairs FILE.jsonl " +
			"[flags]\n\nCANDIDATE is a file, or - (or nothing) for standard input.",
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "source", Usage: "`FILE` article that the candidate must agree with"},
			&cli.StringFlag{Name: "candidates", Usage: "`DIR` candidates of all files of --source DIR, by their " +
				"relative paths"},
			&cli.StringFlag{Name: "to", Usage: "`LANG` the candidate is a translation into that language"},
			&cli.StringFlag{Name: "pairs", Usage: "`FILE` JSON lines {\"id\",\"source\",\"candidate\",\"to\"?} " +
				"instead (- for standard input)"},
			&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Value: runtime.NumCPU(),
				Usage: "`N` pairs checked at once (the processors)"},
			maxDoubtFlag(),
			&cli.BoolFlag{Name: "explain", Usage: "print every claim and why it was judged so"},
			&cli.StringFlag{Name: "format", Usage: "`NAME` text, json, jsonl or html (text; jsonl for pairs)"},
			&cli.StringFlag{Name: "color", Usage: "`WHEN` auto, always or never (auto)"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no notices"},
		}, acceptFlags(), inputFlags(), senseFlags(), []cli.Flag{verboseFlag()}, endpointFlagsOf("backend", "base-url",
			"api-key-file", "model", "context", "timeout", "retries", "rpm", "tpm", "insecure", "cache", "cache-dir",
			"config", "profile")),
		Description: "  newsbrief check --source article.txt summary.txt\n" +
			"  newsbrief check --source article.txt --to fr --explain traduction.txt\n" +
			"  newsbrief check --source docs/en --candidates docs/de --to de\n" +
			"  newsbrief check --pairs pairs.jsonl > results.jsonl\n",
		Action: func(ctx *cli.Context) error { return runCheck(ctx, c) },
	}
}

// checker is one run of check.
type checker struct {
	*console
	to     string
	format string
	reader *article.Reader
	render render.CheckOptions
	accept *accepted
	judge  *judge.Judge // nil: nothing is sent
}

func runCheck(ctx *cli.Context, c *console) error {
	c.Quiet = ctx.Bool("quiet")
	k, err := newChecker(ctx, c)
	if err != nil {
		return err
	}
	pairs, source, rest := ctx.String("pairs"), ctx.String("source"), ctx.Args().Slice()
	switch {
	case pairs != "" && (source != "" || len(rest) > 0):
		return terminal.Usagef("--pairs takes its sources and candidates from the file: leave out --source " +
			"and CANDIDATE")
	case pairs == "" && source == "":
		return terminal.Usagef("check needs --source FILE, the article that the candidate is about")
	case ctx.String("candidates") != "" && (pairs != "" || len(rest) > 0):
		return terminal.Usagef("--candidates takes the place of --pairs and CANDIDATE")
	case ctx.String("candidates") != "" && ctx.String("format") == "html":
		return terminal.Usagef("--candidates prints a result a file: --format is text, json or jsonl")
	case len(rest) > 1:
		return terminal.Usagef("check takes one candidate, not %d; for many, see --pairs", len(rest))
	}
	if checkSends(ctx) {
		e, err := k.connect(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = e.close() }()
	}
	if dir := ctx.String("candidates"); dir != "" {
		err := k.folders(ctx.Context, source, dir)
		if failed := k.accept.close(k.console); failed != nil {
			return failed
		}
		return err
	}
	if pairs != "" {
		return k.pairs(ctx.Context, pairs, ctx.Int("jobs"))
	}
	return k.single(ctx.Context, source, append(rest, "-")[0])
}

func newChecker(ctx *cli.Context, c *console) (*checker, error) {
	k := &checker{console: c, format: ctx.String("format")}
	if k.format == "" {
		k.format = "text"
		if ctx.String("pairs") != "" {
			k.format = "jsonl"
		}
	}
	color, err := terminal.Color(ctx.String("color"), c.Stdout)
	switch {
	case err != nil:
		return nil, err
	case !slices.Contains([]string{"text", "json", "jsonl", "html"}, k.format):
		return nil, terminal.Usagef("--format is text, json, jsonl or html, not %q", k.format)
	case ctx.String("pairs") != "" && (k.format == "json" || k.format == "html"):
		return nil, terminal.Usagef("--pairs prints a line for each pair: --format is jsonl or text")
	case ctx.Int("jobs") < 1:
		return nil, terminal.Usagef("--jobs must be at least 1")
	}
	if k.reader, err = newReader(ctx, c); err != nil {
		return nil, err
	}
	if err := checkMaxDoubt(ctx.Float64("max-doubt")); err != nil {
		return nil, err
	}
	k.render = render.CheckOptions{
		Color: color, Width: terminal.Width(c.Stdout), Explain: ctx.Bool("explain"), MaxDoubt: ctx.Float64("max-doubt"),
	}
	if k.accept, err = readAccepted(ctx); err != nil {
		return nil, err
	}
	if tag := ctx.String("to"); tag != "" {
		if k.to, err = lang.Parse(tag); err != nil {
			return nil, terminal.Usagef("--to: %v", err)
		}
	}
	return k, nil
}

// single checks one candidate. An interrupt ends it at once, also while it
// computes.
func (k *checker) single(ctx context.Context, source, candidate string) error {
	if source == "-" && candidate == "-" {
		return terminal.Usagef("the source and the candidate cannot both come from standard input")
	}
	done := make(chan checkOutcome, 1)
	go func() {
		c, err := k.compareFiles(ctx, source, candidate)
		done <- checkOutcome{c, err}
	}()
	select {
	case r := <-done:
		if r.err != nil {
			return r.err
		}
		err := k.print(r.compared)
		if failed := k.accept.close(k.console); failed != nil {
			return failed
		}
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// compared is a check with the texts it is of.
type compared struct {
	check             *result.Check
	source, candidate *article.Article
}

// checkOutcome is what became of a pair; a blank line has neither.
type checkOutcome struct {
	*compared
	err error
}

// compareFiles reads and compares two inputs.
func (k *checker) compareFiles(ctx context.Context, source, candidate string) (*compared, error) {
	a, err := k.load(source, func() (*article.Article, error) { return k.reader.One(ctx, source) })
	if err != nil {
		return nil, err
	}
	b, err := k.load(candidate, func() (*article.Article, error) { return k.reader.Verbatim(candidate, k.to) })
	if err != nil {
		return nil, err
	}
	if k.to == "" && b.Language != a.Language {
		if a.Language != "und" && b.Language != "und" && len(b.Text) > 200 {
			k.Notice("%s looks like %s, the source like %s: check a translation with --to %s",
				terminal.DisplayName(candidate), lang.Name(b.Language), lang.Name(a.Language), b.Language)
		}
		b = article.Exact(b.Name, b.Text, a.Language)
	}
	c, err := k.compare(ctx, terminal.DisplayName(candidate), a, b, k.to != "")
	if err != nil {
		k.Fail(candidate, err)
		return nil, terminal.ErrReported
	}
	return c, nil
}

// load reads one input; a failure has been reported.
func (k *checker) load(name string, read func() (*article.Article, error)) (*article.Article, error) {
	a, err := read()
	if err != nil {
		k.Fail(name, err)
		return nil, terminal.ErrReported
	}
	return a, nil
}

// compare checks a candidate, as a translation or in the source's language.
func (k *checker) compare(ctx context.Context, id string, source, candidate *article.Article, translated bool) (
	*compared, error) {
	c := &compared{across.Check(id, source, candidate, translated), source, candidate}
	return c, k.judgeStatements(ctx, c)
}

// print writes a result; run.ErrUnsupported says that a claim lacks support, or
// that a statement is too doubtful.
func (k *checker) print(c *compared) error {
	k.accept.apply(c.check, k.render.MaxDoubt)
	text, err := k.text(c)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(k.Stdout, text); err != nil {
		return terminal.OutputError(err)
	}
	doubtful := c.check.Exceeds(k.render.MaxDoubt) || k.judge.Requires(c.check.Unjudged())
	if c.check.Status != result.Supported || doubtful {
		return run.ErrUnsupported
	}
	return nil
}

func (k *checker) text(c *compared) (string, error) {
	switch k.format {
	case "text":
		return render.CheckText(c.check, c.source, c.candidate, k.render), nil
	case "html":
		return render.CheckPage(c.check, c.source, c.candidate)
	}
	return render.CheckJSON(c.check, k.format == "json")
}

// pairs checks every line of a file, - for standard input.
func (k *checker) pairs(ctx context.Context, name string, jobs int) error {
	in := k.Input()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("cannot read the pairs: %w", err)
		}
		defer f.Close()
		in = f
	}
	return k.stream(ctx, in, terminal.DisplayName(name), jobs)
}
