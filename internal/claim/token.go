package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int8

const (
	punct  tokenKind = iota
	word             // a run of letters
	digits           // a run of decimal digits of one script
	glyph            // one ideograph or hiragana: scripts without spaces
)

// token is a piece of text between white space.
type token struct {
	start, end int
	lower      string // in lower case
	form       *form  // in the tables; nil where they do not have it
	kind       tokenKind
	space      bool // white space precedes
	reach      int8 // tokens of the longest form that begins here; 0: not yet looked up
}

// tokenize splits text into the empty tokens; white space is dropped.
func tokenize(tokens []token, text string) []token {
	tokens = slices.Grow(tokens, countTokens(text))
	space := false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if r == ' ' || unicode.IsSpace(r) {
			space = true
			i += size
			continue
		}
		kind := kindOf(r)
		end := i + size
		if kind == word || kind == digits {
			end = runEnd(text, end, kind)
		}
		tokens = append(tokens, token{start: i, end: end, lower: lowered(text[i:end], kind), kind: kind, space: space})
		i, space = end, false
	}
	return tokens
}

// lowered is strings.ToLower, quick where nothing is to be done.
func lowered(s string, kind tokenKind) string {
	if kind == digits || kind == glyph {
		return s
	}
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// countTokens estimates the tokens of a text by its beginning.
func countTokens(text string) int {
	const sample = 2000
	head := text[:min(len(text), sample)]
	wide := 0
	for _, r := range head {
		if r >= 0x2e80 {
			wide++
		}
	}
	return wide*len(text)/max(len(head), 1) + len(text)/5 + 4
}

// runEnd is where the run of kind that goes on at i ends.
func runEnd(text string, i int, kind tokenKind) int {
	for i < len(text) {
		if c := text[i] | 0x20; kind == word && 'a' <= c && c <= 'z' {
			i++ // most of a text
			continue
		}
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if kindOf(r) != kind {
			break
		}
		i += size
	}
	return i
}

func kindOf(r rune) tokenKind {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return word
		case '0' <= r && r <= '9':
			return digits
		}
		return punct
	case r < 0x2000:
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			if r == 'º' || r == 'ª' {
				return punct
			}
			return word
		}
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai) || r == '〇' || r == '○':
		return glyph
	case unicode.IsLetter(r) || unicode.IsMark(r) || r == 'ー' || r == 0x200c || r == 0x200d:
		return word
	}
	if unicode.IsDigit(r) {
		return digits
	}
	return punct
}

// digitValue is the value of a decimal digit of any script.
func digitValue(r rune) int {
	if r < utf8.RuneSelf {
		return int(r - '0')
	}
	// In Unicode the digits of a script stand together, zero first.
	zero := r
	for n := 0; n < 9 && unicode.IsDigit(zero-1); n++ {
		zero--
	}
	return int(r - zero)
}

// ascii returns a run of digits of any script in 0-9.
func ascii(run string) string {
	if run == "" || run[0] < utf8.RuneSelf {
		return run
	}
	var b strings.Builder
	for _, r := range run {
		b.WriteByte(byte('0' + digitValue(r)%10))
	}
	return b.String()
}
