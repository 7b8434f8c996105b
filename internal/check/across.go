package check

import (
	"slices"

	"newsbrief/internal/article"
)

// Across returns a verdict for each value of a candidate that is written in
// another language than the source and sums it up: nothing need be complete.
// sentences are those that the candidate rests on, from 1; a value that stands
// elsewhere in the source is accepted too.
func (s *Source) Across(candidate *article.Article, sentences []int) []Verdict {
	t := &translation{Source: s, target: candidate}
	t.from, t.to = paragraphs(s.article), paragraphs(candidate)
	collect(t.from, s.index.claims, false)
	collect(t.to, locate(candidate), false)
	own := claimAtoms(t.to, candidate.Language)
	near := &crossing{translation: t, source: claimAtoms(s.passages(sentences), s.article.Language), own: own, strict: true}
	whole := &crossing{translation: t, source: claimAtoms(t.from, s.article.Language), own: own, strict: true}
	var list []Verdict
	for _, q := range t.to {
		for _, l := range q.claims {
			v := Verdict{Claim: l.Claim, Text: l.text}
			if len(sentences) > 0 {
				v.Sentence = sentences[0]
			}
			elsewhere := v
			if !near.rule(&v) {
				continue
			}
			if !v.Status.Good() && whole.rule(&elsewhere) && elsewhere.Status.Good() {
				v = elsewhere
				v.Sentence = s.sentenceWith(v)
			}
			list = append(list, v)
		}
	}
	return list
}

// passages are sentences as paragraphs of their own.
func (s *Source) passages(sentences []int) []paragraph {
	var list []paragraph
	for _, n := range sentences {
		from, to := s.index.of(n - 1)
		list = append(list, paragraph{text: s.article.Sentence(n), claims: s.index.claims[from:to]})
	}
	return list
}

// sentenceWith is the first sentence that has the value of a verdict; 0: none.
func (s *Source) sentenceWith(v Verdict) int {
	i := slices.IndexFunc(s.index.claims, func(l located) bool { return s.matches(v.Claim, l.Claim) })
	if i < 0 {
		return 0
	}
	return s.index.claims[i].sentence + 1
}
