package across

import (
	"slices"

	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
	"newsbrief/internal/lang"
)

// By how much the cost of an alignment must fall where sentences are let go
// without counterpart, for one to be missing or added, and by how many deviations
// a passage is longer where one is added: translators explain more than they
// leave out.
const (
	left   = 2.5
	put    = 4.5
	longer = 1.2
)

// sentences checks an aligned passage sentence by sentence.
func sentences(t *translation, p align.Pair) []check.Verdict {
	from, to := split(t.article, t.from[p.From:p.FromEnd]), split(t.target, t.to[p.To:p.ToEnd])
	t.markAll(from)
	t.markAll(to)
	whole := newPassages(t, from, to)
	list := []check.Verdict{}
	gone, pairs := unpaired(t, from, to)
	list = append(list, gone...)
	for _, q := range pairs {
		c := whole.part(q)
		if len(from)+len(to) > 2 { // otherwise it was found as a passage
			if v, ok := untranslatedSentence(c); ok {
				list = append(list, v)
				continue
			}
		}
		list = append(list, c.values()...)
	}
	if gone == nil {
		list = append(list, quotations(t, from, to)...)
	}
	return list
}

// untranslatedSentence finds one that repeats the words of its source.
func untranslatedSentence(c *crossing) (check.Verdict, bool) {
	from, to := c.from[0].text, c.to[0].text
	if len(c.to) > 1 || lang.Same(c.article.Language, c.target.Language) || !c.untranslated(from, to) {
		return check.Verdict{}, false
	}
	v := segment(c.to[0].start, c.to[0].end, to, "untranslated: the article's own words")
	v.Sentence = c.from[0].sentence
	return v, true
}

// unpaired finds the sentences without counterpart, and pairs the others.
func unpaired(t *translation, from, to []paragraph) ([]check.Verdict, []align.Pair) {
	a, b := units(from), units(to)
	pairs, beside := align.Sentences(a, b, t.ratio)
	off := align.Deviation(total(from)*t.ratio, total(to))
	var list []check.Verdict
	for _, q := range pairs {
		switch {
		case q.Missing() && beside > left && off < 0 && from[q.From].unit.Length > telling:
			list = append(list, t.missing(from[q.From]))
		case q.Added() && beside > put && off > longer && to[q.To].unit.Length > telling:
			list = append(list, t.added(to[q.To]))
		}
	}
	if list == nil {
		pairs = align.Whole(a, b, t.ratio)
	}
	if list == nil && slices.ContainsFunc(pairs, unmatched) {
		return nil, []align.Pair{{FromEnd: len(from), ToEnd: len(to)}} // far more of one than of the other
	}
	return list, slices.DeleteFunc(pairs, unmatched)
}

func unmatched(q align.Pair) bool { return q.Missing() || q.Added() }
