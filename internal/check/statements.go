package check

import (
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check/doubt"
	"newsbrief/result"
)

// Statement is a sentence of a candidate, and what its doubt is made of.
type Statement struct {
	result.Statement
	Signals doubt.Signals
}

// statement reads a sentence whose claims have not been judged yet. text is the
// candidate as given.
func (p *passage) statement(text string) Statement {
	start, end := p.start, p.start+len(p.text)
	s := Statement{Signals: p.source.doubt().Read(p.text, p.words, p.near)}
	s.Text, s.Start, s.End, s.Status = text[start:end], start, end, result.Derived
	if p.copied() {
		s.Status = result.Supported
	}
	return s
}

// copied says whether a sentence near the passage holds it word for word.
func (p *passage) copied() bool {
	const most = 3
	return slices.ContainsFunc(p.near[:min(len(p.near), most)], func(n int) bool {
		return strings.Contains(p.source.article.Sentence(n+1), p.text)
	})
}

// sum takes the verdicts on the claims of statements in; both are in order.
func sum(list []Statement, verdicts []Verdict) {
	for i := range list {
		s := &list[i]
		n := 0
		for n < len(verdicts) && verdicts[n].Start < s.End {
			n++
		}
		s.judge(verdicts[:n])
		verdicts = verdicts[n:]
	}
}

// judge takes the verdicts on the statement's own claims in.
func (s *Statement) judge(own []Verdict) {
	copied, worst := s.Status == result.Supported, result.Supported
	for _, v := range own {
		s.Signals.Find(v.Status)
		if v.Status.Worse(worst) {
			worst = v.Status
		}
	}
	switch {
	case copied && worst.Good():
		s.Doubt = doubt.Copied
		return
	case len(own) > 0:
		s.Status = worst
	}
	s.Doubt, s.Reason = s.Signals.Doubt(), s.Signals.Why()
}

// Result is what Judge says of a candidate as it is printed.
func (s *Source) Result(id string, text *article.Article) *result.Check {
	verdicts, statements := s.Judge(text)
	list := make([]result.Statement, len(statements))
	for i, statement := range statements {
		list[i] = statement.Statement
	}
	return result.NewCheck(id, s.Findings(verdicts), list)
}
