package cmd

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/durable"
	"newsbrief/internal/lang"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// answerFormats are the formats of an answer.
var answerFormats = []render.Format{render.FormatText, render.FormatMarkdown, render.FormatJSON, render.FormatJSONL}

func askCommand(c *console) *cli.Command {
	own := []cli.Flag{
		&cli.StringFlag{Name: "questions", Usage: "`FILE` questions, one a line, in place of QUESTION (- for " +
			"standard input)"},
		&cli.StringFlag{Name: "lang", Usage: "`LANG` language of the answer, as fr (the article's)"},
		&cli.StringFlag{Name: "format", Usage: "`NAME` " + formatNames(answerFormats) + " (text; jsonl for questions)"},
		&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "`FILE` write there instead of standard output"},
	}
	own = append(own, checkedFlags("exit 3 where a claim lacks support, or the answer is not in the article")...)
	return &cli.Command{
		Name:  "ask",
		Usage: "an answer with its evidence, or \"not in the article\"",
		UsageText: "ask [flags] QUESTION [INPUT…]\n  newsbrief ask --questions FILE [flags] [INPUT…]\n\n" +
			"INPUT is a file, a folder, a URL, or - (or nothing) for standard input. Several\n" +
			"are asked together, and each line names its source.",
		Flags: slices.Concat(own, endpointFlags(prompts.Ask), senseFlags(), inputFlags()),
		Description: "  newsbrief ask \"When will the bridge close?\" article.txt\n" +
			"  newsbrief ask --questions questions.txt --format jsonl news/\n",
		Action: func(ctx *cli.Context) error { return runAsk(ctx, c) },
	}
}

// asker is one run of ask.
type asker struct {
	*console
	how      summarize.AskOptions
	format   render.Format
	out      string
	strict   bool
	maxDoubt float64
	dry      *run.DryRun
	render   render.Options
	endpoint *endpoint
	articles []*summarize.Article
}

func runAsk(ctx *cli.Context, c *console) error {
	c.Quiet = ctx.Bool("quiet")
	questions, inputs, err := readQuestions(ctx, c)
	if err != nil {
		return err
	}
	s, err := loadSettings(ctx)
	if err != nil {
		return err
	}
	k, err := newAsker(ctx, c, s)
	if err != nil {
		return err
	}
	if err := run.CheckOut(&c.Console, "out", k.out, inputs); err != nil {
		return misuse(err)
	}
	if k.articles, err = loadArticles(ctx, c, inputs); err != nil {
		return err
	}
	if k.endpoint, err = connect(ctx.Context, c, s, ctx.Bool("verbose"), k.dry); err != nil {
		return err
	}
	defer func() { _ = k.endpoint.close() }()
	if err := k.endpoint.addJudge(ctx.Context, c, s, ctx.Bool("verbose"), k.dry); err != nil {
		return err
	}
	if s.backend == "offline" {
		c.Notice("no model is asked: these are the sentences nearest to the question, found by a search\n  %s",
			connectHint)
	}
	return k.all(ctx.Context, questions, jobs(s, k.dry))
}

// readQuestions are the questions, and the arguments that are inputs.
func readQuestions(ctx *cli.Context, c *console) (questions, inputs []string, err error) {
	args := ctx.Args().Slice()
	file := ctx.String("questions")
	switch {
	case file == "" && len(args) == 0:
		return nil, nil, terminal.Usagef("ask needs a question: newsbrief ask \"QUESTION\" article.txt")
	case file == "":
		if strings.TrimSpace(args[0]) == "" {
			return nil, nil, terminal.Usagef("the question is empty")
		}
		return args[:1], args[1:], nil
	case file == "-" && (len(args) == 0 || slices.Contains(args, "-")):
		return nil, nil, terminal.Usagef("the questions and an input cannot both come from standard input")
	}
	in := c.Input()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, nil, terminal.Usagef("cannot read the questions: %v", terminal.FileCause(err))
		}
		defer f.Close()
		in = f
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if text := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\uFEFF")); text != "" {
			questions = append(questions, text)
		}
	}
	if lines.Err() != nil || len(questions) == 0 {
		return nil, nil, terminal.Usagef("%s holds no questions, one a line", terminal.DisplayName(file))
	}
	return questions, args, nil
}

