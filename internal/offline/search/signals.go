package search

import (
	"math"
	"slices"

	"newsbrief/internal/lang/meaning"
)

// Signals are what a sentence is weighed by: by their numbers.
type Signals [signals]float64

const (
	covered = iota // the share of the question's words that it has, or words near to them
	exact          // the share that it has as they stand
	like           // how near the whole of it is to the whole question
	valued         // it has the kind of value that is asked for
	counted        // how near the words beside its value are to what the question counts
	named          // it has a name that the question has not, where one is asked for
	placed         // it has a place, where one is asked for
	causes         // it gives a cause, where one is asked for
	asking         // it is a question itself
	before         // what the sentence before covers besides
	behind         // what the next one covers besides
	long           // the logarithm of its words with content
	early          // how early it stands: 1, 1/2, 1/3
	headed         // how near it comes to what the question asks which of
	novel          // the share of its words that are near to none of the question
	signals
)

// signals are those of all sentences.
func (m *Match) signals() []Signals {
	weights := m.weights()
	var asked meaning.Vector
	for i, w := range m.question.words {
		asked.Add(w.Word, weights[i])
	}
	list := make([]Signals, len(m.sentences))
	for n, s := range m.sentences {
		x := m.kinds(s)
		x[covered] = share(weights, m.nearest[n])
		x[exact] = share(weights, stands(m.nearest[n]))
		x[like] = m.vector(s).Cosine(&asked)
		if n > 0 {
			x[before] = share(weights, both(m.nearest[n], m.nearest[n-1])) - x[covered]
		}
		if n+1 < len(m.sentences) {
			x[behind] = share(weights, both(m.nearest[n], m.nearest[n+1])) - x[covered]
		}
		x[long] = math.Log(1 + float64(len(s.words)))
		x[early] = 1 / float64(1+n)
		if head := m.question.head; head >= 0 {
			x[headed] = m.nearest[n][head]
		}
		x[novel] = m.novelty(s)
		list[n] = x
	}
	return list
}

// weights are those of the words of the question: what few sentences speak of, and what
// is a rare word in the language, tells more.
func (m *Match) weights() []float64 {
	list := make([]float64, len(m.question.words))
	for i, w := range m.question.words {
		holders := 0.0
		for _, near := range m.nearest {
			holders += near[i] * near[i]
		}
		list[i] = w.Weight * math.Log(1+float64(len(m.sentences))/max(holders, 1))
	}
	return list
}

// vector is what a sentence means.
func (m *Match) vector(s *sentence) *meaning.Vector {
	v := new(meaning.Vector)
	for _, w := range s.words {
		v.Add(w.Word, math.Log(1+float64(len(m.sentences))/m.spread[w.Word]))
	}
	return v
}

// novelty is the share of a sentence's words that come near to none of the question:
// an answer adds something.
func (m *Match) novelty(s *sentence) float64 {
	const near = 0.3
	fresh := 0.0
	for _, w := range s.words {
		if !slices.ContainsFunc(m.nearness(w.Word), func(x float64) bool { return x >= near }) {
			fresh++
		}
	}
	return fresh / max(float64(len(s.words)), 1)
}

// share is the weight of what words come to, of the weight of all.
func share(weights, near []float64) float64 {
	sum, total := 0.0, 0.0
	for i, w := range weights {
		sum += w * near[i]
		total += w
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// stands keeps the words that stand as they are.
func stands(near []float64) []float64 {
	list := make([]float64, len(near))
	for i, x := range near {
		list[i] = is(x == 1)
	}
	return list
}

// both is the nearer of two sentences by word.
func both(a, b []float64) []float64 {
	list := make([]float64, len(a))
	for i := range a {
		list[i] = max(a[i], b[i])
	}
	return list
}

func is(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
