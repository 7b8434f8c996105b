// Package rank chooses the sentences that say most of an article, in any
// language that Unicode can cut into sentences. It hides the ranking: how
// central a sentence is, where it stands, what speaks against it, and without
// repetition. Its cost is linear in the length of the text.
package rank

import (
	"math"
	"slices"
)

// Document is a text in sentences.
type Document struct {
	Sentences  []string
	Paragraphs []int  // the number of each sentence's paragraph
	Language   string // BCP 47; "" or "und" where it is not known
}

// Best returns the indices of so many sentences, those first that say most in a
// summary of k.
func (a *Analysis) Best(k, many int) []int { return a.order(&Fitted, k, many) }

// Title returns the index of the title; -1: there is none.
func (a *Analysis) Title() int { return a.document.title }

// Weights say how much each feature counts: in news that say all in the first
// sentences, and in other texts. Gate weighs the traits that tell the two apart.
type Weights struct {
	Gate       [TraitCount]float64
	News       [FeatureCount]float64
	Other      [FeatureCount]float64
	Redundancy [2]float64 // what a sentence loses by its likeness to a chosen one: news, other
}

// FrontLoaded is how sure the gate is, 0 to 1, that the text says all in its
// first sentences and that k of them are best taken from there.
func (a *Analysis) FrontLoaded(w *Weights, k int) float64 {
	sum := 0.0
	for t, x := range a.Traits(k) {
		sum += w.Gate[t] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// Choose returns the indices, ascending, of the k best sentences by w, the same on every
// machine: one
// after the other, the best with regard to those chosen (maximal marginal
// relevance, Carbonell and Goldstein 1998). Headings, fragments and lines
// about the page come last.
func (a *Analysis) Choose(w *Weights, k int) []int {
	chosen := a.order(w, k, k)
	slices.Sort(chosen)
	return chosen
}

// order is Choose in the order of the choice, going on to so many.
func (a *Analysis) order(w *Weights, k, many int) []int {
	k, many = min(max(k, 0), len(a.Features)), min(max(many, 0), len(a.Features))
	if k == 0 {
		return []int{}
	}
	scores, redundancy := a.scores(w, k)
	taken := make([]bool, len(scores))
	chosen := make([]int, 0, many)
	for range many {
		next := top(scores, taken)
		taken[next] = true
		chosen = append(chosen, next)
		if len(chosen) < many {
			a.follow(scores, next, redundancy)
		}
	}
	return chosen
}

// Bonuses and penalties for what makes a poor line of a list, though it costs no ROUGE;
// an ordinary sentence's score is between 1 and 6.
const (
	outsidePenalty  = 100 // not of the text proper
	captionPenalty  = 4
	questionPenalty = 4
	tollBonus       = 0.5 // readers look for it, whatever a reference says
	danglingPenalty = 2   // needs the sentence before, which is not chosen
	scenePenalty    = 1.5
	spokenPenalty   = 0.7
	rollPenalty     = 4
	openPenalty     = 2 // half of a quotation, or no end
	repeatPenalty   = 4 // for each point of likeness to a chosen sentence above half
)

// scores are those of the sentences each by itself, and what a sentence loses
// by its likeness to a chosen one.
func (a *Analysis) scores(w *Weights, k int) (scores []float64, redundancy float64) {
	news := a.FrontLoaded(w, k)
	scores = make([]float64, len(a.Features))
	for i, features := range a.Features {
		for f, x := range features {
			scores[i] += (news*w.News[f] + (1-news)*w.Other[f]) * x
		}
		own := &a.document.sentences[i]
		switch own.kind {
		case prose:
		case caption:
			scores[i] -= captionPenalty
		default:
			scores[i] -= outsidePenalty
		}
		scores[i] += tollBonus * indicator(own.toll)
		scores[i] -= indicator(own.question)*questionPenalty + indicator(own.dangling)*danglingPenalty
		scores[i] -= indicator(own.open)*openPenalty + indicator(own.scene)*scenePenalty
		scores[i] -= indicator(own.spoken)*spokenPenalty + indicator(own.roll)*rollPenalty
	}
	return scores, news*w.Redundancy[0] + (1-news)*w.Redundancy[1]
}

// follow changes the scores for the choice of a sentence: what is like it is
// worth less, and the next sentence has what it refers to.
func (a *Analysis) follow(scores []float64, chosen int, redundancy float64) {
	for i := range scores {
		likeness := a.document.likeness(i, chosen)
		scores[i] -= redundancy*likeness + repeatPenalty*max(likeness-0.5, 0)
	}
	if next := chosen + 1; next < len(scores) && a.document.sentences[next].dangling {
		scores[next] += danglingPenalty
	}
}

// top returns the first of the highest scores that are not taken. Differences
// that another processor's rounding could make do not count.
func top(scores []float64, taken []bool) int {
	const rounding = 1e-9
	best := -1
	for i, s := range scores {
		if !taken[i] && (best < 0 || s > scores[best]+rounding) {
			best = i
		}
	}
	return best
}
