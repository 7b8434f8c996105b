// Package align finds which passages of a translation stand for which of its
// source: by their lengths, their order, and what both have in the same form.
package align

import (
	"math"
	"slices"
	"strings"
)

// Costs of aligning passages, in negative logarithms of likelihood as in Gale
// and Church, A Program for Aligning Sentences in Bilingual Corpora (1993).
// Merging is common between languages; a passage without counterpart or out
// of its order is not.
const (
	mergeCost = 3.5
	skipCost  = 5.0
	lightSkip = 2.5 // where how much better that is decides
	noSkip    = 1e3
	swapCost  = 5.5
	markCost  = 6.0  // of passages that share none of the marks both texts have
	fewMarks  = 3    // so many tell all of it
	mostCost  = 12.0 // of lengths alone
)

// Unit is a passage: its length in letters, and the marks that a translation
// keeps (figures, names), sorted, each once.
type Unit struct {
	Length float64
	Marks  []string
}

// Pair is what stands for what: [From, FromEnd) of the source's passages for
// [To, ToEnd) of the translation's. A crossed pair has two of each, the second
// for the first.
type Pair struct {
	From, FromEnd, To, ToEnd int
	Crossed                  bool
}

// Missing says whether the translation has nothing for a passage, Added whether
// the source has nothing for one of the translation's.
func (p Pair) Missing() bool { return p.To == p.ToEnd }

// Added is Missing the other way round.
func (p Pair) Added() bool { return p.From == p.FromEnd }

// moves are how many passages may stand for how many; the last is crossed.
var moves = [...][2]int{{1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}, {3, 1}, {1, 3}, {2, 2}}

const crossing = len(moves) - 1

// table has the least costs up to each pair of passages, in a band around the
// diagonal, so that its size is linear in long documents.
type table struct {
	from, to []Unit
	ratio    float64 // of the translation's length to the source's
	skip     float64
	band     int
	best     []float64
	step     []int8
}

// Align pairs the passages of a source and its translation, whose length is
// ratio times the source's.
func Align(from, to []Unit, ratio float64) []Pair {
	pairs, _ := align(from, to, ratio, skipCost)
	return pairs
}

// Sentences is Align for the sentences of a passage, which are merged and divided
// more often than left out. beside is by how much its cost is below that of an
// alignment in which every sentence has a counterpart: large where one is missing
// or added.
func Sentences(from, to []Unit, ratio float64) (pairs []Pair, beside float64) {
	pairs, least := align(from, to, ratio, lightSkip)
	_, whole := align(from, to, ratio, noSkip)
	return pairs, whole - least
}

// Whole is Sentences where every one must have a counterpart.
func Whole(from, to []Unit, ratio float64) []Pair {
	pairs, _ := align(from, to, ratio, noSkip)
	return pairs
}

func align(from, to []Unit, ratio, skip float64) ([]Pair, float64) {
	n, m := len(from), len(to)
	if n == 0 || m == 0 {
		return nil, 0
	}
	from, to = common(from, to)
	t := &table{from: from, to: to, ratio: ratio, skip: skip, band: max(n-m, m-n) + 20}
	size := (n + 1) * (2*t.band + 1)
	t.best, t.step = make([]float64, size), make([]int8, size)
	for i := 0; i <= n; i++ {
		for j := max(0, i*m/n-t.band); j <= min(m, i*m/n+t.band); j++ {
			if i+j > 0 {
				t.fill(i, j)
			}
		}
	}
	return t.path(), t.best[t.at(n, m)]
}

// common leaves the marks that both texts have somewhere: one that the other
// text writes otherwise everywhere says nothing.
func common(from, to []Unit) (a, b []Unit) {
	return shared(from, marksOf(to)), shared(to, marksOf(from))
}

func marksOf(list []Unit) map[string]bool {
	all := map[string]bool{}
	for _, u := range list {
		for _, m := range u.Marks {
			all[m] = true
		}
	}
	return all
}

