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
}

// startRunes is how many letters a name shares with its demonym at least.
const startRunes = 4

func newNameIndex(a *article.Article) *nameIndex {
	x := &nameIndex{text: a, bare: map[string]int{}}
	x.starts = sync.OnceValue(x.byStart)
	x.initials = sync.OnceValue(func() map[string]int { return initialsOf(a) })
	for w, n := range a.Index().Written() {
		if isBare(w) {
			continue
		}
		if l := bare(w); x.bare[l] == 0 || n < x.bare[l] {
			x.bare[l] = n
		}
	}
	return x
}

// sentence is the first, from 1, that has a bare word; 0: none.
func (x *nameIndex) sentence(l string) int {
	first, as := x.bare[l], 0
	if isBare(l) {
		as = x.text.Index().FirstWith(l)
	}
	if first == 0 || as > 0 && as < first {
		return as
	}
	return first
}

// isBare says whether a word is what bare makes of it, as most are.
func isBare(w string) bool {
	for i := range len(w) {
		if c := w[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func (x *nameIndex) byStart() map[string][]string {
	starts := map[string][]string{}
	for w := range x.text.Index().Written() {
		if l := bare(w); strings.ToLower(w) != w && startOf(l) != "" {
			starts[startOf(l)] = append(starts[startOf(l)], l)
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
		for w := range words.Written(a.Sentence(n + 1)) {
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

// bare is a word in lower case without possessive and without accents.
func bare(w string) string {
	w = strings.ToLower(w)
	if strings.ContainsAny(w, "'’") {
		w = withoutApostrophe(w)
	}
	if isASCII(w) {
		return w
	}
	return lex.Unaccent(w)
}

func withoutApostrophe(w string) string {
	w = strings.ReplaceAll(w, "’", "'")
	w = strings.TrimSuffix(strings.Trim(w, "'"), "'s")
	if i := strings.LastIndexByte(w, '\''); i >= 0 && i <= 2 {
		w = w[i+1:] // l'Europe, d'Arc
	}
	return w
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// startOf is the first letters of a word; "" where it is too short to be told
// by them.
func startOf(l string) string {
	n := 0
	for i := range l {
		if n == startRunes {
			return l[:i]
		}
		n++
	}
	return ""
}

// knows returns the sentence in which the source has a word of a name; 0: none.
func (x *nameIndex) knows(w, l, language string) int {
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
	if n := x.derived(l, language); n > 0 {
		return n
	}
	return claim.SamePlace(l, x.sentence)
}

// derived finds a word that differs from l by its ending alone, as a people
// from its country, and a case from the nominative.
func (x *nameIndex) derived(l, language string) int {
	if startOf(l) == "" {
		return 0
	}
	for _, other := range x.starts()[startOf(l)] {
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
// peoples and adjectives of places in English, and any short one in languages
// that decline names.
func ending(rest, language string) bool {
	switch language {
	case "ru", "uk", "pl", "cs", "de", "hi", "ar", "tr", "fi", "hu":
		return utf8.RuneCountInString(rest) <= 3
	}
	switch rest {
	case "", "a", "e", "o", "n", "i", "y", "s", "es", "an", "ans", "ian", "ians", "ean", "eans", "ese", "is", "ish", "er", "ers", "ic", "ia", "ine", "ino", "ite", "ites", "en", "ien", "ne", "nne", "ienne", "ais", "aise", "ois", "oise":
		return true
	}
	return false
}
