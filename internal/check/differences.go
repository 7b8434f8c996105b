package check

import (
	"cmp"
	"slices"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
)

// Difference is two values that two parts of a source give of what seems to be one
// thing.
type Difference struct {
	Of           string // the words beside one of the values; "" where none tell
	Value, Other Located
}

// Differences finds values that two parts of a source, as two articles of one event,
// give differently: each part gives its own only, and no value of one part is in two
// differences with another. part is that of a sentence, from 1.
func (s *Source) Differences(part func(sentence int) int) []Difference {
	var found []differing
	claims := s.claims.list[:min(len(s.claims.list), mostCompared)]
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			if part(a.Sentence+1) == part(b.Sentence+1) || !s.mayDiffer(a, b, part) {
				continue
			}
			if alike := min(seenFrom(s, a, b), seenFrom(s, b, a)); s.oneThing(a, b, alike) {
				found = append(found, differing{a, b, alike + nearness(a, b)})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y differing) int { return cmp.Compare(y.alike, x.alike) })
	return s.chosen(found, part)
}

// differing is two values of one thing.
type differing struct {
	a, b  Located
	alike float64
}

// chosen are the likest of those that share a value and a part.
func (s *Source) chosen(found []differing, part func(int) int) []Difference {
	type side struct{ at, part int } // a value, and the part of the other
	taken := map[side]bool{}
	var list []Difference
	for _, d := range found {
		a, b := side{d.a.Start, part(d.b.Sentence + 1)}, side{d.b.Start, part(d.a.Sentence + 1)}
		if taken[a] || taken[b] {
			continue
		}
		taken[a], taken[b] = true, true
		list = append(list, Difference{Of: cmp.Or(s.of(d.a), s.of(d.b)), Value: d.a, Other: d.b})
	}
	return list
}

// mayDiffer says whether two values are of one kind, and each is in its own part only.
func (s *Source) mayDiffer(a, b Located, part func(int) int) bool {
	if !ofOneKind(a.Claim, b.Claim) || s.matches(a.Claim, b.Claim) {
		return false
	}
	if numbersName(s.article, a) || numbersName(s.article, b) {
		return false
	}
	return !s.gives(part(b.Sentence+1), a, part) && !s.gives(part(a.Sentence+1), b, part)
}

// ofOneKind says whether two values can be of one thing, and not be one value in two
// forms.
func ofOneKind(a, b claim.Claim) bool {
	if !compare.Comparable(a, b) || !telling(a) || !telling(b) || mayBeOne(a, b) {
		return false
	}
	rounded := compare.Rounded(a, b) != "" || compare.Rounded(b, a) != ""
	whole := func(c claim.Claim) bool { return c.Step >= 1 || c.Step == 0 }
	return !rounded && whole(a) == whole(b) && compare.Weak(a) == compare.Weak(b)
}

// mayBeOne says whether two values with limits may be one: "more than 30" and 34, but not
// "at least 22" and "at least 31", which two articles bound in the same way.
func mayBeOne(a, b claim.Claim) bool {
	exact := a.High == a.Value && b.High == b.Value
	return compare.Overlap(a, b) && !(exact && a.Hedge == b.Hedge && a.Limit == b.Limit)
}

// gives says whether a part gives a value, of whatever thing.
func (s *Source) gives(n int, l Located, part func(int) int) bool {
	return slices.ContainsFunc(s.stating(l.Claim), func(sentence int) bool { return part(sentence+1) == n })
}

// of are the words beside a value.
func (s *Source) of(l Located) string {
	return whatOf(s.words.Words(l.Sentence), l.Claim, s.article.Text)
}

// How alike the contexts of two values are, seen from both, to be taken for values of
// one thing: of values near each other that count the same, of such that do not, of
// others that count the same, of any.
const (
	nearAndCounted = 0.02
	nearValues     = 0.05
	countedAlike   = 0.2
	likeContexts   = 0.3
)

// oneThing says whether two values whose contexts are so much alike are of one thing:
// the nearer the values, and where they count the same, the less is asked for.
func (s *Source) oneThing(a, b Located, alike float64) bool {
	words, near, counted := shared(s, a, b), nearness(a, b) > 0, s.counts(a, b)
	switch {
	case near && !counted:
		return words >= 1 && alike >= nearValues
	case words < mostly:
		return false
	case near:
		return alike >= nearAndCounted
	case counted:
		return alike >= countedAlike
	}
	return alike >= likeContexts
}

// nearness is above 0 where one value is less than twice the other, 1 where they are
// nearly equal.
func nearness(a, b Located) float64 {
	small, large := min(a.Value, b.Value), max(a.Value, b.Value)
	if small <= 0 {
		return 0
	}
	return max(2-large/small, 0)
}

// counts says whether two values count or measure in the same: by the word behind a
// plain number, or by its unit, which money and shares have with too much else.
func (s *Source) counts(a, b Located) bool {
	switch {
	case a.Kind == claim.Money || a.Kind == claim.Percent:
		return false
	case a.Unit != "":
		return true
	}
	first := func(l Located) words.ID {
		for _, w := range s.words.Words(l.Sentence) {
			if w.Start >= l.End {
				return w.Stem
			}
		}
		return 0
	}
	return first(a) != 0 && first(a) == first(b)
}
