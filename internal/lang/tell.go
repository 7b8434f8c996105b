package lang

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
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
	const short = 120 // bytes; longer texts are told well enough
	if tag := plainly(text); tag != "" && len(text) > short {
		return tag
	}
	code, sure := guess(text)
	tag := detectable()[code]
	switch {
	case tag == "":
		return "und"
	case len(text) <= short && !sure && !most(text, tag):
		return byLetters(text)
	case Foreign(text, tag) != "":
		return Foreign(text, tag) // a neighbour that is not on the list
	}
	return tag
}

// plainly is the language of a text in Latin letters that would be found to be
// foreign in each other one that the detector could take it for; "" where there
// is none. It saves the detector's work, which is most of reading an article.
func plainly(text string) string {
	latin := 0
	for i := range len(text) {
		if c := text[i] | 0x20; 'a' <= c && c <= 'z' {
			latin++
		}
	}
	if 2*latin <= len(text) {
		return ""
	}
	h := readTongues(text)
	plain := h.most("")
	for _, tag := range telling().detected {
		if tag != plain && !h.isForeign(tag, plain) {
			return ""
		}
	}
	return plain
}

// most says whether more words of a text tell one language than any other.
func most(text, tag string) bool {
	h, own := readTongues(text), 0
	for i, other := range telling().tags {
		if other == tag {
			own = h.counts[i]
		}
	}
	for i, n := range h.counts[:len(telling().tags)] {
		if telling().tags[i] != tag && n >= own {
			return false
		}
	}
	return own > 0
}

// byLetters is the language whose own letters words of a text in small letters have,
// where they have those of no other; "und" where there is none.
func byLetters(text string) string {
	var found tongues
	eachLower(text, func(w string) {
		for _, r := range w {
			if list := telling().letters[r]; list&(list-1) == 0 {
				found |= list
			}
		}
	})
	if found == 0 || found&(found-1) != 0 {
		return "und"
	}
	return telling().tags[bits.TrailingZeros64(uint64(found))]
}

// detectable are the tags of the languages told apart, by their codes of ISO 639-3.
// Small neighbours are not among them: Russian would become Bulgarian or Macedonian.
var detectable = sync.OnceValue(func() map[string]string {
	tags := map[string]string{}
	eachHead("detect", func(tag string, r Row) { tags[r.forms] = tag })
	return tags
})

// byScript is the language that alone is written in the script of a letter of
// the text; "" where none is.
func byScript(text string) (found string) {
	const greek = 0x370 // the first letter of another script than Latin
	if !strings.ContainsFunc(text, func(c rune) bool { return c >= greek }) {
		return ""
	}
	eachHead("alone", func(tag string, r Row) {
		scripts := tablesOf(r.Forms())
		if found == "" && strings.ContainsFunc(text, func(c rune) bool { return unicode.In(c, scripts...) }) {
			found = tag
		}
	})
	return found
}

// tongues are languages, a bit each.
type tongues uint64

// telling are the words of grammar and the letters that tell languages from
// each other; tags are the languages of the bits, near those that are too close,
// detected those that the detector may find: the others have no Latin letters.
var telling = sync.OnceValue(func() (t struct {
	tags    []string
	words   map[string]tongues
	letters map[rune]tongues
	near    map[string][]string

	detected []string
}) {
	const many = 1300 // words: about as many as there are
	t.words, t.letters, t.near = make(map[string]tongues, many), map[rune]tongues{}, map[string][]string{}
	bit := func(tag string) tongues {
		i := slices.Index(t.tags, tag)
		if i < 0 {
			i, t.tags = len(t.tags), append(t.tags, tag)
		}
		return 1 << i
	}
	eachHead("grammar", func(tag string, r Row) {
		own := bit(tag)
		for w := range strings.SplitSeq(r.forms, ", ") {
			t.words[w] |= own
		}
	})
	eachHead("letter", func(tag string, r Row) {
		own := bit(tag)
		for l := range strings.SplitSeq(r.forms, ", ") {
			c, _ := utf8.DecodeRuneInString(l)
			t.letters[c] |= own
		}
	})
	eachHead("near", func(tag string, r Row) { t.near[tag] = r.Forms() })
	eachHead("detect", func(tag string, _ Row) {
		if slices.Contains(t.tags, tag) {
			t.detected = append(t.detected, tag)
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
	return readTongues(text).foreign(want)
}

// heard is what the words of a text tell of its language.
type heard struct {
	words  []tongues // of the words that tell something
	known  []bool    // by the word itself, not by a letter
	counts [64]int   // of the words of each language
	total  int       // all words
}

func readTongues(text string) *heard {
	h := &heard{}
	eachLower(text, func(w string) {
		h.total++
		list, known := tonguesOf(w)
		if list == 0 {
			return
		}
		h.words, h.known = append(h.words, list), append(h.known, known)
		for ; list != 0; list &= list - 1 {
			h.counts[bits.TrailingZeros64(uint64(list))]++
		}
	})
	return h
}

// tonguesOf are the languages that a word in lower case is of: by the word
// itself, else by its letters.
func tonguesOf(word string) (list tongues, known bool) {
	if list := telling().words[word]; list != 0 {
		return list, true
	}
	for _, r := range word {
		if list := telling().letters[r]; r >= utf8.RuneSelf && list != 0 {
			return list, false
		}
	}
	return 0, false
}

// foreign is the language that the words are plainly of where that is not the
// one wanted; "" where it is, or near it.
func (h *heard) foreign(want string) string {
	if other := h.most(want); h.isForeign(want, other) {
		return other
	}
	return ""
}

// isForeign says whether the words are plainly of other, the language that most are
// of, and not of the one wanted, nor near it.
func (h *heard) isForeign(want, other string) bool {
	if other == "" || near(other, want) {
		return false
	}
	own, foreign, words := h.exclusive(want, other)
	// A text has a word of grammar in four, and more than half of them are
	// their language's alone even beside a neighbour's.
	const least, each = 3, 10
	return words >= 2 && foreign >= least && foreign >= 3*own+least-1 && foreign*each >= h.total
}

// most is the language, but for one, that most words are of; "" where none is.
func (h *heard) most(without string) (most string) {
	n := 1
	for i, tag := range telling().tags {
		if c := h.counts[i]; tag != without && (c > n || c == n && (most == "" || tag < most)) {
			most, n = tag, c
		}
	}
	return most
}

// exclusive counts the words that only one of two languages has, and those of
// b that are told by themselves.
func (h *heard) exclusive(a, b string) (ofA, ofB, known int) {
	onlyA, onlyB := tongueOf(a), tongueOf(b)
	for i, list := range h.words {
		inA, inB := list&onlyA != 0, list&onlyB != 0
		switch {
		case inA && !inB:
			ofA++
		case inB && !inA:
			ofB++
			if h.known[i] {
				known++
			}
		}
	}
	return ofA, ofB, known
}

// tongueOf is the bit of a language; none where nothing tells it.
func tongueOf(tag string) tongues {
	if i := slices.Index(telling().tags, tag); i >= 0 {
		return 1 << i
	}
	return 0
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
	return slices.Contains(telling().near[a], b) || slices.Contains(telling().near[b], a)
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
