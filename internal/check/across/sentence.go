package across

import (
	"slices"

	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
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
func (t *translation) sentences(p align.Pair) []check.Verdict {
	from, to := split(t.article, t.from[p.From:p.FromEnd]), split(t.target, t.to[p.To:p.ToEnd])
	t.markAll(from)
	t.markAll(to)
	whole := newPassages(t, from, to)
	list := []check.Verdict{}
	gone, pairs := t.unpaired(from, to)
	list = append(list, gone...)
	for _, q := range pairs {
		list = append(list, whole.part(q).values()...)
	}
	return list
}

// unpaired finds the sentences without counterpart, and pairs the others.
func (t *translation) unpaired(from, to []paragraph) ([]check.Verdict, []align.Pair) {
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
