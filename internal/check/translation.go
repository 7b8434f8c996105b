package check

import (
	"slices"

	"newsbrief/internal/article"
)

// Translation returns what is wrong with a translation of the source, and a
// verdict for each of its values: values and links by paragraph, passages that
// are missing, added, swapped, cut short or untranslated. Sentences may be
// merged.
func (s *Source) Translation(target *article.Article) []Verdict {
	t := &translation{Source: s, target: target}
	t.from, t.to = paragraphs(s.article), paragraphs(target)
	t.figuresOnly = scriptOf(s.article.Text) != scriptOf(target.Text)
	collect(t.from, s.index.claims, t.figuresOnly)
	collect(t.to, locate(target), t.figuresOnly)
	t.ratio = ratioOf(align(t.from, t.to, 1), t.from, t.to, 1)
	t.pairs = align(t.from, t.to, t.ratio)
	t.closes = t.closing()
	var verdicts []Verdict
	for i := range t.pairs {
		verdicts = append(verdicts, t.pair(i)...)
	}
	return verdicts
}

type translation struct {
	*Source
	target   *article.Article
	from, to []paragraph
	pairs    []pair
	ratio    float64 // of the target's letters to the source's
	// figuresOnly: the scripts differ, so that names share no letters.
	figuresOnly bool
	// closes: the target ends its passages with a mark where the source does.
	closes bool
}

// pair checks one aligned passage.
func (t *translation) pair(i int) []Verdict {
	p := t.pairs[i]
	switch {
	case p.to == p.toEnd:
		return []Verdict{t.missing(t.from[p.from])}
	case p.from == p.fromEnd:
		return []Verdict{t.added(t.to[p.to])}
	case p.crossed:
		return []Verdict{t.passage(p, t.from[p.from].sentence, "swapped: the article has these passages the other way round")}
	}
	if v, ok := t.repeated(p); ok {
		return []Verdict{v}
	}
	if v, ok := t.whole(p); ok {
		return []Verdict{v}
	}
	if v, ok := t.sentences(p); ok {
		return append(t.values(p), v)
	}
	return t.values(p)
}

// values checks the values of an aligned passage in both directions.
func (t *translation) values(p pair) []Verdict {
	c := &crossing{translation: t, at: p, source: newAtoms(t.from[p.from:p.fromEnd], t.article.Language), own: newAtoms(t.to[p.to:p.toEnd], t.target.Language)}
	var list []Verdict
	for _, q := range t.to[p.to:p.toEnd] {
		for _, l := range q.claims {
			v := Verdict{Claim: l.Claim, Text: l.text, Sentence: t.from[p.from].sentence}
			if c.rule(&v) {
				list = append(list, v)
			}
		}
	}
	list = append(list, c.codenames()...)
	if slices.ContainsFunc(list, func(v Verdict) bool { return !v.Status.Good() }) {
		return list // a value that differs would be reported twice
	}
	return append(list, c.dropped()...)
}
