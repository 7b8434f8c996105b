package summarize

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// AskOptions say what is asked. All but the question may be left out.
type AskOptions struct {
	prompts.Asking
	Question string
	Language string // BCP 47, of the answer; "": the articles'
	Judge    *Judge // as in Options
}

// mostAnswers is how many lines an answer has at most.
const mostAnswers = 5

// ErrNoAnswer means that a model answered twice with neither a sentence nor that
// there is no answer.
var ErrNoAnswer = errors.New("the answer holds neither a sentence of the form \"- text [3]\" nor \"" + result.NotThere + "\"")

// Ask answers a question from one article or several. Where they do not fit the
// model's context, it reads the sentences nearest to the question, and a warning
// says how many it did not read. "Not in the article" is an answer, without lines.
func Ask(ctx context.Context, c *Client, articles []*Article, o AskOptions) (*result.Answer, error) {
	var err error
	if o.Asking, err = o.WithDefaults(prompts.Ask); err != nil {
		return nil, err
	}
	from := article.Join(articles)
	language := cmp.Or(o.Language, from.Language)
	how := Options{Asking: o.Asking, Judge: o.Judge}
	lines := newAnswer(newSupport(from.Article, language), mostAnswers, how)
	q := &asking{
		reading: newReading(c, from.Article, how, language, lines), from: from, question: o.Question,
	}
	if err := q.read(ctx); err != nil {
		if talk.NotSent(err) {
			o.Judge.Foretell(from.Article, 1)
		}
		return nil, err
	}
	if !q.missing {
		if err := q.inLanguage(); err != nil {
			return nil, err
		}
		q.keep(q.opening, q.answer.lines())
		if err := q.mend(ctx, q.opening); err != nil {
			return nil, err
		}
	}
	return q.result(), nil
}

// asking is the work on one question.
type asking struct {
	*reading
	from     *article.Joined
	question string
	unread   int  // sentences that the model was not given
	missing  bool // the model says that the answer is not there
}

// read asks, over fewer sentences where the model cannot read them all.
func (q *asking) read(ctx context.Context) error {
	whole, err := q.messages(q.all())
	if err != nil {
		return err
	}
	limit := q.Client.Window.Context(ctx, q.request(whole))
	return q.shrinking(ctx, whole, limit, func(limit int) error { return q.readWithin(ctx, whole, limit) })
}

func (q *asking) readWithin(ctx context.Context, whole []llm.Message, limit int) (err error) {
	q.opening, q.unread = whole, 0
	if !q.Client.Window.Fits(q.request(whole), limit) {
		numbers, err := q.nearest(limit)
		if err != nil {
			return err
		}
		q.unread = len(q.article.Sentences) - len(numbers)
		if q.opening, err = q.messages(numbers); err != nil {
			return err
		}
	}
	for range 2 {
		if err = q.once(ctx); !errors.Is(err, ErrNoAnswer) {
			return err
		}
	}
	return err
}

// once asks once.
func (q *asking) once(ctx context.Context) error {
	r := q.Request(q.opening, mostAnswers*bulletTokens)
	r.Form, r.Lines = q.answer.says, mostAnswers
	err := q.complete(ctx, r, func(l llm.Line) {
		l.Text = asLine(l)
		q.answer.line(l)
	})
	if err != nil {
		q.answer.drop()
		return err
	}
	end := q.answer.finish()
	switch {
	case errors.Is(end, ErrCut):
		return end
	case len(q.answer.bullets) > 0:
		return nil
	case saysNotThere(q.answer.spoken):
		q.missing = true
		q.Keep(r, []string{result.NotThere})
		return nil
	}
	return ErrNoAnswer
}

// asLine makes a line of an answer of a whole sentence that has neither a mark nor
// a citation.
func asLine(l llm.Line) string {
	text := strings.TrimSpace(plain.Line(l.Text))
	if saysNotThere(text) || strings.HasPrefix(text, "- ") || strings.HasSuffix(text, "]") {
		return l.Text
	}
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "。") {
		return "- " + text
	}
	return l.Text
}

func saysNotThere(text string) bool { return strings.Contains(strings.ToLower(text), result.NotThere) }

