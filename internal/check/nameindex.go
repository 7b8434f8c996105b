package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// nameIndex is the words of the source as names need them: bare.
type nameIndex struct {
	text *article.Article
	// bare has the first sentence, from 1, of the words that are not bare as the
	// source writes them.
	bare map[string]int
	// initials has those of runs of capitalised words, starts the words with a
	// capital by their first letters; most candidates ask for neither.
	initials func() map[string]int
	starts   func() map[string][]string
	// spelled has the initials of all words; halves the parts of words around an
	// apostrophe, unmarked the words without accents, neighbours pairs of words in
	// one.
	spelled                      func() *initials
	halves, unmarked, neighbours func() map[string]int
}

func newNameIndex(a *article.Article) *nameIndex {
	x := &nameIndex{text: a, bare: map[string]int{}}
	x.starts = sync.OnceValue(x.byStart)
	x.initials = sync.OnceValue(func() map[string]int { return initialsOf(a) })
	x.spelled = sync.OnceValue(func() *initials { return initialsOfWords(a) })
	x.unmarked = sync.OnceValue(func() map[string]int { return unmarkedWords(x) })
	x.neighbours = sync.OnceValue(func() map[string]int { return neighbouringWords(x) })
	x.halves = sync.OnceValue(func() map[string]int { return apostropheHalves(x) })
	for w, n := range a.Index().Written() {
		if words.IsBare(w) {
			continue
		}
		if l := words.Bare(w); x.bare[l] == 0 || n < x.bare[l] {
			x.bare[l] = n
		}
	}
	return x
}

// sentence is the first, from 1, that has a bare word; 0: none.
func (x *nameIndex) sentence(l string) int {
	first, as := x.bare[l], 0
	if words.IsBare(l) {
		as = x.text.Index().FirstWith(l)
	}
	if first == 0 || as > 0 && as < first {
		return as
	}
	return first
}

func (x *nameIndex) byStart() map[string][]string {
	starts := map[string][]string{}
	for w := range x.text.Index().Written() {
		if l := words.Bare(w); strings.ToLower(w) != w && words.Start(l) != "" {
			starts[words.Start(l)] = append(starts[words.Start(l)], l)
		}
	}
	for p, list := range starts {
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(x.sentence(a)-x.sentence(b), cmp.Compare(a, b)) })
		starts[p] = slices.Compact(list)
	}
	return starts
}

// initialsOf maps the initials of the runs of capitalised words to the first
// sentence that has them.
func initialsOf(a *article.Article) map[string]int {
	initials := map[string]int{}
	for n := range a.Sentences {
		var run []rune
		for _, w := range words.Written(a.Sentence(n + 1)) {
			switch r, _ := utf8.DecodeRuneInString(w); {
			case unicode.IsUpper(r):
				run = append(run, unicode.ToLower(r))
				abbreviate(initials, run, n+1)
			case len(run) > 0 && !lex.InClass(w, a.Language, lex.Particle):
				run = run[:0]
			}
		}
	}
	return initials
}

// abbreviate notes the initials that a run of capitalised words ends with.
func abbreviate(initials map[string]int, run []rune, sentence int) {
	var key [6 * utf8.UTFMax]byte
	for size := 2; size <= min(len(run), 6); size++ {
		b := key[:0]
		for _, r := range run[len(run)-size:] {
			b = utf8.AppendRune(b, r)
		}
		if initials[string(b)] == 0 {
			initials[string(b)] = sentence
		}
	}
}

// knows returns the sentence in which the source has a word of a name; 0: none.
func (x *nameIndex) knows(w, l string) int {
	if n := x.sentence(l); n > 0 {
		return n
	}
	if utf8.RuneCountInString(l) == 1 {
		return min(1, x.text.Index().Len()-1) // an initial
	}
	if strings.ToUpper(w) == w {
		if n := x.initials()[l]; n > 0 {
			return n
		}
	}
	if n := x.derived(l); n > 0 {
		return n
	}
	return claim.SamePlace(l, x.sentence)
}

// derived finds a word that differs from l by its ending alone, as a people
// from its country, and a case from the nominative.
func (x *nameIndex) derived(l string) int {
	if words.Start(l) == "" {
		return 0
	}
	language := lang.Of(x.text.Language)
	for _, other := range x.starts()[words.Start(l)] {
		shared := commonPrefix(l, other)
		if ending(l[shared:], language) && ending(other[shared:], language) {
			return x.sentence(other)
		}
	}
	return 0
}

func commonPrefix(a, b string) int {
	for i, r := range a {
		if !strings.HasPrefix(b[i:], string(r)) {
			return i
		}
	}
	return len(a)
}

// ending says whether a rest of a word may be an ending: those that make
// peoples and adjectives of places, and any short one in languages that decline
// names.
func ending(rest string, l *lang.Language) bool {
	if l.Has("trait", "declines") {
		return utf8.RuneCountInString(rest) <= 3
	}
	return rest == "" || l.Has("origin", rest)
}
