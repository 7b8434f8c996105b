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
	bias: -0.95,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.78,
		alone.Spoken:          -1.01,
		alone.Unbalanced:      -1.33,
		alone.OnlyQuoted:      -0.94,
		alone.PronounSubject:  -0.85,
		alone.Pronoun:         -1.59,
		alone.OwnerSubject:    -1.09,
		alone.PointingSubject: -1.42,
		alone.Pointing:        -0.95,
		alone.Unowned:         -1.01,
		alone.Nameless:        -0.86,
		alone.DefiniteSubject: -1.65,
		alone.Definite:        -1.14,
		alone.NewSubject:      -1.19,
		alone.BareNumber:      -0.50,
		alone.OldName:         -0.48,
		alone.KnownName:       0.66,
		alone.NewName:         0.04,
		alone.FullName:        0.38,
		alone.Introduced:      -0.05,
		alone.Quoted:          -0.27,
		alone.Brief:           -1.02,
		alone.Length:          1.01,
		alone.Opening:         2.16,
		alone.Scene:           -1.21,
		alone.Interview:       -0.94,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    0.67,
		rank.Early:      -0.56,
		rank.Keynote:    0.05,
		rank.Degree:     0.81,
		rank.Centrality: 0.66,
		rank.Title:      3.18,
		rank.Lead:       4.44,
		rank.Length:     0.01,
		rank.Short:      -0.67,
		rank.Quote:      -1.53,
		rank.Late:       -0.23,
		rank.Frequency:  -2.23,
		rank.Fresh:      -0.10,
		rank.Number:     0.34,
		rank.Name:       1.84,
		rank.Long:       1.23,
		rank.Second:     0.83,
	},
}

// told is for a sentence that is whole and tells a fact.
var told = weights{
	bias: -3.86,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.19,
		alone.Subjectless:     2.69,
		alone.Spoken:          -1.02,
		alone.Unbalanced:      -4.82,
		alone.OnlyQuoted:      -0.55,
		alone.PronounSubject:  -0.12,
		alone.Pronoun:         -0.39,
		alone.OwnerSubject:    -0.15,
		alone.Owner:           -0.32,
		alone.PointingSubject: -1.11,
		alone.Pointing:        -0.10,
		alone.Unowned:         -0.08,
		alone.Nameless:        -0.08,
		alone.DefiniteSubject: 0.06,
		alone.Definite:        -0.25,
		alone.NewSubject:      -0.04,
		alone.BareNumber:      -0.01,
		alone.OldName:         -0.09,
		alone.KnownName:       -0.67,
		alone.NewName:         -0.16,
		alone.FullName:        -1.05,
		alone.Introduced:      -0.42,
		alone.Quoted:          -0.33,
		alone.Brief:           -1.53,
		alone.Length:          2.84,
		alone.Opening:         -1.29,
		alone.Scene:           -1.83,
		alone.Interview:       -0.30,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    -2.18,
		rank.Early:      1.90,
		rank.Keynote:    0.72,
		rank.Degree:     0.13,
		rank.Centrality: -0.08,
		rank.Title:      1.71,
		rank.Lead:       -0.08,
		rank.Length:     1.67,
		rank.Short:      -0.31,
		rank.Quote:      -0.51,
		rank.Late:       0.04,
		rank.Frequency:  2.30,
		rank.Fresh:      0.46,
		rank.Number:     1.06,
		rank.Name:       1.86,
		rank.Long:       4.21,
		rank.Second:     -1.18,
	},
}
