package doubt

import (
	"math"
	"slices"

	"newsbrief/internal/article/words"
)

// Reader measures sentences against one source; it serves one goroutine.
type Reader struct {
	source *words.Index
	seen   map[words.ID]bool
}

// NewReader makes a reader of a source's words.
func NewReader(source *words.Index) *Reader {
	return &Reader{source: source, seen: map[words.ID]bool{}}
}

// best is how many sentences a sentence may rest on.
const best = 3

// Read measures a sentence by its words, in the source's numbers, and the
// sentences of the source near it, from 0, best first. What the checks find of
// it is added by Find.
func (r *Reader) Read(list []words.Word, near []int) (s Signals) {
	near = near[:min(len(near), best)]
	var total, unseen, outside float64
	clear(r.seen)
	for _, w := range list {
		if w.Stem != 0 && r.seen[w.Stem] {
			continue
		}
		r.seen[w.Stem] = true
		weight := r.source.Weight(w.Stem)
		total += weight
		switch {
		case w.Stem == 0:
			unseen += weight
			outside += weight
		case !r.hold(near, w.Stem):
			outside += weight
		}
	}
	if total > 0 {
		s[unknown], s[uncovered] = unseen/total, outside/total
	}
	s[apart] = r.apart(list)
	s[length] = math.Log(1 + float64(len(list)))
	return s
}

func (r *Reader) hold(sentences []int, stem words.ID) bool {
	return slices.ContainsFunc(sentences, func(n int) bool { return r.source.Holds(n, stem) })
}

// apart is the share of neighbouring words that no sentence of the source
// holds both.
func (r *Reader) apart(list []words.Word) float64 {
	pairs, apart := 0, 0
	for i := 1; i < len(list); i++ {
		pairs++
		if !r.together(list[i-1].Stem, list[i].Stem) {
			apart++
		}
	}
	return float64(apart) / float64(max(pairs, 1))
}

// together says whether a sentence holds both stems.
func (r *Reader) together(a, b words.ID) bool {
	if a == 0 || b == 0 {
		return false
	}
	if len(r.source.With(b)) < len(r.source.With(a)) {
		a, b = b, a
	}
	holders := r.source.With(a)
	return r.hold(holders[:min(len(holders), words.Rare)], b)
}
