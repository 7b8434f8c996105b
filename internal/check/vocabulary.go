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
	v := &vocabulary{language: a.Language, ids: make(map[string]int, words)}
	known := make(map[string]int, words) // words as written; 0 for grammar
	all := make([]occurrence, 0, len(a.Text)/8)
	ends := make([]int, len(a.Sentences)) // of each sentence in all
	for n, span := range a.Sentences {
		eachRawWord(a.Text[span.Start:span.End], func(raw string, start, end int) {
			id, ok := known[raw]
			if !ok {
				id = v.id(contentStem(raw, a.Language))
				known[raw] = id
			}
			if id > 0 {
				all = append(all, occurrence{id, span.Start + start, span.Start + end})
			}
		})
		ends[n] = len(all)
	}
	v.sentences = make([][]occurrence, len(ends))
	from := 0
	for n, end := range ends {
		v.sentences[n], from = all[from:end:end], end
	}
	v.post(len(all))
	return v
}

// id numbers a stem; 0 is the number of none.
func (v *vocabulary) id(stem string) int {
	if stem == "" {
		return 0
	}
	id := v.ids[stem]
	if id == 0 {
		id = len(v.ids) + 1
		v.ids[stem] = id
	}
	return id
}

// post lists the sentences of each stem, all lists in one block: occurrences
// is how many words there are.
func (v *vocabulary) post(occurrences int) {
	count := make([]int, len(v.ids)+1)
	for _, list := range v.sentences {
		for _, o := range list {
			count[o.stem]++
		}
	}
	block := make([]int, occurrences)
	v.postings = make([][]int, len(count))
	at := 0
	for id, n := range count {
		v.postings[id] = block[at : at : at+n]
		at += n
	}
	for n, list := range v.sentences {
		for _, o := range list {
			if p := v.postings[o.stem]; len(p) == 0 || p[len(p)-1] != n {
				v.postings[o.stem] = append(p, n)
			}
		}
	}
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

// across is what a word counts behind so many other values that stand between
// it and the claim: it tells their context rather than the claim's.
var across = [...]float64{1, .5, .25, .125}

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
		weight := v.weight(id) * decay(distance(i, at), 3) * across[amountsBetween(claims, w.start, start)]
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
