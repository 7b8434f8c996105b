package keyfacts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim"
)

// part is a word, a character, a mark, or a value as a whole.
type part struct {
	text       string
	start, end int          // bytes in the sentence
	value      *claim.Claim // nil: none
	lower      string       // of a word
	kinds      kind
	empty      bool // it says nothing by itself
}

func phrase(list []part) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 && p.start > list[i-1].end {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// parts splits a sentence into words, characters, marks and values.
func parts(sentence string, claims []claim.Claim) []part {
	var list []part
	for i := 0; i < len(sentence); {
		r, size := utf8.DecodeRuneInString(sentence[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		for len(claims) > 0 && (claims[0].From < i || !valued(claims[0])) {
			claims = claims[1:]
		}
		end := i + size
		var value *claim.Claim
		switch {
		case len(claims) > 0 && claims[0].From == i:
			value, end = &claims[0], claims[0].To
		case inWord(r) && !glyph(r):
			end = i + wordLength(sentence[i:])
		}
		list = append(list, part{text: oneLine(sentence[i:end]), start: i, end: end, value: value})
		i = end
	}
	return list
}

func oneLine(text string) string {
	if strings.ContainsAny(text, " \n\t") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

func valued(c claim.Claim) bool { return c.Kind != claim.Name && c.Kind != claim.Quote }

func wordLength(s string) int {
	for i, r := range s {
		if !inWord(r) || glyph(r) {
			if joined := strings.ContainsRune("-'’.", r) && i+utf8.RuneLen(r) < len(s); joined {
				if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); inWord(next) {
					continue
				}
			}
			return i
		}
	}
	return len(s)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// glyph says whether a character is of a script without spaces whose words
// are not told apart; katakana mark theirs.
func glyph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana)
}

// clauses says whether a script has spaces between clauses, not words.
func clauses(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// ends says whether a part is a mark that ends a clause.
func ends(p part) bool {
	r, _ := utf8.DecodeRuneInString(p.text)
	return p.value == nil && strings.ContainsRune(",;:.!?()–—\"“”„«»、。，；：！？（）「」|،؛؟।", r)
}
