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
	bias: -2.71,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.84,
		alone.Subjectless:     -4.87,
		alone.Spoken:          -1.65,
		alone.Unbalanced:      -0.80,
		alone.OnlyQuoted:      -0.48,
		alone.PronounSubject:  -0.42,
		alone.Pronoun:         -0.94,
		alone.OwnerSubject:    -0.62,
		alone.PointingSubject: -0.86,
		alone.Pointing:        -1.28,
		alone.Unowned:         -0.56,
		alone.Nameless:        -0.92,
		alone.DefiniteSubject: -1.24,
		alone.Definite:        -0.91,
		alone.NewSubject:      -0.81,
		alone.BareNumber:      -0.07,
		alone.OldName:         -0.92,
		alone.KnownName:       0.62,
		alone.NewName:         0.04,
		alone.FullName:        0.05,
		alone.Introduced:      -0.04,
		alone.Quoted:          -0.02,
		alone.Brief:           -1.14,
		alone.Length:          1.32,
		alone.Opening:         1.55,
		alone.Scene:           -0.46,
		alone.Interview:       -0.76,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    1.09,
		rank.Early:      -0.73,
		rank.Keynote:    0.20,
		rank.Degree:     0.51,
		rank.Centrality: 0.56,
		rank.Title:      4.04,
		rank.Lead:       1.14,
		rank.Length:     0.46,
		rank.Short:      -0.56,
		rank.Quote:      -1.56,
		rank.Late:       -0.52,
		rank.Frequency:  -0.16,
		rank.Fresh:      0.19,
		rank.Number:     0.14,
		rank.Name:       2.04,
		rank.Second:     0.78,
	},
}

// belongs is for a sentence that belongs in a summary.
var belongs = weights{
	bias: -6.68,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.33,
		alone.Subjectless:     -0.75,
		alone.Spoken:          -0.68,
		alone.Unbalanced:      -2.66,
		alone.OnlyQuoted:      -0.02,
		alone.PronounSubject:  -0.07,
		alone.Pronoun:         -0.49,
		alone.OwnerSubject:    0.12,
		alone.Owner:           -0.33,
		alone.PointingSubject: -0.03,
		alone.Pointing:        -0.31,
		alone.Unowned:         0.68,
		alone.Nameless:        0.04,
		alone.DefiniteSubject: 0.25,
		alone.NewSubject:      0.19,
		alone.BareNumber:      -0.47,
		alone.OldName:         -0.09,
		alone.KnownName:       0.02,
		alone.NewName:         0.04,
		alone.FullName:        -0.33,
		alone.Introduced:      -0.17,
		alone.Quoted:          -0.19,
		alone.Brief:           -0.18,
		alone.Length:          3.75,
		alone.Opening:         -1.22,
		alone.Scene:           -0.75,
		alone.Interview:       0.52,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    1.87,
		rank.Early:      -0.54,
		rank.Keynote:    0.38,
		rank.Degree:     0.34,
		rank.Centrality: 0.08,
		rank.Title:      3.12,
		rank.Lead:       0.77,
		rank.Length:     1.80,
		rank.Short:      0.27,
		rank.Quote:      -2.16,
		rank.Late:       -0.91,
		rank.Frequency:  1.89,
		rank.Fresh:      0.58,
		rank.Number:     0.56,
		rank.Name:       0.74,
		rank.Long:       1.39,
		rank.Second:     -0.16,
	},
}

// follows is for a sentence that is understood behind those of a line, by what it owes there.
var follows = weights{
	bias: -3.34,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.56,
		alone.Spoken:          -1.42,
		alone.Unbalanced:      -3.20,
		alone.OnlyQuoted:      -2.90,
		alone.PronounSubject:  -0.18,
		alone.Pronoun:         -0.37,
		alone.OwnerSubject:    -3.08,
		alone.Owner:           -2.07,
		alone.PointingSubject: -1.30,
		alone.Pointing:        -0.56,
		alone.Unowned:         -3.80,
		alone.Nameless:        0.11,
		alone.DefiniteSubject: 0.21,
		alone.Definite:        -0.72,
		alone.NewSubject:      0.10,
		alone.BareNumber:      -1.29,
		alone.OldName:         -1.15,
		alone.KnownName:       0.28,
		alone.NewName:         0.37,
		alone.FullName:        -0.52,
		alone.Introduced:      0.06,
		alone.Quoted:          0.07,
		alone.Brief:           -0.37,
		alone.Length:          -6.75,
		alone.Scene:           0.12,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    1.17,
		rank.Early:      -0.44,
		rank.Degree:     0.97,
		rank.Centrality: -0.04,
		rank.Title:      1.99,
		rank.Lead:       3.32,
		rank.Length:     3.72,
		rank.Short:      -0.62,
		rank.Quote:      -1.03,
		rank.Late:       0.19,
		rank.Frequency:  0.06,
		rank.Fresh:      1.32,
		rank.Number:     0.51,
		rank.Name:       1.78,
		rank.Long:       2.28,
		rank.Second:     -0.03,
	},
	links: [alone.LinkCount]float64{
		alone.Next:       1.77,
		alone.Near:       -0.32,
		alone.Skipping:   0.74,
		alone.Distance:   -0.79,
		alone.Shared:     0.81,
		alone.SharedName: 0.03,
	},
}
