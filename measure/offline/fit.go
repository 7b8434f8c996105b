package main

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"newsbrief/internal/offline/rank"
)

// fit looks for better weights, from those the engine has, on the searching half of
// each set, and prints them with what they reach on both halves.
func fit(dir string) {
	sets := readSets(dir)
	w := newSearch(sets).run(rank.Fitted, true)
	for _, s := range sets {
		fmt.Printf("%-14s above the best baseline: %+.1f where they were found, %+.1f elsewhere; front-loaded %.2f\n",
			s.name, margin(s.search, &w), margin(s.report, &w), frontLoaded(s.report, &w))
	}
	print(&w)
}

// cross finds weights without one outlet after the other, and prints what they reach
// on it: what the engine may be expected to reach on an outlet that it never saw.
func cross(dir string) {
	sets := readSets(dir)
	outlets := map[string][]*set{}
	for _, s := range sets {
		if len(s.search) > 0 {
			outlets[s.outlet()] = append(outlets[s.outlet()], s)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(outlets)) {
		others := slices.DeleteFunc(slices.Clone(sets), func(s *set) bool { return s.outlet() == name })
		w := newSearch(others).run(rank.Even, false)
		for _, s := range outlets[name] {
			fmt.Printf("%-14s above the best baseline: %+.1f by weights found elsewhere\n", s.name, margin(s.all(), &w))
		}
	}
}

func frontLoaded(articles []*summarized, w *rank.Weights) (mean float64) {
	for _, s := range articles {
		mean += s.analysis.FrontLoaded(w, s.wanted) / float64(len(articles))
	}
	return mean
}

// margin is what weights reach above the best baseline, in points, as the mean of
// three scores.
func margin(articles []*summarized, w *rank.Weights) (points float64) {
	if len(articles) == 0 {
		return 0
	}
	ours := mean(articles, func(s *summarized) []int { return s.analysis.Choose(w, s.wanted) })
	for m, x := range best(articles) {
		points += (ours[m] - x) / 3
	}
	return points
}

// search finds weights by the sets that have articles for it.
type search struct {
	sets    []*set
	best    []scores  // of the baselines, by set
	weights []float64 // by set
}

func newSearch(sets []*set) *search {
	x := &search{}
	for _, s := range sets {
		if len(s.search) > 0 {
			x.sets, x.best = append(x.sets, s), append(x.best, best(s.search))
		}
	}
	x.weights = weights(x.sets)
	return x
}

// weights say how much each set counts: outlets count the same, however many sets
// they have.
func weights(sets []*set) []float64 {
	count := map[string]float64{}
	for _, s := range sets {
		count[s.outlet()]++
	}
	list := make([]float64, len(sets))
	for i, s := range sets {
		list[i] = 1 / count[s.outlet()]
	}
	return list
}

// objective is high where no set falls behind its best baseline: what is gained
// above it by more than enough counts for little.
func (x *search) objective(w *rank.Weights) float64 {
	const enough = 2.0 // points
	values := make([]float64, len(x.sets))
	var wait sync.WaitGroup
	for i, set := range x.sets {
		wait.Go(func() {
			ours := mean(set.search, func(s *summarized) []int { return s.analysis.Choose(w, s.wanted) })
			for m := range ours {
				above := ours[m] - x.best[i][m]
				values[i] += x.weights[i] * (min(above, enough) + above/5) / 3
			}
		})
	}
	wait.Wait()
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum
}

// run learns weights, and then moves one at a time as long as that helps (coordinate
// search). A move must gain something worth a weight, so that noise does not make
// rules.
func (x *search) run(w rank.Weights, talks bool) rank.Weights {
	w = learn(x.lessons(), w)
	now := x.objective(&w)
	if talks {
		fmt.Printf("learnt: %.2f\n", now)
		print(&w)
	}
	const worth = 0.02
	for _, step := range []float64{1, 0.5, 0.25} {
		for _, c := range coordinates(&w) {
			for _, move := range []float64{step, -step} {
				old := w
				*c += move
				bound(&w)
				if value := x.objective(&w); value > now+worth {
					now = value
					break
				}
				w = old
			}
		}
		if talks {
			fmt.Printf("  steps of %.2f: %.2f\n", step, now)
		}
	}
	return w
}

// lessons are those of all sets.
func (x *search) lessons() []lesson {
	var list []lesson
	for i, set := range x.sets {
		for _, s := range set.search {
			list = append(list, lessonOf(s, x.weights[i]/float64(len(set.search))))
		}
	}
	return list
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

// bound keeps weights from what some references reward and no reader does: the first
// sentence and an early one count in every text, a sentence is not the worse for being
// central or holding the title's words, and not the better for being a
// quotation.
func bound(w *rank.Weights) {
	const first, early = 0.5, 0.4
	for _, f := range []*[rank.FeatureCount]float64{&w.News, &w.Other} {
		for _, i := range []int{rank.Keynote, rank.Degree, rank.Centrality, rank.Title} {
			f[i] = max(f[i], 0)
		}
		f[rank.Opening], f[rank.Early] = max(f[rank.Opening], first), max(f[rank.Early], early)
		f[rank.Quote] = min(f[rank.Quote], 0)
	}
	for i, r := range w.Redundancy {
		w.Redundancy[i] = max(r, 0)
	}
}

func print(w *rank.Weights) {
	fmt.Printf("Gate:       %.2f\nNews:       %.2f\n", w.Gate, w.News)
	fmt.Printf("Other:      %.2f\nRedundancy: %.2f\n", w.Other, w.Redundancy)
}