// messages asks the question over the sentences of these numbers.
func (q *asking) messages(sentences []int) ([]llm.Message, error) {
	head := prompts.Head{Task: prompts.Ask, Language: q.language, Question: q.question}
	instruction, err := q.options.Template.Instruction(head, prompts.Data{
		Language: q.language, Question: plain.Line(q.question), Words: q.article.Words, Sentences: len(sentences),
		Vars: q.options.Vars,
	})
	if err != nil {
		return nil, err
	}
	question := talk.Question{
		Task: prompts.Ask, Hash: q.article.SHA256, Text: q.text(sentences), Instruction: instruction, Bare: q.bare,
	}
	return question.Messages(), nil
}

// text is numbered sentences, below the name of their article where there are
// several.
func (q *asking) text(sentences []int) string {
	if len(q.from.Parts) == 1 {
		return talk.Numbered(q.article, sentences)
	}
	var b strings.Builder
	for from := 0; from < len(sentences); {
		part, _ := q.from.Part(sentences[from])
		to := from
		for to < len(sentences) {
			if p, _ := q.from.Part(sentences[to]); p != part {
				break
			}
			to++
		}
		b.WriteString(q.heading(part) + talk.Numbered(q.article, sentences[from:to]) + "\n")
		from = to
	}
	return b.String()
}

// heading names an article above its sentences.
func (q *asking) heading(part int) string {
	a := q.from.Parts[part]
	return "Article: " + plain.Line(cmp.Or(a.Title, a.Name)) + "\n"
}

// nearest are the sentences to read within a context of limit tokens: the nearest to
// the question with their neighbours, then, as far as there is room, the first of
// all.
func (q *asking) nearest(limit int) ([]int, error) {
	empty, err := q.messages(nil)
	if err != nil {
		return nil, err
	}
	room := q.Client.Window.Room(q.request(empty), limit)
	for part := range q.from.Parts {
		room -= q.Client.Window.Count(q.heading(part))
	}
	chosen := make([]bool, len(q.article.Sentences))
	take := func(n int) { // from 0
		if n < 0 || n >= len(chosen) || chosen[n] {
			return
		}
		if cost := q.Client.Window.Count(talk.NumberedLine(q.article, n+1)); cost <= room {
			chosen[n], room = true, room-cost
		}
	}
	index := q.article.Index()
	for _, n := range index.Nearest().To(index.Content(q.question, 0, q.article.Language)) {
		take(n)
		take(n - 1)
		take(n + 1)
	}
	for n := range chosen {
		take(n)
	}
	var numbers []int
	for n, ok := range chosen {
		if ok {
			numbers = append(numbers, n+1)
		}
	}
	if len(numbers) == 0 {
		return nil, errSentence
	}
	return numbers, nil
}

func (q *asking) result() *result.Answer {
	r := &result.Answer{
		Schema: result.Schema, Kind: "answer", Question: q.question, Found: !q.missing, Answers: q.answer.bullets,
		Warnings: slices.Concat(q.readWarnings(), q.faultWarnings(), q.senseWarnings()), Usage: q.Used(),
	}
	for _, a := range q.from.Parts {
		r.Sources = append(r.Sources, a.About())
	}
	for i := range r.Answers {
		evidence := r.Answers[i].Evidence
		for k, e := range evidence {
			evidence[k] = q.evidence(e)
		}
	}
	return r
}

// evidence is a sentence of the joined articles in the article that it is of.
func (q *asking) evidence(e result.Evidence) result.Evidence {
	part, n := q.from.Part(e.Sentence)
	a := q.from.Parts[part]
	own := evidenceOf(a, n)
	own.Source = a.Name
	return own
}

// readWarnings tell what was not read.
func (q *asking) readWarnings() []result.Warning {
	if q.unread == 0 {
		return []result.Warning{}
	}
	return []result.Warning{{Code: "unread", Message: fmt.Sprintf("%d of %d sentences do not fit the model's context "+
		"and were not read; the nearest to the question were", q.unread, len(q.article.Sentences))}}
}

func (q *asking) faultWarnings() []result.Warning {
	n := len(q.answer.faults())
	if n == 0 {
		return nil
	}
	return []result.Warning{{Code: "unsupported", Message: fmt.Sprintf(
		"%d of %d lines say what the article does not; they are marked", n, len(q.answer.bullets))}}
}
