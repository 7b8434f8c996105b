package search

import (
	"cmp"
	"math"
	"slices"
)

// score weighs the features. The weights make the sentences that answer the questions
// of testdata the likeliest of their articles (a multinomial logistic regression, its
// figures by cross-validation over the articles: docs/quality.md).
func (f features) score() float64 {
	return .48*f.covered + .5*f.like + .69*f.answers + .33*f.named + .39*f.causes - .15*f.brief - .18*f.asks
}

// What is found, by the same questions: most sentences, and how far a score may be below
// the best.
const (
	mostSure, behindSure       = 3, 0.2
	mostNearest, behindNearest = 5, 0.5

	// related is spoken of a text that has to do with the question; found on the questions
	// of testdata and on some that have nothing to do with its articles.
	related = 0.2
	// sure is the share of the question's words that a sentence has as they stand.
	sure = 0.6
)

// result takes the best sentences.
func (s *search) result() Result {
	weights := s.weigh()
	list := s.features(weights)
	order := make([]int, len(list))
	for n := range list {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(list[b].score(), list[a].score()) })
	best := func(most int, behind float64) []int {
		least := list[order[0]].score() - behind
		end := slices.IndexFunc(order, func(n int) bool { return list[n].score() < least })
		if end < 0 {
			end = len(order)
		}
		return order[:min(most, end)]
	}
	if len(order) == 0 {
		return Result{}
	}
	if found := best(mostSure, behindSure); slices.ContainsFunc(found, func(n int) bool {
		return s.saysSo(s.sentences[n], list[n], weights)
	}) {
		slices.Sort(found)
		return Result{Sentences: found, Sure: true}
	}
	if s.spoken() < related {
		return Result{}
	}
	return Result{Sentences: best(mostNearest, behindNearest)}
}

// spoken is the share of the question's words that the whole text has, or words near to
// them, less where it has many words: of many, one comes near to anything.
func (s *search) spoken() float64 {
	const short, least = 80, 3 // words that the table knows; and what a short text counts
	share, total := 0.0, 0.0
	for i, w := range s.question.words {
		nearest := 0.0
		for _, x := range s.sentences {
			nearest = max(nearest, x.near[i])
		}
		share += w.Weight * nearest
		total += w.Weight
	}
	if total == 0 {
		return 0
	}
	known := 0
	for w := range s.near {
		if w.Known() {
			known++
		}
	}
	return share / total / math.Log(max(least, 2+float64(known)/short))
}

// saysSo says whether a sentence has most words of the question as they stand, and the
// kind of value that it asks for.
func (s *search) saysSo(x *sentence, f features, weights []float64) bool {
	const fewest = 2 // words
	shared, total, count := 0.0, 0.0, 0
	for i, w := range weights {
		total += w
		if x.near[i] == 1 {
			shared += w
			count++
		}
	}
	return count >= fewest && shared >= sure*total && (f.answers > 0 || !s.asksValue())
}
