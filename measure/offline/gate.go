package main

import (
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"

	"newsbrief/internal/offline/rank"
)

// levels are the openings of the gate at which texts are summarised to learn it.
var levels = []float64{0, 0.25, 0.5, 0.75, 1}

// gated is a text with what its summary is worth at each level, in points.
type gated struct {
	traits [rank.TraitCount]float64
	worth  []float64
}

// kindOfText is a set of texts as the gate learns from it.
type kindOfText struct {
	set    string
	share  float64 // of all sets
	weight float64
	rival  float64 // what the best baseline is worth, of labels what the weights now are
	texts  []gated
}

// gate learns the gate alone, by what an opening costs: the texts of a set count more, round
// by round, as long as they are worth less than by their best baseline, and less where they are
// worth more, so that no kind of text pays for another. What readers said that sentences are
// worth is one set more.
func gate(dir string) {
	sets := readSets(dir)
	kinds := kindsOfText(sets)
	w := rank.Fitted
	w.Gate = learnGate(kinds)
	for _, s := range sets {
		fmt.Printf("%-14s above the best baseline: %+.1f where it was found, %+.1f elsewhere; front-loaded %.2f\n",
			s.name, margin(s.search, &w), margin(s.report, &w), frontLoaded(s.report, &w))
	}
	print(&w)
}

func kindsOfText(sets []*set) (kinds []*kindOfText) {
	x := newSearch(sets)
	for i, s := range x.sets {
		k := &kindOfText{set: s.name, share: x.weights[i], rival: average(x.best[i])}
		for _, a := range s.search {
			k.add(a, func(chosen []int) float64 { return average(a.score(chosen)) })
		}
		kinds = append(kinds, k)
	}
	return append(kinds, readersText())
}

// readersText are every second of the labelled articles.
func readersText() *kindOfText {
	const points, wanted = 15, 3 // of a worth of one; sentences
	k := &kindOfText{set: "readers", share: 1}
	for i, l := range read[labelled]("offline/labels.jsonl") {
		text, err := os.ReadFile(filepath.Join("..", l.Article))
		if err != nil {
			log.Fatal(err)
		}
		a, err := newSummarized(row{Text: string(text), K: wanted})
		labels := l.list()
		if err != nil || len(labels) != len(a.document.Sentences) || i%2 != 0 {
			continue
		}
		worth := func(chosen []int) (sum float64) {
			for _, c := range chosen {
				sum += points * float64(labels[c].worth) / float64(len(chosen))
			}
			return sum
		}
		k.add(a, worth)
		k.rival += worth(fitted(a))
	}
	k.rival /= float64(len(k.texts))
	return k
}

func (k *kindOfText) add(a *summarized, worth func(chosen []int) float64) {
	const certain = 30
	t := gated{traits: a.analysis.Traits(a.wanted)}
	for _, level := range levels {
		w := rank.Fitted
		w.Gate = [rank.TraitCount]float64{rank.Always: max(-certain, min(certain, math.Log(level/(1-level))))}
		t.worth = append(t.worth, worth(a.analysis.Choose(&w, a.wanted)))
	}
	k.texts = append(k.texts, t)
}

// learnGate goes uphill by Adam, and takes the mean of the later rounds.
func learnGate(kinds []*kindOfText) (mean [rank.TraitCount]float64) {
	const rounds, steps, rate, first, second, penalty = 14, 400, 0.05, 0.9, 0.99, 0.003
	const enough, pace = 0.3, 0.4 // points above the rival; how fast weights follow
	scale := deviations(kinds)
	var gate [rank.TraitCount]float64
	for _, k := range kinds {
		k.weight = 1
	}
	for round := range rounds {
		var m, v [rank.TraitCount]float64
		for step := 1; step <= steps; step++ {
			slope := slopeOf(kinds, &gate)
			for t := range gate {
				g := slope[t]*scale[t] - penalty*gate[t]*scale[t]
				m[t], v[t] = first*m[t]+(1-first)*g, second*v[t]+(1-second)*g*g
				up := m[t] / (1 - math.Pow(first, float64(step)))
				gate[t] += rate / scale[t] * up / (math.Sqrt(v[t]/(1-math.Pow(second, float64(step)))) + 1e-5)
			}
		}
		for _, k := range kinds {
			k.weight = min(max(k.weight*math.Exp(-pace*(k.value(&gate)-k.rival-enough)), 0.2), 5)
		}
		for t := range mean {
			if round >= rounds/2 {
				mean[t] += gate[t] / (rounds - rounds/2)
			}
		}
	}
	return mean
}

// deviations are those of the traits over all texts, by which steps are made alike.
func deviations(kinds []*kindOfText) (list [rank.TraitCount]float64) {
	n := 0.0
	var sums, squares [rank.TraitCount]float64
	for _, k := range kinds {
		for _, text := range k.texts {
			n++
			for t, x := range text.traits {
				sums[t], squares[t] = sums[t]+x, squares[t]+x*x
			}
		}
	}
	for t := range list {
		if list[t] = math.Sqrt(max(squares[t]/n-sums[t]*sums[t]/(n*n), 0)); list[t] < 0.01 {
			list[t] = 1
		}
	}
	return list
}

// slopeOf is how the worth of all texts grows with the gate: half by the levels around its
// opening, half from shut to open, for what lies between may be flat.
func slopeOf(kinds []*kindOfText, gate *[rank.TraitCount]float64) (slope [rank.TraitCount]float64) {
	total := 0.0
	for _, k := range kinds {
		total += k.weight * k.share
	}
	last := len(levels) - 1
	for _, k := range kinds {
		for _, text := range k.texts {
			open := text.opening(gate)
			at := min(int(open*float64(last)), last-1)
			near := (text.worth[at+1] - text.worth[at]) * float64(last)
			grows := (near + text.worth[last] - text.worth[0]) / 2 * open * (1 - open)
			grows *= k.weight * k.share / (total * float64(len(k.texts)))
			for t, x := range text.traits {
				slope[t] += grows * x
			}
		}
	}
	return slope
}

func (t *gated) opening(gate *[rank.TraitCount]float64) float64 {
	sum := 0.0
	for i, x := range t.traits {
		sum += gate[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// value is what the texts are worth, between two levels in proportion.
func (k *kindOfText) value(gate *[rank.TraitCount]float64) (mean float64) {
	last := len(levels) - 1
	for _, text := range k.texts {
		x := text.opening(gate) * float64(last)
		at := min(int(x), last-1)
		worth := text.worth[at] + (x-float64(at))*(text.worth[at+1]-text.worth[at])
		mean += worth / float64(len(k.texts))
	}
	return mean
}
