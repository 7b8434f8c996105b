package sense

import "slices"

// What the two places of a contrast must share of their company, and how much
// more than the best place on the word's own side.
const (
	contrastShares = .2
	contrastBy     = .2
)

// contrasts finds words in whose place the source has one that excludes them:
// rose, fell; before, after; largest, smallest.
func contrasts(c *comparison) []Finding {
	var list []Finding
	for i := range c.words {
		for _, s := range c.words[i].sides {
			if s.set == "order" {
				continue // orders asks what comes before what
			}
			if f, ok := contrast(c, i, s); ok {
				list = append(list, f)
				break
			}
		}
	}
	return list
}

func contrast(c *comparison, i int, s side) (Finding, bool) {
	if sideNear(c, c.words, i, s, 4, true) {
		return Finding{}, false // both sides: "one above, one below the knee"
	}
	mine := companions(c.Source, c.words, i)
	own, best, at, word := 0.0, 0.0, -1, 0
	for _, n := range c.near {
		list := c.sentences[n]
		for k := range list {
			same, other := sidesAt(c, list, k, s)
			other = other && adjacent(c, i, list, k, s.set) && sameNoun(c.words, i, list, k, s.set)
			if !same && !other && !sameStem(list[k], c.words[i]) {
				continue
			}
			share, shared := shared(c.Source, mine, list, k)
			switch {
			case !other:
				own = max(own, share)
			case share > best && shared > 1:
				best, at, word = share, n, k
			}
		}
	}
	if at < 0 || best < contrastShares || best < own+contrastBy {
		return Finding{}, false
	}
	return c.finding(c.words[i], at, "the article says %q here", c.textOf(at, word, word+1)), true
}

// sidesAt is on which sides of a contrast word k of the source stands; on none
// but the same where the sentence has that side too, or "with no" means without.
func sidesAt(c *comparison, list []word, k int, s side) (same, other bool) {
	same, other = list[k].hasSide(s)
	switch {
	case other && s.set != "company" && denied(c.Source, list, k):
		return true, false // not survived: died
	case other && sideNear(c, list, k, s, 6, false):
		return true, false
	case s.set == "company" && k+1 < len(list) && list[k+1].is(negation):
		return other, same
	}
	return same, other
}

// sideNear says whether a word on the same side of a contrast, or on another,
// stands within so many words of word i.
func sideNear(c *comparison, list []word, i int, s side, within int, opposite bool) bool {
	for k := max(0, i-within); k < min(len(list), i+within+1); k++ {
		if same, other := list[k].hasSide(s); k != i && (same && !opposite || other && opposite) {
			return true
		}
	}
	return false
}

// prepositional are the contrasts that say it of the words behind them.
var prepositional = map[string]int{"order": 4, "company": 2, "range": 4}

// adjacent says whether two words have a content word beside them in common;
// a preposition the words behind it, unless a pronoun follows.
func adjacent(c *comparison, i int, list []word, k int, set string) bool {
	within, right := 4, false
	if own, ok := prepositional[set]; ok {
		within, right = own, i+1 >= len(c.words) || !c.words[i+1].is(object)
	}
	for a := max(0, i-within); a < min(len(c.words), i+within+1); a++ {
		if a == i || right && a < i || !c.words[a].content() {
			continue
		}
		for b := max(0, k-within); b < min(len(list), k+within+1); b++ {
			if b != k && !(right && b < k) && sameStem(list[b], c.words[a]) && !listedApart(c.words, i, a, list, k, b) {
				return true
			}
		}
	}
	return false
}

// listedApart says whether two words stand right beside each other here, and are
// different items of a list there: methane reduction; methane, growth.
func listedApart(mine []word, i, a int, theirs []word, k, b int) bool {
	if max(i, a)-min(i, a) > 1 || theirs[k].is(verb) {
		return false
	}
	return slices.ContainsFunc(theirs[min(k, b)+1:max(k, b)+1], func(w word) bool { return w.is(pause) })
}

// sameNoun says whether two words that say something of the noun behind them
// stand before the same: the red tab, the blue tab.
func sameNoun(mine []word, i int, theirs []word, k int, set string) bool {
	if set != "colour" {
		return true
	}
	return i+1 < len(mine) && k+1 < len(theirs) && sameStem(mine[i+1], theirs[k+1])
}

// window is how many words on either side are a word's companions.
const window = 7

// companions are the stems around word i, the nearer the more.
func companions(s *Source, list []word, i int) map[int]float64 {
	m := make(map[int]float64, 2*window)
	for k := max(0, i-window); k < min(len(list), i+window+1); k++ {
		if k == i || !list[k].content() {
			continue
		}
		stem := list[k].stemAt(k)
		m[stem] = max(m[stem], 1/(1+float64(max(k-i, i-k))/4))
	}
	return m
}

// shared is how much of the companions of a word of the candidate, by their
// rarity, stands around word k of the source, 0 to 1, and how many stems.
func shared(s *Source, mine map[int]float64, list []word, k int) (share float64, stems int) {
	theirs := companions(s, list, k)
	all, common := 0.0, 0.0
	for stem, near := range mine {
		w := s.weight(stem) * near
		all += w
		if o := theirs[stem]; o > 0 {
			common += w * (1 + o) / 2
			stems++
		}
	}
	if all == 0 {
		return 0, 0
	}
	return common / all, stems
}
