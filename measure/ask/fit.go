package main

import (
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/offline/search"
	"newsbrief/measure/logistic"
)

// each is what all questions of a set and language count together.
const each = 100

// fit finds weights: first those of sentences, then those of the evidence that there is
// an answer, against texts that have lost it (which count half: another sentence may
// still say it), texts on something else, and questions that people found unanswered.
func fit(rows []*row) search.Weights {
	const penalty, least = 1, 2
	sizes := map[string]float64{}
	for _, r := range rows {
		sizes[r.kind()]++
	}
	var w search.Weights
	var choices []logistic.Choice
	for _, r := range rows {
		if len(r.answers) > 0 && len(r.own.Signals) >= least {
			choices = append(choices, r.choice(each/sizes[r.kind()]))
		}
	}
	copy(w.Rank[:], logistic.FitChoice(choices, penalty))
	var examples []logistic.Example
	add := func(m *search.Match, is, count float64) {
		if order := order(m, &w); len(order) > 0 {
			x := m.Evidence(&w, order)
			examples = append(examples, logistic.Example{Signals: x[:], Is: is, Count: count})
		}
	}
	for _, r := range rows {
		count := each / sizes[r.kind()]
		if len(r.answers) > 0 {
			add(r.own, 1, count)
			add(r.without, 0, count/2)
		} else {
			add(r.own, 0, count)
		}
		add(r.another, 0, count)
	}
	sum := logistic.Fit(examples, penalty)
	copy(w.Answer[:], sum.Weights)
	w.Bias = sum.Bias
	return w
}

// kind tells apart the answered and the unanswered of a set.
func (r *row) kind() string { return fmt.Sprint(r.set, len(r.answers) > 0) }

func (r *row) choice(count float64) logistic.Choice {
	c := logistic.Choice{Count: count}
	for n := range r.own.Signals {
		c.Signals = append(c.Signals, r.own.Signals[n][:])
		c.Right = append(c.Right, slices.Contains(r.answers, n))
	}
	return c
}

// order is the sentences, best first; none of no text.
func order(m *search.Match, w *search.Weights) []int {
	if m == nil {
		return nil
	}
	return m.Order(w)
}

func print(w search.Weights) {
	fmt.Printf("Rank:   %.2f\nAnswer: %.2f\nBias:   %.2f\n", w.Rank, w.Answer, w.Bias)
}

// cross finds weights without one set in all its languages after the other, and prints what they reach on it.
func cross(rows []*row) {
	for _, family := range families(rows) {
		in := func(r *row) bool { return r.family() == family }
		w := fit(slices.DeleteFunc(slices.Clone(rows), in))
		others := slices.DeleteFunc(slices.Clone(rows), func(r *row) bool { return !in(r) })
		count(others, &w).print(family)
	}
}

func sets(rows []*row) (list []string) {
	for _, r := range rows {
		if !slices.Contains(list, r.set) {
			list = append(list, r.set)
		}
	}
	return list
}

// family is the set without its language.
func (r *row) family() string {
	name, _, _ := strings.Cut(r.set, ".")
	return name
}

func families(rows []*row) (list []string) {
	for _, r := range rows {
		if !slices.Contains(list, r.family()) {
			list = append(list, r.family())
		}
	}
	return list
}
