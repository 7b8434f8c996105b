// Package translate turns a document into the same document in another
// language. It hides the conversation with the model: what is sent, which
// answers are asked for again, and what is checked.
//
// Text translates a text through a summarize.Client. The result is whole or
// there is an error: a *summarize.Error where the endpoint failed, one that
// wraps ErrMissing where segments came back without a translation, one that
// wraps ErrSameLanguage where there is nothing to do. What the checks found is
// in the claims of each segment, whose offsets are bytes in its Target, and
// marked [?] in the text.
package translate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/subtitle"
	"newsbrief/internal/document"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/memory"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// Options of a translation. All but To may be left out.
type Options struct {
	prompts.Asking

	From     string // BCP 47; "": the article's language
	To       string // BCP 47
	Tone     string // formal, informal or neutral; "": neutral
	Localize bool   // numbers and dates as the language writes them
	Glossary Glossary
	Keys     []string        // of front matter and attributes whose values are text, beside those that are known
	Limits   subtitle.Limits // of subtitles
	// Past is what earlier runs and people wrote; nil: nothing is known.
	Past *Past
}

// Identity is what decides a translation besides its text, in the order in which
// it was always written: two runs whose identities have the same JSON ask the same.
func (o Options) Identity() []any {
	t := o.Template
	if t == nil {
		t = &prompts.Template{}
	}
	all := []any{prompts.Translate, t.Raw, o.Vars, o.From, o.To, o.Tone, o.Localize, o.Glossary, o.Repair,
		o.Model, o.Temperature, o.Seed, o.MaxTokens}
	if len(o.Keys) > 0 {
		all = append(all, o.Keys)
	}
	if o.Limits != (subtitle.Limits{}) {
		all = append(all, o.Limits)
	}
	return all
}

// ErrSameLanguage means that the text is in the language asked for already.
var ErrSameLanguage = errors.New("is in that language already")

// ErrMissing means that a segment has no translation, however often it was
// asked for.
var ErrMissing = errors.New("came back without a translation")

// Text asks the model for a translation of a text: plain, Markdown, HTML, SRT
// or WebVTT, told by its name and content, which comes back as the same kind.
// It is Run for those who have a text.
func Text(ctx context.Context, c *summarize.Client, name, text string, o Options) (*result.Translation, error) {
	a, err := article.ParseText(name, text)
	if err != nil {
		return nil, err
	}
	d, err := DocumentOf(a, o.Keys...)
	if err != nil {
		return nil, err
	}
	return Run(ctx, c, a, d, o)
}

// DocumentOf is the document that an article was read from; where that is no
// text file, the article's text. It sets the article's language to that of what
// is to be translated. keys are those of Options.
func DocumentOf(a *article.Article, keys ...string) (*document.Document, error) {
	content := a.Input
	if content == nil {
		content = input.FromText(a.Name, a.Text)
	}
	d, err := document.From(content, keys...)
	if err != nil {
		return nil, err
	}
	if d.Kind == input.SRT || d.Kind == input.VTT {
		a.Title = "" // the first cue is none
	}
	a.Language = lang.Detect(d.Plain()) // code and links are of none
	return d, nil
}

// Run asks the model for a translation of d, the document that a was read
// from; of one without text, such as code, it asks nothing and copies it. Every
// segment is translated, or there is an error; what the checks found in a
// translation is in its claims and marked in its text.
func Run(ctx context.Context, c *llm.Client, a *article.Article, d *document.Document, o Options) (
	*result.Translation, error,
) {
	t, err := newTask(c, a, d, o)
	if err != nil {
		return nil, err
	}
	if err := t.run(ctx); err != nil {
		return nil, err
	}
	return t.result()
}

func newTask(c *llm.Client, a *article.Article, d *document.Document, o Options) (*task, error) {
	o, err := o.withDefaults(a)
	if err != nil {
		return nil, err
	}
	if len(d.Segments) > 0 && lang.SameForm(o.From, o.To) {
		return nil, fmt.Errorf("the text %w: %s", ErrSameLanguage, lang.Name(o.From))
	}
	instruction, err := instruct(a, o)
	if err != nil {
		return nil, err
	}
	t := &task{Talk: talk.New(c, o.Asking), options: o, article: a, document: d, instruction: instruction}
	for i, s := range d.Segments {
		p := newPassage(s, o)
		p.at = i
		t.passages = append(t.passages, p)
	}
	return t, nil
}

// withDefaults fills in what the zero value leaves open.
func (o Options) withDefaults(a *article.Article) (_ Options, err error) {
	o.From, o.Tone = cmp.Or(o.From, a.Language), cmp.Or(o.Tone, "neutral")
	o.Asking, err = o.Asking.WithDefaults(prompts.Translate)
	return o, err
}

func instruct(a *article.Article, o Options) (string, error) {
	head := prompts.Head{Task: o.Template.Task, From: o.From, To: o.To, Tone: o.Tone, Localize: o.Localize}
	return o.Template.Instruction(head, prompts.Data{
		Language: o.To, FromName: fromName(o.From), Tone: o.Tone, Localize: o.Localize,
		Words: a.Words, Sentences: len(a.Sentences), Vars: o.Vars,
	})
}

func fromName(tag string) string {
	if tag == "und" {
		return "the language of the passages"
	}
	return lang.Name(tag)
}

// task is the work on one document.
type task struct {
	*talk.Talk
	options     Options
	article     *article.Article
	document    *document.Document
	instruction string
	passages    []*passage
	prompt      string         // its hash
	dropped     []memory.Entry // that are given up
	checks      chan func()    // of answers that are there

	mu    sync.Mutex
	cause error // why an answer was not whole
}

// run fills in the passages: in chunks, and then what was wrong, each alone.
func (t *task) run(ctx context.Context) error {
	if err := t.recall(); err != nil {
		return err
	}
	chunks := t.chunks(ctx, t.due())
	if err := t.translate(ctx, chunks); err != nil {
		return err
	}
	t.repeat()
	judge(t.passages)
	answers := t.kept(chunks)
	for try := range t.options.Repair {
		again, err := t.mend(ctx, try+2)
		if err != nil {
			return err
		}
		if again == nil {
			break
		}
		answers = append(answers, again...)
	}
	if err := t.missing(); err != nil {
		return err
	}
	for _, a := range answers {
		a.keep()
	}
	return nil
}

// translate asks for the chunks and checks the answers. While requests are on
// their way, a single processor checks, so that the next go out at once.
func (t *task) translate(ctx context.Context, chunks []*chunk) error {
	t.checks = make(chan func(), len(chunks))
	var checkers sync.WaitGroup
	check := func() {
		for do := range t.checks {
			do()
		}
	}
	checkers.Go(check)
	err := t.Each(ctx, len(chunks), func(ctx context.Context, i int) error { return t.chunk(ctx, chunks[i]) })
	close(t.checks)
	for range min(runtime.GOMAXPROCS(0), len(t.checks)) {
		checkers.Go(check)
	}
	checkers.Wait()
	return err
}

// complete sends one question and reads the answer's lines.
func (t *task) complete(ctx context.Context, r llm.Request, a *answer) error {
	r.Form, r.Lines = says, len(a.passages)+1
	_, err := t.Complete(ctx, r, a.line)
	a.finish()
	var e *llm.Error
	if errors.As(err, &e) && e.Incomplete() && ctx.Err() == nil {
		t.mu.Lock()
		t.cause = err
		t.mu.Unlock()
		return nil // whole lines count; the others are asked for again
	}
	return err
}
