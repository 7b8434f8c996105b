// Package alone makes a sentence fit to stand by itself, as a line of a list: it
// leaves out what belongs to the page or to the sentence before, and puts a name
// for the pronoun that opens it where the sentence before leaves no doubt. It adds
// nothing else and changes nothing.
package alone

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// Cut is a sentence without its mark in a list, its dateline, the words that only join it to the one
// before ("However, "), and brackets that point at a picture or a stock exchange.
func Cut(sentence, language string) string {
	text := Bare(sentence)
	text = text[Dateline(text):]
	text = withoutLead(text, lang.Of(language))
	if text == "" || text == sentence {
		return sentence
	}
	return capital(text)
}

// Turn is a sentence of an interview without the letter that says whose turn it is: "A: ", "R. ".
func (t *Text) Turn(s string) string {
	letter, rest, ok := strings.Cut(s, " ")
	mark := ok && len(letter) == 2 && 'A' <= letter[0] && letter[0] <= 'Z' && (letter[1] == ':' || letter[1] == '.')
	if !mark || !t.Asks() {
		return s
	}
	return rest
}

// Bare is a sentence without its mark in a list, and brackets that point at a picture or a
// stock exchange.
func Bare(sentence string) string { return withoutBrackets(withoutEmphasis(withoutMark(sentence))) }

// Shorten leaves out clauses at a sentence's end, from a comma on, until it has at most
// so many words: those that a relative pronoun or a conjunction opens, which say more of
// what stands before. Where that does not do, it is the sentence.
func Shorten(sentence, language string, words int) string {
	const fewest = 5 // words that are a sentence
	l := lang.Of(language)
	text := sentence
	for len(strings.Fields(text)) > words {
		at := strings.LastIndex(text, ", ")
		if at < 0 || len(strings.Fields(text[:at])) < fewest || strings.ContainsAny(text[at:], "\"“”«»„") {
			return sentence
		}
		text = text[:at]
	}
	if text == sentence {
		return sentence
	}
	first, _, _ := strings.Cut(sentence[len(text)+2:], " ")
	first = strings.ToLower(first)
	if opens := l.Has("relative", first) || l.Has("clause", first); !opens || strings.Contains(text, ",") {
		return sentence
	}
	return text + "."
}

// withoutEmphasis drops the asterisks of Markdown at the ends of words, also before marks.
func withoutEmphasis(text string) string {
	if !strings.Contains(text, "*") {
		return text
	}
	words := strings.Split(text, " ")
	kept := words[:0]
	for _, w := range words {
		bare := strings.TrimLeft(w, "*")
		if bare == "" && len(w) > 1 {
			continue // "** See below", but "4 * 5"
		}
		if word := strings.TrimRight(bare, `*.,;:!?)"”’`); word != "" {
			bare = word + strings.ReplaceAll(bare[len(word):], "*", "")
		}
		kept = append(kept, cmp.Or(bare, w))
	}
	return strings.Join(kept, " ")
}

// IsMarked says whether a sentence has the mark of a list.
func IsMarked(sentence string) bool { return len(withoutMark(sentence)) < len(sentence) }

// withoutMark drops the mark of a list: "• ", "3. ".
func withoutMark(text string) string {
	for _, mark := range []string{"• ", "– ", "- ", "--- ", "* ", "■ ", "▪ "} {
		if rest, ok := strings.CutPrefix(text, mark); ok {
			return rest
		}
	}
	number, rest, ok := strings.Cut(text, ". ")
	if ok && number != "" && len(number) <= 2 && strings.Trim(number, "0123456789") == "" {
		return rest
	}
	return text
}

// capital is a text with a capital first letter.
func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// withoutLead drops the words that join a sentence to the one before: those that
// stand outside it ("But the port"), and others where a comma follows ("Meanwhile,
// the port"). What is left must still begin with a word.
func withoutLead(text string, l *lang.Language) string {
	first, _, _ := strings.Cut(text, " ")
	first = strings.ToLower(strings.TrimSuffix(first, ","))
	for _, word := range joins(l) {
		if !strings.HasPrefix(word, first) {
			continue
		}
		rest, ok := cutFold(text, word)
		if !ok {
			continue
		}
		bare, comma := strings.CutPrefix(rest, ",")
		next, space := strings.CutPrefix(bare, " ")
		if !space || !comma && !l.Has("joinsbare", word) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(next); unicode.IsLetter(r) {
			return next
		}
	}
	return text
}

// joins are the words that join a sentence to the one before.
var joins = lang.Each(func(l *lang.Language) []string { return l.Forms("joins") })

// cutFold is strings.CutPrefix for a word in lower case at the start of a sentence.
func cutFold(text, word string) (rest string, ok bool) {
	if len(text) < len(word) || !strings.EqualFold(text[:len(word)], word) {
		return text, false
	}
	return text[len(word):], true
}

// withoutBrackets drops "(pictured)", "(see picture)" and "(NASDAQ: HLDN)", with
// the space before them.
func withoutBrackets(text string) string {
	for from := 0; ; {
		open := strings.IndexByte(text[from:], '(')
		if open < 0 {
			return text
		}
		open += from
		end := strings.IndexByte(text[open:], ')')
		if end < 0 {
			return text
		}
		end += open
		from = end
		if inside := text[open+1 : end]; isTicker(inside) || pointsAtPicture(inside) {
			text = strings.TrimRight(text[:open], " ") + text[end+1:]
			from = open - 1
		}
		from = max(from, 0)
	}
}

// isTicker says whether a text is a stock exchange and a share: "NYSE: HLDN".
func isTicker(s string) bool {
	exchange, share, ok := strings.Cut(s, ":")
	share = strings.TrimSpace(share)
	small := func(r rune) bool { return !unicode.IsUpper(r) && r != ' ' && r != '.' }
	capitals := func(s string) bool { return s != "" && !strings.ContainsFunc(s, small) }
	return ok && capitals(exchange) && len(exchange) > 2 && capitals(share)
}

// pointsAtPicture says whether a text says no more than that somebody is seen.
func pointsAtPicture(s string) bool {
	fields := strings.Fields(strings.ToLower(s))
	if len(fields) == 0 || len(fields) > 3 {
		return false
	}
	for _, f := range fields {
		if lang.Of("und").Has("pictured", strings.Trim(f, ",.")) {
			return true
		}
	}
	return false
}
