// Package doubt estimates the chance that a sentence says something that its
// source does not, from a few signals that a person understands. It hides how
// they are measured and what each weighs.
package doubt

import (
	"math"
	"slices"
	"strings"

	"newsbrief/result"
)

// Signals are what is seen of one sentence, in the order of the table.
type Signals [len(table)]float64

// The signals.
const (
	contradicted = iota
	unsupported
	unknown
	uncovered
	apart
	length
)

// row is a signal with what it weighs.
type row struct {
	words  string  // what a high value means to a reader
	weight float64 // of the logistic sum
	usual  float64 // the value in most sentences: it says nothing
}

// table is the logistic sum; bias is its constant. They were found by
// measure/quality doubt, as docs/quality.md tells.
var table = [...]row{
	contradicted: {"the article says otherwise", 1.5, 0},
	unsupported:  {"a name or value that the article does not have", 1.2, 0},
	unknown:      {"words that the article does not have", 2.2, 0.15},
	uncovered:    {"no few sentences of the article hold its words", 2.0, 0.25},
	apart:        {"words that stand together in no sentence of the article", 0.8, 0.3},
	length:       {"a long sentence", 0.3, 2.5},
}

const bias = -2.6

// Doubt is the estimated chance, from 0 to 1, in steps of a thousandth; never 0,
// which stands for a line that was not looked at.
func (s *Signals) Doubt() float64 {
	sum := bias
	for i, r := range table {
		sum += r.weight * s[i]
	}
	return round(1 / (1 + math.Exp(-sum)))
}

func round(chance float64) float64 { return max(math.Round(chance*1000), 1) / 1000 }

// Why names the two signals that raise the doubt most, in words for the reader;
// "" where none does.
func (s *Signals) Why() string {
	raise := func(i int) float64 { return table[i].weight * (s[i] - table[i].usual) }
	const least = 0.1 // what is less says nothing
	var signs []int
	for i := range table {
		if raise(i) >= least {
			signs = append(signs, i)
		}
	}
	slices.SortStableFunc(signs, func(a, b int) int {
		if raise(a) > raise(b) {
			return -1
		}
		return 1
	})
	var told []string
	for _, i := range signs[:min(len(signs), 2)] {
		told = append(told, table[i].words)
	}
	return strings.Join(told, "; ")
}

// Find takes a finding about the sentence in.
func (s *Signals) Find(status result.Status) {
	const most = 2 // more say no more
	switch status {
	case result.Contradicted:
		s[contradicted] = min(s[contradicted]+1, most)
	case result.Unsupported:
		s[unsupported] = min(s[unsupported]+1, most)
	}
}

// Doubts of lines that are not read by their words.
const (
	// Copied is that of a sentence of the source itself.
	Copied = 0.02
	// Baseless is that of a line that nothing in the source backs.
	Baseless = 0.95
)

// OfFindings is the doubt of a line in another language than the source's,
// whose words say nothing. It is a rough figure that was not fitted.
func OfFindings(findings []result.Finding) float64 {
	switch result.Worst(findings) {
	case result.Contradicted:
		return 0.8
	case result.Unsupported:
		return 0.7
	}
	return 0.1
}
