package rank

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// vocabulary numbers the terms of one document: stems of words with content.
type vocabulary struct {
	lang    *lang.Language
	stem    func(word string) string // nil: without rules
	stops   bool                     // words without content are known
	words   map[string]word          // those seen
	numbers map[string]int           // of the terms
	hurtful []string                 // beginnings of words that tell of people hurt
}

// word is what is known of one: its term, and whether it tells of people hurt.
type word struct {
	term int
	hurt bool
}

// none marks a word that is no term.
const none = -1

// newVocabulary takes a BCP 47 tag and how many sentences will come. In an
// unknown language short words are taken for words without content, and the
// first letters for the stem.
func newVocabulary(language string, sentences int) *vocabulary {
	const each, most = 10, 4096 // different words; room for more is made as they come
	l := lang.Of(language)
	room := min(each*sentences, most)
	return &vocabulary{
		lang: l, stem: l.Stemmer(), stops: len(l.Rows("stop")) > 0,
		words: make(map[string]word, room), numbers: make(map[string]int, room), hurtful: l.Forms("hurt"),
	}
}

// of returns the terms of s in order, how many words it has, and whether it
// counts people hurt. Words are runs of letters and digits; in scripts written
// without spaces, the pairs of neighbouring characters are terms and every
// second character is a word.
func (v *vocabulary) of(s string) (terms []int, words int, toll bool) {
	list := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isWordRune(r) })
	for _, written := range list {
		if first, _ := utf8.DecodeRuneInString(written); isUnspaced(first) {
			runes := []rune(written)
			for i := range len(runes) - 1 {
				terms = append(terms, v.number(string(runes[i:i+2])))
			}
			words += (len(runes) + 1) / 2
			continue
		}
		words++
		w := v.word(written)
		if w.term != none {
			terms = append(terms, w.term)
		}
		toll = toll || w.hurt
	}
	return terms, words, toll && slices.ContainsFunc(list, func(word string) bool { return counts(word, v.lang.Tag()) })
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// isUnspaced says whether a character is of a script without spaces.
func isUnspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func (v *vocabulary) word(written string) word {
	w, ok := v.words[written]
	if !ok {
		w = word{v.look(written), startsWithAny(written, v.hurtful)}
		v.words[written] = w
	}
	return w
}

func (v *vocabulary) look(word string) int {
	const short, prefix = 3, 7 // runes, where the language is unknown
	switch {
	case v.lang.Has("stop", word), len(word) == 1 && !unicode.IsDigit(rune(word[0])):
		return none
	case v.stem != nil:
		return v.number(v.stem(word))
	}
	runes := []rune(word)
	if !v.stops && len(runes) <= short && !unicode.IsDigit(runes[0]) {
		return none
	}
	return v.number(string(runes[:min(len(runes), prefix)]))
}

func (v *vocabulary) number(term string) int {
	n, ok := v.numbers[term]
	if !ok {
		n = len(v.numbers)
		v.numbers[term] = n
	}
	return n
}
