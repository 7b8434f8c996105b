package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/subtitle"
	"newsbrief/internal/durable"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/prompts"
	"newsbrief/translate"
)

// translationFormats are the formats of a translation.
var translationFormats = []render.Format{render.FormatText, render.FormatJSON, render.FormatJSONL, render.FormatHTML}

func translateCommand(c *console, act action) *cli.Command {
	own := []cli.Flag{
		&cli.StringFlag{Name: "to", Usage: "`LANG` language of the translation, as fr, pt-BR or French"},
		&cli.StringFlag{Name: "from", Usage: "`LANG` language of the text (detected)"},
		&cli.StringFlag{Name: "glossary", Usage: "`FILE` CSV lines source,target: terms with one translation"},
		&cli.BoolFlag{Name: "bilingual", Usage: "print the translation beside its source (text and html)"},
		&cli.StringFlag{Name: "tone", Value: "neutral", Usage: "`TONE` formal, informal or neutral (neutral)"},
		&cli.BoolFlag{Name: "localize", Usage: "write numbers and dates the way the language does"},
		&cli.StringFlag{Name: "keys", Usage: "`K,…` keys of front matter and attributes that hold text, " +
			"beside title, description, alt and their like"},
		&cli.StringFlag{Name: "memory", Usage: "`FILE` translations of earlier runs and of people, JSON lines or " +
			".tmx (translations.jsonl in the folder of --out)"},
		&cli.IntFlag{Name: "max-line-length", Usage: "`N` wrap subtitles at N characters (no limit)"},
		&cli.Float64Flag{Name: "max-chars-per-second", Usage: "`N` tell subtitles that are faster to read (no limit)"},
		&cli.BoolFlag{Name: "status", Usage: "print what is new, changed, edited or stale; send and write nothing"},
	}
	return &cli.Command{
		Name:  "translate",
		Usage: "translation that keeps structure, numbers, names, links and code",
		UsageText: "translate --to LANG [flags] [INPUT…]\n\nINPUT is a file, a folder, a URL, or - (or nothing) for " +
			"standard input.\n" +
			"Plain text, Markdown, HTML, SRT and WebVTT come back as what they are, of other\n" +
			"inputs the text.\n\ntranslate glossary [--memory FILE | --out DIR] [--to LANG] lists the terms that\n" +
			"recur in what is remembered and how they were translated, in several ways first.",
		Flags: append(own, taskFlags(prompts.Translate, translationFormats...)...),
		Description: "  newsbrief translate --to fr article.md > article.fr.md\n" +
			"  newsbrief translate --to German --glossary terms.csv page.html -o seite.html\n",
		Action: func(ctx *cli.Context) error {
			switch {
			case ctx.Args().First() == "glossary":
				return listTerms(ctx, c)
			case ctx.Bool("status"):
				return translationStatus(ctx, c)
			}
			return act(ctx, c, newTranslation)
		},
	}
}

// translator is a task of translate.
type translator struct {
	*task
	how    translate.Options
	client *llm.Client
	past   translate.Past
	memory string // the file of past.Memory; "": there is none
	over   string // the file that the translation takes the place of; "": it is not looked at
}

// newTranslation makes tasks of translate.
func newTranslation(ctx *cli.Context, c *console, from origin) (*task, error) {
	z, err := newTranslator(ctx, c, from)
	if err != nil {
		return nil, err
	}
	return z.task, nil
}

func newTranslator(ctx *cli.Context, c *console, from origin) (*translator, error) {
	t, err := readTask(ctx, c, from, translationFormats)
	if err != nil {
		return nil, err
	}
	if checkSends(ctx) {
		return nil, terminal.Usagef("a second model judges summaries and figures; translations it does not")
	}
	z := &translator{task: t, past: translate.Past{Seen: new(translate.Seen)}}
	t.options.Reader.Documents = true
	t.options.Render.Bilingual = ctx.Bool("bilingual")
	if t.options.Format == render.FormatText && !t.options.Render.Bilingual {
		t.options.Endings = input.Endings()
	}
	if z.how, err = translationOptions(ctx, t.settings); err != nil {
		return nil, err
	}
	if t.settings.backend == "offline" && t.options.Dry == nil && !ctx.Bool("status") {
		return nil, &terminal.UsageError{Message: "the offline engine cannot translate: a translation " +
			"needs a model", Hint: connectHint}
	}
	z.how.Jobs = t.options.Jobs
	t.begin, t.open, t.end = z.begin, z.openMemory, z.closeMemory
	return z, z.readMemory(ctx, from)
}

func (z *translator) begin(e *endpoint) (identity []any, work run.Work) {
	z.client, z.how.Model, z.how.Backend = e.client, e.model, e.backend
	return append(z.how.Identity(), z.settings.context), z.one
}

