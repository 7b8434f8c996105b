// Package summarize turns an article into a brief: bullets that carry their
// evidence. It hides the conversation with the model.
//
// Connect makes a client, NewArticle an article, Run the brief. A brief is whole
// or there is an error: a *Error where the endpoint failed, one that wraps
// ErrLanguage where the answer is in another language than was asked for.
// Bullets that the article does not bear out are part of a brief; Doubtful
// tells them. Evidence has byte offsets in Article.Text, claims in the bullet.
package summarize

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/claim"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
	"newsbrief/result"
)

// DefaultBullets is the number of bullets where neither the user nor the
// template names one.
const DefaultBullets = 5

// DefaultFigures is how many key figures, and how many people, are asked for
// at most.
const DefaultFigures = 10

// Options of one summary. All may be left out; an endpoint nearly always wants
// a Model.
type Options struct {
	Template *prompts.Template // nil: the built-in one
	Vars     map[string]string
	Bullets  int    // 0: the template's number, else DefaultBullets
	Language string // BCP 47; "": the article's
	// Figures is how many key figures, and how many people, are asked for at
	// most; 0: none.
	Figures int

	Backend     string // as reported in Usage
	Model       string
	Temperature *float64
	Seed        *int
	MaxTokens   int

	// Jobs is how many pieces of a long article are in flight at once.
	Jobs int

	// Repair is how often the model is asked to mend the lines that the check
	// found wrong.
	Repair int

	// OnBullet is called with each bullet as soon as it is whole and, where
	// Repair allows for it, mended; nil: never.
	OnBullet func(result.Bullet)
	// OnRestart is called when the bullets so far turn out to have been the
	// model's reasoning; the answer's own follow.
	OnRestart func()
}

// Identity is what decides a brief besides its article, in the order in which it
// was always written: two runs whose identities have the same JSON ask the same.
func (o Options) Identity() []any {
	t := o.Template
	if t == nil {
		t = &prompts.Template{}
	}
	return []any{t.Task, t.Raw, o.Vars, o.Bullets, o.Language, o.Figures,
		o.Model, o.Temperature, o.Seed, o.MaxTokens, o.Repair}
}

// Run asks the model for a brief of a. A brief is whole or there is an error;
// bullets that OnBullet has shown before an error were whole lines.
func Run(ctx context.Context, c *Client, a *Article, o Options) (*result.Brief, error) {
	start := time.Now()
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	language := o.Language
	if language == "" {
		language = a.Language
	}
	wanted := min(bulletCount(o), len(a.Sentences))
	if o.Template.Task == prompts.Figures {
		wanted = 0
	}
	t := &talk{client: c, options: o, article: a, language: language, answer: newAnswer(newSupport(a, language), wanted, o)}
	if err := t.read(ctx); err != nil {
		return nil, err
	}
	if !sameLanguage(language, a.Language) && t.answer.copied() {
		return nil, fmt.Errorf("%w %s: its bullets are sentences of the article", ErrLanguage, prompts.LanguageName(language))
	}
	if other := claim.Foreign(t.answer.text(), language); other != "" && !(sameLanguage(language, a.Language) && other == claim.Foreign(a.Text, language)) {
		return nil, fmt.Errorf("%w %s but in %s", ErrLanguage, prompts.LanguageName(language), prompts.LanguageName(other))
	}
	t.keep(t.opening, t.answer.lines())
	if err := t.mend(ctx, t.opening); err != nil {
		return nil, err
	}
	t.answer.show(false)
	usage := t.usage
	if o.Backend == "openai" && usage.Requests > 0 {
		usage.Seconds = time.Since(start).Seconds()
	}
	return t.brief(usage), nil
}

func (t *talk) brief(usage result.Usage) *result.Brief {
	b := &result.Brief{
		Schema:   result.Schema,
		Kind:     "summary",
		Source:   t.article.About(),
		Bullets:  t.answer.bullets,
		Warnings: append(t.pieces.warnings(), t.answer.warnings()...),
		Usage:    usage,
		Language: t.language,
	}
	if t.options.Figures == 0 {
		return b
	}
	b.Figures, b.People = t.answer.table()
	for _, c := range t.answer.support.source().Contradictions() {
		b.Warnings = append(b.Warnings, result.Warning{Code: "contradiction", Message: c.String()})
	}
	if t.options.Template.Task == prompts.Figures {
		b.Kind, b.Bullets = "figures", nil
	}
	return b
}

