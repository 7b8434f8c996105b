package summarize

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// ErrNoText means that a model answered twice with no text.
var ErrNoText = errors.New("the answer holds no text")

// ErrCircle means that a model wrote the same line again and again, twice.
var ErrCircle = errors.New("the model turns in a circle: it writes one line again and again")

// ErrEcho means that a model wrote what the template says in place of what it asks for,
// twice.
var ErrEcho = errors.New("the model repeats the template instead of following it; a shorter one may help")

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
	if err := w.within(ctx, w); err != nil {
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

func (w *writing) forget() { w.doc.reset() }

// ask asks, and once more where the answer is empty or looks cut. One that comes
// again as it was is whole: some texts end as no sentence does.
func (w *writing) ask(ctx context.Context) error {
	err := w.once(ctx, w.opening)
	if !worthAsking(ctx, err) || err == nil {
		return err
	}
	before, conversation := w.doc.raw, w.opening
	if errors.Is(err, ErrEcho) {
		conversation = urged(conversation)
	}
	w.doc.reset()
	again := w.once(ctx, conversation)
	if errors.Is(again, ErrCut) && errors.Is(err, ErrCut) && slices.Equal(before, w.doc.raw) {
		return nil
	}
	return again
}

// urged is a conversation that ends with what a model has not understood.
func urged(conversation []llm.Message) []llm.Message {
	conversation = slices.Clone(conversation)
	conversation[len(conversation)-1].Content += "\nDo not repeat what stands above: do it, about the article.\n"
	return conversation
}

// once asks once.
func (w *writing) once(ctx context.Context, conversation []llm.Message) error {
	r := w.request(conversation)
	r.Live, r.Blanks = w.options.OnPassage != nil && !w.wary, true
	c := circle{}
	r.Form = c.form
	err := w.complete(ctx, r, func(l llm.Line) {
		if l.Restart {
			c = circle{looks: c.looks}
		}
		c.line(l.Text)
		if w.options.OnLine != nil {
			w.options.OnLine(l.Text)
		}
		w.doc.line(l)
	})
	switch {
	case err != nil:
		return err
	case c.closed:
		return ErrCircle
	}
	return w.doc.finish()
}

// circle tells where a text turns in a circle: a line of some length comes for the third
// time. Short ones are rules of tables, or "none" below several headings.
type circle struct {
	seen   map[string]int
	looks  int
	closed bool
}

// shortLine is below how many bytes a line may come again and again.
const shortLine = 40

// form is that of a free text: every line is in it, and each short one is another. It
// only looks, since it is asked about a line as often as more of it comes.
func (c *circle) form(text string) string {
	if len(text) >= shortLine {
		return text
	}
	c.looks++
	return strconv.Itoa(c.looks)
}

// line counts a whole line.
func (c *circle) line(text string) {
	const times = 3
	if len(text) < shortLine {
		return
	}
	if c.seen == nil {
		c.seen = map[string]int{}
	}
	c.seen[text]++
	c.closed = c.closed || c.seen[text] >= times
}

func (w *writing) result() *result.Text {
	t := &result.Text{
		Schema: result.Schema, Kind: "text", Source: w.article.About(), Format: string(w.options.Template.Output),
		Warnings: slices.Concat(w.pieces.warnings(), w.answer.faultWarnings(), w.senseWarnings()), Usage: w.Used(),
		Language: w.language,
	}
	t.Text, t.Statements = w.doc.text()
	t.Warnings = append(t.Warnings, w.tooLong(t.Text)...)
	return t
}

// tooLong tells which paragraphs have more characters than the template lets them have.
func (w *writing) tooLong(text string) (list []result.Warning) {
	most, err := w.options.Template.MostCharacters(w.options.Vars)
	if err != nil || most == 0 {
		return nil
	}
	for i, paragraph := range strings.Split(text, "\n\n") {
		if n := utf8.RuneCountInString(strings.TrimSpace(paragraph)); n > most {
			list = append(list, result.Warning{Code: "too_long", Message: fmt.Sprintf(
				"paragraph %d has %d characters, %d more than it may have", i+1, n, n-most)})
		}
	}
	return list
}
