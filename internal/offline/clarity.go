package offline

import (
	"math"

	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/rank"
)

// weights say how much each signal and feature of a line counts for its being good: a whole
// sentence that is understood by itself and tells a fact.
type weights struct {
	bias     float64
	signals  [alone.SignalCount]float64
	features [rank.FeatureCount]float64
}

// doubt is the chance that a line is not good, from its signals and the features of its
// first sentence.
func (w *weights) doubt(signals *alone.Signals, features *[rank.FeatureCount]float64) float64 {
	const often = 2 // more of a signal counts no more
	sum := w.bias
	for i, x := range signals {
		sum += w.signals[i] * min(x, often)
	}
	for i, x := range features {
		sum += w.features[i] * x
	}
	return 1 / (1 + math.Exp(sum))
}

// clarity and told are what `go run ./offline clarity` in measure/ found on labelled sentences
// of 84 articles in nine languages; docs/quality.md says how. clarity is for a line that is
// good, told for a sentence that is whole and tells a fact.

// clarity and told are what `go run ./offline clarity` in measure/ found on labelled sentences
// of 84 articles in nine languages; docs/quality.md says how. clarity is for a line that is
// good, told for a sentence that is whole and tells a fact.

// clarity and told are what `go run ./offline clarity` in measure/ found on labelled sentences
// of 84 articles in nine languages; docs/quality.md says how. clarity is for a line that is
// good, told for a sentence that is whole and tells a fact.
var clarity = weights{
	bias: -1.14,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.82,
		alone.Spoken:          -1.04,
		alone.Unbalanced:      -1.32,
		alone.OnlyQuoted:      -0.94,
		alone.PronounSubject:  -0.87,
		alone.Pronoun:         -1.60,
		alone.OwnerSubject:    -1.00,
		alone.PointingSubject: -1.38,
		alone.Pointing:        -0.93,
		alone.Unowned:         -0.96,
		alone.Nameless:        -0.93,
		alone.DefiniteSubject: -1.65,
		alone.Definite:        -1.14,
		alone.NewSubject:      -1.17,
		alone.BareNumber:      -0.49,
		alone.OldName:         -0.47,
		alone.KnownName:       0.66,
		alone.NewName:         0.04,
		alone.FullName:        0.31,
		alone.Introduced:      -0.16,
		alone.Stranger:        0.24,
		alone.Quoted:          -0.23,
		alone.Brief:           -1.11,
		alone.Length:          1.21,
		alone.Opening:         1.57,
		alone.Plain:           0.16,
		alone.Interview:       -1.00,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    0.56,
		rank.Early:      -0.47,
		rank.Keynote:    0.30,
		rank.Degree:     0.87,
		rank.Centrality: 0.51,
		rank.Title:      3.36,
		rank.Lead:       4.34,
		rank.Length:     -0.08,
		rank.Short:      -0.62,
		rank.Quote:      -1.53,
		rank.Late:       -0.19,
		rank.Frequency:  -2.04,
		rank.Fresh:      -0.16,
		rank.Number:     0.32,
		rank.Name:       1.63,
		rank.Long:       1.30,
		rank.Second:     0.81,
	},
}

var told = weights{
	bias: -3.68,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.21,
		alone.Subjectless:     2.66,
		alone.Spoken:          -0.99,
		alone.Unbalanced:      -4.97,
		alone.OnlyQuoted:      -0.65,
		alone.PronounSubject:  -0.12,
		alone.Pronoun:         -0.35,
		alone.OwnerSubject:    -0.13,
		alone.Owner:           -0.27,
		alone.PointingSubject: -1.13,
		alone.Pointing:        -0.07,
		alone.Unowned:         -0.21,
		alone.Nameless:        0.16,
		alone.DefiniteSubject: 0.10,
		alone.Definite:        -0.22,
		alone.NewSubject:      -0.04,
		alone.BareNumber:      0.02,
		alone.OldName:         -0.09,
		alone.KnownName:       -0.64,
		alone.NewName:         -0.19,
		alone.FullName:        -0.93,
		alone.Introduced:      -0.38,
		alone.Stranger:        -0.45,
		alone.Quoted:          -0.28,
		alone.Brief:           -1.58,
		alone.Length:          3.05,
		alone.Opening:         -2.19,
		alone.Plain:           -0.52,
		alone.Interview:       -0.13,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    -2.00,
		rank.Early:      1.75,
		rank.Keynote:    0.69,
		rank.Degree:     0.22,
		rank.Centrality: -0.01,
		rank.Title:      2.22,
		rank.Lead:       -0.70,
		rank.Length:     1.58,
		rank.Short:      -0.06,
		rank.Quote:      -0.56,
		rank.Late:       -0.02,
		rank.Frequency:  1.99,
		rank.Fresh:      0.34,
		rank.Number:     1.08,
		rank.Name:       2.11,
		rank.Long:       5.15,
		rank.Second:     -1.19,
	},
}
