// Package check compares what a text claims with its source in the same
// language: by value and by context. It hides how values are compared, and how
// the sentence that speaks of the same thing is found.
//
// A check takes four steps, each a file. The source is read once: its claims
// (claims.go), words and names (source.go). A candidate is read in passages,
// each a sentence with its claims and the sentences of the source near it
// (candidate.go). Each claim gets a verdict of its own: values.go, dates.go,
// names.go, quotes.go. Then values are bound to what they are of (bind.go).
package check

import (
	"slices"

	"newsbrief/internal/article"
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
}

// Check returns a verdict for each claim of a candidate in the source's own
// language, in order.
func (s *Source) Check(text *article.Article) []Verdict {
	c := newCandidate(s, text)
	verdicts := slices.Grow([]Verdict(nil), len(c.claims.list))
	for n := range text.Sentences {
		if len(c.claims.of(n)) == 0 {
			continue
		}
		p, before := c.passage(n), len(verdicts)
		for _, l := range p.claims {
			v := Verdict{Claim: l.Claim, Text: l.Text}
			if judge(&v, p) {
				verdicts = append(verdicts, v)
			}
		}
		bind(verdicts[before:], p)
	}
	return verdicts
}

// judge sets the verdict's status; false drops a claim that says too little to
// be checked.
func judge(v *Verdict, p *passage) bool {
	switch v.Kind {
	case claim.Name:
		return name(v, p)
	case claim.Quote:
		return quote(v, p.source)
	case claim.URL, claim.Code:
		literal(v, p.source)
		return true
	}
	return value(v, p)
}

// Findings returns the JSON form of verdicts on this source, never nil.
func (s *Source) Findings(verdicts []Verdict) []result.Finding {
	list := make([]result.Finding, len(verdicts))
	for i, v := range verdicts {
		list[i] = result.Finding{
			Kind: string(v.Kind), Text: v.Text, Start: v.Start, End: v.End,
			Status: v.Status, Sentence: v.Sentence, Reason: v.Reason,
		}
		if !v.Status.Good() && v.Sentence > 0 {
			list[i].Quote = s.article.Sentence(v.Sentence)
		}
	}
	return list
}
