package summarize

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// index finds the sentences of an article that speak of the same things as a
// line: by the words they share, rare words counting more (inverse document
// frequency).
type index struct {
	article *article.Article
	terms   [][]string // of each sentence
	weight  map[string]float64
}

func newIndex(a *article.Article) *index {
	x := &index{article: a, weight: map[string]float64{}}
	for n := range a.Sentences {
		terms := termsOf(a.Sentence(n + 1))
		for _, t := range terms {
			x.weight[t]++
		}
		x.terms = append(x.terms, terms)
	}
	for t, count := range x.weight {
		x.weight[t] = math.Log(1 + float64(len(a.Sentences))/count)
	}
	return x
}

// Overlap thresholds, as the weighted share of the line's words that the
// sentence holds. Below minOverlap a sentence says something else.
const minOverlap = 0.25

// locate returns the evidence of a line: the sentences it cites where they
// share words with it, else the best one by overlap, else the cited ones that
// exist (a line in another language shares no words), else none.
func (x *index) locate(it item) []result.Evidence {
	terms := termsOf(it.text)
	var cited []int
	matched := false
	for _, n := range it.cites {
		if n >= 1 && n <= len(x.terms) {
			cited = append(cited, n)
			matched = matched || x.overlap(terms, n) > 0
		}
	}
	if !matched {
		if best, share := x.best(terms); share >= minOverlap {
			cited = []int{best}
		}
	}
	evidence := make([]result.Evidence, 0, len(cited))
	for _, n := range cited {
		evidence = append(evidence, evidenceOf(x.article, n))
	}
	return evidence
}

// best returns the sentence that shares most with terms; the first of equals.
func (x *index) best(terms []string) (sentence int, share float64) {
	for n := range x.terms {
		if s := x.overlap(terms, n+1); s > share {
			sentence, share = n+1, s
		}
	}
	return sentence, share
}

// overlap is the weighted share of terms that sentence n holds, 0 to 1.
func (x *index) overlap(terms []string, n int) float64 {
	var shared, all float64
	unknown := math.Log(1 + float64(len(x.terms)))
	for _, t := range terms {
		w, known := x.weight[t]
		if !known {
			w = unknown
		}
		all += w
		if _, holds := slices.BinarySearch(x.terms[n-1], t); holds {
			shared += w
		}
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// termsOf returns the different words of s in lower case, in order; in scripts
// written without spaces, the pairs of neighbouring characters.
func termsOf(s string) []string {
	var terms []string
	isTerm := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
	for _, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isTerm(r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			terms = append(terms, word)
			continue
		}
		runes := []rune(word)
		for i := range max(len(runes)-1, 1) {
			terms = append(terms, string(runes[i:min(i+2, len(runes))]))
		}
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}
