package summarize

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// selection is how much the pieces choose: bullets and figures as multiples of
// those that are wanted in all, sentences a bullet.
type selection struct {
	bullets int
	figures float64
	cites   int
}

// selections are tried in order until what is chosen fits. Twice as many
// bullets and figures as are wanted leave the last question a choice; of figures
// fewer will do, since as many as there are up to a number are wanted.
var selections = []selection{{2, 2, 4}, {1, 1, 1}, {1, 0.5, 1}, {1, 0.25, 1}}

// pieces tells how an article was read that does not fit the model's context.
type pieces struct {
	count int        // 0: it was read whole
	limit int        // the context, in tokens
	cut   *llm.Error // the server read it in part and did not say so; nil: no
}

// read answers from the whole article. Where that does not fit the model's
// context, pieces of the article choose the sentences that matter, each in a
// question of its own, and the answer is made from these sentences: they keep
// their numbers, so that the evidence is that of the whole article.
func (t *reading) read(ctx context.Context) error {
	whole, err := t.question(t.all())
	if err != nil {
		return err
	}
	if !t.Client.Window.Holds(t.request(whole)) {
		if numbers, ok := t.recall(whole); ok {
			return t.readSome(ctx, numbers)
		}
	}
	limit := t.Client.Window.Context(ctx, t.request(whole))
	t.wary = t.Client.Window.MayCut(t.request(whole), limit)
	return t.shrinking(ctx, whole, limit, func(limit int) error { return t.readWithin(ctx, whole, limit) })
}

// shrinking answers within a context of limit tokens, 0 where that is unknown, and
// within smaller ones while it proves too small for the question about the whole.
func (t *reading) shrinking(ctx context.Context, whole []llm.Message, limit int, answer func(limit int) error) error {
	for {
		err := answer(limit)
		if ctx.Err() != nil {
			return err
		}
		if limit = t.Client.Window.Shrink(t.request(whole), limit, err); limit == 0 {
			return err
		}
		var e *llm.Error
		if errors.As(err, &e) && e.Silent {
			t.pieces.cut = e
		}
		t.answer.forget()
	}
}

// mostParts is in how many pieces an article is read by a model whose context is small:
// more would take long, and choose badly.
const mostParts = 12

// readWithin answers within a context of limit tokens; 0: unknown.
func (t *reading) readWithin(ctx context.Context, whole []llm.Message, limit int) (err error) {
	if err := t.open(whole, limit, t.question); err != nil {
		return err
	}
	if t.Client.Window.Fits(t.request(t.opening), limit) {
		if err = t.run(ctx, t.opening); err == nil && t.bare {
			t.pieces.limit = limit
			t.keepChoice(whole, t.all())
		}
		return err
	}
	t.pieces.limit, t.pieces.count = limit, 0
	numbers, err := t.choose(ctx, limit)
	if err != nil {
		return err
	}
	if err := t.readSome(ctx, numbers); err != nil {
		return err
	}
	t.keepChoice(whole, numbers)
	return nil
}

// open begins the conversation about the whole within a context of limit tokens:
// without the examples where that is small.
func (t *reading) open(whole []llm.Message, limit int, question func([]int) ([]llm.Message, error)) (err error) {
	t.opening, t.bare = whole, talk.IsSmall(limit)
	if t.bare {
		t.opening, err = question(t.all())
	}
	return err
}

// readSome answers from the sentences of these numbers.
func (t *reading) readSome(ctx context.Context, numbers []int) (err error) {
	if t.opening, err = t.question(numbers); err != nil {
		return err
	}
	return t.run(ctx, t.opening)
}

// choose asks each piece of the article for its sentences that matter, and the
// chosen ones again where these do not fit either.
func (t *reading) choose(ctx context.Context, limit int) ([]int, error) {
	empty, err := t.question(nil)
	if err != nil {
		return nil, err
	}
	room := t.Client.Window.Room(t.request(empty), limit)
	s := t.splitter()
	numbers := t.all()
	for _, much := range selections {
		parts, err := t.parts(s, numbers, room)
		if err != nil {
			return nil, err
		}
		chosen, err := t.askParts(ctx, parts, much)
		if talk.NotSent(err) {
			t.foretell(empty, s, len(parts))
		}
		switch {
		case err != nil:
			return nil, err
		case s.total(chosen) <= room:
			return s.surround(chosen, room), nil
		}
		numbers = chosen
	}
	return nil, contextError(fmt.Sprintf("the article does not fit the model's context of %d tokens, also in %d pieces",
		limit, t.pieces.count))
}

