package check

import (
	"math"
	"slices"
	"sort"

	"newsbrief/internal/article"
)

// occurrence is one word of a sentence and its place, counted in words.
type occurrence struct {
	stem       int // 0: not a word of the source
	start, end int // bytes
}

// vocabulary is the words of an article by sentence.
type vocabulary struct {
	language  string
	ids       map[string]int // from 1
	sentences [][]occurrence
	postings  [][]int // sentences of each stem, each once
}

// bytesPerWord is about how many bytes of an article bring one word that was
// not there before, to size tables by.
const bytesPerWord = 15

func newVocabulary(a *article.Article) *vocabulary {
	words := len(a.Text) / bytesPerWord
	v := &vocabulary{language: a.Language, ids: make(map[string]int, words), postings: make([][]int, 1, words+1)}
	reader := newWordReader(a.Language)
	for n, span := range a.Sentences {
		words := reader.words(a.Text[span.Start:span.End], span.Start)
		list := make([]occurrence, 0, len(words))
		for _, w := range words {
			id := v.ids[w.stem]
			if id == 0 {
				id = len(v.postings)
				v.ids[w.stem] = id
				v.postings = append(v.postings, nil)
			}
			if p := v.postings[id]; len(p) == 0 || p[len(p)-1] != n {
				v.postings[id] = append(p, n)
			}
			list = append(list, occurrence{id, w.start, w.end})
		}
		v.sentences = append(v.sentences, list)
	}
	return v
}

// weight is the inverse document frequency of a stem.
func (v *vocabulary) weight(stem int) float64 {
	n := float64(len(v.sentences))
	if stem == 0 {
		return math.Log(1 + n)
	}
	return math.Log(1 + n/float64(len(v.postings[stem])))
}

// context is the words around a claim of the candidate, nearer ones counting
// more.
type context struct {
	words []weighted
	total float64
}

type weighted struct {
	stem   int
	weight float64
}

// decay is what a word counts at a distance in words from the claim.
func decay(distance int, half float64) float64 { return 1 / (1 + float64(distance)/half) }

// across is what a word counts behind each other value that stands between it
// and the claim: it tells that value's context rather than the claim's.
const across = 0.5

// contextOf weighs the words of a sentence around the bytes start to end,
// among other claims.
func (v *vocabulary) contextOf(sentence []stemmed, claims []located, start, end int) context {
	var c context
	at := place(len(sentence), start, func(i int) int { return sentence[i].start })
	for i, w := range sentence {
		if w.start >= start && w.end <= end {
			continue
		}
		id := v.ids[w.stem]
		weight := v.weight(id) * decay(distance(i, at), 3) * math.Pow(across, float64(amountsBetween(claims, w.start, start)))
		c.words = append(c.words, weighted{id, weight})
		c.total += weight
	}
	return c
}

// amountsBetween counts the values between two bytes, at most three.
func amountsBetween(claims []located, a, b int) int {
	n := 0
	for _, c := range claims {
		if c.Start > min(a, b) && c.Start < max(a, b) && numeric(c.Claim) && !trivial(c.Claim) {
			n++
		}
	}
	return min(n, 3)
}

// place is the number of words that begin before a byte.
func place(n, start int, at func(int) int) int {
	return sort.Search(n, func(i int) bool { return at(i) >= start })
}

// distance in words between word i and a claim before word at.
func distance(i, at int) int {
	if i >= at {
		return i - at
	}
	return at - 1 - i
}

// similarity says how much of the context of a candidate's claim stands
// around a claim of the source, 0 to 1.
func (s *Source) similarity(c context, l located) float64 {
	if c.total == 0 {
		return 0
	}
	words := s.sentences[l.sentence]
	at := place(len(words), l.Start, func(i int) int { return words[i].start })
	shared := 0.0
	for _, w := range c.words {
		if w.stem == 0 {
			continue
		}
		best := 0.0
		for i, o := range words {
			if o.stem == w.stem {
				best = max(best, decay(distance(i, at), 8))
			}
		}
		if best == 0 && l.sentence > 0 && s.holds(l.sentence-1, w.stem) {
			best = .3 // the sentence before names the subject
		}
		shared += w.weight * best
	}
	return shared / c.total
}

// holds says whether a sentence has a word.
func (v *vocabulary) holds(sentence, stem int) bool {
	_, ok := slices.BinarySearch(v.postings[stem], sentence)
	return ok
}
