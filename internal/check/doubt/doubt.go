// Package doubt estimates the chance that a sentence says something that its
// source does not, from few signals that a person understands. It hides how they
// are measured and what each weighs.
package doubt

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"newsbrief/result"
)

// Signals are what is seen of one sentence, in the order of Table.
type Signals [len(Table)]float64

// The signals.
const (
	contradicted = iota
	unsupported
	unknown
	apart
	far
	denial
)

// Signal is a row of the table: what a signal weighs in the logistic sum.
type Signal struct {
	Name   string
	Words  string // for the reader, with its percentage where it is a share
	Weight float64
	Usual  float64 // its mean, which raises no doubt
}

// Table and Bias are the logistic sum. They are what "quality doubt" of measure/
// printed when they were last taken over: fitted to verdicts on texts that models
// wrote, as docs/quality.md tells.
var Table = [...]Signal{
	contradicted: {"contradicted", "the article says otherwise", 1.67, 0.02},
	unsupported:  {"unsupported", "the article does not have a value or name", 1.98, 0.03},
	unknown:      {"unknown", "%d%% of its words are not in the article", 2.15, 0.21},
	apart:        {"apart", "%d%% of its pairs of words stand together in no sentence of the article", 0.67, 0.51},
	far:          {"far", "the sentences of the article that it resembles most stand far apart", 0.08, 1.67},
	denial:       {"denial", "it denies something and the article does not, or the other way round", 0.24, 0.29},
}

// Bias is the constant of the sum.
const Bias = -2.42

// Doubt is the estimated chance, from 0 to 1, in steps of a thousandth; never 0,
// which stands for a line that was not looked at.
func (s *Signals) Doubt() float64 {
	sum := Bias
	for i, t := range Table {
		sum += t.Weight * s[i]
	}
	return max(math.Round(1000/(1+math.Exp(-sum))), 1) / 1000
}

// Why names the two signals of a sentence that raise its doubt most, in words for
// the reader; "" where none does.
func (s *Source) Why(of *Signals) string {
	raises := func(i int) float64 { return Table[i].Weight * (of[i] - Table[i].Usual) }
	const least = 0.1 // what raises the sum by less says nothing
	var told []int
	for i := range Table {
		if raises(i) >= least {
			told = append(told, i)
		}
	}
	slices.SortStableFunc(told, func(a, b int) int { return cmp.Compare(raises(b), raises(a)) })
	var words []string
	for _, i := range told[:min(len(told), 2)] {
		text := Table[i].Words
		if strings.Contains(text, "%d") {
			text = fmt.Sprintf(text, int(math.Round(100*of[i]/s.retold)))
		}
		words = append(words, text)
	}
	return strings.Join(words, "; ")
}

// Stranger says whether hardly a word of the sentence is the source's. In a
// conversation none is one.
func (s *Signals) Stranger() bool {
	const least = 0.85
	return s[unknown] >= least
}

// Find takes the status of a claim of the sentence in.
func (s *Signals) Find(status result.Status) {
	switch status {
	case result.Contradicted:
		s[contradicted] = 1
	case result.Unsupported:
		s[unsupported] = 1
	}
}

// Doubts of lines that are not read by their words. Both are set by hand.
const (
	Copied   = 0.02 // a sentence of the source itself
	Baseless = 0.95 // nothing in the source backs the line
)

// Sure is what no more than one wrong line in fifty lies below, of 273 in RAGTruth and
// LLM-AggreFact; a fifth of the right ones do. A second model need not be asked.
const Sure = 0.115

// OfFindings is the doubt of a line in another language than the source's, whose
// words say nothing. It is a rough figure that was not fitted.
func OfFindings(findings []result.Finding) float64 {
	switch result.Worst(findings) {
	case result.Contradicted:
		return 0.8
	case result.Unsupported:
		return 0.7
	}
	return 0.1
}
