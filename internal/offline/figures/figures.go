// Package figures finds the values of a text that matter, with what they
// measure, by rule. It hides what makes a value matter and how its label is cut
// from the sentence.
package figures

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// Figure is a value of a text with the words that say what it measures.
// Sentence counts from 0.
type Figure struct {
	Text, Measures string
	Sentence       int
}

// figure is a candidate.
type figure struct {
	from     *syntax.Sentence
	sentence int
	claim    claim.Claim
	score    float64
	words    []string // beginnings of those of its label
}

// Find returns at most n values of a text that matter most, the most
// important first, each once.
func Find(sentences []*syntax.Sentence, n int) []Figure {
	all := candidates(sentences)
	slices.SortStableFunc(all, func(a, b figure) int { return cmp.Compare(b.score, a.score) })
	var list []Figure
	var taken []figure
	for _, f := range all {
		if len(list) == n {
			break
		}
		text := clauseOf(f.from, f.claim).label()
		f.words = beginnings(f.from, text)
		if text != "" && !slices.ContainsFunc(taken, f.repeats) {
			taken = append(taken, f)
			list = append(list, Figure{syntax.OneLine(f.from.Text[f.claim.From:f.claim.To]), text, f.sentence})
		}
	}
	return list
}

// candidates are all values that may matter.
func candidates(sentences []*syntax.Sentence) []figure {
	var all []figure
	names := numberedNames(sentences)
	for i, s := range sentences {
		if syntax.IsContact(s.Text) || lang.Asks(s.Text) || syntax.IsTable(s.Text) || isRows(s) ||
			inRowsBelow(sentences, i) {
			continue
		}
		for _, c := range s.Claims {
			score, at := salience(c, i), s.At(c.From)
			if score <= 0 || at == len(s.Parts) || s.Parts[at].Value == nil { // within another value
				continue
			}
			if besideValue(s, at, s.At(c.To)) || names[nameBefore(s, c)] > 1 || isName(s, c) || scaled(s, c) ||
				inBrackets(s, at) || isRest(s, at) || isCut(s, s.At(c.To)) {
				continue
			}
			if !isNumbered(s, c) && !isAgo(s, c) && !small(c, i) || casualties(s, c) {
				if score += newsworthy(s, c); score > 0 {
					all = append(all, figure{from: s, sentence: i, claim: c, score: score})
				}
			}
		}
	}
	return all
}

// repeats says whether two figures are one value said twice: of money, or of
// what a word of both labels names. Two things may have the same count.
func (f figure) repeats(other figure) bool {
	one, two := f.claim, other.claim
	a, unitA := claim.Base(one.Value, one.Unit)
	b, unitB := claim.Base(two.Value, two.Unit)
	highA, _ := claim.Base(one.High, one.Unit)
	highB, _ := claim.Base(two.High, two.Unit)
	if one.Kind != two.Kind || a != b || unitA != unitB || highA != highB {
		return false
	}
	shared := func(w string) bool { return slices.Contains(other.words, w) }
	return one.Kind == claim.Money || slices.ContainsFunc(f.words, shared)
}

// salience ranks kinds of values as a reader of news does: money before
// counts, counts before durations; ages, clock times, ordinals and years are
// none. Large sums and the beginning of a text count more.
func salience(c claim.Claim, at int) float64 {
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
	case score == 0, c.Unit == "KRW" && c.Value < 100, c.Age, c.Ordinal, c.Score, c.Fold && c.Words, isYear(c):
		return 0
	case c.Words && c.Value <= 12 && c.Kind == claim.Number:
		score -= 1.5
	}
	if c.Kind == claim.Number || c.Kind == claim.Money {
		score += math.Min(math.Log10(1+math.Abs(c.Value)), 7) / 5
	}
	return score + 1.5/(1+float64(at)/4)
}

// newsworthy adds to a value's rank by the words of its clause: people hurt
// first of all, then what changed.
func newsworthy(s *syntax.Sentence, c claim.Claim) float64 {
	at, next := s.At(c.From), s.At(c.To)
	switch {
	case isWhole(s, at), isCompared(s, at), isFormer(s, at, next):
		return -2 // "34 of the 75 seats"
	case age(s, c):
		return -9
	case strings.Contains(s.Text[c.From:c.To], "-") && next < len(s.Parts) && s.Parts[next].Says():
		return -2 // "a 12-month trial"
	case casualties(s, c):
		return 7
	case isOfPart(s, at):
		return -2.5 // of which division?
	case len(s.Parts) > 1 && s.Parts[0].Is(syntax.Definite) && s.Lang.Has("shell", s.Parts[1].Lower):
		return -2 // which change?
	case s.Near(near(s, c), "change"):
		return 0.7
	}
	if c.Unit == "metre" && isDistance(s, at, next) {
		return -9 // "the 400 m mark"
	}
	if isCount(c) && (next == len(s.Parts) || syntax.Ends(s.Parts[next])) {
		return -1
	}
	return 0
}

// casualties says whether a value counts people hurt.
func casualties(s *syntax.Sentence, c claim.Claim) bool {
	return isCount(c) && s.Near(near(s, c), "hurt")
}

// isOfPart says whether a value is of a part of a firm that is named elsewhere: "Sales in the division
// jumped", "Die Sparte erwirtschaftete".
func isOfPart(s *syntax.Sentence, at int) bool {
	const near = 12 // parts
	for i := max(at-near, 1); i < at; i++ {
		if s.Parts[i-1].Is(syntax.Definite) && s.Lang.Has("partofall", lang.WithoutGenitive(s.Parts[i].Lower)) {
			return true
		}
	}
	return false
}

// near is the clause around a value.
func near(s *syntax.Sentence, c claim.Claim) []syntax.Part {
	from, to := s.At(c.From), s.At(c.To)
	ends := func(i int) bool { return syntax.Ends(s.Parts[i]) || s.Conjunction(i) || s.Parts[i].Is(syntax.And) }
	for from > 0 && !ends(from-1) {
		from--
	}
	for to < len(s.Parts) && !ends(to) {
		to++
	}
	return s.Parts[from:to]
}
