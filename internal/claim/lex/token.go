// Package lex cuts a text into tokens, once, and says what each of them means
// in the words of the text's language. The packages above read numbers, dates
// and amounts from it: a reader is a function from a Text and a place in it (a
// token's index) to a value and the next place.
package lex

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind tells the tokens apart by their characters.
type Kind int8

// The kinds.
const (
	Punct  Kind = iota // one mark
	Word               // a run of letters
	Digits             // a run of decimal digits of one script
	Glyph              // one ideograph or hiragana: scripts without spaces
)

// Token is a piece of text between white space.
type Token struct {
	Start, End int    // bytes of the text
	Lower      string // in lower case
	Kind       Kind
	Space      bool // white space precedes
	reach      int8 // tokens of the longest form that begins here; 0: not yet looked up
	form       *form
}

// Cut returns the tokens of a text in order; white space is dropped, everything
// else is part of one token. The cut is the same in every language: what one
// package finds by token fits the tokens of another.
func Cut(text string) []Token { return cut(nil, text) }

// cut appends the tokens of a text to tokens.
func cut(tokens []Token, text string) []Token {
	tokens = slices.Grow(tokens, countTokens(text))
	space := false
	for i := 0; i < len(text); {
		r, size := runeAt(text, i)
		if r == ' ' || unicode.IsSpace(r) {
			space = true
			i += size
			continue
		}
		kind := kindOf(r)
		end := i + size
		if kind == Word || kind == Digits {
			end = runEnd(text, end, kind)
		}
		tokens = append(tokens, Token{Start: i, End: end, Lower: lowered(text[i:end], kind), Kind: kind, Space: space})
		i, space = end, false
	}
	return tokens
}

// runeAt decodes the character at byte i, quick where it is one byte.
func runeAt(text string, i int) (rune, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// lowered is strings.ToLower, quick where nothing is to be done.
func lowered(s string, kind Kind) string {
	if kind == Digits || kind == Glyph {
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
func runEnd(text string, i int, kind Kind) int {
	for i < len(text) {
		if c := text[i] | 0x20; kind == Word && 'a' <= c && c <= 'z' {
			i++ // most of a text
			continue
		}
		r, size := runeAt(text, i)
		if kindOf(r) != kind {
			break
		}
		i += size
	}
	return i
}

func kindOf(r rune) Kind {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return Word
		case '0' <= r && r <= '9':
			return Digits
		}
		return Punct
	case r < 0x2000:
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			if r == 'º' || r == 'ª' {
				return Punct
			}
			return Word
		}
	case unicode.In(r, unicode.Han, unicode.Hiragana) || r == '〇' || r == '○':
		return Glyph
	case unicode.IsLetter(r) || unicode.IsMark(r), r == 'ー', r == 0x200c || r == 0x200d:
		return Word
	}
	if unicode.IsDigit(r) {
		return Digits
	}
	return Punct
}
