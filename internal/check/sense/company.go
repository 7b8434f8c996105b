package sense

import (
	"slices"

	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
)

// anchor is a name or a value in a sentence: something that other words are
// said of.
type anchor struct {
	from, to int // words
	stem     int // of a name: its last word's
	claim    *claim.Claim
}

// hedged is the first word of an anchor with its hedges: more than 500.
func (a anchor) hedged(list []word) int {
	from := a.from
	for !a.isName() && from > 0 && list[from-1].start >= a.claim.From {
		from--
	}
	return from
}

var nowhere = anchor{from: -1, to: -1}

func (a anchor) isName() bool { return a.claim == nil }

// anchorsOf returns the names and values of a sentence, in order; claims are
// those of its text from this sentence on.
func (s *Source) anchorsOf(list []word, claims []claim.Claim) []anchor {
	var anchors []anchor
	for i := 0; i < len(list); i++ {
		for len(claims) > 0 && (claims[0].End <= list[i].start || !compare.Valued(claims[0])) {
			claims = claims[1:]
		}
		var a anchor
		switch {
		case len(claims) > 0 && claims[0].Start < list[i].end:
			a = valueAt(list, i, &claims[0])
		case list[i].content() && (list[i].is(capital) || i == 0 && s.alwaysCapital(list[i])):
			a = nameAt(list, i, claims)
		default:
			continue
		}
		anchors = append(anchors, a)
		i = a.to - 1
	}
	return anchors
}

func valueAt(list []word, i int, c *claim.Claim) anchor {
	a := anchor{from: i, to: i + 1, claim: c}
	for a.to < len(list) && list[a.to].start < c.End {
		a.to++
	}
	return a
}

func nameAt(list []word, i int, claims []claim.Claim) anchor {
	a := anchor{from: i, to: i + 1}
	for a.to < len(list) && list[a.to].is(capital) && list[a.to].content() && joins(list, a.to) {
		if len(claims) > 0 && claims[0].Start < list[a.to].end {
			break
		}
		a.to++
	}
	a.stem = list[a.to-1].stem
	return a
}

// joins says whether a word belongs to the name that ends right before it:
// nothing but a space, or the full stop of an initial, stands between.
func joins(list []word, i int) bool {
	gap, before := list[i].start-list[i-1].end, list[i-1].end-list[i-1].start
	return gap <= 1 || gap == 2 && before <= 3 && !list[i].is(pause)
}

// alwaysCapital says whether the source never writes a word with a small
// letter.
func (s *Source) alwaysCapital(w word) bool {
	return s.knows(w.stem) && !w.is(small) && !s.small[w.stem]
}

// company is the few words around a name or value.
type company []mate

// mate is a word of a company: how near it is, 0 to 1, and what it counts there.
type mate struct {
	key
	near, weight float64
}

// key is a word of a company and the side it stands on: a verb says something
// else before and behind, and so does a preposition; a noun does not.
type key struct {
	side, stem  int
	preposition string
}

const (
	reach      = 5   // content words on either side
	farther    = .8  // what each next one counts
	parted     = .5  // what those behind a comma or "and" count
	verbCounts = 2.0 // what a verb counts more than a noun
)

// companyOf weighs the words around an anchor; skip is another one, which is
// passed over.
func (s *Source) companyOf(list []word, a, skip anchor) company {
	m := make(company, 0, 2*reach+1)
	s.addSide(&m, list, a, skip, -1)
	s.addSide(&m, list, a, skip, 1)
	for i := range m {
		m[i].weight = m[i].near * s.counts(m[i].key)
	}
	return m
}

// counts is what a word of a company counts: a rare one more, and a verb.
func (s *Source) counts(k key) float64 {
	w := 1.0
	switch {
	case k.stem <= -firstMeaning && s.told[k.stem] > 0:
		w = s.rarity(s.told[k.stem])
	case s.knows(k.stem):
		w = s.weight(k.stem)
	}
	if k.side != 0 {
		w *= verbCounts
	}
	return w
}

func (s *Source) addSide(m *company, list []word, a, skip anchor, side int) {
	a.from = a.hedged(list)
	near, count := 1.0, 0
	for distance := 1; count < reach; distance++ {
		i, edge := a.to-1+distance, a.to-1+distance
		if side < 0 {
			i, edge = a.from-distance, a.from-distance+1
		}
		if i < 0 || i >= len(list) {
			return
		}
		w := &list[i]
		if w.is(joint) || (distance > 1 || w.is(verb)) && edge < len(list) && list[edge].is(pause) {
			near *= parted
		}
		if i >= skip.from && i < skip.to {
			continue
		}
		if !w.content() {
			if distance == 1 && side < 0 && w.is(preposition) {
				m.add(key{-1, 0, w.lower}, near)
			}
			continue
		}
		count++
		m.add(key{s.sideOf(list, i, side), s.meaning(list, i), ""}, near)
		near *= farther
	}
}

