package search

import (
	"cmp"
	"slices"
)

// score weighs the features. The weights make the sentences that answer the questions
// of testdata the likeliest of their articles (a multinomial logistic regression, its
// figures by cross-validation over the articles: docs/quality.md).
func (f features) score() float64 {
	return .48*f.covered + .5*f.like + .69*f.answers + .33*f.named + .39*f.causes - .15*f.brief - .18*f.asks
}

// What is found, by the same questions.
const (
	mostFound = 5
	behind    = 0.5  // a score may be below the best
	unrelated = 0.05 // covered of the best, where the text speaks of something else
	sure      = 0.6  // the share of the question's words, as they stand
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
	var r Result
	related := false
	for _, n := range order[:min(mostFound, len(order))] {
		if list[n].score() < list[order[0]].score()-behind {
			break
		}
		related = related || list[n].covered >= unrelated
		r.Sure = r.Sure || s.saysSo(s.sentences[n], list[n], weights)
		r.Sentences = append(r.Sentences, n)
	}
	if !related {
		return Result{}
	}
	slices.Sort(r.Sentences)
	return r
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