func newAsker(ctx *cli.Context, c *console, s settings) (*asker, error) {
	k := &asker{console: c, format: render.Format(ctx.String("format")), out: outPath(ctx), strict: ctx.Bool("strict"),
		maxDoubt: ctx.Float64("max-doubt")}
	if k.format == "" {
		k.format = render.FormatText
		if ctx.String("questions") != "" {
			k.format = render.FormatJSONL
		}
	}
	if !slices.Contains(answerFormats, k.format) {
		return nil, terminal.Usagef("--format is %s, not %q", formatNames(answerFormats), k.format)
	}
	if err := checkMaxDoubt(k.maxDoubt); err != nil {
		return nil, err
	}
	color, err := terminal.Color(ctx.String("color"), c.Stdout)
	if err != nil {
		return nil, err
	}
	k.render = render.Options{Color: color, Width: terminal.Width(c.Stdout)}
	if k.out != "" {
		k.render = render.Options{}
	}
	if ctx.Bool("dry-run") {
		k.dry = &run.DryRun{Prices: s.prices}
	}
	if language := ctx.String("lang"); language != "" {
		if k.how.Language, err = lang.Parse(language); err != nil {
			return nil, terminal.Usagef("--lang: %v", err)
		}
	}
	k.how.Asking, err = readAsking(ctx, s, prompts.Ask)
	return k, err
}

// loadArticles reads the articles. One that cannot be read is an error: an answer from
// the others might be another.
func loadArticles(ctx *cli.Context, c *console, inputs []string) ([]*summarize.Article, error) {
	reader, err := newReader(ctx, c)
	if err != nil {
		return nil, err
	}
	var list []*summarize.Article
	for in := range run.Articles(ctx.Context, &run.Options{Inputs: inputs, Reader: reader}, nil) {
		err := in.Err
		if err == nil {
			var a *summarize.Article
			if a, err = in.Load(ctx.Context); err == nil {
				list = append(list, a)
			}
		}
		if err != nil {
			c.Fail(in.Name, err)
			return nil, terminal.ErrReported
		}
	}
	if len(list) == 0 {
		return nil, terminal.Usagef("there is no article in the inputs")
	}
	return list, nil
}

// answered is what became of a question.
type answered struct {
	answer *result.Answer
	plan   run.Finished // of a dry run
	err    error
}

// all answers the questions, several at once, and prints the answers in order.
func (k *asker) all(ctx context.Context, questions []string, jobs int) (err error) {
	write := func(w io.Writer) error { return k.print(ctx, w, questions, jobs) }
	if k.out == "" {
		return write(k.Stdout)
	}
	err = durable.WriteFile(k.out, 0o644, func(w io.Writer) error {
		err = write(w)
		if errors.Is(err, run.ErrUnsupported) {
			return nil
		}
		return err
	})
	return err
}

func (k *asker) print(ctx context.Context, to io.Writer, questions []string, jobs int) error {
	k.render.Several = len(questions) > 1
	w, err := render.New(to, k.format, k.render)
	if err != nil {
		return err
	}
	var failed, doubtful bool
	run.Each(ctx, slices.Values(questions), jobs, k.one, func(question string, r answered) {
		if r.err != nil {
			failed = true
			k.Fail(question, r.err)
			return
		}
		if k.dry != nil {
			err = errors.Join(err, r.plan.Print(w))
			return
		}
		doubtful = k.doubtful(r.answer) || doubtful
		for _, warning := range r.answer.Warnings {
			k.Notice("%s", warning.Message)
		}
		err = errors.Join(err, w.Answer(r.answer))
	})
	switch err = errors.Join(err, w.Close()); {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return terminal.OutputError(err)
	case failed:
		return terminal.ErrReported
	case doubtful:
		return run.ErrUnsupported
	}
	return nil
}

// one answers one question.
func (k *asker) one(ctx context.Context, question string) answered {
	how := k.how
	how.Question, how.Model, how.Backend, how.Judge = question, k.endpoint.model, k.endpoint.backend, k.endpoint.judge
	a, err := summarize.Ask(ctx, k.endpoint.client, k.articles, how)
	if k.dry != nil {
		plan, err := k.dry.Plan(question, err)
		return answered{plan: plan, err: err}
	}
	return answered{answer: a, err: err}
}

// doubtful says whether an answer makes the exit code 3.
func (k *asker) doubtful(a *result.Answer) bool {
	wrong := !a.Found || a.Doubtful() || k.endpoint.judge.Requires(a.Unjudged())
	return k.strict && wrong || a.Doubt() > k.maxDoubt
}
