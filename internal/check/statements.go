package check

import (
	"slices"
	"strings"

	"newsbrief/internal/check/doubt"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// Statement is a sentence of a candidate, and what its doubt is made of.
type Statement struct {
	result.Statement
	Signals doubt.Signals
	strange bool // by its words alone
}

// statement reads a sentence whose claims have not been judged yet. text is the
// candidate as given.
func (p *passage) statement(text string) Statement {
	start, end := p.start, p.start+len(p.text)
	s := Statement{Signals: p.source.doubt().Read(p.text, p.words, p.near)}
	s.Text, s.Start, s.End, s.Status = text[start:end], start, end, result.Derived
	s.strange = p.strange(&s.Signals)
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

// strange says whether the passage shares next to nothing with the source, so that
// nothing bears it out. A few words may do so by chance, and pairs of characters, as
// scripts without spaces are cut into, in any other wording.
func (p *passage) strange(s *doubt.Signals) bool {
	const fewest = 5 // words with content
	return len(p.words) >= fewest && s.Stranger() && !strings.ContainsFunc(p.text, lang.Unspaced)
}

// addStrange adds a verdict on each strange statement in which nothing else is
// wrong. Both lists are in order.
func addStrange(verdicts []Verdict, list []Statement) []Verdict {
	claims := verdicts
	for _, s := range list {
		n := 0
		for n < len(claims) && claims[n].Start < s.End {
			n++
		}
		own := claims[:n]
		claims = claims[n:]
		if !s.strange || slices.ContainsFunc(own, func(v Verdict) bool { return !v.Status.Good() }) {
			continue
		}
		v := Verdict{Claim: claim.Claim{Kind: result.StatementKind, Start: s.Start, End: s.End}, Text: s.Text}
		v.Status, v.Reason = result.Unsupported, "hardly a word of this stands in the article"
		verdicts = append(verdicts, v)
	}
	slices.SortStableFunc(verdicts, func(a, b Verdict) int { return a.Start - b.Start })
	return verdicts
}

// sum takes the verdicts on the claims of statements in; both are in order.
func sum(list []Statement, verdicts []Verdict, source *doubt.Source) {
	for i := range list {
		s := &list[i]
		n := 0
		for n < len(verdicts) && verdicts[n].Start < s.End {
			n++
		}
		s.judge(verdicts[:n], source)
		verdicts = verdicts[n:]
	}
}

// judge takes the verdicts on the statement's own claims in.
func (s *Statement) judge(own []Verdict, source *doubt.Source) {
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
	s.Doubt, s.Reason = s.Signals.Doubt(), source.Why(&s.Signals)
}
