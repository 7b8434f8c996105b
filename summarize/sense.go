package summarize

import (
	"strings"

	"newsbrief/internal/check/doubt"
	"newsbrief/internal/judge"
	"newsbrief/internal/plain"
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
		lines = append(lines, a.support.judgedBullet(&a.bullets[i], a.items[i]))
	}
	if a.head != nil && a.head.told != nil {
		lines = append(lines, a.support.judgedBullet(a.head.bullet, *a.head.told))
	}
	for _, r := range a.rows {
		lines = append(lines, r.judged())
	}
	return lines
}

func (s *support) judgedBullet(b *result.Bullet, it item) judged {
	if it.named || s.verbatim(*b) > 0 || b.Doubt < doubt.Sure {
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
