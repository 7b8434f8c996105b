package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/annotate"
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
			&cli.StringFlag{Name: "format", Usage: "`NAME` text, json, jsonl, html, github, sarif or junit (text; " +
				"jsonl for pairs)"},
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

// checkFormats are the values of --format.
var checkFormats = slices.Concat([]string{"text", "json", "jsonl", "html"}, annotate.Formats)

// checker is one run of check.
type checker struct {
	*console
	to     string
	format string
	reader *article.Reader
	render render.CheckOptions
	accept *accepted
	report annotate.Report
	// documents says that sources are documents rather than articles.
	documents bool
	judge     *judge.Judge // nil: nothing is sent
}

func runCheck(ctx *cli.Context, c *console) error {
	c.Quiet = ctx.Bool("quiet")
	k, err := newChecker(ctx, c)
	if err != nil {
		return err
	}
	if err := checkUsage(ctx); err != nil {
		return err
	}
	if checkSends(ctx) {
		e, err := k.connect(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = e.close() }()
	}
	source, jobs := ctx.String("source"), ctx.Int("jobs")
	switch dir, pairs := ctx.String("candidates"), ctx.String("pairs"); {
	case dir != "":
		err = k.folders(ctx.Context, source, dir, jobs)
	case pairs != "":
		err = k.pairs(ctx.Context, pairs, jobs)
	default:
		err = k.single(ctx.Context, source, append(ctx.Args().Slice(), "-")[0])
	}
	return k.finish(err)
}

// checkUsage says what of the line does not go together.
func checkUsage(ctx *cli.Context) error {
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
		return terminal.Usagef("--candidates prints a result a file: --format is not html")
	case len(rest) > 1:
		return terminal.Usagef("check takes one candidate, not %d; for many, see --pairs", len(rest))
	}
	return nil
}

// finish ends a run that ended with err: it writes the report, and the list of what
// is accepted where everything could be checked.
func (k *checker) finish(err error) error {
	checked := err == nil || errors.Is(err, run.ErrUnsupported)
	if checked || errors.Is(err, terminal.ErrReported) {
		if failed := k.writeReport(); failed != nil {
			return terminal.OutputError(failed)
		}
	}
	if !checked {
		return err
	}
	if failed := k.accept.close(k.console); failed != nil {
		return failed
	}
	return err
}

// writeReport prints what is told of all checks together.
func (k *checker) writeReport() error {
	switch k.format {
	case "github":
		return k.report.GitHub(k.Stdout)
	case "sarif":
		return k.report.SARIF(k.Stdout, thisBuild().Version)
	case "junit":
		return k.report.JUnit(k.Stdout)
	}
	return nil
}

func newChecker(ctx *cli.Context, c *console) (*checker, error) {
	k := &checker{console: c, format: ctx.String("format"), documents: ctx.String("candidates") != ""}
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
	case !slices.Contains(checkFormats, k.format):
		return nil, terminal.Usagef("--format is one of %s, not %q", strings.Join(checkFormats, ", "), k.format)
	case ctx.String("pairs") != "" && !slices.Contains([]string{"text", "jsonl"}, k.format):
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
			return k.fail(candidate, r.err)
		}
		if k.to != "" && r.source.Language == "und" {
			k.Notice("%s is too short to tell its language: words, as those of dates, are not compared",
				terminal.DisplayName(source))
		}
		return k.print(r.compared)
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

// source reads a source: an article, or of a folder of documents all that one says.
func (k *checker) source(ctx context.Context, name string) (*article.Article, error) {
	if k.documents {
		return k.reader.Whole(ctx, name, "")
	}
	return k.reader.One(ctx, name)
}

// unchecked says which input could not be read or compared, and why.
type unchecked struct {
	input string
	err   error
}

func (e *unchecked) Error() string { return e.input + ": " + e.err.Error() }

// fail reports that a candidate could not be checked.
func (k *checker) fail(candidate string, err error) error {
	input := candidate
	var u *unchecked
	if errors.As(err, &u) {
		input, err = u.input, u.err
	}
	k.Fail(input, err)
	k.report.Fail(candidate, err)
	return terminal.ErrReported
}

// compareFiles reads and compares two inputs.
func (k *checker) compareFiles(ctx context.Context, source, candidate string) (*compared, error) {
	a, err := k.source(ctx, source)
	if err != nil {
		return nil, &unchecked{source, err}
	}
	b, err := k.reader.Whole(ctx, candidate, k.to)
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
	return k.compare(ctx, terminal.DisplayName(candidate), a, b, k.to != "")
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
	if slices.Contains(annotate.Formats, k.format) {
		k.report.Add(c.candidate.Name, c.check, c.source, c.candidate, k.render.MaxDoubt)
	} else if err := k.write(c); err != nil {
		return err
	}
	doubtful := c.check.Exceeds(k.render.MaxDoubt) || k.judge.Requires(c.check.Unjudged())
	if c.check.Status != result.Supported || doubtful {
		return run.ErrUnsupported
	}
	return nil
}

// write prints one result.
func (k *checker) write(c *compared) (err error) {
	var text string
	switch k.format {
	case "text":
		text = render.CheckText(c.check, c.source, c.candidate, k.render)
	case "html":
		text, err = render.CheckPage(c.check, c.source, c.candidate)
	default:
		text, err = render.CheckJSON(c.check, k.format == "json")
	}
	if err != nil {
		return err
	}
	if _, err := io.WriteString(k.Stdout, text); err != nil {
		return terminal.OutputError(err)
	}
	return nil
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
