package sense

import "newsbrief/internal/claim"

// What another place must share of a company, and how much more than the best
// place with the value or name itself. Chosen on natural summaries, where they
// flag one in a hundred faithful ones.
const (
	placedAbove = .5
	placedBy    = .35
	exchangedBy = .3
)

// misplaced finds values that the source gives to something else: what the
// candidate says of it stands there with another value.
func misplaced(c *comparison) []Finding {
	var list []Finding
	for _, a := range c.anchors {
		if a.isName() {
			continue
		}
		mine := c.companyOf(c.words, a, nowhere)
		other := c.bestOther(a, mine)
		if other.sentence < 0 {
			continue // as mostly: no need to look for its own place
		}
		own := c.bestSame(a, mine)
		if own.sentence < 0 {
			continue
		}
		far := other.affinity >= placedAbove && other.affinity >= own.affinity+placedBy && sameHead(c, a, other)
		if !far && !doneBy(c, a, own, other) {
			continue
		}
		text := c.textOf(other.sentence, other.anchor.from, other.anchor.to)
		f := c.finding(c.words[a.from], other.sentence, "the article says %q of this", text)
		f.End, f.Value = c.words[a.to-1].end, true
		list = append(list, f)
	}
	return list
}

// doneBy says whether the verb that a count goes with stands in the source with
// the other count of the same things, and not with its own: nine died, where
// nine fell ill and two died.
func doneBy(c *comparison, a anchor, own, other place) bool {
	count := a.claim.Kind == claim.Number && a.claim.Unit == ""
	if !count && !a.claim.Age || own.affinity > other.affinity {
		return false
	}
	mine := verbOf(c.Source, c.words, a)
	list := c.sentences[other.sentence]
	if mine == (key{}) || mine != verbOf(c.Source, list, other.anchor) {
		return false
	}
	if mine == verbOf(c.Source, c.sentences[own.sentence], own.anchor) {
		return false
	}
	if a.claim.Age {
		return true
	}
	theirs := head(list, other.anchor)
	elided := other.anchor.to < len(list) && (list[other.anchor.to].is(verb) || list[other.anchor.to].is(pause))
	return theirs == head(c.words, a) || elided || other.anchor.to == len(list)
}

// verbOf is the meaning of the verb that a value goes with: the nearest in its
// clause; the zero key: none.
func verbOf(s *Source, list []word, a anchor) key {
	const reach = 5 // words
	a.from = a.hedged(list)
	before, behind := true, true
	for d := 1; d <= reach; d++ {
		if i := a.to - 1 + d; behind && i < len(list) {
			if behind = !list[i].is(pause) && !list[i].is(joint); behind && list[i].is(verb) && list[i].content() {
				return doing(s, list, i)
			}
		}
		if i := a.from - d; before && i >= 0 {
			if before = !list[i+1].is(pause) && !list[i].is(joint); before && list[i].is(verb) && list[i].content() {
				return doing(s, list, i)
			}
		}
	}
	return key{}
}

// doing is a verb, and whether it was done.
func doing(s *Source, list []word, i int) key {
	k := key{stem: s.meaning(list, i)}
	if intended(list, i) {
		k.side = 1
	}
	return k
}

// sameHead says whether two bare numbers count the same thing: the next content
// word is the same. Values with a unit need not.
func sameHead(c *comparison, a anchor, other place) bool {
	if a.claim.Kind != claim.Number || a.claim.Unit != "" {
		return true
	}
	return head(c.words, a) == head(c.sentences[other.sentence], other.anchor)
}

// head is the stem of the first content word behind an anchor; 0: none near.
func head(list []word, a anchor) int {
	for i := a.to; i < min(len(list), a.to+4); i++ {
		if list[i].content() {
			return list[i].stem
		}
	}
	return 0
}

// exchanged finds two names or values of which each stands where the source
// has the other.
func exchanged(c *comparison) []Finding {
	const most = 8 // a line of nothing but figures exchanges none
	if len(c.anchors) > most {
		return nil
	}
	for i, a := range c.anchors {
		for _, b := range c.anchors[i+1:] {
			if f, ok := exchange(c, a, b); ok {
				return []Finding{f}
			}
		}
	}
	return nil
}

func exchange(c *comparison, a, b anchor) (Finding, bool) {
	if !c.alike(a, b) || listed(c, a, b) {
		return Finding{}, false
	}
	mineA := c.companyOf(c.words, a, b)
	ownA, crossA := c.bestSame(a, mineA), c.bestSame(b, mineA)
	if ownA.sentence < 0 || crossA.affinity <= ownA.affinity {
		return Finding{}, false // as nearly always: no need to look at b
	}
	mineB := c.companyOf(c.words, b, a)
	ownB, crossB := c.bestSame(b, mineB), c.bestSame(a, mineB)
	switch {
	case ownB.sentence < 0 || crossB.affinity <= ownB.affinity:
		return Finding{}, false
	case crossA.affinity+crossB.affinity <= ownA.affinity+ownB.affinity+exchangedBy:
		return Finding{}, false
	case max(crossA.sentence, crossB.sentence)-min(crossA.sentence, crossB.sentence) > 1:
		return Finding{}, false // two facts, not one
	}
	other := c.candidate.Text[c.words[b.from].start:c.words[b.to-1].end]
	return c.finding(c.words[a.from], crossA.sentence, "the article says this of %q", other), true
}

// listed says whether two anchors are parts of a list, where order says
// nothing.
func listed(c *comparison, a, b anchor) bool {
	for _, w := range c.words[a.to:b.from] {
		if !w.is(joint|capital) && w.content() || w.is(preposition) {
			return false
		}
	}
	return true
}
