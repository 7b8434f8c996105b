package summarize

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
)

// reading is the work on one article: one question, and one more for what is
// missing.
type reading struct {
	*talk.Talk
	options   Options
	article   *article.Article
	language  string // of the bullets
	opening   []llm.Message
	sentences []int // that the last question showed
	answer    *answer
	pieces    pieces
	bare      bool // the model's context is too small for examples
	wary      bool // the answer may turn out to be one to part of the question
	cached    bool // the last completion came from the cache
	guided    bool // an answer was out of form: the next is held to it
	labels    *labels
	unjudged  error // why the second model could not be asked
}

func newReading(c *llm.Client, a *article.Article, o Options, language string, into *answer) *reading {
	return &reading{Talk: talk.New(c, o.Asking), options: o, article: a, language: language, answer: into}
}

// run asks, and once more for what is missing. nil means that the answer is
// whole, though it may be short.
func (t *reading) run(ctx context.Context, opening []llm.Message) error {
	err := t.ask(ctx, opening)
	if err == nil || t.cached && errors.Is(err, errFew) { // short, it was taken for whole before
		return nil
	}
	if !worthAsking(ctx, err) {
		return err
	}
	next := opening
	if said := t.answer.said(); said != "" {
		next = append(next, t.followUp(said)...)
	}
	t.guided = true
	again := t.ask(ctx, next)
	// An answer that is whole but short is an answer; its warning says so.
	short := errors.Is(err, errFew) || errors.Is(again, errFew)
	if again == nil || short && len(t.answer.bullets) > 0 && !t.answer.rowCut && ctx.Err() == nil {
		return nil
	}
	return again
}

// keep stores the items as the answer to the conversation so far, however many
// requests it took to make it whole; lines stand before them.
func (t *reading) keep(conversation []llm.Message, items []item, lines ...string) {
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
	t.Keep(t.request(conversation), t.labels.lines(lines))
}

// ask sends one request. nil means that nothing is missing.
func (t *reading) ask(ctx context.Context, conversation []llm.Message) error {
	r := t.request(conversation)
	r.Form, r.Lines = t.answer.says, t.answer.missing()+2*t.options.Figures
	if t.answer.head != nil {
		r.Lines++
	}
	r.Live = t.options.OnBullet != nil && !t.wary
	if t.guided {
		r.Guide = guide(t.answer.missing(), 2*t.options.Figures)
	}
	if err := t.complete(ctx, r, t.line); err != nil {
		t.answer.drop()
		return err
	}
	return t.answer.finish()
}

func (t *reading) line(l llm.Line) {
	if t.options.OnLine != nil {
		t.options.OnLine(l.Text)
	}
	t.answer.line(l)
}

func (t *reading) complete(ctx context.Context, r llm.Request, onLine func(llm.Line)) error {
	r, onLine = t.labels.reads(r, onLine)
	used, err := t.Complete(ctx, r, onLine)
	t.cached = used.Cached > 0
	return err
}

func (t *reading) request(conversation []llm.Message) llm.Request {
	conversation = t.labels.written(conversation, len(t.opening))
	return t.Request(conversation, t.answer.missing()*bulletTokens+2*t.options.Figures*rowTokens)
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
	return e.Incomplete() || e.Partial
}

// question opens a conversation about the sentences of these numbers.
func (t *reading) question(sentences []int) ([]llm.Message, error) {
	o := t.options
	bullets := t.answer.wanted
	if o.Template.Free() {
		bullets = bulletCount(o)
	}
	head := o.Template.Head(bullets, t.language)
	head.Figures, head.Fewer = o.Figures, o.Fewer
	if o.Template.Free() && !lang.MayBeSame(t.language, t.article.Language) {
		head.From = t.article.Language
	}
	instruction, err := o.Template.Instruction(head, prompts.Data{
		Bullets:   bullets,
		Figures:   o.Figures,
		Language:  t.language,
		Words:     t.article.Words * len(sentences) / max(len(t.article.Sentences), 1), // about
		Sentences: len(sentences),
		Vars:      o.Vars,
	})
	if err != nil {
		return nil, err
	}
	t.sentences = sentences
	told := instruction
	if o.Template.Free() {
		t.answer.support.given, told = prompts.CutAtRules(instruction)
	}
	t.answer.support.told = prompts.System + told
	if o.Template.BuiltIn() {
		t.answer.support.rules = string(o.Template.Raw)
	}
	q := talk.Question{
		Task: head.Task, Hash: t.article.SHA256, Text: talk.Numbered(t.article, sentences),
		Instruction: instruction,
		Bare:        t.bare,
	}
	return q.Messages(), nil
}

// followUp asks for what is missing in the same conversation: bullets about sentences
// that no bullet rests on yet, and figures behind those said. said is what the model
// has answered so far that is worth keeping.
func (t *reading) followUp(said string) []llm.Message {
	missing, figures := t.answer.missing(), t.options.Figures
	head := fmt.Sprintf("task: continue\nbullets: %d\n", missing)
	ask := "The answer is not complete. "
	if missing > 0 {
		about := "what none of those above says"
		if list := t.answer.untold(t.sentences); len(list) > 0 {
			about = "what the sentences " + ranges(list) + " say"
		}
		ask += fmt.Sprintf("Write %d more in %s, about %s, of the form: - text [3,5]\n",
			missing, lang.Name(t.language), about)
	}
	if figures > 0 {
		head += fmt.Sprintf("figures: %d\n", figures)
		ask += "Write the missing lines of the form: value | what it measures | [4]\n"
	}
	return []llm.Message{{Role: "assistant", Content: said},
		{Role: "user", Content: head + "\n" + ask + "Write nothing else, and no line twice.\n"}}
}

// ranges are numbers in order as "3-5, 8".
func ranges(numbers []int) string {
	var b strings.Builder
	for i := 0; i < len(numbers); i++ {
		first := numbers[i]
		for i+1 < len(numbers) && numbers[i+1] == numbers[i]+1 {
			i++
		}
		b.WriteString(", " + strconv.Itoa(first))
		if numbers[i] > first {
			b.WriteString("-" + strconv.Itoa(numbers[i]))
		}
	}
	return strings.TrimPrefix(b.String(), ", ")
}
