package summarize

import (
	"cmp"
	"context"
	"errors"
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
var ErrNoAnswer = errors.New(`the answer holds neither a sentence of the form "- text [3]" nor "` +
	result.NotThere + `"`)

// Ask answers a question from one article or several. Where they do not fit the
// model's context, it reads the sentences nearest to the question, and a warning
// says how many it did not read. "Not in the article" is an answer, with at most the
// lines that come nearest.
func Ask(ctx context.Context, c *Client, articles []*Article, o AskOptions) (*result.Answer, error) {
	var err error
	if o.Asking, err = o.WithDefaults(prompts.Ask); err != nil {
		return nil, err
	}
	from := article.Join(articles)
	language := cmp.Or(o.Language, from.Language)
	how := Options{Asking: o.Asking, Judge: o.Judge}
	lines := newAnswer(newSupport(from.Article, language), mostAnswers, how)
	reading := newReading(c, from.Article, how, language, lines)
	q := &asking{several: &several{reading: reading, from: from}, question: o.Question}
	if err := q.read(ctx); err != nil {
		if talk.NotSent(err) {
			o.Judge.Foretell(from.Article, 1)
		}
		return nil, err
	}
	if q.missing {
		q.keep(q.opening, q.answer.lines(), result.NotThere)
		return q.result(), nil
	}
	if err := q.inLanguage(); err != nil {
		return nil, err
	}
	q.keep(q.opening, q.answer.lines())
	if err := q.mend(ctx, q.opening); err != nil {
		return nil, err
	}
	return q.result(), nil
}

// asking is the work on one question.
type asking struct {
	*several
	question string
	missing  bool // the model says that the answer is not there; lines behind it are the nearest
}

// read asks, over fewer sentences where the model cannot read them all.
func (q *asking) read(ctx context.Context) error {
	return q.readNearest(ctx, q.question, q.messages, func() (err error) {
		for range 2 {
			if err = q.once(ctx); !errors.Is(err, ErrNoAnswer) {
				return err
			}
		}
		return err
	})
}

// once asks once.
func (q *asking) once(ctx context.Context) error {
	r := q.Request(q.opening, mostAnswers*bulletTokens)
	r.Form, r.Lines = q.answer.says, mostAnswers
	q.missing = false
	err := q.complete(ctx, r, func(l llm.Line) {
		first := l.Restart || len(q.answer.items) == 0
		q.missing = !l.Restart && q.missing || first && isNotThere(l.Text)
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

// isNotThere says whether a line is nothing but that.
func isNotThere(line string) bool {
	return strings.EqualFold(strings.Trim(plain.Line(line), " .-*"), result.NotThere)
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

func (q *asking) result() *result.Answer {
	r := &result.Answer{
		Schema: result.Schema, Kind: "answer", Question: q.question, Found: !q.missing, Answers: []result.Bullet{},
		Warnings: slices.Concat(q.readWarnings("the nearest to the question were"), q.answer.faultWarnings(),
			q.senseWarnings()),
		Usage: q.Used(),
	}
	for _, a := range q.from.Parts {
		r.Sources = append(r.Sources, a.About())
	}
	for _, b := range q.answer.bullets {
		for k, e := range b.Evidence {
			b.Evidence[k] = q.evidence(e)
		}
	}
	if q.missing {
		r.Nearest = q.answer.bullets
	} else {
		r.Answers = q.answer.bullets
	}
	return r
}
