// Package across compares a text with its source in another language: a
// translation passage by passage, or a summary by its values. It hides which
// passage stands for which, and how languages write the same value.
package across

import (
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/result"
)

// Check compares a candidate with its source: as a translation, or in the source's
// own language. id is the result's.
func Check(id string, source, candidate *article.Article, translation bool) *result.Check {
	s := check.NewSource(source)
	if translation {
		return translated(id, s, candidate)
	}
	return s.Result(id, candidate)
}

// Translation returns what is wrong with a translation of the source, and a
// verdict for each of its values: values and links by paragraph, passages that
// are missing, added, swapped, cut short or untranslated. Sentences may be
// merged.
func Translation(source *check.Source, target *article.Article) []check.Verdict {
	t := newTranslation(source, target)
	t.figuresOnly = scriptOf(t.article.Text) != scriptOf(target.Text)
	mark(t.from, t.figuresOnly)
	mark(t.to, t.figuresOnly)
	t.ratio = ratioOf(align(t.from, t.to, 1), t.from, t.to, 1)
	t.pairs = align(t.from, t.to, t.ratio)
	t.closes = t.closing()
	var verdicts []check.Verdict
	for i := range t.pairs {
		verdicts = append(verdicts, t.pair(i)...)
	}
	return verdicts
}

// Summary returns a verdict for each value of a candidate that is written in
// another language than the source and sums it up: nothing need be complete.
// sentences are those that the candidate rests on, from 1; a value that stands
// elsewhere in the source is accepted too.
func Summary(source *check.Source, candidate *article.Article, sentences []int) []check.Verdict {
	t := newTranslation(source, candidate)
	language := t.article.Language
	own := claimAtoms(t.to, candidate.Language)
	near := &crossing{translation: t, source: claimAtoms(cited(source, sentences), language), own: own, strict: true}
	whole := &crossing{translation: t, source: claimAtoms(t.from, language), own: own, strict: true}
	var list []check.Verdict
	for _, q := range t.to {
		for _, l := range q.claims {
			v := check.Verdict{Claim: l.Claim, Text: l.Text}
			if len(sentences) > 0 {
				v.Sentence = sentences[0]
			}
			elsewhere := v
			if !near.rule(&v) {
				continue
			}
			if !v.Status.Good() && whole.rule(&elsewhere) && elsewhere.Status.Good() {
				v = elsewhere
				v.Sentence = source.SentenceWith(v.Claim)
			}
			list = append(list, v)
		}
	}
	return list
}

// cited are sentences as paragraphs of their own.
func cited(source *check.Source, sentences []int) []paragraph {
	var list []paragraph
	for _, n := range sentences {
		list = append(list, paragraph{text: source.Article().Sentence(n), claims: source.ClaimsOf(n)})
	}
	return list
}

type translation struct {
	article, target *article.Article
	from, to        []paragraph
	pairs           []pair
	ratio           float64 // of the target's letters to the source's
	// figuresOnly: the scripts differ, so that names share no letters.
	figuresOnly bool
	// closes: the target ends its passages with a mark where the source does.
	closes bool
}

func newTranslation(source *check.Source, target *article.Article) *translation {
	a := source.Article()
	return &translation{
		article: a, target: target,
		from: paragraphs(a, source.Claims()), to: paragraphs(target, check.Locate(target)),
	}
}

// pair checks one aligned passage.
func (t *translation) pair(i int) []check.Verdict {
	p := t.pairs[i]
	switch {
	case p.to == p.toEnd:
		return []check.Verdict{t.missing(t.from[p.from])}
	case p.from == p.fromEnd:
		return []check.Verdict{t.added(t.to[p.to])}
	case p.crossed:
		const swapped = "swapped: the article has these passages the other way round"
		return []check.Verdict{t.passage(p, t.from[p.from].sentence, swapped)}
	}
	if v, ok := t.repeated(p); ok {
		return []check.Verdict{v}
	}
	if v, ok := t.whole(p); ok {
		return []check.Verdict{v}
	}
	if v, ok := t.sentences(p); ok {
		return append(t.values(p), v)
	}
	return t.values(p)
}

// values checks the values of an aligned passage in both directions.
func (t *translation) values(p pair) []check.Verdict {
	from, to := t.from[p.from:p.fromEnd], t.to[p.to:p.toEnd]
	c := &crossing{
		translation: t, at: p,
		source: newAtoms(from, t.article.Language), own: newAtoms(to, t.target.Language),
	}
	var list []check.Verdict
	for _, q := range to {
		for _, l := range q.claims {
			v := check.Verdict{Claim: l.Claim, Text: l.Text, Sentence: from[0].sentence}
			if c.rule(&v) {
				list = append(list, v)
			}
		}
	}
	list = append(list, c.codenames()...)
	if slices.ContainsFunc(list, func(v check.Verdict) bool { return !v.Status.Good() }) {
		return list // a value that differs would be reported twice
	}
	return append(list, c.dropped()...)
}
