package summarize

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// ErrNoText means that a model answered twice with no text.
var ErrNoText = errors.New("the answer holds no text")

// mostStatements is about how many statements a text has.
const mostStatements = 15

// Write asks the model for a text about a by a template whose output is text or
// Markdown. A text is whole or there is an error; each of its sentences and cells has
// its evidence and is checked like a bullet.
func Write(ctx context.Context, c *Client, a *Article, o Options) (*result.Text, error) {
	var err error
	if o.Asking, err = o.WithDefaults(prompts.Summarize); err != nil {
		return nil, err
	}
	language := cmp.Or(o.Language, a.Language)
	support := newSupport(a, language)
	support.doubts = o.Doubts
	w := &writing{reading: newReading(c, a, o, language, newAnswer(support, mostStatements, o))}
	w.doc.answer = w.answer
	w.answer.check = w.doc.check
	if o.OnPassage != nil {
		w.answer.onBullet = func(b result.Bullet) { o.OnPassage(w.doc.passages[w.answer.shown].before, b) }
	}
	if err := w.read(ctx); err != nil {
		if talk.NotSent(err) {
			o.Judge.Foretell(a, mostStatements)
		}
		return nil, err
	}
	if err := w.inLanguage(); err != nil {
		return nil, err
	}
	w.Keep(w.request(w.opening), w.doc.raw)
	if err := w.mend(ctx, w.opening); err != nil {
		return nil, err
	}
	w.answer.show(true)
	return w.result(), nil
}

// writing is the work on one text.
type writing struct {
	*reading
	doc document
}

// read asks about the whole article, or, where that does not fit the model's context,
// about the sentences that its pieces choose.
func (w *writing) read(ctx context.Context) error {
	whole, err := w.question(w.all())
	if err != nil {
		return err
	}
	if !w.Client.Window.Holds(w.request(whole)) {
		if numbers, ok := w.recall(whole); ok {
			return w.readSome(ctx, numbers)
		}
	}
	limit := w.Client.Window.Context(ctx, w.request(whole))
	w.wary = w.Client.Window.MayCut(w.request(whole), limit)
	return w.shrinking(ctx, whole, limit, func(limit int) error { return w.readWithin(ctx, whole, limit) })
}

func (w *writing) readWithin(ctx context.Context, whole []llm.Message, limit int) error {
	w.doc.reset()
	if err := w.open(whole, limit, w.question); err != nil {
		return err
	}
	if w.Client.Window.Fits(w.request(w.opening), limit) {
		return w.twice(ctx)
	}
	w.pieces.limit, w.pieces.count = limit, 0
	numbers, err := w.choose(ctx, limit)
	if err != nil {
		return err
	}
	if err := w.readSome(ctx, numbers); err != nil {
		return err
	}
	w.keepChoice(whole, numbers)
	return nil
}

// readSome writes from the sentences of these numbers.
func (w *writing) readSome(ctx context.Context, numbers []int) (err error) {
	if w.opening, err = w.question(numbers); err != nil {
		return err
	}
	return w.twice(ctx)
}

// twice asks, and once more where the answer is empty or looks cut. One that comes
// again as it was is whole: some texts end as no sentence does.
func (w *writing) twice(ctx context.Context) error {
	err := w.once(ctx)
	if !worthAsking(ctx, err) || err == nil {
		return err
	}
	before := w.doc.raw
	w.doc.reset()
	again := w.once(ctx)
	if errors.Is(again, ErrCut) && errors.Is(err, ErrCut) && slices.Equal(before, w.doc.raw) {
		return nil
	}
	return again
}

// once asks once.
func (w *writing) once(ctx context.Context) error {
	r := w.request(w.opening)
	r.Live, r.Blanks = w.options.OnPassage != nil && !w.wary, true
	err := w.complete(ctx, r, func(l llm.Line) {
		if w.options.OnLine != nil {
			w.options.OnLine(l.Text)
		}
		w.doc.line(l)
	})
	if err != nil {
		return err
	}
	return w.doc.finish()
}

func (w *writing) result() *result.Text {
	t := &result.Text{
		Schema: result.Schema, Kind: "text", Source: w.article.About(), Format: string(w.options.Template.Output),
		Warnings: slices.Concat(w.pieces.warnings(), w.answer.faultWarnings(), w.senseWarnings()), Usage: w.Used(),
		Language: w.language,
	}
	t.Text, t.Statements = w.doc.text()
	return t
}
