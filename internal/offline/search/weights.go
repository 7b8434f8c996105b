package search

import (
	"math"
	"slices"
)

// Weights are those of a sentence's signals, and of what speaks for an answer.
type Weights struct {
	Rank   Signals
	Answer Evidence
	Bias   float64
}

// Fitted are the weights that are used. measure/ask finds them on public questions in
// ten languages; docs/quality.md has its figures, and where the questions are from.
var Fitted = Weights{
	Rank: Signals{
		covered: 6.58, exact: 2.69, like: 1.88, valued: 3.35, counted: 0.8, named: 1.67, placed: 1.42, causes: 1.51,
		asking: -0.5, before: 5.12, behind: 3.45, long: 0.29, early: 0.96, headed: 0.66, novel: -1.41,
	},
	Answer: Evidence{
		score: 0.2, stand: 0.73, pair: 3.13, asked: 0.9, ofName: -0.31, ofValue: -1.25, hasValue: 0.87, closed: 0.43,
	},
	Bias: -5.33,
}

// score is how likely a sentence is to be the right one: the logarithm of the odds, but
// for a summand that all sentences have.
func (w *Weights) score(s *Signals) (sum float64) {
	for i, x := range s {
		sum += w.Rank[i] * x
	}
	return sum
}

// Evidence is what speaks for it that the text answers a question at all, by number.
type Evidence [evidence]float64

const (
	score    = iota // of the best sentence
	stand           // the share of the question's words that it has as they stand
	pair            // the share that the best two cover together
	asked           // the logarithm of how many words the question has
	ofName          // a name is asked for
	ofValue         // a value is asked for
	hasValue        // one of the best sentences has it
	closed          // no word asks: yes or no
	evidence
)

// Evidence is that of the sentences in an order, which is not empty.
func (m *Match) Evidence(w *Weights, order []int) (x Evidence) {
	const few = 3
	q, first := m.question, order[0]
	x[score] = w.score(&m.Signals[first])
	x[stand] = m.Signals[first][exact]
	x[pair] = share(m.rarity(), both(m.nearest[first], m.nearest[order[min(1, len(order)-1)]]))
	x[asked] = math.Log(1 + float64(len(q.words)))
	x[ofName] = is(q.asks == name)
	x[ofValue] = is(slices.Contains(values, q.asks))
	x[hasValue] = is(slices.ContainsFunc(order[:min(few, len(order))], func(n int) bool {
		return m.Signals[n][valued] > 0
	}))
	x[closed] = is(q.asks == "")
	return x
}

// rarity is the weights of the question's words in the language.
func (m *Match) rarity() []float64 {
	list := make([]float64, len(m.question.words))
	for i, w := range m.question.words {
		list[i] = w.Weight
	}
	return list
}

// Sum is above 0 where a text rather answers a question than not.
func (w *Weights) Sum(x Evidence) float64 {
	sum := w.Bias
	for i, v := range x {
		sum += w.Answer[i] * v
	}
	return sum
}

// What is found: most sentences, how far a score may be below the best, and the least
// sum of evidence for an answer. measure/ask prints what other thresholds come to.
const (
	mostSure, behindSure       = 3, 2
	mostNearest, behindNearest = 5, 9
	sure                       = 1.2
)

func (w *Weights) answers(x Evidence) bool { return w.Sum(x) >= sure }

// spoken is the share of the question's words that the whole text has, or words near to
// them, less where it has many words: of many, one comes near to anything.
func (m *Match) spoken() float64 {
	const short, least = 80, 3 // words; and what a short text counts
	nearest, words := make([]float64, len(m.question.words)), 0
	for n, s := range m.sentences {
		nearest = both(nearest, m.nearest[n])
		words += len(s.words)
	}
	return share(m.rarity(), nearest) / math.Log(max(least, 2+float64(words)/short))
}

// related is what spoken is of a text that has to do with a question, by language: of
// English the table has the most words, and of scripts without spaces few pairs of
// ideographs. Found on the questions of testdata and on foreign.jsonl: .15, .08 and .03
// would let three more of 217 answered questions through, and nine of 40 foreign ones.
func (m *Match) related() float64 {
	const english, other, unspaced = 0.17, 0.1, 0.04
	switch m.language {
	case "en":
		return english
	case "ja", "zh":
		return unspaced
	}
	return other
}
