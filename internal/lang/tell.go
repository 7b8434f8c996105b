package lang

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// Detect returns the tag of a text's language, told by the first 600 bytes;
// "und" where there is too little to tell by.
func Detect(text string) string {
	const sample, least = 600, 20 // bytes
	if len(text) < least {
		return "und"
	}
	text = strings.ToValidUTF8(text[:min(len(text), sample)], "")
	if tag := byScript(text); tag != "" {
		return tag // a text with many Chinese characters is taken for Chinese otherwise
	}
	known := detectable()
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: known.list})
	const short = 120 // bytes; longer texts are told well enough
	tag := known.tags[info.Lang]
	switch {
	case tag == "" || len(text) <= short && !info.IsReliable():
		return "und"
	case Foreign(text, tag) != "":
		return Foreign(text, tag) // a neighbour that is not on the list
	}
	return tag
}

// detectable are the languages told apart. Without such a list the detector
// prefers small neighbours (Russian becomes Bulgarian or Macedonian).
var detectable = sync.OnceValue(func() (known struct {
	list map[whatlanggo.Lang]bool
	tags map[whatlanggo.Lang]string
}) {
	known.list, known.tags = map[whatlanggo.Lang]bool{}, map[whatlanggo.Lang]string{}
	eachHead("detect", func(tag string, r Row) {
		code := whatlanggo.CodeToLang(r.forms)
		known.list[code], known.tags[code] = true, tag
	})
	return known
})

// byScript is the language that alone is written in the script of a letter of
// the text; "" where none is.
func byScript(text string) (found string) {
	eachHead("alone", func(tag string, r Row) {
		scripts := tablesOf(r.Forms())
		if found == "" && strings.ContainsFunc(text, func(c rune) bool { return unicode.In(c, scripts...) }) {
			found = tag
		}
	})
	return found
}

// telling maps the words of grammar and the letters that tell languages from
// each other to their languages, as " es  pt ".
var telling = sync.OnceValue(func() (t struct{ words, letters map[string]string }) {
	t.words, t.letters = map[string]string{}, map[string]string{}
	eachHead("grammar", func(tag string, r Row) {
		for _, w := range r.Forms() {
			t.words[w] += " " + tag + " "
		}
	})
	eachHead("letter", func(tag string, r Row) {
		for _, l := range r.Forms() {
			t.letters[l] += " " + tag + " "
		}
	})
	return t
})

// teller is the language whose telling words are those of a tag: its own, or
// one that its file names; "" where there are none.
func teller(l *Language) string {
	switch like := l.form("like"); {
	case l.Rows("grammar") == nil:
		return ""
	case like != "":
		return like
	}
	return l.tongue
}

// Foreign returns the language that a text is plainly written in where that is
// another one than the language it should be in; "" where it is not, and where
// there are too few words to tell. Names, figures and short texts prove
// nothing; neighbours that share most words (Croatian and Bosnian) are one.
func Foreign(text, language string) string {
	l := Of(language)
	if other := otherSigns(l, text, language); other != "" {
		return other
	}
	want := teller(l)
	if want == "" {
		return ""
	}
	counts, total := countTelling(text)
	other, n := "", 0
	for l, c := range counts {
		if l != want && (c > n || c == n && l < other) {
			other, n = l, c
		}
	}
	if other == "" || near(other, want) {
		return ""
	}
	own, foreign, words := exclusive(text, want, other)
	// A text has a word of grammar in four, and more than half of them are
	// their language's alone even beside a neighbour's.
	const least, each = 3, 10
	if words >= 2 && foreign >= least && foreign >= 3*own+least-1 && foreign*each >= total {
		return other
	}
	return ""
}

// tongues are the languages that a word in lower case is of, as " es  pt ": by
// the word itself, else by its letters.
func tongues(word string) string {
	if list := telling().words[word]; list != "" {
		return list
	}
	for _, r := range word {
		if r < utf8.RuneSelf {
			continue
		}
		if list := telling().letters[string(r)]; list != "" {
			return list
		}
	}
	return ""
}

// countTelling counts the telling words of each language, and all words.
func countTelling(text string) (counts map[string]int, total int) {
	counts = map[string]int{}
	eachLower(text, func(w string) {
		total++
		for _, l := range strings.Fields(tongues(w)) {
			counts[l]++
		}
	})
	return counts, total
}

// exclusive counts the words that only one of two languages has, and those of
// b that are in the table.
func exclusive(text, a, b string) (ofA, ofB, known int) {
	eachLower(text, func(w string) {
		list := tongues(w)
		inA, inB := strings.Contains(list, " "+a+" "), strings.Contains(list, " "+b+" ")
		switch {
		case inA && !inB:
			ofA++
		case inB && !inA:
			ofB++
			if telling().words[w] != "" {
				known++
			}
		}
	})
	return ofA, ofB, known
}

// eachLower calls do for the words of a text that begin with a small letter: a
// capital may begin a name, whose words ("Los Angeles") tell nothing.
func eachLower(text string, do func(string)) {
	for len(text) > 0 {
		start := strings.IndexFunc(text, unicode.IsLetter)
		if start < 0 {
			return
		}
		text = text[start:]
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		if end < 0 {
			end = len(text)
		}
		if r, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(r) {
			do(strings.ToLower(text[:end]))
		}
		text = text[end:]
	}
}

// near says whether two languages are too close to be told apart with any
// certainty.
func near(a, b string) bool {
	return slices.Contains(Of(a).Forms("near"), b) || slices.Contains(Of(b).Forms("near"), a)
}

// otherSigns is Foreign for a language with two ways to write it, where script
// or region of the tag say which.
func otherSigns(l *Language, text, tag string) string {
	_, _, named := strings.Cut(tag, "-")
	if !named {
		return ""
	}
	const least = 3
	count := map[string]int{}
	for _, r := range l.Rows("signs") {
		count[r.Value] = countRunes(text, r.forms)
	}
	for script, n := range count {
		if own := l.script(); script != own && n >= least && n > 3*count[own] {
			return l.tag + "-" + script
		}
	}
	return ""
}

func countRunes(text, set string) int {
	n := 0
	for _, r := range text {
		if strings.ContainsRune(set, r) {
			n++
		}
	}
	return n
}

// WrongScript says whether a text is written in letters that the language of a
// BCP 47 tag is not written in. Names and short texts prove nothing.
func WrongScript(text, tag string) bool {
	l := Of(tag)
	scripts := tablesOf(l.scripts())
	if !l.Known() || scripts == nil {
		return false
	}
	const signSize = 3 // letters that a sign of an East Asian script stands for
	own, latin, kana, other := 0, 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.In(r, scripts...):
			own++
			if unicode.In(r, unicode.Han, unicode.Hangul) {
				own += signSize - 1
			}
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
			other += signSize
		case unicode.In(r, unicode.Han, unicode.Hangul):
			other += signSize
		default:
			other++
		}
	}
	foreign := other >= 20 && other > 2*own
	prose := latin >= 20 && latin > 8*own && SmallWords(text) >= 4
	switch scripts[0] {
	case unicode.Latin:
		return foreign
	case unicode.Han:
		return foreign || prose || kana > 3 && kana > own/4
	}
	return foreign || prose
}

// SmallWords counts words of three letters and more that begin with a small one:
// names do not.
func SmallWords(text string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && utf8.RuneCountInString(w) >= 3 {
			n++
		}
	}
	return n
}
