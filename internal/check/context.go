package check

import (
	"slices"
	"sort"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
)

// contextReach is how many words on either side of a claim are its context.
// Sentences are shorter; a table without full stops is not.
const contextReach = 60

// context is the words around a claim of the candidate, nearer ones counting
// more: those that the source has, each once and by their numbers, and the
// weight of all.
type context struct {
	words []weighted
	total float64
}

// find is where a stem stands in the context; -1: it does not.
func (c context) find(stem words.ID) int {
	low, high := 0, len(c.words)
	for low < high {
		if mid := (low + high) / 2; c.words[mid].stem < stem {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(c.words) && c.words[low].stem == stem {
		return low
	}
	return -1
}

// merged orders the words and adds the weights of those that are the same.
func merged(list []weighted) []weighted {
	slices.SortFunc(list, func(a, b weighted) int { return int(a.stem - b.stem) })
	n := 0
	for i, w := range list {
		switch {
		case w.stem == 0:
		case i > 0 && n > 0 && list[n-1].stem == w.stem:
			list[n-1].weight += w.weight
		default:
			list[n] = w
			n++
		}
	}
	return list[:n]
}

type weighted struct {
	stem   words.ID
	weight float64
}

// decay is what a word counts at a distance in words from the claim.
func decay(distance int, half float64) float64 { return 1 / (1 + float64(distance)/half) }

// across is what a word counts behind so many other values that stand between
// it and the claim: it tells their context rather than the claim's.
var across = [...]float64{1, .5, .25, .125}

// contextOf weighs the words of a sentence around the bytes start to end,
// among other claims, in the numbers of the source's index.
func contextOf(x *words.Index, sentence []words.Word, claims []Located, start, end int) context {
	at := countBefore(len(sentence), start, func(i int) int { return sentence[i].Start })
	from, to := max(at-contextReach, 0), min(at+contextReach, len(sentence))
	c := context{words: make([]weighted, 0, to-from)}
	for i := from; i < to; i++ {
		w := sentence[i]
		if w.Start >= start && w.End <= end {
			continue
		}
		weight := x.Weight(w.Stem) * decay(distance(i, at), 3) * across[amountsBetween(claims, w.Start, start)]
		c.words = append(c.words, weighted{w.Stem, weight})
		c.total += weight
	}
	c.words = merged(c.words)
	return c
}

// amountsBetween counts the values between two bytes, at most three.
func amountsBetween(claims []Located, a, b int) int {
	a, b = min(a, b), max(a, b)
	n, from := 0, countBefore(len(claims), a+1, func(i int) int { return claims[i].Start })
	for i := from; i < len(claims) && claims[i].Start < b && n < 3; i++ {
		if compare.Numeric(claims[i].Claim) && !compare.Trivial(claims[i].Claim) {
			n++
		}
	}
	return n
}

// countBefore is the number of words that begin before a byte.
func countBefore(n, start int, at func(int) int) int {
	return sort.Search(n, func(i int) bool { return at(i) >= start })
}

// distance in words between word i and a claim before word at.
func distance(i, at int) int {
	if i >= at {
		return i - at
	}
	return at - 1 - i
}

// similarity says how much of the context of a candidate's claim stands
// around a claim of the source, 0 to 1.
func (c context) similarity(x *words.Index, l Located) float64 {
	if c.total == 0 {
		return 0
	}
	list := x.Words(l.Sentence)
	at := countBefore(len(list), l.Start, func(i int) int { return list[i].Start })
	var best [2 * contextReach]float64
	for i := max(at-2*contextReach, 0); i < min(at+2*contextReach, len(list)); i++ {
		if k := c.find(list[i].Stem); k >= 0 {
			best[k] = max(best[k], decay(distance(i, at), 8))
		}
	}
	shared := 0.0
	for k, w := range c.words {
		if best[k] == 0 && l.Sentence > 0 && x.Holds(l.Sentence-1, w.stem) {
			best[k] = .3 // the sentence before names the subject
		}
		shared += w.weight * best[k]
	}
	return shared / c.total
}