// sideOf is the side that word i counts on: that of its subject where a verb
// is in the passive.
func (s *Source) sideOf(list []word, i, side int) int {
	switch {
	case !list[i].is(verb):
		return 0
	case intended(list, i):
		side *= 2
	}
	if passive(list, i) {
		return -side
	}
	return side
}

// intended says whether a verb tells what is expected or planned and not what
// was done: expected to sell.
func intended(list []word, i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		switch {
		case list[k].is(ahead):
			return true
		case list[k+1].is(pause), list[k].is(verb):
			return false
		}
	}
	return false
}

// meaning is what word i is compared by in a company: words on one side of a
// contrast say the same, as killed and died do.
func (s *Source) meaning(list []word, i int) int {
	if len(list[i].sides) > 0 {
		return -firstMeaning - s.lexicon.meanings[list[i].sides[0]]
	}
	return list[i].stemAt(i)
}

// firstMeaning keeps meanings apart from unknown words, which are few.
const firstMeaning = 2 * mostWords

// passive says whether somebody follows by whom it was done.
func passive(list []word, i int) bool {
	for k := i + 1; k < min(len(list), i+3); k++ {
		if list[k].is(agent) {
			return true
		}
	}
	return false
}

func (m *company) add(k key, near float64) {
	for i := range *m {
		if own := &(*m)[i]; own.key == k {
			own.near = max(own.near, near)
			return
		}
	}
	*m = append(*m, mate{key: k, near: near})
}

// near is how near a word is in a company; 0: it is not there.
func (m company) near(k key) float64 {
	for i := range m {
		if m[i].stem == k.stem && m[i].key == k {
			return m[i].near
		}
	}
	return 0
}

// affinity is how much of one company stands as near in another, 0 to 1.
func affinity(mine, theirs company) float64 {
	all, common := 0.0, 0.0
	for _, m := range mine {
		all += m.weight
		common += m.weight * min(1, theirs.near(m.key)/m.near)
	}
	if all == 0 {
		return 0
	}
	return common / all
}

// sourceCompany is the company of an anchor of the source, made once.
func (s *Source) sourceCompany(p spot) company {
	kept := &s.companies[p.sentence][p.anchor]
	if m := kept.Load(); m != nil {
		return *m
	}
	m := s.companyOf(s.sentences[p.sentence], s.anchors[p.sentence][p.anchor], nowhere)
	kept.Store(&m)
	return m
}

// place is where the source has an anchor, and how much company it shares.
type place struct {
	sentence int // -1: nowhere
	anchor   anchor
	affinity float64
}

func (s *Source) take(best *place, mine company, p spot) {
	if f := affinity(mine, s.sourceCompany(p)); best.sentence < 0 || f > best.affinity {
		*best = place{p.sentence, s.anchors[p.sentence][p.anchor], f}
	}
}

// MostPlaces bounds the places of one name or value that are compared.
const MostPlaces = 24

// bestSame is the place of the source with the anchor that shares most of a
// company.
func (c *comparison) bestSame(a anchor, mine company) place {
	best := place{sentence: -1}
	if a.isName() {
		spots := c.names[a.stem]
		for _, p := range spots[:min(len(spots), MostPlaces)] {
			c.take(&best, mine, p)
		}
		return best
	}
	stating := c.values.Sentences(*a.claim)
	for _, n := range slices.Concat(c.near, stating) {
		for k, o := range c.Source.anchors[n] {
			if !o.isName() && c.values.Same(*a.claim, *o.claim) {
				c.take(&best, mine, spot{n, k})
			}
		}
	}
	return best
}

// bestOther is the place near by with another value that the candidate's could
// be taken for, and does not state itself.
func (c *comparison) bestOther(a anchor, mine company) place {
	best := place{sentence: -1}
	for _, n := range c.near {
		for k, o := range c.Source.anchors[n] {
			if !o.isName() && c.alike(a, o) && compare.Excludes(*a.claim, *o.claim) && !c.states(o) {
				c.take(&best, mine, spot{n, k})
			}
		}
	}
	return best
}

// alike says whether two anchors could stand in each other's place: two names,
// or two different values of one kind of thing.
func (c *comparison) alike(a, b anchor) bool {
	if a.isName() || b.isName() {
		return a.isName() && b.isName() && a.stem != b.stem
	}
	return c.values.Comparable(*a.claim, *b.claim) && !c.values.Same(*a.claim, *b.claim) &&
		sameParts(a.claim.Date, b.claim.Date)
}

// sameParts says whether two dates tell the same parts of a date.
func sameParts(a, b when.Day) bool {
	parts := func(d when.Day) [6]bool {
		return [...]bool{d.Year != 0, d.Month != 0, d.Day != 0, d.Weekday != 0, d.Quarter != 0, d.Clock != 0}
	}
	return parts(a) == parts(b)
}

// mostStated bounds the claims of a candidate that are looked through.
const mostStated = 500

// states says whether the candidate states a value of the source as well.
func (c *comparison) states(o anchor) bool {
	for _, l := range c.all[:min(len(c.all), mostStated)] {
		if compare.Valued(l) && c.values.Same(l, *o.claim) {
			return true
		}
	}
	return false
}
