package summarize

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/talk"
	"newsbrief/result"
)

// several is the work on several articles in one question. Its sentences have the
// labels of the reading, where that has some.
type several struct {
	*reading
	from   *article.Joined
	unread int // sentences that the model was not given
}

// readNearest puts a question about all sentences by ask, or, where the model cannot
// read them all, about those nearest to a text.
func (q *several) readNearest(ctx context.Context, to string, messages func([]int) ([]llm.Message, error),
	ask func() error) error {
	whole, err := messages(q.all())
	if err != nil {
		return err
	}
	limit := q.Client.Window.Context(ctx, q.request(whole))
	return q.shrinking(ctx, whole, limit, func(limit int) error {
		q.unread = 0
		if err := q.open(whole, limit, messages); err != nil {
			return err
		}
		if q.Client.Window.Fits(q.request(q.opening), limit) {
			return ask()
		}
		empty, err := messages(nil)
		if err != nil {
			return err
		}
		numbers, err := q.nearest(to, q.Client.Window.Room(q.request(empty), limit))
		if err != nil {
			return err
		}
		q.unread = len(q.article.Sentences) - len(numbers)
		if q.opening, err = messages(numbers); err != nil {
			return err
		}
		return ask()
	})
}

// text is numbered sentences, below the name of their article where there are
// several.
func (q *several) text(sentences []int) string {
	if len(q.from.Parts) == 1 && q.labels == nil {
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
		b.WriteString(q.heading(part) + talk.Labelled(q.article, sentences[from:to], q.label) + "\n")
		from = to
	}
	return b.String()
}

func (q *several) label(n int) string {
	if q.labels == nil {
		return strconv.Itoa(n)
	}
	return q.labels.of(n)
}

// heading names an article above its sentences.
func (q *several) heading(part int) string {
	a := q.from.Parts[part]
	name := plain.Line(cmp.Or(a.Title, a.Name))
	if q.labels == nil {
		return "Article: " + name + "\n"
	}
	when := ""
	if a.Published != "" {
		when = ", " + plain.Line(a.Published)
	}
	return "Article " + result.SourceLabel(part) + when + ": " + name + "\n"
}

// nearest are the sentences to read in a room of so many tokens: the nearest to a
// text with their neighbours, then, as far as there is room, the first of all.
func (q *several) nearest(to string, room int) ([]int, error) {
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
	for _, n := range index.Nearest().To(index.Content(to, 0, q.article.Language)) {
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

// evidence is a sentence of the joined articles in the article that it is of.
func (q *several) evidence(e result.Evidence) result.Evidence {
	part, n := q.from.Part(e.Sentence)
	a := q.from.Parts[part]
	own := evidenceOf(a, n)
	own.Source = a.Name
	return own
}

// readWarnings tell what was not read; which says what was.
func (q *several) readWarnings(which string) []result.Warning {
	if q.unread == 0 {
		return []result.Warning{}
	}
	return []result.Warning{{Code: "unread", Message: fmt.Sprintf("%d of %d sentences do not fit the model's context "+
		"and were not read; %s", q.unread, len(q.article.Sentences), which)}}
}
