// Package search finds the sentences of an article that answer a question, by rule: by
// the words that they share with it, or words near to those in meaning, and by what it
// asks for: a number, a time, a name. It understands nothing.
package search

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang/meaning"
)

// Result is what a search found: sentences by index. Where one of them has most of the
// question's words as they stand it is Sure, and they are in the text's order; else they
// are the nearest, best first.
type Result struct {
	Sentences []int
	Sure      bool
}

// Find searches sentences in a language, a BCP 47 tag, for what answers a question.
func Find(sentences []string, language, text string) Result {
	r := newReader(language)
	s := &search{reader: r, question: r.read(text), near: map[*meaning.Word][]float64{}}
	for _, text := range sentences {
		s.add(text)
	}
	return s.result()
}

// sentence is one that is searched.
type sentence struct {
	text   string
	words  []*meaning.Word
	claims []claim.Claim
	near   []float64 // by word of the question: how near the nearest of its words is
}

// search is a question and the sentences that may answer it.
type search struct {
	*reader
	question  question
	near      map[*meaning.Word][]float64 // of a word, by word of the question
	sentences []*sentence
}

func (s *search) add(text string) {
	x := &sentence{text: text, near: make([]float64, len(s.question.words))}
	for _, w := range s.content(text) {
		word := s.words.Of(w.text)
		x.words = append(x.words, word)
		for i, near := range s.nearness(word) {
			x.near[i] = max(x.near[i], near)
		}
	}
	x.claims = slices.DeleteFunc(claim.Find(text, s.language), func(c claim.Claim) bool {
		return c.Words && lex.InClass(strings.ToLower(text[c.Start:c.End]), s.language, lex.Func)
	})
	s.sentences = append(s.sentences, x)
}

// nearness is how near a word is to each of the question.
func (s *search) nearness(w *meaning.Word) []float64 {
	list, known := s.near[w]
	if !known {
		for _, asked := range s.question.words {
			list = append(list, asked.Near(w))
		}
		s.near[w] = list
	}
	return list
}
