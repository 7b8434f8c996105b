package check

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
)

// variant returns the first sentence that has a word of a name as people also
// write it: an acronym in the plural or of words with small letters, what
// stands before or behind an apostrophe, a spelling that differs by one letter.
// 0: none.
func (x *nameIndex) variant(w, l string) int {
	if isAcronym(w) {
		if n := x.sentence(l); n > 0 {
			return n
		}
		if n := x.standsFor(l); n > 0 {
			return n
		}
		if n := x.spelled().sentence(strings.ToLower(strings.TrimSuffix(w, "s"))); n > 0 {
			return n
		}
	}
	if single := strings.TrimSuffix(w, "s"); single != w && isAcronym(single) {
		l := words.Bare(single)
		if n := x.knows(single, l); n > 0 {
			return n
		}
		return x.variant(single, l)
	}
	if i := strings.LastIndexAny(w, "'’"); i > 0 {
		rest := strings.TrimLeft(w[i:], "'’")
		if n := x.sentence(words.Bare(rest)); n > 0 && utf8.RuneCountInString(rest) > 1 {
			return n // dell’UE
		}
	}
	if n := x.halves()[l]; n > 0 {
		return n
	}
	if n := x.unmarked()[withoutMarks(l)]; n > 0 {
		return n
	}
	return x.misspelt(l)
}

// standsFor is the sentence that has the first of two words that a well-known
// acronym stands for; 0: none.
func (x *nameIndex) standsFor(acronym string) int {
	first, found := 0, 0
	for _, w := range acronyms()[acronym] {
		if n := x.sentence(w); n > 0 {
			found++
			if first == 0 || n < first {
				first = n
			}
		}
	}
	if found < 2 {
		return 0
	}
	return first
}

// acronyms are well-known ones with words that they stand for.
var acronyms = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, row := range lang.Shared("acronyms") {
		all[row.Value] = row.Forms()
	}
	return all
})

// withoutMarks is a word whose letters have lost their accents and other marks.
func withoutMarks(l string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(l) {
		if !unicode.IsMark(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unmarkedWords are the source's words with marks, without them.
func unmarkedWords(x *nameIndex) map[string]int {
	list := map[string]int{}
	for w, n := range x.text.Index().Written() {
		if l := words.Bare(w); !words.IsBare(w) && list[withoutMarks(l)] == 0 {
			list[withoutMarks(l)] = n
		}
	}
	return list
}

// isAcronym says whether a word is of two capitals or more and no small letter.
func isAcronym(w string) bool {
	return utf8.RuneCountInString(w) > 1 && w == strings.ToUpper(w) && w != strings.ToLower(w)
}

// apostropheHalves are the parts of the source's words around an apostrophe.
func apostropheHalves(x *nameIndex) map[string]int {
	halves := map[string]int{}
	for w, n := range x.text.Index().Written() {
		for part := range strings.FieldsFuncSeq(w, func(r rune) bool { return r == '\'' || r == '’' }) {
			if l := words.Bare(part); part != w && utf8.RuneCountInString(l) > 1 && halves[l] == 0 {
				halves[l] = n
			}
		}
	}
	return halves
}

// joined returns the first sentence that has word i of a name and one beside it
// as a single word, or as two what the name has as one: Superbowl.
func (x *nameIndex) joined(list []string, i int) int {
	l := words.Bare(list[i])
	if i > 0 {
		if n := x.sentence(words.Bare(list[i-1]) + l); n > 0 {
			return n
		}
	}
	if i+1 < len(list) {
		if n := x.sentence(l + words.Bare(list[i+1])); n > 0 {
			return n
		}
	}
	return x.neighbours()[l]
}

// neighbouringWords are the source's pairs of words beside each other, in one.
func neighbouringWords(x *nameIndex) map[string]int {
	pairs := map[string]int{}
	for n := range x.text.Sentences {
		before := ""
		for _, w := range words.Written(x.text.Sentence(n + 1)) {
			l := words.Bare(w)
			if before != "" && pairs[before+l] == 0 {
				pairs[before+l] = n + 1
			}
			before = l
		}
	}
	return pairs
}

// Longer words that differ in one letter are one word in two spellings, or one
// name in two transliterations.
const (
	misspeltRunes = 7
	mostMisspelt  = 20_000 // words of a source that are compared
)

func (x *nameIndex) misspelt(l string) int {
	if utf8.RuneCountInString(l) < misspeltRunes || x.text.Index().Len() > mostMisspelt {
		return 0
	}
	for w, n := range x.text.Index().Written() {
		if w != "" && unicode.ToLower(rune(w[0])) == rune(l[0]) && oneLetter(words.Bare(w), l) {
			return n
		}
	}
	return 0
}

// oneLetter says whether two words differ by one letter that is another, or
// that one of them lacks.
func oneLetter(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || len(x) < misspeltRunes-1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return i < len(x) && string(x[i+1:]) == string(y[i+1:])
	}
	return string(x[i:]) == string(y[i+1:])
}
