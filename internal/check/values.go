package check

import (
	"fmt"

	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// Thresholds of the context's similarity. A claim whose value stands in the
// source is moved where the source speaks of the same thing elsewhere with
// another value: that place must be similar enough by itself, and by far more
// than the best place with the claim's value. A value that needs rounding is
// weaker evidence, so less is enough.
const (
	sameThing  = 0.30 // another value there contradicts
	sameCount  = 0.55 // one in words, which people count for themselves
	movedAbove = 0.45
	movedBy    = 0.25
	derivedBy  = 0.06
)

// value rules on numbers, money, percentages, durations and dates; false
// drops a claim that says too little.
func value(v *Verdict, p *passage) bool {
	if compare.Trivial(v.Claim) {
		return miscounted(v, p)
	}
	if agedOtherwise(v, p) {
		return true
	}
	around := p.around(v.Start, v.End)
	equal, other := p.places(v.Claim, around)
	switch {
	case equal.found && other.found && moved(v.Claim, equal, other):
		contradict(v, other.claim, "elsewhere in the article, but not of this: ")
	case equal.found && turned(v.Claim, equal.claim.Claim):
		contradict(v, equal.claim, "")
	case equal.found && mislabelled(v, p), equal.found && partOfOthers(v, p, equal.claim):
	case equal.found:
		support(v, equal.claim)
	case derive(v, p, around, other), otherwise(v, p):
	case literally(v, p.source):
		v.Status, v.Reason = result.Supported, "the same words stand in the article"
	case other.found && other.similarity >= enough(v.Claim):
		contradict(v, other.claim, "")
	case compare.Weak(v.Claim), v.Date.Rel != "" && !other.found:
		return false
	default:
		v.Status, v.Sentence, v.Reason = result.Unsupported, p.first(), "the article does not say this"
	}
	return true
}

// place is a claim of the source and how similar its context is to that of a
// claim of the candidate.
type place struct {
	found      bool
	claim      Located
	similarity float64
}

// take keeps the most similar of several places.
func (b *place) take(l Located, similarity float64) {
	if !b.found || similarity > b.similarity {
		*b = place{true, l, similarity}
	}
}

// places finds the most similar places with the claim's value, and with
// another value of the same unit that the candidate does not state.
func (p *passage) places(c claim.Claim, around context) (equal, other place) {
	left, source := mostPlaces, p.source
	for _, n := range p.near {
		from, to := source.claims.bounds(n)
		for i := from; i < min(to, from+mostEntries) && left > 0; i++ {
			l := source.claims.list[i]
			switch {
			case source.matches(c, l.Claim):
				equal.take(l, around.similarity(source.words, l))
				left--
			case compare.Comparable(c, l.Claim) && !p.stated(i):
				other.take(l, around.similarity(source.words, l))
				left--
			}
		}
	}
	if equal.found {
		return equal, other
	}
	if i := source.claims.find(c, func(l Located) bool { return source.matches(c, l.Claim) }); i >= 0 {
		l := source.claims.list[i]
		equal.take(l, around.similarity(source.words, l))
	}
	return equal, other
}

func support(v *Verdict, l Located) {
	v.Status, v.Sentence, v.Reason = result.Supported, l.Sentence+1, fmt.Sprintf("the article says %q", l.Text)
	if v.Kind != claim.Date && compare.InBase(v.Claim, l.Claim) && v.Unit != l.Unit {
		v.Status, v.Reason = result.Derived, fmt.Sprintf("conversion of %q", l.Text)
	}
}

func contradict(v *Verdict, l Located, lead string) {
	v.Status, v.Sentence = result.Contradicted, l.Sentence+1
	v.Reason = lead + fmt.Sprintf("the article says %q here", l.Text)
	if v.Per != l.Per && l.Per != "" {
		v.Reason = lead + fmt.Sprintf("the article says %q per %s here", l.Text, l.Per)
	}
}

// moved says whether the claim's value belongs to something else.
func moved(c claim.Claim, equal, other place) bool {
	if c.Words && c.Value < 10 || c.Score || !compare.Excludes(c, other.claim.Claim) {
		return false
	}
	return other.similarity >= movedAbove && other.similarity-equal.similarity >= movedBy
}

// turned says whether a bound is the opposite of the source's: more than 500
// for fewer than 500.
func turned(c, l claim.Claim) bool {
	if c.Limit == claim.NoLimit || l.Limit == claim.NoLimit || c.Value != l.Value {
		return false
	}
	return c.Hedge == claim.Over && l.Hedge == claim.Under || c.Hedge == claim.Under && l.Hedge == claim.Over
}

// enough is how similar a place must be for its value to contradict a claim.
func enough(c claim.Claim) float64 {
	if compare.Weak(c) {
		return sameCount
	}
	return sameThing
}
