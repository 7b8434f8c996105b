package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
)

// Bare is a word in lower case without possessive, article before an
// apostrophe, and accents.
func Bare(word string) string {
	word = strings.ToLower(word)
	if strings.ContainsAny(word, "'’") {
		word = withoutApostrophe(word)
	}
	if IsASCII(word) {
		return word
	}
	return lex.Unaccent(word)
}

// IsBare says whether a word is what Bare makes of it, as most are.
func IsBare(word string) bool {
	for i := range len(word) {
		if c := word[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func withoutApostrophe(w string) string {
	w = strings.ReplaceAll(w, "’", "'")
	w = strings.TrimSuffix(strings.Trim(w, "'"), "'s")
	if i := strings.LastIndexByte(w, '\''); i >= 0 && i <= 2 {
		w = w[i+1:] // l'Europe, d'Arc
	}
	return w
}

// IsASCII says whether a text has no other characters than those of ASCII.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// startRunes is how many letters a name shares with its demonym at least.
const startRunes = 4

// Start is the first letters of a word; "" where it is too short to be told by
// them.
func Start(word string) string {
	n := 0
	for i := range word {
		if n == startRunes {
			return word[:i]
		}
		n++
	}
	return ""
}

// Flat reduces text to its words in lower case with a space behind each and
// before the first, so that quotations compare without marks, line ends and
// capitals.
func Flat(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 2)
	b.WriteByte(' ')
	WriteFlat(&b, text)
	return b.String()
}

// WriteFlat writes what Flat returns, without the first space.
func WriteFlat(b *strings.Builder, text string) {
	gap, begun := false, false
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			if gap && begun {
				b.WriteByte(' ')
			}
			gap, begun = false, true
			b.WriteRune(unicode.ToLower(r))
		case r != '\'' && r != '’':
			gap = true
		}
	}
	if begun {
		b.WriteByte(' ')
	}
}

// Set is the different words of a text in small letters, numbers among them.
func Set(text string) map[string]bool {
	set := map[string]bool{}
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), other) {
		set[w] = true
	}
	return set
}
