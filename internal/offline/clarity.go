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

// clarity and told are what `go run ./offline clarity` in measure/ found on labelled sentences
// of 84 articles in nine languages; docs/quality.md says how. clarity is for a line that is
// good, told for a sentence that is whole and tells a fact.

// clarity and told are what `go run ./offline clarity` in measure/ found on labelled sentences
// of 84 articles in nine languages; docs/quality.md says how. clarity is for a line that is
// good, told for a sentence that is whole and tells a fact.
var clarity = weights{
	bias: -0.92,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.77,
		alone.Spoken:          -1.02,
		alone.Unbalanced:      -1.32,
		alone.OnlyQuoted:      -0.94,
		alone.PronounSubject:  -0.85,
		alone.Pronoun:         -1.59,
		alone.OwnerSubject:    -1.06,
		alone.PointingSubject: -1.39,
		alone.Pointing:        -0.94,
		alone.Unowned:         -0.94,
		alone.Nameless:        -0.94,
		alone.DefiniteSubject: -1.64,
		alone.Definite:        -1.13,
		alone.NewSubject:      -1.16,
		alone.BareNumber:      -0.52,
		alone.OldName:         -0.48,
		alone.KnownName:       0.68,
		alone.NewName:         0.05,
		alone.FullName:        0.31,
		alone.Introduced:      -0.14,
		alone.Stranger:        0.24,
		alone.Quoted:          -0.25,
		alone.Brief:           -1.01,
		alone.Length:          1.02,
		alone.Opening:         2.14,
		alone.Scene:           -1.32,
		alone.Plain:           0.17,
		alone.Interview:       -0.99,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    0.57,
		rank.Early:      -0.54,
		rank.Keynote:    0.21,
		rank.Degree:     0.85,
		rank.Centrality: 0.58,
		rank.Title:      3.06,
		rank.Lead:       4.46,
		rank.Length:     -0.01,
		rank.Short:      -0.73,
		rank.Quote:      -1.53,
		rank.Late:       -0.22,
		rank.Frequency:  -2.17,
		rank.Fresh:      -0.13,
		rank.Number:     0.31,
		rank.Name:       1.72,
		rank.Long:       1.09,
		rank.Second:     0.83,
	},
}

var told = weights{
	bias: -3.41,
	signals: [alone.SignalCount]float64{
		alone.Dangling:        -0.19,
		alone.Subjectless:     2.67,
		alone.Spoken:          -0.97,
		alone.Unbalanced:      -4.96,
		alone.OnlyQuoted:      -0.65,
		alone.PronounSubject:  -0.12,
		alone.Pronoun:         -0.34,
		alone.OwnerSubject:    -0.16,
		alone.Owner:           -0.27,
		alone.PointingSubject: -1.12,
		alone.Pointing:        -0.06,
		alone.Unowned:         -0.20,
		alone.Nameless:        0.17,
		alone.DefiniteSubject: 0.10,
		alone.Definite:        -0.22,
		alone.NewSubject:      -0.04,
		alone.BareNumber:      0.01,
		alone.OldName:         -0.09,
		alone.KnownName:       -0.67,
		alone.NewName:         -0.18,
		alone.FullName:        -0.94,
		alone.Introduced:      -0.36,
		alone.Stranger:        -0.42,
		alone.Quoted:          -0.29,
		alone.Brief:           -1.58,
		alone.Length:          2.86,
		alone.Opening:         -1.23,
		alone.Scene:           -1.80,
		alone.Plain:           -0.52,
		alone.Interview:       -0.14,
	},
	features: [rank.FeatureCount]float64{
		rank.Opening:    -2.19,
		rank.Early:      1.71,
		rank.Keynote:    0.72,
		rank.Degree:     0.17,
		rank.Centrality: 0.09,
		rank.Title:      1.94,
		rank.Lead:       -0.56,
		rank.Length:     1.53,
		rank.Short:      -0.18,
		rank.Quote:      -0.57,
		rank.Late:       -0.08,
		rank.Frequency:  1.90,
		rank.Fresh:      0.35,
		rank.Number:     1.08,
		rank.Name:       2.24,
		rank.Long:       4.33,
		rank.Second:     -1.13,
	},
}
