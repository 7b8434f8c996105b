package search

import (
	"math"
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/internal/lang/meaning"
)

// features are what a sentence is weighed by, each 0 to 1, but for like.
type features struct {
	covered float64 // the share of the question's words that it has, or words near to them
	like    float64 // how near the whole of it is to the whole question
	answers float64 // it has the kind of value that is asked for
	named   float64 // it has a name, where one is asked for
	causes  float64 // it gives a cause, where one is asked for
	brief   float64 // it has hardly a word: a headline
	asks    float64 // it is a question itself
}

// weigh gives the weights of the words of the question: what few sentences speak of, and
// what is a rare word in the language, tells more.
func (s *search) weigh() []float64 {
	list := make([]float64, len(s.question.words))
	for i, w := range s.question.words {
		holders := 0.0
		for _, x := range s.sentences {
			holders += x.near[i] * x.near[i]
		}
		list[i] = w.Weight * math.Log(1+float64(len(s.sentences))/max(holders, 1))
	}
	return list
}

// features are those of all sentences, by the weights of the question's words.
func (s *search) features(weights []float64) []features {
	var asked meaning.Vector
	total := 0.0
	for i, w := range s.question.words {
		asked.Add(w, weights[i])
		total += weights[i]
	}
	spread := s.spread()
	list := make([]features, len(s.sentences))
	for n, x := range s.sentences {
		f := s.kinds(x)
		for i, near := range x.near {
			if total > 0 {
				f.covered += weights[i] * near / total
			}
		}
		var told meaning.Vector
		for _, w := range x.words {
			told.Add(w, math.Log(1+float64(len(s.sentences))/spread[w]))
		}
		f.like = told.Cosine(&asked)
		list[n] = f
	}
	return list
}

// spread is how many sentences have each word.
func (s *search) spread() map[*meaning.Word]float64 {
	spread, last := map[*meaning.Word]float64{}, map[*meaning.Word]*sentence{}
	for _, x := range s.sentences {
		for _, w := range x.words {
			if last[w] != x {
				spread[w]++
			}
			last[w] = x
		}
	}
	return spread
}

// kinds are the features of a sentence that do not depend on its nearness.
func (s *search) kinds(x *sentence) features {
	const brief = 4 // words with content
	return features{
		answers: is(s.answers(x)),
		named:   is(s.question.asks == name && holds(x, claim.Name)),
		causes:  is(s.question.asks == cause && holdsAny(strings.ToLower(x.text), s.lang.Forms("because"))),
		brief:   is(len(x.words) < brief),
		asks:    is(lang.Asks(x.text)),
	}
}

func is(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// asksValue says whether the question asks for a value that a sentence has or has not.
func (s *search) asksValue() bool {
	return slices.Contains([]string{count, amount, share, span, measure, time, money}, s.question.asks)
}

// answers says whether a sentence has the kind of value that the question asks for.
func (s *search) answers(x *sentence) bool {
	switch s.question.asks {
	case money:
		return holds(x, claim.Money)
	case share:
		return holds(x, claim.Percent) || slices.ContainsFunc(x.claims, func(c claim.Claim) bool {
			return c.Kind == claim.Number && c.Value > 0 && c.Value < 1
		})
	case span:
		return holds(x, claim.Duration, claim.Date) || slices.ContainsFunc(x.claims, func(c claim.Claim) bool {
			return c.Unit == "km" || c.Unit == "m"
		})
	case time:
		return holds(x, claim.Date, claim.Duration) || holdsAny(strings.ToLower(x.text), s.lang.Forms("season"))
	case count, amount, measure:
		return slices.ContainsFunc(x.claims, isAmount)
	}
	return false
}

func holds(x *sentence, kinds ...claim.Kind) bool {
	return slices.ContainsFunc(x.claims, func(c claim.Claim) bool { return slices.Contains(kinds, c.Kind) })
}

func isAmount(c claim.Claim) bool {
	kinds := []claim.Kind{claim.Number, claim.Money, claim.Percent, claim.Duration}
	return !c.Ordinal && slices.Contains(kinds, c.Kind)
}
