package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
)

// nameIndex is the words of the source as names need them, each with the
// first sentence that has it, from 1.
type nameIndex struct {
	words   map[string]int
	capital map[string]bool // of the words, those written with a capital
	// initials has those of runs of capitalised words, starts the words with a
	// capital by their first letters; most candidates ask for neither.
	initials func() map[string]int
	starts   func() map[string][]string
}

// startRunes is how many letters a name shares with its demonym at least.
const startRunes = 4

func newNameIndex(a *article.Article) *nameIndex {
	x := &nameIndex{words: make(map[string]int, len(a.Text)/bytesPerWord), capital: map[string]bool{}}
	x.starts = sync.OnceValue(x.byStart)
	x.initials = sync.OnceValue(func() map[string]int { return initialsOf(a) })
	seen := map[string]bool{} // as written
	for n := range a.Sentences {
		eachWord(a.Sentence(n+1), func(w string) {
			switch {
			case isBare(w):
				x.add(w, n+1)
			case !seen[w]:
				seen[w] = true
				l := bare(w)
				x.add(l, n+1)
				if strings.ToLower(w) != w {
					x.capital[l] = true
				}
			}
		})
	}
	return x
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

func (x *nameIndex) add(l string, sentence int) {
	if x.words[l] == 0 {
		x.words[l] = sentence
	}
}

func (x *nameIndex) byStart() map[string][]string {
	starts := map[string][]string{}
	for l := range x.capital {
		if p := startOf(l); p != "" {
			starts[p] = append(starts[p], l)
		}
	}
	for _, list := range starts {
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(x.words[a]-x.words[b], cmp.Compare(a, b)) })
	}
	return starts
}

// initialsOf maps the initials of the runs of capitalised words to the first
// sentence that has them.
func initialsOf(a *article.Article) map[string]int {
	initials := map[string]int{}
	for n := range a.Sentences {
		var run []rune
		eachWord(a.Sentence(n+1), func(w string) {
			switch r, _ := utf8.DecodeRuneInString(w); {
			case unicode.IsUpper(r):
				run = append(run, unicode.ToLower(r))
				abbreviate(initials, run, n+1)
			case len(run) > 0 && !lex.InClass(w, a.Language, lex.Particle):
				run = run[:0]
			}
		})
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

// wordList splits text into words: at everything that is not a letter, digit
// or mark, and where one of the scripts of East Asia begins or ends.
func wordList(text string) []string {
	var list []string
	eachWord(text, func(w string) { list = append(list, w) })
	return list
}

func eachWord(text string, f func(w string)) {
	start, script := -1, 0
	for i, r := range text {
		if script == spaced && start >= 0 && 'a' <= r && r <= 'z' {
			continue
		}
		own := scriptClass(r)
		if start >= 0 && own != script && own != inherits {
			f(text[start:i])
			start = -1
		}
		if start < 0 && own > 0 {
			start, script = i, own
		}
	}
	if start >= 0 {
		f(text[start:])
	}
}

// Classes of characters for wordList.
const (
	inherits  = -1 // a mark, which goes with the letter before it
	separates = 0
	spaced    = 1 // letters of scripts that put spaces between words
)

func scriptClass(r rune) int {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '\'' || r == '’':
		return spaced
	case r < 0x80:
		return separates
	case unicode.IsMark(r) || r == 'ー':
		return inherits
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return separates
	case r < 0x2E80:
		return spaced
	}
	for i, table := range [...]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana} {
		if unicode.Is(table, r) {
			return spaced + 1 + i
		}
	}
	return spaced
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
	if n := x.words[l]; n > 0 {
		return n
	}
	if utf8.RuneCountInString(l) == 1 {
		return min(1, len(x.words)) // an initial
	}
	if strings.ToUpper(w) == w {
		if n := x.initials()[l]; n > 0 {
			return n
		}
	}
	if n := x.derived(l, language); n > 0 {
		return n
	}
	return claim.SamePlace(l, func(form string) int { return x.words[form] })
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
			return x.words[other]
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
