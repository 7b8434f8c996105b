package summarize

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
)

// DefaultBullets is the number of bullets where neither the user nor the
// template names one.
const DefaultBullets = 5

// Options of one summary.
type Options struct {
	Template *prompts.Template
	Vars     map[string]string
	Bullets  int    // 0: the template's number, else DefaultBullets
	Language string // BCP 47; "": the article's

	Backend     string // as reported in Usage
	Model       string
	Temperature *float64
	Seed        *int
	MaxTokens   int

	// OnBullet is called with each bullet as soon as it is whole; nil: never.
	OnBullet func(Bullet)
	// OnRestart is called when the bullets so far turn out to have been the
	// model's reasoning; the answer's own follow.
	OnRestart func()
}

// Run asks the model for a brief of a. A brief is whole or there is an error;
// bullets that OnBullet has shown before an error were whole lines.
func Run(ctx context.Context, c *llm.Client, a *article.Article, o Options) (*Brief, error) {
	start := time.Now()
	language := o.Language
	if language == "" {
		language = a.Language
	}
	wanted := min(bulletCount(o), len(a.Sentences))
	opening, err := messages(a, o, wanted, language)
	if err != nil {
		return nil, err
	}
	t := &talk{client: c, options: o, answer: newAnswer(newIndex(a), wanted, o)}
	if err := t.run(ctx, opening); err != nil {
		return nil, err
	}
	if !sameLanguage(language, a.Language) && t.answer.copied() {
		return nil, fmt.Errorf("%w %s: its bullets are sentences of the article", ErrLanguage, prompts.LanguageName(language))
	}
	usage := t.usage
	if o.Backend == "openai" {
		usage.Seconds = time.Since(start).Seconds()
	}
	return &Brief{
		Schema:   Schema,
		Kind:     "summary",
		Source:   SourceOf(a),
		Bullets:  t.answer.bullets,
		Warnings: t.answer.warnings(),
		Usage:    usage,
	}, nil
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

// SourceOf describes an article.
func SourceOf(a *article.Article) Source {
	return Source{
		Name: a.Name, URL: a.URL, Title: a.Title, Byline: a.Byline, Published: a.Published,
		Language: a.Language, Words: a.Words, SHA256: a.SHA256,
	}
}

// talk is the conversation about one article: one question, and one more for
// what is missing.
type talk struct {
	client  *llm.Client
	options Options
	answer  *answer
	usage   Usage
}

func (t *talk) run(ctx context.Context, opening []llm.Message) error {
	err := t.ask(ctx, opening)
	if err == nil || t.answer.missing() == 0 {
		return nil
	}
	if !worthAsking(ctx, err) {
		return err
	}
	next := opening
	if said := t.answer.said(); said != "" {
		next = append(next, followUp(said, t.answer.missing())...)
	}
	again := t.ask(ctx, next)
	// An answer that is whole but short is an answer; its warning says so.
	short := errors.Is(err, errFew) || errors.Is(again, errFew)
	if t.answer.missing() == 0 || short && len(t.answer.bullets) > 0 && ctx.Err() == nil {
		return nil
	}
	return again
}

// ask sends one request. nil means that nothing is missing.
func (t *talk) ask(ctx context.Context, conversation []llm.Message) error {
	completion, err := t.client.Complete(ctx, llm.Request{
		Model:       t.options.Model,
		Messages:    conversation,
		Temperature: t.options.Temperature,
		Seed:        t.options.Seed,
		MaxTokens:   t.options.MaxTokens,
	}, t.answer.line)
	t.account(completion)
	if err != nil {
		t.answer.drop()
		return err
	}
	return t.answer.finish()
}

func (t *talk) account(c llm.Completion) {
	t.usage.Backend = t.options.Backend
	t.usage.Model = c.Model
	if t.usage.Model == "" {
		t.usage.Model = t.options.Model
	}
	t.usage.Requests += c.Usage.Requests
	t.usage.PromptTokens += c.Usage.PromptTokens
	t.usage.CompletionTokens += c.Usage.CompletionTokens
}

// worthAsking says whether a second question may heal err: the answer was
// wrong or broken, not the request, the key or the connection.
func worthAsking(ctx context.Context, err error) bool {
	if ctx.Err() != nil {
		return false
	}
	var e *llm.Error
	if !errors.As(err, &e) {
		return true
	}
	return e.Kind.Incomplete()
}
