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

// clarity is for a line that is good. It and told are what `go run ./offline clarity` in measure/
// found on labelled sentences of 84 articles in nine languages; docs/quality.md says how. What
// is not named weighs nothing.
var clarity = weights{
	bias: -0.98,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.78,
		alone.Spoken:          -1.01,
		alone.Unbalanced:      -1.33,
		alone.OnlyQuoted:      -0.94,
		alone.PronounSubject:  -0.84,
		alone.Pronoun:         -1.58,
		alone.OwnerSubject:    -1.08,
		alone.PointingSubject: -1.42,
		alone.Pointing:        -0.93,
		alone.Unowned:         -0.99,
		alone.Nameless:        -0.84,
		alone.DefiniteSubject: -1.64,
		alone.Definite:        -1.12,
		alone.NewSubject:      -1.16,
		alone.BareNumber:      -0.49,
		alone.OldName:         -0.47,
		alone.KnownName:       0.66,
		alone.NewName:         0.06,
		alone.FullName:        0.25,
		alone.Introduced:      -0.03,
		alone.Quoted:          -0.28,
		alone.Brief:           -1.06,
		alone.Length:          1.01,
		alone.Opening:         2.17,
		alone.Scene:           -1.22,
		alone.Interview:       -0.93,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    0.67,
		rank.Early:      -0.51,
		rank.Keynote:    0.08,
		rank.Degree:     0.78,
		rank.Centrality: 0.66,
		rank.Title:      3.23,
		rank.Lead:       4.64,
		rank.Length:     0.03,
		rank.Short:      -0.74,
		rank.Quote:      -1.53,
		rank.Late:       -0.22,
		rank.Frequency:  -2.19,
		rank.Fresh:      -0.14,
		rank.Number:     0.32,
		rank.Name:       1.85,
		rank.Long:       0.97,
		rank.Second:     0.82,
	},
}

// told is for a sentence that is whole and tells a fact.
var told = weights{
	bias: -3.90,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.17,
		alone.Subjectless:     2.69,
		alone.Spoken:          -0.96,
		alone.Unbalanced:      -4.37,
		alone.OnlyQuoted:      -0.53,
		alone.PronounSubject:  -0.10,
		alone.Pronoun:         -0.38,
		alone.OwnerSubject:    -0.11,
		alone.Owner:           -0.34,
		alone.PointingSubject: -1.08,
		alone.Pointing:        -0.09,
		alone.Unowned:         -0.05,
		alone.Nameless:        -0.04,
		alone.DefiniteSubject: 0.09,
		alone.Definite:        -0.22,
		alone.NewSubject:      0.02,
		alone.BareNumber:      0.01,
		alone.OldName:         -0.07,
		alone.KnownName:       -0.62,
		alone.NewName:         -0.17,
		alone.FullName:        -1.14,
		alone.Introduced:      -0.47,
		alone.Quoted:          -0.25,
		alone.Brief:           -1.46,
		alone.Length:          2.87,
		alone.Opening:         -1.24,
		alone.Scene:           -1.83,
		alone.Interview:       -0.32,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    -2.20,
		rank.Early:      1.93,
		rank.Keynote:    0.72,
		rank.Degree:     0.20,
		rank.Centrality: -0.03,
		rank.Title:      1.78,
		rank.Lead:       0.09,
		rank.Length:     1.62,
		rank.Short:      -0.29,
		rank.Quote:      -0.54,
		rank.Frequency:  2.18,
		rank.Fresh:      0.48,
		rank.Number:     1.01,
		rank.Name:       2.01,
		rank.Long:       4.29,
		rank.Second:     -1.18,
	},
}
