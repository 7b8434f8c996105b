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
var clarity = weights{
	bias: -1.21,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.82,
		alone.Spoken:          -1.04,
		alone.Unbalanced:      -1.32,
		alone.OnlyQuoted:      -0.92,
		alone.PronounSubject:  -0.85,
		alone.Pronoun:         -1.61,
		alone.OwnerSubject:    -1.01,
		alone.PointingSubject: -1.47,
		alone.Pointing:        -1.00,
		alone.Unowned:         -0.96,
		alone.Nameless:        -0.93,
		alone.DefiniteSubject: -1.65,
		alone.Definite:        -1.18,
		alone.NewSubject:      -1.16,
		alone.BareNumber:      -0.45,
		alone.OldName:         -0.45,
		alone.KnownName:       0.64,
		alone.NewName:         0.02,
		alone.FullName:        0.37,
		alone.Introduced:      -0.07,
		alone.Quoted:          -0.23,
		alone.Brief:           -1.09,
		alone.Length:          1.24,
		alone.Opening:         1.68,
		alone.Plain:           0.17,
		alone.Interview:       -0.99,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    0.61,
		rank.Early:      -0.70,
		rank.Keynote:    0.11,
		rank.Degree:     0.80,
		rank.Centrality: 0.63,
		rank.Title:      3.35,
		rank.Lead:       4.84,
		rank.Length:     -0.01,
		rank.Short:      -0.53,
		rank.Quote:      -1.52,
		rank.Late:       -0.25,
		rank.Frequency:  -2.09,
		rank.Fresh:      -0.05,
		rank.Number:     0.34,
		rank.Name:       1.59,
		rank.Long:       1.28,
		rank.Second:     0.86,
	},
}

var told = weights{
	bias: -3.67,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.26,
		alone.Subjectless:     2.68,
		alone.Spoken:          -0.98,
		alone.Unbalanced:      -4.95,
		alone.OnlyQuoted:      -0.65,
		alone.PronounSubject:  -0.11,
		alone.Pronoun:         -0.34,
		alone.OwnerSubject:    -0.06,
		alone.Owner:           -0.25,
		alone.PointingSubject: -1.06,
		alone.Pointing:        -0.09,
		alone.Unowned:         -0.15,
		alone.Nameless:        0.18,
		alone.DefiniteSubject: 0.12,
		alone.Definite:        -0.24,
		alone.NewSubject:      -0.05,
		alone.BareNumber:      0.02,
		alone.OldName:         -0.07,
		alone.KnownName:       -0.59,
		alone.NewName:         -0.23,
		alone.FullName:        -1.22,
		alone.Introduced:      -0.48,
		alone.Quoted:          -0.23,
		alone.Brief:           -1.62,
		alone.Length:          3.06,
		alone.Opening:         -2.06,
		alone.Plain:           -0.52,
		alone.Interview:       -0.11,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    -1.90,
		rank.Early:      1.40,
		rank.Keynote:    0.42,
		rank.Degree:     -0.02,
		rank.Centrality: 0.15,
		rank.Title:      2.53,
		rank.Lead:       -0.28,
		rank.Length:     1.60,
		rank.Short:      -0.02,
		rank.Quote:      -0.56,
		rank.Late:       -0.15,
		rank.Frequency:  2.04,
		rank.Fresh:      0.43,
		rank.Number:     1.09,
		rank.Name:       2.17,
		rank.Long:       5.25,
		rank.Second:     -1.22,
	},
}
