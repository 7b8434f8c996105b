package words

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// chunk is a run of letters, digits, marks and apostrophes, and of the full
// stops and commas behind digits.
type chunk struct {
	text  string
	plain bool // letters alone, of a script that puts spaces between words
}

// chunks are the parts of a text that hold its words, each with its place. No
// word goes beyond one.
func chunks(text string) iter.Seq2[int, chunk] {
	return func(yield func(int, chunk) bool) {
		for i := 0; i < len(text); {
			end, plain := chunkEnd(text, i)
			if end == i {
				_, size := utf8.DecodeRuneInString(text[i:])
				i += size
				continue
			}
			if !yield(i, chunk{text[i:end], plain}) {
				return
			}
			i = end
		}
	}
}

// southEast is where the scripts of South East and East Asia begin, most of
// which put no spaces between words.
const southEast = 0x0E00

func chunkEnd(text string, start int) (end int, plain bool) {
	plain = true
	for end = start; end < len(text); {
		switch c := text[end]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			end++
		case '0' <= c && c <= '9':
			plain = false
			for end++; end < len(text) && (text[end] == '.' || text[end] == ','); {
				end++
			}
		case c == '\'':
			plain = false
			end++
		case c < utf8.RuneSelf:
			return end, plain
		default:
			r, size := utf8.DecodeRuneInString(text[end:])
			letter := unicode.IsLetter(r) || unicode.IsMark(r)
			if !letter && !unicode.IsNumber(r) && r != '’' {
				return end, plain
			}
			plain = plain && letter && r < southEast && (end > start || unicode.IsLetter(r))
			end += size
		}
	}
	return end, plain
}

// contentWord is a word as written. end is the byte behind it, of a pair of
// ideographs the one behind the first.
type contentWord struct {
	text string
	end  int
}

// contentWords are the runs of letters, the figures and the pairs of ideographs
// of a text, as written, each with its place.
func contentWords(text string) iter.Seq2[int, contentWord] {
	return func(yield func(int, contentWord) bool) {
		for i := 0; i < len(text); {
			word, end := contentWordAt(text, i)
			if word != "" && !yield(i, contentWord{word, end}) {
				return
			}
			i = end
		}
	}
}

// contentWordAt is the word that begins at a byte, "" where none does, and
// where the next may begin: the pairs of ideographs overlap.
func contentWordAt(text string, i int) (word string, next int) {
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
		return strings.TrimRight(text[i:end], ".,"), end
	case r < 'A' || !unicode.IsLetter(r):
	case r >= southEast && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai):
		second, secondSize := utf8.DecodeRuneInString(text[end:])
		if unicode.Is(unicode.Han, second) && unicode.Is(unicode.Han, r) {
			return text[i : end+secondSize], end
		}
	default:
		end = wordEnd(text, end)
		return text[i:end], end
	}
	return "", end
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

// stemRunes is how much of a word tells it apart: endings differ between a
// text and its summary.
const stemRunes = 6

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
	return cutStem(l)
}

// cutStem cuts a word in lower case to its first letters, a plural's or a
// possessive's s left out.
func cutStem(w string) string {
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

// eachTerm calls f for the words of any kind of a text in lower case, and
// returns how many there are: runs of letters, digits and marks; in scripts
// written without spaces the pairs of neighbouring characters, every second of
// which is counted.
func eachTerm(lower string, f func(term string, pair bool)) (count int) {
	isTerm := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
	for word := range strings.FieldsFuncSeq(lower, func(r rune) bool { return !isTerm(r) }) {
		if first, _ := utf8.DecodeRuneInString(word); !lang.Unspaced(first) {
			f(word, false)
			count++
			continue
		}
		count += eachPair(word, f)
	}
	return count
}

// eachPair is eachTerm for a run of a script without spaces; a single
// character stands for a pair.
func eachPair(word string, f func(term string, pair bool)) (count int) {
	before, characters := 0, 0
	for i, r := range word {
		if characters > 0 {
			f(word[before:i+utf8.RuneLen(r)], true)
		}
		before = i
		characters++
	}
	if characters == 1 {
		f(word, true)
	}
	return (characters + 1) / 2
}

// Classes of characters for Written.
const (
	inherits  = -1 // a mark, which goes with the letter before it
	separates = 0
	spaced    = 1 // letters of scripts that put spaces between words
)

// Written splits text into words as a name needs them: at everything that is
// no letter, digit, mark or apostrophe, and where one of the scripts of East
// Asia begins or ends. Each has the byte at which it begins.
func Written(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		start, script := -1, 0
		for i, r := range text {
			if script == spaced && start >= 0 && 'a' <= r && r <= 'z' {
				continue
			}
			own := scriptClass(r)
			if start >= 0 && own != script && own != inherits {
				if !yield(start, text[start:i]) {
					return
				}
				start = -1
			}
			if start < 0 && own > 0 {
				start, script = i, own
			}
		}
		if start >= 0 {
			yield(start, text[start:])
		}
	}
}

func scriptClassASCII(c byte) int {
	letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	if letter || '0' <= c && c <= '9' || c == '\'' {
		return spaced
	}
	return separates
}

func scriptClass(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		return scriptClassASCII(byte(r))
	case r == '’':
		return spaced
	case unicode.IsMark(r) || r == 'ー':
		return inherits
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return separates
	case r < 0x2E80:
		return spaced
	}
	for i, table := range [...]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana} {
		if unicode.Is(table, r) {
			return spaced + 1 + i
		}
	}
	return spaced
}
