package main

import (
	"fmt"
	"maps"
	"math"
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

// lesson is an article as the learner reads it: what is known of its sentences, and
// the chance that a good summary holds each.
type lesson struct {
	traits   [rank.TraitCount]float64
	features [][rank.FeatureCount]float64
	wanted   []float64
	weight   float64
}

// lessonOf reads an article. The chances are those of a greedy summary, which adds
// the sentence that helps most: at each step the gains of all, softened.
func lessonOf(s *summarized, weight float64) lesson {
	const soft = 2.5 // points that make one sentence e times as likely as another
	body := s.analysis.Body()
	l := lesson{traits: s.analysis.Traits(s.wanted), weight: weight, wanted: make([]float64, len(body))}
	for _, i := range body {
		l.features = append(l.features, s.analysis.Features[i])
	}
	var chosen []int
	for range min(s.wanted, len(body)) {
		gains := make([]float64, len(body))
		next := -1
		for n, i := range body {
			if gains[n] = math.Inf(-1); !contains(chosen, i) {
				gains[n] = average(s.score(with(chosen, i))) / soft
			}
			if next < 0 || gains[n] > gains[next] {
				next = n
			}
		}
		for n, p := range softmax(gains) {
			l.wanted[n] += p / float64(min(s.wanted, len(body)))
		}
		chosen = with(chosen, body[next])
	}
	return l
}

func average(s scores) float64 { return (s[0] + s[1] + s[2]) / 3 }

func contains(list []int, i int) bool {
	for _, x := range list {
		if x == i {
			return true
		}
	}
	return false
}

// with is an ascending list with one more.
func with(list []int, i int) []int {
	longer := make([]int, 0, len(list)+1)
	for n, x := range list {
		if x > i {
			return append(append(longer, i), list[n:]...)
		}
		longer = append(longer, x)
	}
	return append(longer, i)
}

func softmax(sums []float64) []float64 {
	top, total := math.Inf(-1), 0.0
	for _, x := range sums {
		top = max(top, x)
	}
	chances := make([]float64, len(sums))
	for i, x := range sums {
		chances[i] = math.Exp(x - top)
		total += chances[i]
	}
	for i := range chances {
		chances[i] /= total
	}
	return chances
}

// learn finds the weights by which the chances of the sentences, a softmax of their
// scores, are likest to those wanted (cross entropy, with a penalty on squares), by
// Adam (Kingma and Ba 2015) on all lessons at once.
func learn(lessons []lesson, w rank.Weights) rank.Weights {
	const rounds, rate, penalty = 300, 0.1, 0.001
	const first, second = 0.9, 0.999
	free := coordinates(&w)[:rank.TraitCount+2*rank.FeatureCount]
	mean, square := make([]float64, len(free)), make([]float64, len(free))
	total := 0.0
	for _, l := range lessons {
		total += l.weight
	}
	for round := 1; round <= rounds; round++ {
		slope := make([]float64, len(free))
		for _, l := range lessons {
			l.descend(&w, slope)
		}
		for i, x := range free {
			g := slope[i] / total
			if i >= rank.TraitCount { // a gate may be sharp
				g += penalty * *x
			}
			mean[i] = first*mean[i] + (1-first)*g
			square[i] = second*square[i] + (1-second)*g*g
			m, v := mean[i]/(1-math.Pow(first, float64(round))), square[i]/(1-math.Pow(second, float64(round)))
			*x -= rate * m / (math.Sqrt(v) + 1e-8)
		}
		bound(&w)
	}
	return w
}

// descend adds the slope of a lesson's loss by each weight, in the order of
// coordinates.
func (l lesson) descend(w *rank.Weights, slope []float64) {
	gate := 0.0
	for t, x := range l.traits {
		gate += w.Gate[t] * x
	}
	news := 1 / (1 + math.Exp(-gate))
	sums, apart := make([]float64, len(l.features)), make([]float64, len(l.features))
	for i, features := range l.features {
		var a, b float64
		for f, x := range features {
			a, b = a+w.News[f]*x, b+w.Other[f]*x
		}
		sums[i], apart[i] = news*a+(1-news)*b, a-b
	}
	byGate := 0.0
	for i, p := range softmax(sums) {
		d := l.weight * (p - l.wanted[i])
		byGate += d * apart[i] * news * (1 - news)
		for f, x := range l.features[i] {
			slope[rank.TraitCount+2*f] += d * news * x
			slope[rank.TraitCount+2*f+1] += d * (1 - news) * x
		}
	}
	for t, x := range l.traits {
		slope[t] += byGate * x
	}
}
