package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closers maps an opening quotation mark to those that may close it. Source:
// CLDR's delimiters, and the alternatives that newspapers use.
var closers = map[rune]string{
	'“': "”“", '„': "“”", '‟': "”", '"': "\"", '”': "”", '«': "»", '»': "«",
	'「': "」", '『': "』", '﹁': "﹂", '‹': "›", '‘': "’", '‚': "‘’",
}

// longestQuote bounds a quotation in bytes; an unclosed mark ends there.
const longestQuote = 2000

// quotes returns the direct quotations of text: what stands between the
// marks, of at least one word. A quotation does not span paragraphs; one
// within another is part of it.
func quotes(text string) []Claim {
	var claims []Claim
	unclosed := map[rune]int{} // up to here nothing closes the mark
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && c != '"' {
			i++ // most of a text, without a look into the table
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		ends, ok := closers[r]
		if !ok || !opensQuote(text, i, r, size) {
			i += size
			continue
		}
		start, limit := i+size, min(len(text), i+size+longestQuote)
		end, ok := closing(text, max(start, unclosed[r]), limit, r, ends)
		if !ok {
			unclosed[r] = end
		}
		if !ok || end == start {
			i = start
			continue
		}
		if strings.TrimSpace(text[start:end]) != "" {
			claims = append(claims, Claim{Kind: Quote, Start: start, End: end, From: start, To: end})
		}
		_, size = utf8.DecodeRuneInString(text[end:])
		i = end + size
	}
	return claims
}

// opensQuote tells an opening mark at byte i from the same sign elsewhere: a
// straight one behind digits means inches, and ” » ‘ ‚ open only words.
func opensQuote(text string, i int, r rune, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+size:])
	switch r {
	case '"':
		return i == 0 || !unicode.IsDigit(before)
	case '”', '»', '‘', '‚':
		outside := i == 0 || unicode.IsSpace(before) || strings.ContainsRune("(—–[:", before)
		return outside && (unicode.IsLetter(after) || r == '”' && unicode.IsDigit(after))
	}
	return true
}

// closing is where a mark of ends closes the quotation that the mark r opened,
// in this paragraph and before limit; where none does, false and how far there
// is none. Pairs of the same marks inside are skipped; where they do not
// match, the first closing mark counts.
func closing(text string, from, limit int, r rune, ends string) (int, bool) {
	depth, first, i := 0, -1, from
	nests := !strings.ContainsRune(ends, r) && r != '„' && r != '‚'
	for i < limit && !strings.HasPrefix(text[i:], "\n\n") {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case c == '"' && reopens(text, i):
			// The quotation goes on in another item: here it ends with its line.
			if end := strings.IndexByte(text[from:i], '\n'); end >= 0 {
				return from + end, true
			}
			return i, false
		case nests && c == r:
			depth++
		case strings.ContainsRune(ends, c) && !apostrophe(text, i, size, c):
			if depth == 0 {
				return i, true
			}
			if first < 0 {
				first = i
			}
			depth--
		}
		i += size
	}
	if first >= 0 {
		return first, true
	}
	return i, false
}

// reopens says whether a straight mark at byte i begins a line, and words follow.
func reopens(text string, i int) bool {
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	begins := strings.HasSuffix(strings.TrimRight(text[:i], " "), "\n")
	return begins && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

// apostrophe says whether the mark at byte i stands inside a word.
func apostrophe(text string, i, size int, c rune) bool {
	if c != '’' && c != '‘' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[i+size:])
	return unicode.IsLetter(after)
}
