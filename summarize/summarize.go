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
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/judge"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// Client asks one OpenAI-compatible endpoint. It is safe for concurrent use, and
// to be closed by Close.
type Client = llm.Client

// Article is a clean text with its sentences. All offsets are bytes in its Text.
type Article = article.Article

// Judge is a model that judges what others wrote.
type Judge = judge.Judge

// Error is a request that failed for good: its Kind and Status say why, Help
// what can be done. Its text holds no key.
type Error = llm.Error

// Connect returns a client of the endpoint at baseURL, as
// http://127.0.0.1:11434/v1; key is "" where it wants none. Nothing is sent
// yet. A request is tried five times, and given up after two minutes without a
// token. A key is refused for plain http to a public address.
func Connect(baseURL, key string) (*Client, error) {
	return llm.New(llm.Config{
		BaseURL: baseURL, APIKey: llm.Key(key), KeySource: "the call of Connect",
		Timeout: 2 * time.Minute, Retries: 4,
	})
}

// NewArticle makes an article of a text, which may be plain, Markdown or a page
// in HTML; name stands in errors and results.
func NewArticle(name, text string) (*Article, error) { return article.ParseText(name, text) }

// DefaultBullets is the number of bullets where neither the user nor the
// template names one.
const DefaultBullets = 5

// DefaultFigures is how many key figures, and how many people, are asked for
// at most.
const DefaultFigures = 10

// Options of one summary. All may be left out.
type Options struct {
	prompts.Asking // Jobs: the pieces of a long article in flight at once

	Bullets  int    // 0: the template's number, else DefaultBullets
	Language string // BCP 47; "": the article's
	// Fewer allows for fewer bullets, which an engine may write whose others would not
	// be understood.
	Fewer bool
	// Figures is how many key figures, and how many people, are asked for at
	// most; 0: none.
	Figures int
	// Doubts leaves out the claims that the article bears out where looking for
	// them takes time.
	Doubts bool

	// Judge judges the sense of each line, which a second model does best; nil: nobody.
	Judge *Judge

	// OnBullet is called with each bullet as soon as it is whole and, where
	// Repair allows for it, mended; nil: never.
	OnBullet func(result.Bullet)
	// OnPassage is as OnBullet for the statements of a text, with what stands before
	// each.
	OnPassage func(before string, b result.Bullet)
	// OnLine is called with each line of an answer as the model wrote it; nil: never.
	OnLine func(line string)
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
	identity := []any{t.Task, t.Raw, o.Vars, o.Bullets, o.Language, o.Figures,
		o.Model, o.Temperature, o.Seed, o.MaxTokens, o.Repair}
	if o.Fewer {
		identity = append(identity, "fewer")
	}
	if o.Judge != nil {
		identity = append(identity, o.Judge.Identity())
	}
	return identity
}

// ErrNoBullets means that a model answered twice without a line of the shape
// "- text [3]".
var ErrNoBullets = errors.New("the answer holds no bullet of the form \"- text [3]\"")

// ErrCut means that an answer ended in the middle, twice.
var ErrCut = errors.New("the answer was cut short")

// ErrNoFigures means that a model answered twice without a line of the shape
// "value | what it measures | [3]", though the article has numbers.
var ErrNoFigures = errors.New("the answer holds no figure of the form \"value | what it measures | [3]\"")

// ErrLanguage means that an answer was asked for in another language than the
// article's and is not in it. The offline engine cannot translate at all.
var ErrLanguage = errors.New("the answer is not in")

// Run asks the model for a brief of a. A brief is whole or there is an error;
// bullets that OnBullet has shown before an error were whole lines.
func Run(ctx context.Context, c *Client, a *Article, o Options) (*result.Brief, error) {
	var err error
	if o.Asking, err = o.WithDefaults(prompts.Summarize); err != nil {
		return nil, err
	}
	language := cmp.Or(o.Language, a.Language)
	support := newSupport(a, language)
	wanted := min(bulletCount(o), len(a.Sentences)-len(a.Headings()))
	if o.Template.Task == prompts.Figures {
		wanted = 0
	}
	support.doubts = o.Doubts
	t := newReading(c, a, o, language, newAnswer(support, wanted, o))
	if err := t.read(ctx); err != nil {
		if talk.NotSent(err) {
			o.Judge.Foretell(a, wanted+2*o.Figures)
		}
		return nil, err
	}
	if err := t.inLanguage(); err != nil {
		return nil, err
	}
	t.keep(t.opening, t.answer.lines())
	if err := t.mend(ctx, t.opening); err != nil {
		return nil, err
	}
	t.answer.show(true)
	return t.brief(), nil
}

// inLanguage is the error about an answer in another language than was asked
// for. One in the language of the article itself, whatever that is, is none, nor are its
// own sentences.
func (t *reading) inLanguage() error {
	same := lang.MayBeSame(t.language, t.article.Language)
	wanted := lang.Name(t.language)
	if !same && t.answer.copied() {
		return fmt.Errorf("%w %s: its bullets are sentences of the article", ErrLanguage, wanted)
	}
	other := lang.Foreign(t.answer.worded(), t.language)
	if other == "" || same && other == lang.Foreign(t.article.Text, t.language) {
		return nil
	}
	return fmt.Errorf("%w %s but in %s", ErrLanguage, wanted, lang.Name(other))
}

func (t *reading) brief() *result.Brief {
	b := &result.Brief{
		Schema:   result.Schema,
		Kind:     "summary",
		Source:   t.article.About(),
		Bullets:  t.answer.bullets,
		Warnings: slices.Concat(t.pieces.warnings(), t.answer.warnings(), t.senseWarnings()),
		Usage:    t.Used(),
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

func bulletCount(o Options) int {
	switch {
	case o.Bullets > 0:
		return o.Bullets
	case o.Template.Bullets > 0:
		return o.Template.Bullets
	}
	return DefaultBullets
}
