package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
)

// stemRunes is how much of a word tells it apart: endings differ between a
// text and its summary.
const stemRunes = 6

// eachRawWord calls f for the words, the figures and the pairs of ideographs of
// a text, as written, with their place.
func eachRawWord(text string, f func(raw string, start, end int)) {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		end := i + size
		switch {
		case '0' <= r && r <= '9':
			for end < len(text) && strings.IndexByte("0123456789.,", text[end]) >= 0 {
				end++
			}
			f(strings.TrimRight(text[i:end], ".,"), i, end)
		case r < 'A' || !unicode.IsLetter(r):
		case r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai):
			next, nextSize := utf8.DecodeRuneInString(text[end:])
			if unicode.Is(unicode.Han, next) && unicode.Is(unicode.Han, r) {
				f(text[i:end+nextSize], i, end)
			}
		default:
			end = wordEnd(text, end)
			f(text[i:end], i, end)
		}
		i = end
	}
}

// wordEnd is where the word that goes on at a byte ends.
func wordEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if c < utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.Is(unicode.Han, r) {
			break
		}
		i += size
	}
	return i
}

// contentStem is what a word as written is compared by; "" for a word of
// grammar and for a single letter.
func contentStem(word, language string) string {
	if '0' <= word[0] && word[0] <= '9' {
		return word
	}
	l := strings.ToLower(word)
	if lex.InClass(l, language, lex.Func) || utf8.RuneCountInString(l) < 2 {
		return ""
	}
	return stem(l)
}

// stem cuts a word in lower case to its first letters, a plural's or a
// possessive's s left out.
func stem(w string) string {
	if len(w) > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
		w = w[:len(w)-1]
	}
	n := 0
	for i := range w {
		if n == stemRunes {
			return w[:i]
		}
		n++
	}
	return w
}
