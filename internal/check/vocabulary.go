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
	ids       map[string]int // of stems, from 1
	known     map[string]int // the same of words as written; 0 for grammar
	sentences [][]occurrence
	postings  [][]int // sentences of each stem, each once
}

// bytesPerWord is about how many bytes of an article bring one word that was
// not there before, to size tables by.
const bytesPerWord = 9

func newVocabulary(a *article.Article) *vocabulary {
	words := len(a.Text) / bytesPerWord
	v := &vocabulary{language: a.Language, ids: make(map[string]int, words*3/4), known: make(map[string]int, words)}
	all := make([]occurrence, 0, len(a.Text)/8)
	ends := make([]int, len(a.Sentences)) // of each sentence in all
	for n, span := range a.Sentences {
		eachRawWord(a.Text[span.Start:span.End], func(raw string, start, end int) {
			id, ok := v.known[raw]
			if !ok {
				id = v.id(contentStem(raw, a.Language))
				v.known[raw] = id
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

// words returns the content words of a text, whose offsets begin at base; in
// scripts without spaces, the pairs of neighbouring characters.
func (v *vocabulary) words(text string, base int, language string) []occurrence {
	list := make([]occurrence, 0, len(text)/8)
	eachRawWord(text, func(raw string, start, end int) {
		id, ok := v.known[raw]
		if !ok || language != v.language {
			stem := contentStem(raw, language)
			id, ok = v.ids[stem], stem == ""
		}
		if id > 0 || !ok {
			list = append(list, occurrence{id, base + start, base + end})
		}
	})
	return list
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

// contextReach is how many words on either side of a claim are its context.
// Sentences are shorter; a table without full stops is not.
const contextReach = 60

// context is the words around a claim of the candidate, nearer ones counting
// more: those that the source has, each once and by their numbers, and the
// weight of all.
type context struct {
	words []weighted
	total float64
}

// find is where a stem stands in the context; -1: it does not.
func (c context) find(stem int) int {
	low, high := 0, len(c.words)
	for low < high {
		if mid := (low + high) / 2; c.words[mid].stem < stem {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(c.words) && c.words[low].stem == stem {
		return low
	}
	return -1
}

// merged orders the words and adds the weights of those that are the same.
func merged(words []weighted) []weighted {
	slices.SortFunc(words, func(a, b weighted) int { return a.stem - b.stem })
	n := 0
	for i, w := range words {
		switch {
		case w.stem == 0:
		case i > 0 && n > 0 && words[n-1].stem == w.stem:
			words[n-1].weight += w.weight
		default:
			words[n] = w
			n++
		}
	}
	return words[:n]
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
func (v *vocabulary) contextOf(sentence []occurrence, claims []located, start, end int) context {
	at := place(len(sentence), start, func(i int) int { return sentence[i].start })
	from, to := max(at-contextReach, 0), min(at+contextReach, len(sentence))
	c := context{words: make([]weighted, 0, to-from)}
	for i := from; i < to; i++ {
		w := sentence[i]
		if w.start >= start && w.end <= end {
			continue
		}
		weight := v.weight(w.stem) * decay(distance(i, at), 3) * across[amountsBetween(claims, w.start, start)]
		c.words = append(c.words, weighted{w.stem, weight})
		c.total += weight
	}
	c.words = merged(c.words)
	return c
}

// amountsBetween counts the values between two bytes, at most three.
func amountsBetween(claims []located, a, b int) int {
	a, b = min(a, b), max(a, b)
	n := 0
	for i := place(len(claims), a+1, func(i int) int { return claims[i].Start }); i < len(claims) && claims[i].Start < b && n < 3; i++ {
		if numeric(claims[i].Claim) && !trivial(claims[i].Claim) {
			n++
		}
	}
	return n
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
	var best [2 * contextReach]float64
	for i := max(at-2*contextReach, 0); i < min(at+2*contextReach, len(words)); i++ {
		if k := c.find(words[i].stem); k >= 0 {
			best[k] = max(best[k], decay(distance(i, at), 8))
		}
	}
	shared := 0.0
	for k, w := range c.words {
		if best[k] == 0 && l.sentence > 0 && s.holds(l.sentence-1, w.stem) {
			best[k] = .3 // the sentence before names the subject
		}
		shared += w.weight * best[k]
	}
	return shared / c.total
}

// holds says whether a sentence has a word.
func (v *vocabulary) holds(sentence, stem int) bool {
	_, ok := slices.BinarySearch(v.postings[stem], sentence)
	return ok
}
