package sense

import "slices"

// slot is a name's place behind a word and a preposition: head of, founded by.
type slot struct {
	word        int // its stem
	preposition string
}

// slotOf reads the slot of a name; ok is false where it has none.
func slotOf(list []word, a anchor) (s slot, ok bool) {
	const most = 3 // words between the preposition and the name
	if a.to < len(list) && list[a.to].content() && !list[a.to].is(pause|verb) {
		return s, false // it says which: Somali capital
	}
	for k := a.from - 1; k > 0 && k >= a.from-most; k-- {
		switch {
		case list[k+1].is(pause):
			return s, false
		case list[k].is(belonging | agent):
			w := list[k-1]
			return slot{w.stem, list[k].lower}, w.stem > 0 && !w.is(capital) && !list[k].is(pause)
		case list[k].is(verb | joint | capital):
			return s, false
		}
	}
	return s, false
}

// slots finds a name in the slot of another one of its sentence: in the source
// that one alone stands there.
func slots(c *comparison) []Finding {
	for _, a := range c.anchors {
		if !a.isName() || !c.knows(a.stem) {
			continue
		}
		s, ok := slotOf(c.words, a)
		if !ok {
			continue
		}
		if n, other := filled(c, s, a); slices.Contains(c.near, n) && namesHere(c, other.stem) {
			text := c.textOf(n, other.from, other.to)
			return []Finding{c.finding(c.words[a.from], n, "the article says this of %q", text)}
		}
	}
	return nil
}

// filled is the only name that the source has in a slot, and its sentence; -1
// where there are several, none, or the name itself stands in such a sentence.
func filled(c *comparison, s slot, a anchor) (sentence int, other anchor) {
	sentence = -1
	places := c.postings[s.word]
	if len(places) > mostSlots {
		return -1, other
	}
	for _, n := range places {
		own, ok := inSlot(c.Source, n, s)
		switch {
		case ok && (own.stem == a.stem || namedBehind(c.Source, n, own, a.stem)):
			return -1, other
		case !ok && c.has(n, a.stem):
			return -1, other
		case !ok:
		case sentence >= 0 && own.stem != other.stem:
			return -1, other
		default:
			sentence, other = n, own
		}
	}
	return sentence, other
}

// mostSlots bounds the sentences that have the word of a slot: a frequent one says
// little of the name behind it, as "case of".
const mostSlots = 3

// inSlot is the name in a slot of a sentence of the source.
func inSlot(s *Source, n int, want slot) (anchor, bool) {
	for _, a := range s.anchors[n] {
		if !a.isName() {
			continue
		}
		if got, ok := slotOf(s.sentences[n], a); ok && got == want {
			return a, true
		}
	}
	return nowhere, false
}

// namedBehind says whether a sentence has a name behind another one, as in a
// list.
func namedBehind(s *Source, n int, own anchor, stem int) bool {
	for _, a := range s.anchors[n] {
		if a.isName() && a.from > own.from && a.stem == stem {
			return true
		}
	}
	return false
}

// namesHere says whether the sentence has a name.
func namesHere(c *comparison, stem int) bool {
	for _, a := range c.anchors {
		if a.isName() && a.stem == stem {
			return true
		}
	}
	return false
}
