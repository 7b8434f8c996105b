// Package keyfacts finds the figures and the people of a text by rule: the
// offline engine's answer where a model would read. It hides what makes a
// value matter and how its label is cut from the sentence.
package keyfacts

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"newsbrief/internal/claim"
)

// Figure is a value of a text with the words that say what it measures.
// Sentence counts from 0.
type Figure struct {
	Text, Measures string
	Sentence       int
}

// figure is a candidate.
type figure struct {
	Figure
	claim claim.Claim
	score float64
}

// Figures returns at most n values of a text that matter most, the most
// important first, each once. language is a BCP 47 tag.
func Figures(sentences []string, language string, n int) []Figure {
	var all []figure
	for i, s := range sentences {
		l := newLabeller(s, language)
		for k, c := range l.claims {
			if score := salience(c, s, i); score > 0 {
				all = append(all, figure{Figure{s[c.From:c.To], l.label(k), i}, c, score + l.newsworthy(c)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b figure) int { return cmp.Compare(b.score, a.score) })
	var list []Figure
	var taken []figure
	for _, f := range all {
		if len(list) < n && f.Measures != "" && !slices.ContainsFunc(taken, f.repeats) {
			taken = append(taken, f)
			list = append(list, f.Figure)
		}
	}
	return list
}

// repeats says whether two figures are one value said twice.
func (f figure) repeats(other figure) bool {
	a, unitA := claim.Base(f.claim.Value, f.claim.Unit)
	b, unitB := claim.Base(other.claim.Value, other.claim.Unit)
	highA, _ := claim.Base(f.claim.High, f.claim.Unit)
	highB, _ := claim.Base(other.claim.High, other.claim.Unit)
	return f.claim.Kind == other.claim.Kind && a == b && unitA == unitB && highA == highB
}

// salience ranks kinds of values as a reader of news does: money before counts, counts before durations; ages, clock times, ordinals,
// years and small words ("two") are none. The beginning of a text counts more.
func salience(c claim.Claim, sentence string, at int) float64 {
	score := 0.0
	switch c.Kind {
	case claim.Money:
		score = 5
	case claim.Percent:
		score = 4
	case claim.Duration:
		score = 2.5
	case claim.Number:
		score = 3
	}
	switch {
	case score == 0, c.Age, c.Ordinal, c.Score, c.Words && c.Value <= 2:
		return 0
	case c.Words && c.Value <= 12 && c.Kind == claim.Number:
		score -= 1.5
	}
	if c.Kind == claim.Number {
		score += math.Min(math.Log10(1+math.Abs(c.Value)), 7) / 5
	}
	if strings.HasSuffix(strings.TrimSpace(sentence), "?") {
		score -= 1
	}
	return score + 1.5/(1+float64(at)/4)
}

// newsworthy adds to a value's rank by the words of its clause: people hurt
// first of all, then what changed.
func (l labeller) newsworthy(c claim.Claim) float64 {
	clause := append(l.before(c), l.behind(c)...)
	switch {
	case c.Kind == claim.Number && c.Unit == "" && l.near(clause, "casualty"):
		return 4
	case l.near(clause, "change"):
		return 0.7
	}
	return 0
}