// parts divides sentences into parts for which a context has room.
func (t *reading) parts(s splitter, numbers []int, room int) ([][]int, error) {
	limit := t.pieces.limit
	if room <= 0 {
		return nil, contextError(fmt.Sprintf("the model's context of %d tokens has no room for an article "+
			"beside the question about it", limit))
	}
	parts, err := s.split(numbers, room)
	t.pieces.count += len(parts)
	if talk.IsSmall(limit) && t.pieces.count > mostParts {
		return nil, contextError(fmt.Sprintf("the article does not fit the model's context of %d tokens: there is "+
			"room for %d of its %d at once, which makes %d pieces, and %d are the most", limit, room,
			s.total(t.all()), t.pieces.count, mostParts))
	}
	return parts, err
}

// askParts puts a question about each part, several at once, and returns the
// sentences of it that its answer cites.
func (t *reading) askParts(ctx context.Context, parts [][]int, much selection) ([]int, error) {
	bullets := min(t.answer.wanted, max(much.bullets, (much.bullets*t.answer.wanted+len(parts)-1)/len(parts)))
	figures := int(math.Ceil(much.figures * float64(t.options.Figures) / float64(len(parts))))
	readers := make([]*reading, len(parts))
	for i, part := range parts {
		var err error
		if readers[i], err = t.reader(min(bullets, len(part)), figures); err != nil {
			return nil, err
		}
	}
	err := t.Each(ctx, len(parts), func(ctx context.Context, i int) error {
		if err := readers[i].readPart(ctx, parts[i]); err != nil {
			return fmt.Errorf("part %d of %d of the article: %w", i+1, len(parts), err)
		}
		return nil
	})
	var chosen []int
	for i, r := range readers {
		t.Count(r.Used())
		chosen = appendNew(chosen, r.chosen(parts[i], much.cites))
	}
	slices.Sort(chosen)
	return chosen, err
}

// chosen are the sentences of a part that the answer about it cites, at most so many a
// bullet. What it cites elsewhere the model has not seen: it counted its lines.
func (t *reading) chosen(part []int, most int) []int {
	var cited []int
	for _, b := range t.answer.bullets {
		cited = appendNew(cited, result.Sentences(b.Evidence[:min(len(b.Evidence), most)]))
	}
	for _, row := range t.answer.rows {
		cited = appendNew(cited, row.sentences())
	}
	return slices.DeleteFunc(cited, func(n int) bool { return !slices.Contains(part, n) })
}

// errElsewhere means that a model made up what it says of a part: it would be missing
// in the brief, and nobody would know.
var errElsewhere = errors.New("the answer cites no sentence of it")

// foretell tells a dry run of the last question, which depends on what the
// pieces choose: two sentences a line, and as many around them.
func (t *reading) foretell(empty []llm.Message, s splitter, parts int) {
	average := s.total(t.all()) / len(t.article.Sentences)
	chosen := 4 * max(2*t.answer.wanted, 2*parts) * average
	t.Client.Foretell("one more request, about the sentences that the pieces choose", t.request(empty), chosen)
}

// reader is a reading of a part of the article. Its lines only choose
// sentences: they are neither checked nor shown. A template that writes freely chooses
// none: the built-in one does.
func (t *reading) reader(wanted, figures int) (_ *reading, err error) {
	o := t.options
	o.OnBullet, o.OnLine, o.OnRestart, o.Repair, o.Figures = nil, nil, nil, 0, figures
	if o.Template.Free() {
		if o.Template, err = (prompts.Loader{}).Load(prompts.Summarize); err != nil {
			return nil, err
		}
		o.Vars = nil
	}
	support := partSupport(t.article, t.article.Language)
	r := newReading(t.Client, t.article, o, t.article.Language, newAnswer(support, wanted, o))
	r.bare = t.bare
	return r, nil
}

