// Package across compares a text with its source in another language: a
// translation passage by passage and sentence by sentence, or a summary by its
// values. It hides which passage stands for which, and how languages write the
// same value or name.
//
// A translation is compared in four steps. Passages are paired (package align)
// by their lengths and their marks (marks.go). A pair is judged as a whole
// (passage.go): left out, said twice, cut, left untranslated. Its sentences are
// paired in turn (sentence.go), and each pair's values, units, dates, names and
// negations are compared (value.go, unit.go, date.go, names.go and, between scripts,
// exchanged.go, negation.go); of its speech, whether it is quoted (quoted.go).
package across

import (
	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
	"newsbrief/internal/lang"
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
// verdict for each of its values: values, names and links by sentence, passages
// that are missing, added, swapped, cut short or untranslated. Sentences may be
// merged and divided.
func Translation(source *check.Source, target *article.Article) []check.Verdict {
	t := newTranslation(source, target)
	verdicts := addedRemarks(t)
	t.mark()
	t.readNames()
	from, to := units(t.from), units(t.to)
	usual := t.usualRatio()
	t.ratio = align.Ratio(align.Align(from, to, usual), from, to, usual)
	t.pairs = align.Align(from, to, t.ratio)
	t.closes = t.closing()
	for i := range t.pairs {
		verdicts = append(verdicts, t.pair(t.pairs[i])...)
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
	pairs           []align.Pair
	names           *namesakes
	ratio           float64 // of the target's letters to the source's
	// otherScript: the scripts differ, so that names share no letters.
	otherScript bool
	keys        map[string]string // the sounds of words that were asked for
	spells      map[string]spoken
	// closes: the target ends its passages with a mark where the source does.
	closes bool
}

func newTranslation(source *check.Source, target *article.Article) *translation {
	a := source.Article()
	return &translation{
		article: a, target: target,
		from: paragraphs(a, source.Claims()), to: paragraphs(target, check.Locate(target)),
		otherScript: scriptOf(a.Text) != scriptOf(target.Text),
		keys:        map[string]string{}, spells: map[string]spoken{},
	}
}

// usualRatio is that of the two languages. Translators say somewhat more than
// their source.
func (t *translation) usualRatio() float64 {
	const explained = 1.06
	return explained * lang.Of(t.target.Language).Length() / lang.Of(t.article.Language).Length()
}

// pair checks one pair of passages.
func (t *translation) pair(p align.Pair) []check.Verdict {
	switch {
	case p.Missing():
		return []check.Verdict{t.missing(t.from[p.From])}
	case p.Added():
		return []check.Verdict{t.added(t.to[p.To])}
	case p.Crossed:
		const swapped = "swapped: the article has these passages the other way round"
		return []check.Verdict{t.passage(p, t.from[p.From].sentence, swapped)}
	}
	if v, ok := t.repeated(p); ok {
		return []check.Verdict{v}
	}
	if v, ok := t.whole(p); ok {
		return []check.Verdict{v}
	}
	return sentences(t, p)
}
