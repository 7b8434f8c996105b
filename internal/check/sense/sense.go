// Package sense compares what the sentences of a candidate say with those of
// its source that they rest on, by rules: words that exclude each other,
// negation, what a value or name is of, who said it, and accusations told as
// facts. It hides how words are read and how places are compared; its rules
// look at words in their neighbourhood, never at the article as a bag of words.
//
// Every rule asks the same question: where the source speaks of the same
// things as the word in question does here, is the word itself, or what
// excludes it? The words around it are its company (company.go). The word
// lists are those of package lang: contrast, negation and the like.
package sense

import (
	"fmt"
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/claim"
)

// Values compares claims that have a value.
type Values struct {
	Same       func(c, l claim.Claim) bool // of the candidate, of the source
	Comparable func(a, b claim.Claim) bool // values of the same kind of thing
	Sentences  func(c claim.Claim) []int   // of the source, from 0, that state a value
}

// Finding is something that the source says otherwise. Start and End are bytes
// in the candidate; Sentence counts from 1 in the source.
type Finding struct {
	Start, End int
	Sentence   int
	Reason     string // one clause for the reader
	Value      bool   // Start and End are those of a value
}

// Compare returns what a candidate in the source's language says against it,
// in the order of its sentences. claims are all of the candidate's; near has
// for each of its sentences those of the source nearest to it, from 0, best
// first. The time is linear in the length of the candidate. Nothing is found
// in a language whose file has no contrasts.
func (s *Source) Compare(candidate *article.Article, claims []claim.Claim, near [][]int) []Finding {
	if len(s.lexicon.sides) == 0 {
		return nil
	}
	var list []Finding
	rest, stemOf := claims, s.lexicon.stemmer()
	known := map[string]int{}
	number := func(lower string) int {
		id, ok := known[lower]
		if !ok {
			id = s.look(lower, stemOf)
			known[lower] = id
		}
		return id
	}
	for n, span := range candidate.Sentences {
		for len(rest) > 0 && rest[0].End <= span.Start {
			rest = rest[1:]
		}
		c := s.comparison(candidate, s.cut(candidate, span, number), rest, near[n])
		c.all = claims
		if c.copied() {
			continue
		}
		for _, rule := range rules {
			list = append(list, rule(c)...)
		}
	}
	return list
}

var rules = [...]func(*comparison) []Finding{
	contrasts, orders, negations, denials, accusations, misplaced, exchanged, slots, speakers, roles, outcomes, deaths,
}

// comparison is one sentence of a candidate with the sentences of the source
// that it may rest on.
type comparison struct {
	*Source
	candidate *article.Article
	words     []word
	anchors   []anchor
	near      []int         // sentences of the source from 0, best first
	all       []claim.Claim // of the whole candidate
}

// MostNear is how many sentences of the source a sentence is compared with.
const MostNear = 6

func (s *Source) comparison(candidate *article.Article, list []word, claims []claim.Claim, near []int) *comparison {
	c := &comparison{Source: s, candidate: candidate, words: list, near: near[:min(len(near), MostNear)]}
	c.anchors = s.anchorsOf(list, claims)
	return c
}

// copied says whether the sentence stands in the source word for word.
func (c *comparison) copied() bool {
	same := func(n int) bool {
		return slices.EqualFunc(c.sentences[n], c.words, func(a, b word) bool { return a.lower == b.lower })
	}
	return slices.ContainsFunc(c.near, same)
}

func (c *comparison) finding(w word, sentence int, format string, args ...any) Finding {
	return Finding{Start: w.start, End: w.end, Sentence: sentence + 1, Reason: fmt.Sprintf(format, args...)}
}

// textOf is what the source writes for words of a sentence.
func (s *Source) textOf(sentence, from, to int) string {
	words := s.sentences[sentence]
	return s.article.Text[words[from].start:words[to-1].end]
}