func (t *reading) readPart(ctx context.Context, part []int) (err error) {
	if t.opening, err = t.question(part); err != nil {
		return err
	}
	if err := t.run(ctx, t.opening); err != nil {
		return err
	}
	if len(t.answer.bullets) > 0 && len(t.chosen(part, len(t.all()))) == 0 {
		return errElsewhere
	}
	t.keep(t.opening, t.answer.lines())
	return nil
}

func (t *reading) all() []int {
	numbers := make([]int, len(t.article.Sentences))
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

func (t *reading) splitter() splitter {
	costs := make([]int, len(t.article.Sentences))
	for i := range costs {
		costs[i] = t.Client.Window.Count(talk.NumberedLine(t.article, i+1))
	}
	return splitter{t.article, func(n int) int { return costs[n-1] }}
}

// choiceOf is the question under which the cache holds what the pieces of an
// article chose: it is never sent.
func (t *reading) choiceOf(whole []llm.Message) llm.Request {
	return t.request(append(whole[:len(whole):len(whole)], llm.Message{Role: "user", Content: "task: choose\n"}))
}

func (t *reading) keepChoice(whole []llm.Message, numbers []int) {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	t.Keep(t.choiceOf(whole), []string{
		strconv.Itoa(t.pieces.count), strconv.Itoa(t.pieces.limit), strings.Join(words, ","),
	})
}

// recall returns what the pieces of the article chose before.
func (t *reading) recall(whole []llm.Message) (numbers []int, ok bool) {
	if _, ok := t.Client.Recall(t.request(whole)); ok {
		return nil, false // the whole article was answered since
	}
	lines, ok := t.Client.Recall(t.choiceOf(whole))
	if !ok || len(lines) != 3 {
		return nil, false
	}
	count, _ := strconv.Atoi(lines[0])
	limit, _ := strconv.Atoi(lines[1])
	numbers = parseNumbers(lines[2])
	if len(numbers) == 0 || !inRange(numbers, len(t.article.Sentences)) {
		return nil, false
	}
	t.pieces.count, t.pieces.limit, t.bare = count, limit, talk.IsSmall(limit)
	return numbers, true
}

// warnings tell that the article was not read in one piece, and why.
func (p pieces) warnings() []result.Warning {
	switch {
	case p.count == 0:
		return nil
	case p.cut != nil:
		return []result.Warning{{Code: "cut", Message: fmt.Sprintf(
			"%s; it was read again in %d pieces (give the model a larger context, or name this one: --context %d)",
			p.cut.Message, p.count, p.limit)}}
	}
	return []result.Warning{{Code: "pieces", Message: fmt.Sprintf(
		"the article does not fit the model's context (%d tokens): it was read in %d pieces", p.limit, p.count)}}
}

// within answers from the whole article, or, where that does not fit the model's
// context, from the sentences that its pieces choose.
func (t *reading) within(ctx context.Context, f free) error {
	whole, err := t.question(t.all())
	if err != nil {
		return err
	}
	if !t.Client.Window.Holds(t.request(whole)) {
		if numbers, ok := t.recall(whole); ok {
			return t.fromSome(ctx, numbers, f)
		}
	}
	limit := t.Client.Window.Context(ctx, t.request(whole))
	t.wary = t.Client.Window.MayCut(t.request(whole), limit)
	return t.shrinking(ctx, whole, limit, func(limit int) error {
		f.forget()
		if err := t.open(whole, limit, t.question); err != nil {
			return err
		}
		if t.Client.Window.Fits(t.request(t.opening), limit) {
			return f.ask(ctx)
		}
		t.pieces.limit, t.pieces.count = limit, 0
		numbers, err := t.choose(ctx, limit)
		if err != nil {
			return err
		}
		if err := t.fromSome(ctx, numbers, f); err != nil {
			return err
		}
		t.keepChoice(whole, numbers)
		return nil
	})
}

// fromSome answers from the sentences of these numbers.
func (t *reading) fromSome(ctx context.Context, numbers []int, f free) (err error) {
	if t.opening, err = t.question(numbers); err != nil {
		return err
	}
	return f.ask(ctx)
}

// free is an answer of a template's own design.
type free interface {
	ask(ctx context.Context) error // the opening question
	forget()
}
