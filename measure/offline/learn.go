package main

import (
	"math"

	"newsbrief/internal/offline/rank"
)

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
