package words

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"
)

// Bounds of what one question looks at, so that a text of millions of words
// takes linear time.
const (
	MostNear = 48  // sentences near one text
	Rare     = 256 // sentences with one word; one that more of them have tells nothing
)

// postings are the sentences of each string, ascending and each once.
type postings struct {
	starts    []int // by ID: where its sentences begin
	ends      []int
	sentences []int
}

func (p postings) of(id ID) []int { return p.sentences[p.starts[id]:p.ends[id]] }

// post makes the postings of so many strings in so many sentences, which have
// so many words in all.
func post(strings, sentences, words int, of func(n int) iter.Seq[ID]) postings {
	p := postings{make([]int, strings), make([]int, strings), make([]int, words)}
	for n := range sentences {
		for id := range of(n) {
			p.ends[id]++ // how many, for now
		}
	}
	at := 0
	for id, n := range p.ends {
		p.starts[id], p.ends[id] = at, at
		at += n
	}
	for n := range sentences {
		for id := range of(n) {
			if end := p.ends[id]; end == p.starts[id] || p.sentences[end-1] != n {
				p.sentences[end] = n
				p.ends[id]++
			}
		}
	}
	return p
}

func (x *Index) stemsOf(n int) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for _, w := range x.Words(n) {
			if !yield(w.Stem) {
				return
			}
		}
	}
}

func (x *Index) formsOf(n int) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for _, t := range x.Terms(n) {
			if !yield(t.ID) {
				return
			}
		}
	}
}

// With are the sentences, ascending, that hold a word with this stem.
func (x *Index) With(stem ID) []int { return x.stems().of(stem) }

// Holds says whether a sentence has a word with this stem.
func (x *Index) Holds(sentence int, stem ID) bool {
	_, ok := slices.BinarySearch(x.With(stem), sentence)
	return ok
}

// Weight of a stem is its inverse document frequency.
func (x *Index) Weight(stem ID) float64 { return x.weight(len(x.With(stem))) }

// weight of a word that so many sentences hold; one that none does weighs as
// much as one that a single sentence does.
func (x *Index) weight(holders int) float64 {
	return math.Log(1 + float64(len(x.ends))/float64(max(holders, 1)))
}

// Nearest finds sentences near a text; it keeps its table between texts and
// serves one goroutine.
type Nearest struct {
	index   *Index
	score   []float64 // by sentence
	touched []int
	seen    []int // by stem: the round that counted it
	round   int
}

// Nearest returns a search of the index.
func (x *Index) Nearest() *Nearest { return &Nearest{index: x} }

// To returns the sentences that share most with the words of another text,
// rare words counting more, best first.
func (r *Nearest) To(words []Word) []int {
	if r.score == nil {
		r.score, r.seen = make([]float64, r.index.Sentences()), make([]int, r.index.Len())
	}
	r.touched = r.touched[:0]
	r.round++
	for _, w := range words {
		list := r.index.With(w.Stem)
		if len(list) > Rare || r.seen[w.Stem] == r.round {
			continue
		}
		r.seen[w.Stem] = r.round
		weight := r.index.weight(len(list))
		for _, n := range list {
			if r.score[n] == 0 {
				r.touched = append(r.touched, n)
			}
			r.score[n] += weight
		}
	}
	best := r.best()
	for _, n := range r.touched {
		r.score[n] = 0
	}
	return best
}

// best are the touched sentences with the highest scores, best first. Where there
// are many, most are passed over without a place in the order.
func (r *Nearest) best() []int {
	order := func(a, b int) int { return cmp.Or(cmp.Compare(r.score[b], r.score[a]), a-b) }
	list, least := make([]int, 0, min(len(r.touched), 2*MostNear)), 0.0
	for _, n := range r.touched {
		if r.score[n] < least {
			continue
		}
		if list = append(list, n); len(list) == 2*MostNear {
			slices.SortFunc(list, order)
			list = list[:MostNear]
			least = r.score[list[MostNear-1]]
		}
	}
	slices.SortFunc(list, order)
	return list[:min(len(list), MostNear)]
}

// Line is another text by its different words of any kind, in the numbers of
// an index.
type Line struct {
	index *Index
	terms []weighted // ordered by their text
	total float64
}

// weighted is a word of a line; 0: the index has it nowhere.
type weighted struct {
	id     ID
	weight float64
}

// Line looks up the words of another text.
func (x *Index) Line(text string) Line {
	var terms []string
	eachTerm(strings.ToLower(text), func(term string, _ bool) { terms = append(terms, term) })
	slices.Sort(terms)
	l := Line{index: x}
	for _, t := range slices.Compact(terms) {
		id := x.ids[t]
		weight := x.weight(len(x.forms().of(id)))
		l.terms = append(l.terms, weighted{id, weight})
		l.total += weight
	}
	return l
}

// Overlap is the weighted share of the line's words that a sentence holds, 0
// to 1.
func (l Line) Overlap(sentence int) float64 {
	shared := 0.0
	for _, t := range l.terms {
		if _, holds := slices.BinarySearch(l.index.forms().of(t.id), sentence); holds {
			shared += t.weight
		}
	}
	return l.share(shared)
}

func (l Line) share(shared float64) float64 {
	if l.total == 0 {
		return 0
	}
	return shared / l.total
}

// Best returns the sentence that shares most words with the line, the first of
// equals, and how much Overlap it has: none, the first sentence and 0.
func (l Line) Best() (sentence int, overlap float64) {
	score := make([]float64, l.index.Sentences())
	for _, t := range l.terms {
		for _, n := range l.index.forms().of(t.id) {
			score[n] += t.weight
		}
	}
	for n, shared := range score {
		if s := l.share(shared); s > overlap {
			sentence, overlap = n, s
		}
	}
	return sentence, overlap
}
