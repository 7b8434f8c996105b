package check

import (
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/check/layout"
	"newsbrief/internal/claim"
)

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
