// Package check compares what a text claims with its source in the same
// language: by value and by context. It hides how values are compared, and how
// the sentence that speaks of the same thing is found.
//
// A check takes five steps. The source is read once: its claims (claims.go),
// words and names (source.go). A candidate is read apart from its layout
// (package layout) in passages, each a sentence with its claims and the
// sentences of the source near it (candidate.go). Each claim gets a verdict of
// its own: values.go, dates.go, names.go, quotes.go. Dates are bound to values
// (bind.go). Last, what each sentence says is compared (package sense).
package check

import (
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/check/layout"
	"newsbrief/internal/check/sense"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// Verdict is what the source says of one claim. Its claim's offsets are bytes
// in the candidate; a missing passage has none there.
type Verdict struct {
	claim.Claim
	Text   string
	Status result.Status
	// Sentence of the source that speaks of the same thing, from 1; 0: none.
	Sentence int
	// Reason is one clause for the reader.
	Reason string
	// Of and Period are the words of the candidate that tell what a value is of,
	// and when; "" where none do.
	Of, Period string
}

// Sense is the kind of a verdict on what a sentence says.
const Sense claim.Kind = "sense"

// Check returns a verdict for each claim of a candidate in the source's own
// language, in order, and one for each place whose sense the source says
// otherwise. Offsets are bytes in the candidate as given.
func (s *Source) Check(text *article.Article) []Verdict {
	verdicts, _ := s.Judge(text)
	return verdicts
}

// Judge is Check, and says of each sentence how doubtful it is.
func (s *Source) Judge(text *article.Article) ([]Verdict, []Statement) {
	plain := text
	if laid := layout.Plain(text.Text, text.Language); laid != text.Text {
		plain = article.Exact(text.Name, laid, text.Language)
	}
	c := newCandidate(s, plain)
	verdicts := slices.Grow([]Verdict(nil), len(c.claims.list))
	near, statements := make([][]int, len(plain.Sentences)), make([]Statement, len(plain.Sentences))
	for n := range plain.Sentences {
		p := c.passage(n)
		near[n] = slices.Clone(p.near[:min(len(p.near), sense.MostNear)])
		statements[n] = p.statement(text.Text)
		for _, l := range p.claims {
			v := Verdict{Claim: l.Claim, Text: text.Text[l.Start:l.End]}
			if judge(&v, p) {
				v.details(p, text.Text)
				verdicts = append(verdicts, v)
			}
		}
	}
	verdicts = addStrange(addSense(verdicts, c, text.Text, near), statements)
	sum(statements, verdicts, s.doubt())
	return verdicts, statements
}

// addSense adds what the source says otherwise of a candidate's sentences: a
// value that belongs to something else contradicts its own claim. Where a claim
// is wrong by itself nothing more is said.
func addSense(verdicts []Verdict, c *candidate, text string, near [][]int) []Verdict {
	if c.copied() {
		return verdicts
	}
	claims := verdicts
	for _, f := range c.source.sense().Compare(c.article, plainClaims(c.claims.list), near) {
		v := Verdict{Claim: claim.Claim{Kind: Sense, Start: f.Start, End: f.End}, Text: text[f.Start:f.End]}
		v.Status, v.Sentence, v.Reason = result.Contradicted, f.Sentence, f.Reason
		switch i := covering(claims, f.Start); {
		case i >= 0 && !claims[i].Status.Good():
		case i >= 0 && f.Value:
			claims[i].Status, claims[i].Sentence, claims[i].Reason = v.Status, v.Sentence, v.Reason
		default:
			verdicts = append(verdicts, v)
		}
	}
	slices.SortStableFunc(verdicts, func(a, b Verdict) int { return a.Start - b.Start })
	return verdicts
}

// covering is the verdict on a claim that a byte is part of; of several one
// that is not good; -1: none.
func covering(verdicts []Verdict, at int) int {
	found := -1
	for i, v := range verdicts {
		if v.Start <= at && at < v.End && (found < 0 || !v.Status.Good()) {
			found = i
		}
	}
	return found
}

// judge sets the verdict's status; false drops a claim that says too little to
// be checked.
func judge(v *Verdict, p *passage) bool {
	switch v.Kind {
	case claim.Name:
		return name(v, p)
	case claim.Quote:
		return quote(v, p)
	case claim.URL, claim.Code:
		literal(v, p.source)
		return true
	}
	return value(v, p)
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

// Findings returns the JSON form of verdicts on this source, never nil.
func (s *Source) Findings(verdicts []Verdict) []result.Finding {
	list := make([]result.Finding, len(verdicts))
	for i, v := range verdicts {
		list[i] = result.Finding{
			Kind: string(v.Kind), Text: v.Text, Start: v.Start, End: v.End,
			Status: v.Status, Sentence: v.Sentence, Reason: v.Reason,
			Of: v.Of, Bound: bound(v.Claim), Period: v.Period,
		}
		if value, unit, ok := v.Stated(); ok {
			list[i].Value, list[i].Unit = &value, unit
		}
		if !v.Status.Good() && v.Sentence > 0 {
			list[i].Quote = s.article.Sentence(v.Sentence)
		}
	}
	return list
}

// Own is Check for a sentence of the source as it stands: the same claims, of which
// the source bears out each. It looks up only which of them say enough to be told;
// Status, Sentence and Reason are for its caller to set.
func (s *Source) Own(text *article.Article) []Verdict {
	c := newCandidate(s, text)
	if !c.copied() || layout.Plain(text.Text, text.Language) != text.Text {
		return s.Check(text)
	}
	verdicts := make([]Verdict, 0, len(c.claims.list))
	for n := range text.Sentences {
		p := c.sentence(n)
		if slices.ContainsFunc(p.words, func(w words.Word) bool { return w.Stem == 0 }) {
			return s.Check(text) // its words are cut otherwise than those of the source
		}
		for _, l := range p.claims {
			v := Verdict{Claim: l.Claim, Text: l.Text}
			if tells(&v, p) {
				v.details(p, text.Text)
				verdicts = append(verdicts, v)
			}
		}
	}
	return verdicts
}

// tells is judge for a claim of a sentence that the source holds.
func tells(v *Verdict, p *passage) bool {
	switch v.Kind {
	case claim.URL, claim.Code:
		return true
	case claim.Quote:
		return quote(v, p)
	case claim.Name:
		if unknown, known := unknownWords(v, p, nameWords(v.Text)); len(unknown) == 0 {
			return known > 0
		}
	default:
		same := func(l Located) bool { return p.source.matches(v.Claim, l.Claim) }
		if !compare.Trivial(v.Claim) && p.source.claims.find(v.Claim, same) >= 0 {
			return true
		}
	}
	p.near = p.nearest.To(p.words)
	return judge(v, p)
}
