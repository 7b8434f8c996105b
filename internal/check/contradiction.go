package check

import (
	"fmt"

	"newsbrief/internal/claim"
)

// Contradiction is two sentences of a source that give different values of
// what seems to be one thing. Sentences count from 1.
type Contradiction struct {
	Text, OtherText         string
	Sentence, OtherSentence int
}

func (c Contradiction) String() string {
	return fmt.Sprintf("the article gives two values for what seems to be one thing: %q in sentence %d, %q in sentence %d",
		c.Text, c.Sentence, c.OtherText, c.OtherSentence)
}

// oneThing is how similar the contexts of two values must be, seen from both,
// to be taken for values of one thing.
const oneThing = 0.35

// mostCompared bounds the values that are compared with each other: the pairs
// of a very long text would take too long, and say little.
const mostCompared = 400

// Contradictions finds pairs of values of the same unit in different
// sentences that speak of the same thing. A sentence with two such values
// ("rose from 3 to 5") or with a date that the other lacks compares, it does
// not contradict.
func (s *Source) Contradictions() []Contradiction {
	var list []Contradiction
	claims := s.index.claims[:min(len(s.index.claims), mostCompared)]
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			if b.sentence != a.sentence && s.disagree(a, b) {
				list = append(list, Contradiction{a.text, b.text, a.sentence + 1, b.sentence + 1})
				break
			}
		}
	}
	return list
}

func (s *Source) disagree(a, b located) bool {
	if !comparable(a.Claim, b.Claim) || !numeric(a.Claim) || trivial(a.Claim) || trivial(b.Claim) || a.Ordinal || a.Score || a.Fold || a.Age {
		return false
	}
	if s.matches(a.Claim, b.Claim) || rounded(a.Claim, b.Claim) != "" || rounded(b.Claim, a.Claim) != "" || overlap(a.Claim, b.Claim) {
		return false
	}
	if !s.onlyOne(a) || !s.onlyOne(b) || s.dated(a.sentence) != s.dated(b.sentence) {
		return false
	}
	return min(s.seenFrom(a, b), s.seenFrom(b, a)) >= oneThing
}

// overlap says whether two hedged values or ranges may be one value.
func overlap(a, b claim.Claim) bool {
	return a.High >= b.Value && b.High >= a.Value ||
		a.Hedge == claim.Over && b.Value >= a.Value || b.Hedge == claim.Over && a.Value >= b.Value ||
		a.Hedge == claim.Under && b.Value <= a.Value || b.Hedge == claim.Under && a.Value <= b.Value
}

// onlyOne says whether a claim is the only one of its unit in its sentence.
func (s *Source) onlyOne(l located) bool {
	n := 0
	from, to := s.index.of(l.sentence)
	for _, other := range s.index.claims[from:to] {
		if comparable(l.Claim, other.Claim) {
			n++
		}
	}
	return n == 1
}

// dated says whether a sentence names a date: then its value is of that day.
func (s *Source) dated(sentence int) bool {
	from, to := s.index.of(sentence)
	for _, l := range s.index.claims[from:to] {
		if l.Kind == claim.Date {
			return true
		}
	}
	return false
}

// seenFrom says how much of the context of a stands around b, 0 to 1.
func (s *Source) seenFrom(a, b located) float64 {
	span := s.article.Sentences[a.sentence]
	from, to := s.index.of(a.sentence)
	words := wordsOf(s.article.Text[span.Start:span.End], span.Start, s.language)
	return s.similarity(s.contextOf(words, s.index.claims[from:to], a.Start, a.End), b)
}

// HasFigures says whether the source states a number, an amount, a share or a
// duration.
func (s *Source) HasFigures() bool {
	for _, l := range s.index.claims {
		if numeric(l.Claim) {
			return true
		}
	}
	return false
}
