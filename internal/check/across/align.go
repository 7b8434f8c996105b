package across

import (
	"math"
	"slices"
)

// Costs of aligning passages, in negative logarithms of likelihood as in Gale
// and Church, A Program for Aligning Sentences in Bilingual Corpora (1993).
// Merging is common between languages; a passage without counterpart or out
// of its order is not.
const (
	mergeCost = 3.5
	skipCost  = 5.0
	swapCost  = 5.5
	markCost  = 4.0  // of passages that share no figure and no name
	mostCost  = 12.0 // of lengths alone
)

// pair is what stands for what: [from, fromEnd) of the source's paragraphs
// for [to, toEnd) of the target's. A crossed pair has two of each, the second
// for the first.
type pair struct {
	from, fromEnd, to, toEnd int
	crossed                  bool
}

// moves are how many passages may stand for how many; the last is crossed.
var moves = [...][2]int{{1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}, {3, 1}, {1, 3}, {2, 2}}

const crossing2 = len(moves) - 1

// alignment is the table of the least costs up to each pair of passages, in a
// band around the diagonal, so that its size is linear in long documents.
type alignment struct {
	from, to []paragraph
	ratio    float64 // of the target's length to the source's
	band     int
	best     []float64
	step     []int8
}

// align finds which paragraphs of a translation stand for which of the source
// by their lengths, and by the figures and names that they share.
func align(from, to []paragraph, ratio float64) []pair {
	n, m := len(from), len(to)
	if n == 0 || m == 0 {
		return nil
	}
	a := &alignment{from: from, to: to, ratio: ratio, band: max(n-m, m-n) + 20}
	size := (n + 1) * (2*a.band + 1)
	a.best, a.step = make([]float64, size), make([]int8, size)
	for i := 0; i <= n; i++ {
		for j := max(0, i*m/n-a.band); j <= min(m, i*m/n+a.band); j++ {
			if i+j > 0 {
				a.fill(i, j)
			}
		}
	}
	return a.path()
}

// at is the place of a pair in the table; -1 outside the band.
func (a *alignment) at(i, j int) int {
	k := j - i*len(a.to)/len(a.from) + a.band
	if i < 0 || j < 0 || k < 0 || k > 2*a.band {
		return -1
	}
	return i*(2*a.band+1) + k
}

func (a *alignment) fill(i, j int) {
	here := a.at(i, j)
	a.best[here] = math.Inf(1)
	for k, move := range moves {
		before := a.at(i-move[0], j-move[1])
		if before < 0 || math.IsInf(a.best[before], 1) {
			continue
		}
		if c := a.best[before] + a.cost(k, i, j); c < a.best[here] {
			a.best[here], a.step[here] = c, int8(k)
		}
	}
}

// cost of the move that ends before passages i and j.
func (a *alignment) cost(move, i, j int) float64 {
	from, to := a.from[i-moves[move][0]:i], a.to[j-moves[move][1]:j]
	switch {
	case len(from) == 0 || len(to) == 0:
		return skipCost
	case move == crossing2:
		return swapCost + match(from[:1], to[1:], a.ratio) + match(from[1:], to[:1], a.ratio)
	}
	c := match(from, to, a.ratio) + mergeCost*float64(len(from)+len(to)-2)
	if move == 0 {
		return math.Min(c, 2*skipCost-.5) // rather a bad counterpart than none on both sides
	}
	return c
}

func (a *alignment) path() []pair {
	var pairs []pair
	for i, j := len(a.from), len(a.to); i > 0 || j > 0; {
		k := int(a.step[a.at(i, j)])
		move := moves[k]
		pairs = append(pairs, pair{i - move[0], i, j - move[1], j, k == crossing2})
		i, j = i-move[0], j-move[1]
	}
	slices.Reverse(pairs)
	return pairs
}

func total(list []paragraph) float64 {
	sum := 0.0
	for _, p := range list {
		sum += p.letters
	}
	return sum
}

// match is the cost of to standing for from.
func match(from, to []paragraph, ratio float64) float64 {
	z := deviation(total(from)*ratio, total(to))
	return math.Min(z*z/2, mostCost) + unshared(from, to)
}

// deviation says by how many standard deviations the length of a translation
// is off. The spread was measured on human translations from English into
// seven languages: it falls with the length.
func deviation(expected, length float64) float64 {
	return math.Log((length+3)/(expected+3)) / math.Sqrt(.006+1.9/(expected+3))
}

// unshared is up to markCost where the passages have marks but none in common.
func unshared(from, to []paragraph) float64 {
	shared, a, b := 0, 0, 0
	for _, p := range from {
		a += len(p.marks)
		for _, q := range to {
			shared += shares(p.marks, q.marks)
		}
	}
	for _, q := range to {
		b += len(q.marks)
	}
	if max(a, b) == 0 {
		return 0
	}
	alike := math.Min(float64(2*shared)/float64(a+b), 1)
	return markCost * (1 - alike) * math.Min(float64(max(a, b))/3, 1)
}

// ratioOf is the middle of what aligned passages' lengths are to each other;
// few passages tell less than what is usual.
func ratioOf(pairs []pair, from, to []paragraph, usual float64) float64 {
	list := []float64{usual, usual, usual}
	for _, p := range pairs {
		if a, b := total(from[p.from:p.fromEnd]), total(to[p.to:p.toEnd]); a > 20 && b > 20 {
			list = append(list, b/a)
		}
	}
	slices.Sort(list)
	return list[len(list)/2]
}