// sameLanguage compares two tags without their regions; an unknown language is
// the same as any.
func sameLanguage(a, b string) bool {
	a, _, _ = strings.Cut(a, "-")
	b, _, _ = strings.Cut(b, "-")
	return strings.EqualFold(a, b) || a == "und" || b == "und"
}

func bulletCount(o Options) int {
	switch {
	case o.Bullets > 0:
		return o.Bullets
	case o.Template.Bullets > 0:
		return o.Template.Bullets
	}
	return DefaultBullets
}

// talk is the conversation about one article: one question, and one more for
// what is missing.
type talk struct {
	client   *llm.Client
	options  Options
	article  *article.Article
	language string // of the bullets
	opening  []llm.Message
	answer   *answer
	pieces   pieces
	wary     bool // the answer may turn out to be one to part of the question
	cached   bool // the last completion came from the cache
	usage    result.Usage
}

func (t *talk) run(ctx context.Context, opening []llm.Message) error {
	err := t.ask(ctx, opening)
	if err == nil || t.accepted(err) {
		return nil
	}
	if !worthAsking(ctx, err) {
		return err
	}
	next := opening
	if said := t.answer.said(); said != "" {
		next = append(next, followUp(said, t.answer.missing(), t.options.Figures)...)
	}
	again := t.ask(ctx, next)
	// An answer that is whole but short is an answer; its warning says so.
	short := errors.Is(err, errFew) || errors.Is(again, errFew)
	if again == nil || short && len(t.answer.bullets) > 0 && !t.answer.rowCut && ctx.Err() == nil {
		return nil
	}
	return again
}

// accepted says whether the answer, though short, is one that was taken for
// whole before: it comes from the cache.
func (t *talk) accepted(err error) bool {
	return t.cached && errors.Is(err, errFew)
}

// keep stores the items as the answer to the conversation so far, however many
// requests it took to make it whole.
func (t *talk) keep(conversation []llm.Message, items []item) {
	var lines []string
	for _, it := range items {
		line, ok := it.line(t.answer.support.sentences())
		if !ok {
			return
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		lines = []string{none}
	}
	t.client.Keep(t.request(conversation), t.usage.Model, lines)
}

// ask sends one request. nil means that nothing is missing.
func (t *talk) ask(ctx context.Context, conversation []llm.Message) error {
	r := t.request(conversation)
	r.Live = t.options.OnBullet != nil && !t.wary
	if err := t.complete(ctx, r, t.answer.line); err != nil {
		t.answer.drop()
		return err
	}
	return t.answer.finish()
}

func (t *talk) complete(ctx context.Context, r llm.Request, onLine func(llm.Line)) error {
	used, err := t.client.Complete(ctx, r, onLine)
	t.usage.Backend, t.usage.Model = t.options.Backend, t.options.Model
	t.usage.Add(used)
	t.cached = used.Cached > 0
	return err
}

func (t *talk) request(conversation []llm.Message) llm.Request {
	return llm.Request{
		Model:       t.options.Model,
		Messages:    conversation,
		Temperature: t.options.Temperature,
		Seed:        t.options.Seed,
		MaxTokens:   t.options.MaxTokens,
		Answer:      t.answer.missing()*bulletTokens + 2*t.options.Figures*rowTokens,
	}
}

// bulletTokens is about what one bullet takes: two lines of text and its
// sentence numbers. rowTokens is that of a figure or a person.
const (
	bulletTokens = 60
	rowTokens    = 20
)

// worthAsking says whether a second question may heal err: the answer was not
// what was asked for, or broke when its first lines were shown already. Any
// other failure has been tried again as often as it may.
func worthAsking(ctx context.Context, err error) bool {
	if ctx.Err() != nil {
		return false
	}
	var e *llm.Error
	if !errors.As(err, &e) {
		return true
	}
	return e.Kind.Incomplete() || e.Partial
}
