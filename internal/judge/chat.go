package judge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// together asks for all verdicts at once, and once more for those that the answer
// left out.
func (s *session) together(ctx context.Context) error {
	left := make([]int, len(s.statements))
	for i := range left {
		left[i] = i
	}
	for range 2 {
		if err := s.ask(ctx, left); err != nil && !useless(err) {
			return err
		}
		left = slices.DeleteFunc(left, func(i int) bool { return s.senses[i].Verdict != result.Unchecked })
		if len(left) == 0 {
			return nil
		}
	}
	return nil
}

// useless says whether an error is that of an answer, not of the endpoint: it gives no
// verdict.
func useless(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Incomplete()
}

// ask asks for the verdicts of these statements over the whole article, else, where
// the model cannot read that much, over the sentences near them; the half of them
// at a time where that is too much still.
func (s *session) ask(ctx context.Context, which []int) error {
	r := s.question(s.all(), which)
	limit := s.Client.Window.Context(ctx, r)
	if s.Client.Window.Fits(r, limit) {
		err := s.judged(ctx, r, which)
		if limit = s.Client.Window.Shrink(r, limit, err); limit == 0 {
			return err
		}
	}
	return s.askNear(ctx, which, limit)
}

func (s *session) askNear(ctx context.Context, which []int, limit int) error {
	var numbers []int
	for _, i := range which {
		numbers = append(numbers, s.near(s.statements[i])...)
	}
	slices.Sort(numbers)
	r := s.question(slices.Compact(numbers), which)
	if len(which) == 1 || s.Client.Window.Fits(r, limit) {
		return s.judged(ctx, r, which)
	}
	half := len(which) / 2
	if err := s.askNear(ctx, which[:half], limit); err != nil {
		return err
	}
	return s.askNear(ctx, which[half:], limit)
}

// judged asks r about these statements and takes the verdicts. An answer whose
// lines are all usable is kept.
func (s *session) judged(ctx context.Context, r llm.Request, which []int) error {
	v := verdicts{sentences: len(s.article.Sentences), of: map[int]result.Sense{}}
	r.Form, r.Lines = v.form, len(which)
	if _, err := s.Complete(ctx, r, v.line); err != nil {
		return err
	}
	whole := true
	for _, i := range which {
		sense, ok := v.of[i+1]
		if whole = whole && ok; ok {
			sense.Model = s.senses[i].Model
			s.senses[i] = sense
		}
	}
	if whole {
		s.Keep(r, v.lines)
	}
	return nil
}

// verdictTokens is about what one line of an answer takes.
const verdictTokens = 40

// question asks about statements over some of the article's sentences. A statement
// keeps its number whatever else is asked about.
func (s *session) question(sentences, which []int) llm.Request {
	var list strings.Builder
	for _, i := range which {
		fmt.Fprintf(&list, "%d | %s\n", i+1, plain.Line(s.statements[i].Text))
	}
	q := talk.Question{
		Task: prompts.Sense, Hash: s.article.SHA256, Text: talk.Numbered(s.article, sentences),
		Instruction: prompts.SenseInstruction(len(which), list.String()),
	}
	return s.Request(q.Messages(), len(which)*verdictTokens)
}

// verdicts reads an answer.
type verdicts struct {
	sentences int                  // that may be cited
	of        map[int]result.Sense // by the statement's number
	lines     []string             // the usable ones
}

// line takes a line of the form "number | yes, no or unknown | sentences | why".
func (v *verdicts) line(l llm.Line) {
	if l.Restart {
		v.of, v.lines = map[int]result.Sense{}, nil
	}
	text := plain.Line(l.Text)
	n, sense, ok := parseVerdict(text, v.sentences)
	if !ok {
		return
	}
	if known, again := v.of[n]; again && known.Verdict != sense.Verdict {
		sense.Verdict = result.Unchecked // it said both
	}
	v.of[n] = sense
	v.lines = append(v.lines, text)
}

// form is a line that has a verdict, "" of any other.
func (v *verdicts) form(line string) string {
	text := plain.Line(line)
	if _, _, ok := parseVerdict(text, v.sentences); !ok {
		return ""
	}
	return text
}

// parseVerdict reads one line. A no that names no sentence says that the article
// does not say it; one that does, that it says otherwise.
func parseVerdict(line string, sentences int) (n int, sense result.Sense, ok bool) {
	cells := strings.Split(strings.ReplaceAll(line, "｜", "|"), "|")
	if len(cells) < 2 || len(cells) > 6 {
		return 0, sense, false
	}
	if cells[0] == "" { // a table's row
		cells = cells[1:]
	}
	n, err := strconv.Atoi(strings.Trim(cells[0], " .)(#*[]-:"))
	if err != nil || len(cells) < 2 {
		return 0, sense, false
	}
	sense.Sentences = []int{}
	if len(cells) > 2 {
		sense.Sentences = numbersIn(cells[2], sentences)
	}
	if len(cells) > 3 {
		sense.Why = strings.Trim(strings.TrimSpace(cells[3]), "-–—*")
	}
	switch word := strings.ToLower(strings.Trim(cells[1], " .*_\"'`[]()")); {
	case word == "yes":
		sense.Verdict = result.SenseSupported
	case word == "no" && len(sense.Sentences) > 0:
		sense.Verdict = result.SenseContradicted
	case word == "no", word == "unknown":
		sense.Verdict = result.Unstated
	default:
		return 0, sense, false
	}
	return n, sense, true
}

// numbersIn are the numbers of sentences in a cell such as "3, 5" or "[4]", each
// once.
func numbersIn(cell string, sentences int) []int {
	numbers := []int{}
	for _, word := range strings.FieldsFunc(cell, func(r rune) bool { return !unicode.IsDigit(r) }) {
		n, err := strconv.Atoi(word)
		if err == nil && n >= 1 && n <= sentences && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
