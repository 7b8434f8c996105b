package offline

import (
	"math"

	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/rank"
)

// weights say how much each signal and feature of a sentence counts for its being of a kind.
type weights struct {
	bias     float64
	signals  [alone.SignalCount]float64
	features [rank.FeatureCount]float64
	links    [alone.LinkCount]float64 // of a sentence behind others
}

// doubt is the chance that a line is not of the kind, from its signals, the features of its
// first sentence, and, for one behind others, its links to them.
func (w *weights) doubt(signals *alone.Signals, features *[rank.FeatureCount]float64, links []float64) float64 {
	const often = 2 // more of a signal counts no more
	sum := w.bias
	for i, x := range signals {
		sum += w.signals[i] * min(x, often)
	}
	for i, x := range features {
		sum += w.features[i] * x
	}
	for i, x := range links {
		sum += w.links[i] * x
	}
	return 1 / (1 + math.Exp(sum))
}

// clarity is for a line that is good. It, belongs and follows are what `go run ./offline clarity`
// in measure/ found on labelled sentences of 132 articles in ten languages; docs/quality.md says
// how. What is not named weighs nothing.
var clarity = weights{
	bias: -2.85,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.84,
		alone.Subjectless:     -4.89,
		alone.Spoken:          -1.65,
		alone.Unbalanced:      -0.80,
		alone.OnlyQuoted:      -0.47,
		alone.PronounSubject:  -0.41,
		alone.Pronoun:         -0.94,
		alone.OwnerSubject:    -0.62,
		alone.PointingSubject: -0.85,
		alone.Pointing:        -1.29,
		alone.Unowned:         -0.55,
		alone.Nameless:        -0.93,
		alone.DefiniteSubject: -1.23,
		alone.Definite:        -0.92,
		alone.NewSubject:      -0.80,
		alone.BareNumber:      -0.06,
		alone.OldName:         -0.88,
		alone.KnownName:       0.59,
		alone.NewName:         0.07,
		alone.FullName:        0.01,
		alone.Introduced:      -0.04,
		alone.Quoted:          -0.02,
		alone.Brief:           -1.08,
		alone.Length:          1.34,
		alone.Opening:         1.52,
		alone.Scene:           -0.55,
		alone.Interview:       -0.75,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    1.02,
		rank.Early:      -0.70,
		rank.Keynote:    0.29,
		rank.Degree:     0.54,
		rank.Centrality: 0.56,
		rank.Title:      4.08,
		rank.Lead:       1.15,
		rank.Length:     0.53,
		rank.Short:      -0.54,
		rank.Quote:      -1.56,
		rank.Late:       -0.53,
		rank.Frequency:  -0.10,
		rank.Fresh:      0.21,
		rank.Number:     0.13,
		rank.Name:       2.03,
		rank.Long:       -0.09,
		rank.Second:     0.80,
	},
}

// belongs is for a sentence that belongs in a summary.
var belongs = weights{
	bias: -6.73,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.33,
		alone.Subjectless:     -0.75,
		alone.Spoken:          -0.68,
		alone.Unbalanced:      -2.67,
		alone.OnlyQuoted:      -0.01,
		alone.PronounSubject:  -0.07,
		alone.Pronoun:         -0.49,
		alone.OwnerSubject:    0.12,
		alone.Owner:           -0.33,
		alone.PointingSubject: -0.03,
		alone.Pointing:        -0.31,
		alone.Unowned:         0.69,
		alone.Nameless:        0.05,
		alone.DefiniteSubject: 0.25,
		alone.Definite:        0.01,
		alone.NewSubject:      0.19,
		alone.BareNumber:      -0.47,
		alone.OldName:         -0.01,
		alone.KnownName:       0.01,
		alone.NewName:         0.05,
		alone.FullName:        -0.39,
		alone.Introduced:      -0.19,
		alone.Quoted:          -0.18,
		alone.Brief:           -0.16,
		alone.Length:          3.74,
		alone.Opening:         -1.24,
		alone.Scene:           -0.82,
		alone.Interview:       0.52,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    1.85,
		rank.Early:      -0.52,
		rank.Keynote:    0.47,
		rank.Degree:     0.34,
		rank.Centrality: 0.09,
		rank.Title:      3.14,
		rank.Lead:       0.79,
		rank.Length:     1.83,
		rank.Short:      0.26,
		rank.Quote:      -2.16,
		rank.Late:       -0.92,
		rank.Frequency:  1.89,
		rank.Fresh:      0.60,
		rank.Number:     0.55,
		rank.Name:       0.80,
		rank.Long:       1.38,
		rank.Second:     -0.17,
	},
}

// follows is for a sentence that is understood behind those of a line, by what it owes there.
var follows = weights{
	bias: -3.56,
	signals: [alone.SignalCount]float64{
		alone.Spoken:          -1.47,
		alone.Unbalanced:      -3.22,
		alone.OnlyQuoted:      -2.91,
		alone.PronounSubject:  -0.20,
		alone.Pronoun:         -0.38,
		alone.OwnerSubject:    -3.08,
		alone.Owner:           -2.05,
		alone.PointingSubject: -1.13,
		alone.Pointing:        -0.55,
		alone.Unowned:         -3.80,
		alone.Nameless:        0.03,
		alone.DefiniteSubject: 0.19,
		alone.Definite:        -0.74,
		alone.NewSubject:      0.10,
		alone.BareNumber:      -1.30,
		alone.OldName:         -1.06,
		alone.KnownName:       0.14,
		alone.NewName:         0.36,
		alone.FullName:        -0.60,
		alone.Introduced:      0.08,
		alone.Quoted:          0.02,
		alone.Brief:           -0.64,
		alone.Length:          -7.48,
		alone.Scene:           0.07,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    0.01,
		rank.Early:      0.63,
		rank.Keynote:    -0.15,
		rank.Degree:     0.95,
		rank.Centrality: -0.08,
		rank.Title:      2.00,
		rank.Lead:       3.46,
		rank.Length:     3.93,
		rank.Short:      -0.61,
		rank.Quote:      -0.94,
		rank.Late:       0.27,
		rank.Frequency:  0.03,
		rank.Fresh:      1.18,
		rank.Number:     0.52,
		rank.Name:       1.79,
		rank.Long:       2.29,
		rank.Second:     0.34,
	},
	links: [alone.LinkCount]float64{
		alone.Next:       1.80,
		alone.Near:       0.08,
		alone.Skipping:   0.45,
		alone.Before:     -0.72,
		alone.Distance:   -0.78,
		alone.Shared:     0.68,
		alone.SharedName: 0.09,
	},
}