func translationOptions(ctx *cli.Context, s settings) (translate.Options, error) {
	o := translate.Options{Tone: ctx.String("tone"), Localize: ctx.Bool("localize")}
	o.Limits = subtitle.Limits{Line: ctx.Int("max-line-length"), Speed: ctx.Float64("max-chars-per-second")}
	switch {
	case o.Limits.Line < 0 || o.Limits.Speed < 0:
		return o, terminal.Usagef("--max-line-length and --max-chars-per-second must not be negative")
	case !slices.Contains([]string{"formal", "informal", "neutral"}, o.Tone):
		return o, terminal.Usagef("--tone is formal, informal or neutral, not %q", o.Tone)
	case ctx.String("to") == "":
		return o, terminal.Usagef("translate needs --to LANG, as --to fr or --to French")
	}
	if err := languages(ctx, &o); err != nil {
		return o, err
	}
	var err error
	if o.Asking, err = readAsking(ctx, s, prompts.Translate); err != nil {
		return o, err
	}
	for key := range strings.SplitSeq(strings.ToLower(ctx.String("keys")), ",") {
		if key = strings.TrimSpace(key); key != "" {
			o.Keys = append(o.Keys, key)
		}
	}
	if file := ctx.String("glossary"); file != "" {
		o.Glossary, err = readGlossary(file)
	}
	return o, err
}

// languages reads --from and --to.
func languages(ctx *cli.Context, o *translate.Options) (err error) {
	if o.To, err = lang.Parse(ctx.String("to")); err != nil {
		return terminal.Usagef("--to: %v", err)
	}
	if from := ctx.String("from"); from != "" {
		if o.From, err = lang.Parse(from); err != nil {
			return terminal.Usagef("--from: %v", err)
		}
		if lang.SameForm(o.From, o.To) {
			return terminal.Usagef("--from and --to are the same language, %s", lang.Name(o.To))
		}
	}
	return nil
}

// readAsking is how a model is asked: by the template of --prompt, which must be
// for the task, with the variables for it.
func readAsking(ctx *cli.Context, s settings, task string) (prompts.Asking, error) {
	a := prompts.Asking{
		Temperature: s.temperature, Seed: s.seed, MaxTokens: s.maxTokens, Repair: ctx.Int("repair"),
	}
	var err error
	if a.Template, err = readTemplate(ctx); err != nil {
		return a, terminal.Usagef("%v", err)
	}
	if a.Template.Task != task {
		return a, terminal.Usagef("the prompt template %s is for newsbrief %s", a.Template.Name, a.Template.Task)
	}
	if a.Vars, err = parseVars(ctx); err != nil {
		return a, err
	}
	return a, checkTemplate(ctx.Context, a.Template, a.Vars)
}

// readTemplate is the template of --prompt, or that of --prompt-text.
func readTemplate(ctx *cli.Context) (*prompts.Template, error) {
	switch {
	case !ctx.IsSet("prompt-text"):
		return loader(ctx).Load(ctx.String("prompt"))
	case ctx.IsSet("prompt"):
		return nil, errors.New("--prompt and --prompt-text exclude each other")
	}
	return prompts.Parse("--prompt-text", "--prompt-text", []byte(ctx.String("prompt-text")))
}

func readGlossary(file string) (translate.Glossary, error) {
	data, err := durable.ReadPlain(file, 4<<20)
	if err != nil {
		return nil, terminal.Usagef("cannot read the glossary: %v", err)
	}
	g, err := translate.ReadGlossary(bytes.NewReader(data))
	if err != nil {
		return nil, terminal.Usagef("%s: %v", file, err)
	}
	return g, nil
}

// one translates one input.
func (z *translator) one(ctx context.Context, in article.Input, _ *render.Writer) (run.Finished, error) {
	earlier, err := z.earlier()
	if err != nil {
		return run.Finished{}, err
	}
	return z.translate(ctx, in, earlier)
}

func (z *translator) translate(ctx context.Context, in article.Input, earlier *translate.Earlier) (
	run.Finished, error) {
	a, err := in.Load(ctx)
	if err != nil {
		return run.Finished{}, err
	}
	sparing(in.Path)
	d, err := translate.DocumentOf(a, z.how.Keys...)
	if err != nil {
		return run.Finished{}, err
	}
	how, past := z.how, z.past
	past.Earlier = earlier
	how.Past = &past
	t, err := translate.Run(ctx, z.client, a, d, how)
	switch {
	case z.options.Dry != nil:
		return z.options.Dry.Plan(a.Name, err)
	case errors.Is(err, translate.ErrEdits) && z.over != "":
		return run.Finished{}, fmt.Errorf("%s: %w", plain.Line(z.over), err)
	case err != nil:
		return run.Finished{}, err
	}
	if a.Input == nil && z.options.Format == render.FormatText {
		t.Text = strings.TrimRight(t.Text, "\n") + "\n" // no file's own bytes, so lines
	}
	return run.Finished{
		Print:    func(w *render.Writer) error { return w.Translation(t) },
		Doubtful: t.Doubtful(), Doubt: t.Doubt(), Warnings: t.Warnings,
	}, nil
}

// sparing lets less garbage stand beside a long document, which is held in several
// forms at once.
func sparing(file string) {
	const long, percent = 1 << 20, 20
	if info, err := os.Stat(file); err == nil && info.Size() >= long && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
