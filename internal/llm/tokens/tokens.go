// Package tokens estimates how many tokens a text has, whatever the vocabulary.
package tokens

import (
	"math"
	"unicode"
)

// Range is how many tokens a text has, as the tokenizers in use
// count. Most errs upwards a little.
type Range struct{ Least, Most int }

// Count estimates a text's tokens by the scripts of its letters.
//
// The figures per letter were fitted on news text (NTREX-128 documents and
// articles of our own) to the vocabularies cl100k_base and o200k_base of
// OpenAI's tiktoken and those of Llama 2, Llama 3 and Mistral 7B. Most follows
// the vocabularies that split a script finely (cl100k_base, Llama 2), Least
// those that know it well (o200k_base, and 10% less for larger ones still).
func Count(text string) Range {
	least, most := count(text)
	return Range{int(least), int(math.Ceil(most))}
}

// Mean estimates the tokens of a text that may be a part of one.
func Mean(text string) float64 {
	least, most := count(text)
	return (least + most) / 2
}

func count(text string) (least, most float64) {
	var foreign, latin int
	var before rune
	link := false // behind "//", before white space
	for _, r := range text {
		l, m := perRune(r)
		link = link && r > ' ' || r == '/' && before == '/'
		switch {
		case r == before && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			l = 0.02 // a rule, or an indentation, is few tokens
		case link && r < 0x80:
			l *= linkShare
		}
		before = r
		least, most = least+l, most+m
		switch {
		case r < 0x80 && unicode.IsLetter(r):
			latin++
		case r >= 0xC0 && r < 0x250:
			foreign++
		}
	}
	// English is a token a word; other languages in Latin letters, told by
	// their accented ones, take about half as many again.
	if foreign*150 > latin {
		least, most = least+float64(latin)*0.02, most+float64(latin)*0.09
	}
	return least, most
}

// linkShare is the least that a character of a web address takes, as a share of what
// it takes elsewhere: vocabularies know the words of paths and what joins them.
const linkShare = 0.6

// perRune is the number of tokens that a character adds to a text.
func perRune(r rune) (least, most float64) {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return 0.19, 0.24
	case r == ' ':
		return 0, 0.01
	case r >= '0' && r <= '9':
		return 0.3, 0.8
	case r < 0x80:
		return 0.55, 1 // punctuation, line ends
	case r < 0x250:
		return 0.25, 0.7 // accented letters
	case unicode.Is(unicode.Cyrillic, r):
		return 0.26, 0.56
	case unicode.Is(unicode.Arabic, r):
		return 0.33, 0.92
	case unicode.Is(unicode.Han, r):
		return 0.55, 1.35
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return 0.5, 1.05
	case unicode.Is(unicode.Hangul, r):
		return 0.55, 1.45
	case unicode.In(r, unicode.Greek, unicode.Hebrew):
		return 0.38, 1.2
	case unicode.Is(unicode.Thai, r):
		return 0.33, 1.05
	case r < 0x2000:
		return 0.28, 1.9 // the scripts of South Asia, the Caucasus, Ethiopia …
	}
	return 0.5, 1.2 // symbols, ideographic punctuation, emoji
}
