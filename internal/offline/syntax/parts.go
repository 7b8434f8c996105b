package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim"
)

// Part is a word, a character, a mark, or a value as a whole.
type Part struct {
	Text       string
	Start, End int          // bytes in the sentence
	Value      *claim.Claim // nil: none
	Lower      string       // of a word
	Empty      bool         // it says nothing by itself; a value does
	kinds      Kind
}

// Says says whether a part says something by itself and is no value.
func (p Part) Says() bool { return !p.Empty && p.Value == nil }

// Phrase is a list of parts as text.
func Phrase(list []Part) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 && p.Start > list[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// parts splits a sentence into words, characters, marks and values.
func parts(sentence string, claims []claim.Claim) []Part {
	const letters = 5 // of a word and its space, about
	list := make([]Part, 0, len(sentence)/letters+4)
	for i := 0; i < len(sentence); {
		if sentence[i] == ' ' {
			i++
			continue
		}
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
		case inWord(r) && !IsGlyph(r):
			end = i + plainLength(sentence[i:])
			if end < len(sentence) && sentence[end] != ' ' {
				end = i + wordLength(sentence[i:])
			}
		}
		text := sentence[i:end]
		if value != nil {
			text = OneLine(text) // else it holds no space
		}
		list = append(list, Part{Text: text, Start: i, End: end, Value: value})
		i = end
	}
	return list
}

// OneLine is a text without line ends.
func OneLine(text string) string {
	if strings.ContainsAny(text, " \n\t") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

func valued(c claim.Claim) bool { return c.Kind != claim.Name && c.Kind != claim.Quote }

// plainLength is how many letters and digits of ASCII begin a text.
func plainLength(s string) int {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || !inWord(rune(c)) {
			return i
		}
	}
	return len(s)
}

func wordLength(s string) int {
	for i, r := range s {
		if !inWord(r) || IsGlyph(r) {
			if joined := joinsWord(r) && i+utf8.RuneLen(r) < len(s); joined {
				if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); inWord(next) {
					continue
				}
			}
			return i
		}
	}
	return len(s)
}

func joinsWord(r rune) bool { return r == '-' || r == '\'' || r == '’' || r == '.' }

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// IsGlyph says whether a character is of a script without spaces whose words
// are not told apart; katakana mark theirs.
func IsGlyph(r rune) bool {
	const first = 0x2E80 // of the scripts of East Asia
	return r >= first && unicode.In(r, unicode.Han, unicode.Hiragana)
}

// SpacesClauses says whether a script has spaces between clauses, not words.
func SpacesClauses(r rune) bool {
	const first = 0x0E00 // Thai is
	return r >= first && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// Ends says whether a part is a mark that ends a clause.
func Ends(p Part) bool {
	return p.Value == nil && endsClause(FirstRune(p.Text))
}

func endsClause(r rune) bool {
	switch r {
	case ',', ';', ':', '.', '!', '?', '(', ')', '–', '—', '"', '“', '”', '„', '«', '»', '|',
		'、', '。', '，', '；', '：', '！', '？', '（', '）', '「', '」', '،', '؛', '؟', '।':
		return true
	}
	return false
}

// FirstRune is utf8.RuneError of an empty text.
func FirstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
