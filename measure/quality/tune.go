package main

import (
	"fmt"
	"sync"

	"newsbrief/internal/offline/rank"
)

// tune looks for better weights of the offline engine, from those it has, and
// prints them with what they reach on the half they were found by and on the other. It runs only
// where it is named.
func tune(dir string) {
	var t tuning
	sets := summarySets(dir)
	for _, set := range sets {
		if len(set.search) > 0 {
			t = append(t, set)
		}
	}
	w := t.search(rank.Fitted)
	for _, set := range sets {
		front := 0.0
		for _, s := range set.report {
			front += s.analysis.FrontLoaded(&w, s.wanted) / float64(len(set.report))
		}
		fmt.Printf("%-13s front-loaded %.2f; of the better baseline %5.1f%% in the search, %5.1f%% in the report\n",
			set.name, front, 100*relative(set.search, &w), 100*relative(set.report, &w))
	}
	fmt.Printf("Gate:       %v\nNews:       %v\nOther:      %v\nRedundancy: %v\n", w.Gate, w.News, w.Other, w.Redundancy)
}

// relative is what weights reach of the better one of lead and TextRank, as
// the mean of three scores.
func relative(articles []*summarized, w *rank.Weights) float64 {
	var ours, first, central [3]float64
	for _, s := range articles {
		add(&ours, s.score(s.analysis.Choose(w, s.wanted)))
		add(&first, s.lead())
		add(&central, s.textRank())
	}
	share := 0.0
	for m, x := range ours {
		share += x / max(first[m], central[m]) / 3
	}
	return share
}

func add(sum *[3]float64, scores [3]float64) {
	for m, x := range scores {
		sum[m] += x
	}
}

// tuning is the sets that weights are found by.
type tuning []*summarySet

// objective is high where no set falls behind its better baseline: what is
// gained above it counts for little.
func (t tuning) objective(w *rank.Weights) float64 {
	const enough = 1.02
	values := make([]float64, len(t))
	var wait sync.WaitGroup
	for i, set := range t {
		wait.Go(func() {
			share := relative(set.search, w)
			values[i] = min(share, enough) + share/4
		})
	}
	wait.Wait()
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return 100 * sum / float64(len(t))
}

// search moves one weight at a time as long as that helps, by smaller and
// smaller steps (coordinate search). A move must gain something worth a
// weight, so that noise does not make rules.
func (t tuning) search(w rank.Weights) rank.Weights {
	const worth, last = 0.02, 0.1
	best := t.objective(&w)
	for step := 0.5; step > last; {
		before := best
		for _, x := range coordinates(&w) {
			for _, move := range []float64{step, -step, 3 * step, -3 * step} {
				old := *x
				*x += move
				if !allowed(&w) {
					*x = old
					continue
				}
				if now := t.objective(&w); now > best+worth {
					best = now
					break
				}
				*x = old
			}
		}
		fmt.Printf("  step %.3f: %.2f\n", step, best)
		if best-before < 0.1 {
			step /= 2
		}
	}
	return w
}

func coordinates(w *rank.Weights) []*float64 {
	var list []*float64
	for i := range w.Gate {
		list = append(list, &w.Gate[i])
	}
	for i := range w.News {
		list = append(list, &w.News[i], &w.Other[i])
	}
	return append(list, &w.Redundancy[0], &w.Redundancy[1])
}

// allowed bars weights that some references reward and no reader does: the
// first sentence counts in every text, a sentence is not the worse for
// standing early, being central or holding the title's words, and not the
// better for being a quotation or a repetition.
func allowed(w *rank.Weights) bool {
	const first = 0.5
	good := []int{rank.Early, rank.Keynote, rank.Degree, rank.Centrality, rank.Title}
	for _, f := range []*[rank.FeatureCount]float64{&w.News, &w.Other} {
		for _, i := range good {
			if f[i] < 0 {
				return false
			}
		}
		if f[rank.Opening] < first || f[rank.Quote] > 0 {
			return false
		}
	}
	return min(w.Redundancy[0], w.Redundancy[1]) >= 0
}
