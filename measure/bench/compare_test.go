//go:build unix

package main

import (
	"math/rand/v2"
	"testing"
)

// An interval holds the ratio as often as it promises, and is narrow enough to see a
// tenth more.
func TestInterval(t *testing.T) {
	const trials, ratio = 100, 1.1
	random := rand.New(rand.NewPCG(7, 7))
	took := func(usual float64) float64 { // some runs take far longer
		return usual * (1 + 0.02*random.NormFloat64()) * (1 + max(0, random.NormFloat64()-1.5))
	}
	held, seen := 0, 0
	for range trials {
		var pairs []pair
		for range 40 {
			pairs = append(pairs, pair{took(ratio), took(1)})
		}
		low, high := interval(pairs)
		if low <= ratio && ratio <= high {
			held++
		}
		if low > 1 {
			seen++
		}
	}
	if held < trials*90/100 || held == trials || seen < trials*98/100 {
		t.Errorf("of %d intervals %d hold the ratio and %d are above 1", trials, held, seen)
	}
}
