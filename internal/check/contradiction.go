package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
)

// Contradiction is two sentences of a source that give different values of
// what seems to be one thing. Sentences count from 1.
type Contradiction struct {
	Text, OtherText         string
	Sentence, OtherSentence int
	Quote, OtherQuote       string
}

func (c Contradiction) String() string {
	return fmt.Sprintf("the article gives two values for what seems to be one thing: %q in sentence %d, %q in sentence %d (%s / %s)",
		c.Text, c.Sentence, c.OtherText, c.OtherSentence, c.Quote, c.OtherQuote)
}

func (s *Source) contradiction(a, b located) Contradiction {
	text := func(l located) string { return strings.Join(strings.Fields(s.article.Text[l.From:l.To]), " ") }
	return Contradiction{text(a), text(b), a.sentence + 1, b.sentence + 1, s.quote(a.sentence), s.quote(b.sentence)}
}

// quote is a sentence on one line, cut where it is very long.
func (s *Source) quote(n int) string {
	const longest = 400 // bytes
	span := s.article.Sentences[n]
	text := s.article.Text[span.Start:span.End]
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "") + "…"
	}
	return strings.Join(strings.Fields(text), " ")
}

// oneThing is how similar the contexts of two values must be, seen from both,
// to be taken for values of one thing.
const oneThing = 0.35

// mostly is how many words the sentences of two values must share: one alone
// is a verb as often as not ("the bridge cost", "the tunnel cost").
const mostly = 2

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
				list = append(list, s.contradiction(a, b))
				break
			}
		}
	}
	for _, c := range s.clashing() {
		if !slices.Contains(list, c) {
			list = append(list, c)
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
	if s.numbersName(a) || s.numbersName(b) {
		return false
	}
	if !s.onlyOne(a) || !s.onlyOne(b) || s.dated(a.sentence) != s.dated(b.sentence) {
		return false
	}
	return s.shared(a, b) >= mostly && min(s.seenFrom(a, b), s.seenFrom(b, a)) >= oneThing
}

// shared counts the different words that the sentences of two values share,
// its own and digits left out.
func (s *Source) shared(a, b located) int {
	seen := map[words.ID]bool{}
	for _, o := range s.words.Words(a.sentence) {
		if c := s.article.Text[o.Start]; (o.Start < a.From || o.Start >= a.To) && (c < '0' || c > '9') && s.words.Holds(b.sentence, o.Stem) {
			seen[o.Stem] = true
		}
	}
	return len(seen)
}

// numbersName says whether a small number stands right behind a name and so
// belongs to it more likely than it counts: "Sims 2". German writes every noun
// with a capital.
func (s *Source) numbersName(l located) bool {
	const most = 2 // digits
	before := s.article.Text[s.article.Sentences[l.sentence].Start:l.Start]
	name := strings.TrimRight(before, " ")
	at := strings.LastIndexAny(name, " \n") + 1
	first, _ := utf8.DecodeRuneInString(name[at:])
	return l.Kind == claim.Number && l.Unit == "" && !l.Words && len(l.text) <= most && at > 0 && len(name) < len(before) &&
		unicode.IsUpper(first) && s.article.Language != "de"
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
	from, to := s.index.of(a.sentence)
	return s.similarity(s.contextOf(s.words.Words(a.sentence), s.index.claims[from:to], a.Start, a.End), b)
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
