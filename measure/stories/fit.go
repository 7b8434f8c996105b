package main

import (
	"math"
	"slices"

	"newsbrief/internal/story"
	"newsbrief/measure/logistic"
)

const (
	passes  = 4   // of weights, each found on the groups that those before it led to
	penalty = 0.3 // on the squares of the weights
	caution = 0.3 // taken off: two events in one story are worse than one event in two
	fewest  = 100 // items of a batch that counts as much as any other, however large
)

// fit finds weights that join two groups where precision and recall together gain.
func fit(batches []*batch) *story.Weights {
	w := &story.Weights{Bias: -1} // joins none
	var examples []logistic.Example
	for range passes {
		for _, b := range batches {
			examples = append(examples, b.examples(w)...)
		}
		sum := logistic.Fit(examples, penalty)
		copy(w.Signals[:], sum.Weights)
		w.Bias = sum.Bias - caution
	}
	return w
}

// examples are the pairs of groups that some weights come upon. One counts as much as is
// gained or lost by joining it.
func (b *batch) examples(w *story.Weights) (list []logistic.Example) {
	story.Try(b.items, w, func(x, y []int, s story.Signals) {
		gain := b.worth(slices.Concat(x, y)) - b.worth(x) - b.worth(y)
		e := logistic.Example{Signals: s[:], Count: math.Abs(gain) * 3 * fewest / max(float64(len(b.items)), fewest)}
		if gain > 0 {
			e.Is = 1
		}
		list = append(list, e)
	})
	return list
}

// worth is what a group adds to precision and recall.
func (b *batch) worth(items []int) (sum float64) {
	for name, n := range b.count(items) {
		sum += n*n/float64(len(items)) + n*n/b.sizes[name]
	}
	return sum
}

// cross finds weights without one batch after the other, and prints what they reach on
// it.
func cross(batches []*batch) {
	show(batches, func(left *batch) *story.Weights {
		return fit(slices.DeleteFunc(slices.Clone(batches), func(b *batch) bool { return b == left }))
	})
}
