package summarize

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/check/doubt"
	"newsbrief/internal/judge"
	"newsbrief/internal/plain"
	"newsbrief/internal/talk"
	"newsbrief/result"
)

// judged is a line that a second model may judge.
type judged struct {
	statement judge.Statement
	sense     **result.Sense // where the verdict goes; nil: it needs none
}

// judged are the lines that need a verdict: all but the article's own sentences, and
// what is almost surely right.
func (a *answer) judged() []judged {
	var lines []judged
	for i := range a.bullets {
		lines = append(lines, a.support.judgedBullet(&a.bullets[i]))
	}
	for _, r := range a.rows {
		lines = append(lines, r.judged())
	}
	return lines
}

func (s *support) judgedBullet(b *result.Bullet) judged {
	if s.verbatim(*b) > 0 || b.Doubt < doubt.Sure {
		return judged{}
	}
	return judged{judge.Statement{Text: b.Text, Cited: result.Sentences(b.Evidence)}, &b.Sense}
}

// judged is a row whose cells do not both stand in its sentence.
func (r row) judged() judged {
	first, second, sense := "", "", (**result.Sense)(nil)
	if f := r.figure; f != nil {
		first, second, sense = f.Text, f.Measures, &f.Sense
	} else {
		first, second, sense = r.person.Name, r.person.Role, &r.person.Sense
	}
	e := r.evidence()
	stands := e != nil && strings.Contains(e.Quote, first) && strings.Contains(e.Quote, second)
	if stands || r.doubt() < doubt.Sure {
		return judged{}
	}
	return judged{judge.Statement{Text: r.line(), Cited: r.sentences()}, sense}
}

// judge has the second model, where there is one, judge the lines that have no
// verdict yet. Its failure leaves them unchecked, unless a verdict is required.
func (t *reading) judge(ctx context.Context, lines []judged) error {
	j := t.options.Judge
	if j == nil || t.unjudged != nil {
		return nil
	}
	var statements []judge.Statement
	lines = slices.DeleteFunc(lines, func(l judged) bool { return l.sense == nil || *l.sense != nil })
	for _, l := range lines {
		statements = append(statements, l.statement)
	}
	if len(lines) == 0 {
		return nil
	}
	senses, used, err := j.Judge(ctx, t.article, statements)
	used.Model = "" // the lines' own is told
	t.Count(used)
	for i, l := range lines {
		*l.sense = &senses[i]
	}
	if j.Required || ctx.Err() != nil || talk.NotSent(err) {
		return err
	}
	t.unjudged = err
	return nil
}

// senseWarnings tell what became of the second model's verdicts.
func (t *reading) senseWarnings() []result.Warning {
	n := 0
	for _, l := range t.answer.judged() {
		if l.sense != nil && (*l.sense).Missing() {
			n++
		}
	}
	switch {
	case t.unjudged != nil:
		return []result.Warning{{Code: "sense", Message: fmt.Sprintf("%s could not be asked what it makes of the lines: %s",
			plain.Line(t.options.Judge.Model), plain.Line(t.unjudged.Error()))}}
	case n > 0:
		return []result.Warning{{Code: "sense", Message: fmt.Sprintf("%d lines have no verdict: %s gave no usable answer",
			n, plain.Line(t.options.Judge.Model))}}
	}
	return nil
}

// complaintOf is a verdict as a repair tells it.
func complaintOf(s *result.Sense) string {
	text := "the article does not say this"
	if s.Verdict == result.SenseContradicted {
		text = "the article says otherwise"
	}
	if why := plain.Line(s.Why); why != "" {
		text += ": " + why
	}
	if len(s.Sentences) > 0 {
		text += sentenceNote(s.Sentences[0])
	}
	return text
}
