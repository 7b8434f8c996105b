package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
)

// Contradiction is two sentences of a source that give different values of
// what seems to be one thing. Sentences count from 1.
type Contradiction struct {
	Text, OtherText         string
	Sentence, OtherSentence int
	Quote, OtherQuote       string
}

func (c Contradiction) String() string {
	return fmt.Sprintf("the article gives two values for what seems to be one thing: "+
		"%q in sentence %d, %q in sentence %d (%s / %s)",
		c.Text, c.Sentence, c.OtherText, c.OtherSentence, c.Quote, c.OtherQuote)
}

func newContradiction(s *Source, a, b Located) Contradiction {
	text := func(l Located) string { return strings.Join(strings.Fields(s.article.Text[l.From:l.To]), " ") }
	quote := func(l Located) string { return shortened(s.article.Sentence(l.Sentence + 1)) }
	return Contradiction{text(a), text(b), a.Sentence + 1, b.Sentence + 1, quote(a), quote(b)}
}

// shortened is a sentence on one line, cut where it is very long.
func shortened(text string) string {
	const longest = 400 // bytes
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
	claims := s.claims.list[:min(len(s.claims.list), mostCompared)]
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			if b.Sentence != a.Sentence && disagree(s, a, b) {
				list = append(list, newContradiction(s, a, b))
				break
			}
		}
	}
	for _, c := range clashing(s) {
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

func disagree(s *Source, a, b Located) bool {
	if !compare.Comparable(a.Claim, b.Claim) || !telling(a.Claim) || compare.Trivial(b.Claim) {
		return false
	}
	rounded := compare.Rounded(a.Claim, b.Claim) != "" || compare.Rounded(b.Claim, a.Claim) != ""
	if rounded || s.matches(a.Claim, b.Claim) || compare.Overlap(a.Claim, b.Claim) {
		return false
	}
	if numbersName(s.article, a) || numbersName(s.article, b) {
		return false
	}
	if !onlyOne(s, a) || !onlyOne(s, b) || dated(s, a.Sentence) != dated(s, b.Sentence) {
		return false
	}
	return shared(s, a, b) >= mostly && min(seenFrom(s, a, b), seenFrom(s, b, a)) >= oneThing
}

// telling says whether a value is one that a text gives a thing once.
func telling(c claim.Claim) bool {
	relative := c.Ordinal || c.Score || c.Fold || c.Age
	return compare.Numeric(c) && !compare.Trivial(c) && !relative
}

// shared counts the different words that the sentences of two values share,
// its own and digits left out.
func shared(s *Source, a, b Located) int {
	seen := map[words.ID]bool{}
	for _, o := range s.words.Words(a.Sentence) {
		c := s.article.Text[o.Start]
		if own := o.Start >= a.From && o.Start < a.To; own || '0' <= c && c <= '9' {
			continue
		}
		if s.words.Holds(b.Sentence, o.Stem) {
			seen[o.Stem] = true
		}
	}
	return len(seen)
}

// numbersName says whether a small number stands right behind a name and so
// belongs to it more likely than it counts: "Sims 2". Where every noun has a
// capital, it tells no name.
func numbersName(a *article.Article, l Located) bool {
	const most = 2 // digits
	before := a.Text[a.Sentences[l.Sentence].Start:l.Start]
	name := strings.TrimRight(before, " ")
	at := strings.LastIndexAny(name, " \n") + 1
	first, _ := utf8.DecodeRuneInString(name[at:])
	small := l.Kind == claim.Number && l.Unit == "" && !l.Words && len(l.Text) <= most
	behind := at > 0 && len(name) < len(before) && unicode.IsUpper(first)
	return small && behind && !lang.Of(a.Language).Has("trait", "capitalnouns")
}

// onlyOne says whether a claim is the only one of its unit in its sentence.
func onlyOne(s *Source, l Located) bool {
	n := 0
	for _, other := range s.claims.of(l.Sentence) {
		if compare.Comparable(l.Claim, other.Claim) {
			n++
		}
	}
	return n == 1
}

// dated says whether a sentence names a date: then its value is of that day.
func dated(s *Source, sentence int) bool {
	for _, l := range s.claims.of(sentence) {
		if l.Kind == claim.Date {
			return true
		}
	}
	return false
}

// seenFrom says how much of the context of a stands around b, 0 to 1.
func seenFrom(s *Source, a, b Located) float64 {
	around := contextOf(s.words, s.words.Words(a.Sentence), s.claims.of(a.Sentence), a.Start, a.End)
	return around.similarity(s.words, b)
}
