// Package search finds the sentences of an article that answer a question, by weights
// fitted on public questions: by the words that they share with it, or words near to
// those in meaning, and by what it asks for: a number, a time, a name. It understands
// nothing.
package search

import (
	"cmp"
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang/meaning"
)

// Result is what a search found: sentences by index. Where they answer the question it is
// Sure, and they are in the text's order; else they are the nearest, best first.
type Result struct {
	Sentences []int
	Sure      bool
}

// Find searches sentences in a language, a BCP 47 tag, for what answers a question.
func Find(sentences []string, language, question string) Result {
	m := Read(sentences, language).Match(question)
	order := m.Order(&Fitted)
	switch {
	case len(order) == 0 || m.spoken() < m.related():
		return Result{}
	case Fitted.answers(m.Evidence(&Fitted, order)):
		found := m.best(order, mostSure, behindSure)
		slices.Sort(found)
		return Result{Sentences: found, Sure: true}
	}
	return Result{Sentences: m.best(order, mostNearest, behindNearest)}
}

// Text is sentences that are searched. It serves one goroutine.
type Text struct {
	*reader
	sentences []*sentence
	spread    map[*meaning.Word]float64 // how many sentences have each word
}

// sentence is one that is searched.
type sentence struct {
	text   string
	words  []token
	claims []claim.Claim
}

// Read reads sentences in a language, a BCP 47 tag.
func Read(sentences []string, language string) *Text {
	t := &Text{reader: newReader(language), spread: map[*meaning.Word]float64{}}
	last := map[*meaning.Word]*sentence{}
	for _, text := range sentences {
		s := t.sentence(text)
		t.sentences = append(t.sentences, s)
		for _, w := range s.words {
			if last[w.Word] != s {
				t.spread[w.Word]++
			}
			last[w.Word] = s
		}
	}
	return t
}

func (r *reader) sentence(text string) *sentence {
	claims := slices.DeleteFunc(claim.Find(text, r.language), func(c claim.Claim) bool {
		return c.Words && lex.InClass(strings.ToLower(text[c.Start:c.End]), r.language, lex.Func)
	})
	return &sentence{text: text, words: r.tokens(text), claims: claims}
}

// Match is a question held against a text.
type Match struct {
	*Text
	question question
	near     map[*meaning.Word][]float64 // how near a word is to each of the question
	nearest  [][]float64                 // by sentence: how near the nearest of its words is to each
	Signals  []Signals                   // by sentence
}

// Match holds a question against the text.
func (t *Text) Match(text string) *Match {
	m := &Match{Text: t, question: t.read(text), near: map[*meaning.Word][]float64{}}
	for _, s := range t.sentences {
		list := make([]float64, len(m.question.words))
		for _, w := range s.words {
			for i, near := range m.nearness(w.Word) {
				list[i] = max(list[i], near)
			}
		}
		m.nearest = append(m.nearest, list)
	}
	m.Signals = m.signals()
	return m
}

// nearness is how near a word is to each of the question.
func (m *Match) nearness(w *meaning.Word) []float64 {
	list, known := m.near[w]
	if !known {
		for _, asked := range m.question.words {
			list = append(list, asked.Near(w))
		}
		m.near[w] = list
	}
	return list
}

// Order is the sentences, best first.
func (m *Match) Order(w *Weights) []int {
	order := make([]int, len(m.Signals))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(w.score(&m.Signals[b]), w.score(&m.Signals[a]))
	})
	return order
}

// best is the first sentences of an order, but none whose score is far behind the first's.
func (m *Match) best(order []int, most int, behind float64) []int {
	least := Fitted.score(&m.Signals[order[0]]) - behind
	end := slices.IndexFunc(order, func(n int) bool { return Fitted.score(&m.Signals[n]) < least })
	if end < 0 {
		end = len(order)
	}
	return order[:min(most, end)]
}