func shared(list []Unit, others map[string]bool) []Unit {
	out := make([]Unit, len(list))
	for i, u := range list {
		out[i].Length = u.Length
		for _, m := range u.Marks {
			if others[m] {
				out[i].Marks = append(out[i].Marks, m)
			}
		}
	}
	return out
}

// at is the place of a pair in the table; -1 outside the band.
func (t *table) at(i, j int) int {
	k := j - i*len(t.to)/len(t.from) + t.band
	if i < 0 || j < 0 || k < 0 || k > 2*t.band {
		return -1
	}
	return i*(2*t.band+1) + k
}

func (t *table) fill(i, j int) {
	here := t.at(i, j)
	t.best[here] = math.Inf(1)
	for k, move := range moves {
		before := t.at(i-move[0], j-move[1])
		if before < 0 || math.IsInf(t.best[before], 1) {
			continue
		}
		if c := t.best[before] + t.cost(k, i, j); c < t.best[here] {
			t.best[here], t.step[here] = c, int8(k)
		}
	}
}

// cost of the move that ends before passages i and j.
func (t *table) cost(move, i, j int) float64 {
	from, to := t.from[i-moves[move][0]:i], t.to[j-moves[move][1]:j]
	switch {
	case len(from) == 0 || len(to) == 0:
		return t.skip
	case move == crossing:
		return swapCost + match(from[:1], to[1:], t.ratio) + match(from[1:], to[:1], t.ratio)
	}
	c := match(from, to, t.ratio) + mergeCost*float64(len(from)+len(to)-2)
	if move == 0 {
		return math.Min(c, 2*t.skip-.5) // rather a bad counterpart than none on both sides
	}
	return c
}

func (t *table) path() []Pair {
	var pairs []Pair
	for i, j := len(t.from), len(t.to); i > 0 || j > 0; {
		k := int(t.step[t.at(i, j)])
		move := moves[k]
		pairs = append(pairs, Pair{i - move[0], i, j - move[1], j, k == crossing})
		i, j = i-move[0], j-move[1]
	}
	slices.Reverse(pairs)
	return pairs
}

// Total is the length of several passages.
func Total(list []Unit) float64 {
	sum := 0.0
	for _, u := range list {
		sum += u.Length
	}
	return sum
}

// match is the cost of to standing for from.
func match(from, to []Unit, ratio float64) float64 {
	z := Deviation(Total(from)*ratio, Total(to))
	return math.Min(z*z/2, mostCost) + unshared(from, to)
}

// Deviation says by how many standard deviations the length of a translation
// is off. The spread was measured on human translations from English into
// seven languages: it falls with the length.
func Deviation(expected, length float64) float64 {
	return math.Log((length+3)/(expected+3)) / math.Sqrt(.006+1.9/(expected+3))
}

// unshared is up to markCost where the passages have marks but none in common.
func unshared(from, to []Unit) float64 {
	both, a, b := 0, 0, 0
	for _, u := range from {
		a += len(u.Marks)
		for _, v := range to {
			both += Shares(u.Marks, v.Marks)
		}
	}
	for _, v := range to {
		b += len(v.Marks)
	}
	if max(a, b) == 0 {
		return 0
	}
	alike := math.Min(float64(2*both)/float64(a+b), 1)
	return markCost * (1 - alike) * math.Min(float64(max(a, b))/fewMarks, 1)
}

// Shares counts the marks that two passages have in common.
func Shares(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}

// Ratio is the middle of what paired passages' lengths are to each other; few
// passages tell less than what is usual.
func Ratio(pairs []Pair, from, to []Unit, usual float64) float64 {
	list := []float64{usual, usual, usual}
	for _, p := range pairs {
		if a, b := Total(from[p.From:p.FromEnd]), Total(to[p.To:p.ToEnd]); a > 20 && b > 20 {
			list = append(list, b/a)
		}
	}
	slices.Sort(list)
	return list[len(list)/2]
}
