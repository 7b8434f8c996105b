package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EndsSentence says whether a line ends as a finished sentence does, in any
// language; quotation marks, brackets and stars may follow.
func EndsSentence(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(Unclosed(line))
	return strings.ContainsRune(".!?…。！？؟।۔։", r)
}

// Asks says whether a sentence is a question, by the mark at its end; what may follow an
// end of sentence may follow it, and the stars and lines of Markdown.
func Asks(sentence string) bool {
	r, _ := utf8.DecodeLastRuneInString(Unclosed(strings.TrimRight(sentence, "*_")))
	return strings.ContainsRune("?？؟", r)
}

// Unclosed is a line without the quotation marks, brackets, stars and spaces
// at its end.
func Unclosed(line string) string {
	return strings.TrimRightFunc(line, func(r rune) bool {
		return strings.ContainsRune("\"'* ", r) || unicode.In(r, unicode.Pe, unicode.Pf, unicode.Pi)
	})
}

// Unspaced says whether a character is of a script without spaces between
// words.
func Unspaced(r rune) bool {
	const thai = 0x0E00 // where the first of these scripts begins
	return r >= thai && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// WithoutGenitive is a word without the ending of an English genitive.
func WithoutGenitive(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
}
