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
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"newsbrief/internal/article"
	"newsbrief/internal/document"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
	"newsbrief/result"
)

// Options of a translation. All but To may be left out; an endpoint nearly
// always wants a Model.
type Options struct {
	Template *prompts.Template // nil: the built-in one
	Vars     map[string]string
	From     string // BCP 47; "": the article's language
	To       string // BCP 47
	Tone     string // formal, informal or neutral; "": neutral
	Localize bool   // numbers and dates as the language writes them
	Glossary Glossary

	// Repair is how often a segment is asked for again that is missing or that
	// a check found wrong.
	Repair int
	// Jobs is how many requests are in flight at once.
	Jobs int

	Backend     string // as reported in Usage
	Model       string
	Temperature *float64
	Seed        *int
	MaxTokens   int
}

// Identity is what decides a translation besides its text, in the order in which
// it was always written: two runs whose identities have the same JSON ask the same.
func (o Options) Identity() []any {
	t := o.Template
	if t == nil {
		t = &prompts.Template{}
	}
	return []any{prompts.Translate, t.Raw, o.Vars, o.From, o.To, o.Tone, o.Localize, o.Glossary, o.Repair,
		o.Model, o.Temperature, o.Seed, o.MaxTokens}
}

// ErrSameLanguage means that the text is in the language asked for already.
var ErrSameLanguage = errors.New("is in that language already")

// ErrMissing means that a segment has no translation, however often it was
// asked for.
var ErrMissing = errors.New("came back without a translation")

// Run asks the model for a translation of d, the document that a was read
// from. Every segment is translated, or there is an error; what the checks
// found in a translation is in its claims and marked in its text.
func Run(ctx context.Context, c *llm.Client, a *article.Article, d *document.Document, o Options) (*result.Translation, error) {
	start := time.Now()
	o, err := o.withDefaults(a)
	if err != nil {
		return nil, err
	}
	if SameLanguage(o.From, o.To) {
		return nil, fmt.Errorf("the text %w: %s", ErrSameLanguage, prompts.LanguageName(o.From))
	}
	system, err := systemMessage(a, o)
	if err != nil {
		return nil, err
	}
	t := &task{client: c, options: o, article: a, document: d, system: system}
	for _, s := range d.Segments {
		t.passages = append(t.passages, newPassage(s, o))
	}
	if err := t.run(ctx); err != nil {
		return nil, err
	}
	whole, err := t.result()
	if err == nil && o.Backend == "openai" && t.usage.Requests > 0 {
		whole.Usage.Seconds = time.Since(start).Seconds()
	}
	return whole, err
}

// SameLanguage says whether a translation from one tag to the other would
// change nothing. Regional forms differ only where both are named.
func SameLanguage(from, to string) bool {
	a, subA, _ := strings.Cut(norwegian(from), "-")
	b, subB, _ := strings.Cut(norwegian(to), "-")
	return a == b && (subA == subB || subA == "" || subB == "")
}

// norwegian is a tag in lower case with Bokmål, which is detected, for
// Norwegian.
func norwegian(tag string) string {
	tag = strings.ToLower(tag)
	if tag == "no" || strings.HasPrefix(tag, "no-") {
		return "nb" + tag[len("no"):]
	}
	return tag
}

func systemMessage(a *article.Article, o Options) (string, error) {
	head := prompts.Head{Task: o.Template.Task, From: o.From, To: o.To, Tone: o.Tone, Localize: o.Localize}
	return o.Template.System(head, prompts.Data{
		Language: o.To, FromName: fromName(o.From), Tone: o.Tone, Localize: o.Localize,
		Words: a.Words, Sentences: len(a.Sentences), Vars: o.Vars,
	})
}

func fromName(tag string) string {
	if tag == "und" {
		return "the language of the passages"
	}
	return prompts.LanguageName(tag)
}

// task is the work on one document.
type task struct {
	client   *llm.Client
	options  Options
	article  *article.Article
	document *document.Document
	system   string
	passages []*passage
	checks   chan func() // of answers that are there

	mu    sync.Mutex
	usage result.Usage
	cause error // why an answer was not whole
}

// run fills in the passages: in chunks, and then what was wrong, each alone.
func (t *task) run(ctx context.Context) error {
	chunks := chunksOf(t.passages)
	if err := t.translate(ctx, chunks); err != nil {
		return err
	}
	t.judge()
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
	err := t.parallel(ctx, len(chunks), func(ctx context.Context, i int) error { return t.chunk(ctx, chunks[i]) })
	close(t.checks)
	for range min(runtime.GOMAXPROCS(0), len(t.checks)) {
		checkers.Go(check)
	}
	checkers.Wait()
	return err
}

// parallel calls do for 0 to n-1, Jobs at once. Errors that mean that nothing
// was sent do not stop the others.
func (t *task) parallel(ctx context.Context, n int, do func(context.Context, int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(t.options.Jobs, 1))
	var unsent error
	for i := range n {
		group.Go(func() error {
			err := do(ctx, i)
			if notSent(err) {
				t.mu.Lock()
				defer t.mu.Unlock()
				unsent = err
				return nil
			}
			return err
		})
	}
	return errors.Join(group.Wait(), unsent)
}

func notSent(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Kind == llm.NotSent
}

// complete sends one question and reads the answer's lines.
func (t *task) complete(ctx context.Context, r llm.Request, a *answer) error {
	used, err := t.client.Complete(ctx, r, a.line)
	a.finish()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.usage.Backend = t.options.Backend
	t.usage.Add(used)
	if t.usage.Model == "" {
		t.usage.Model = t.options.Model
	}
	var e *llm.Error
	if errors.As(err, &e) && e.Kind.Incomplete() && ctx.Err() == nil {
		t.cause = err
		return nil // whole lines count; the others are asked for again
	}
	return err
}

func (t *task) request(user string, letters int) llm.Request {
	return llm.Request{
		Model:       t.options.Model,
		Messages:    []llm.Message{{Role: "system", Content: t.system}, {Role: "user", Content: user}},
		Temperature: t.options.Temperature,
		Seed:        t.options.Seed,
		MaxTokens:   t.options.MaxTokens,
		Answer:      letters / 3,
	}
}
