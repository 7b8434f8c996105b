package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

const (
	openers = "(\"“„«‘'[‚‹"
	closers = "\"”’»)]'“›"
)

// goesOn says whether the sentence that UAX 29 ends here goes on in next.
func goesOn(sentence, next string, l *lang.Language) bool {
	if strings.HasSuffix(sentence, ".") || strings.HasSuffix(sentence, "![") {
		return true // no space follows: a dot inside a word, a picture in Markdown
	}
	sentence = strings.TrimRightFunc(sentence, unicode.IsSpace)
	next = strings.TrimLeftFunc(next, unicode.IsSpace)
	if strings.HasSuffix(sentence, "」") && (strings.HasPrefix(next, "と") || strings.HasPrefix(next, "など")) {
		return true
	}
	if exclaims(sentence) {
		return startsLower(strings.TrimLeft(next, "*※ ")) ||
			isShouted(sentence) && startsUpper(next) && !startsSentence(next, l)
	}
	body, ok := strings.CutSuffix(sentence, ".")
	if !ok {
		return isMark(strings.TrimSuffix(sentence, ".)")) && strings.HasSuffix(sentence, ".)")
	}
	return isMark(body) || dotGoesOn(body, next, l)
}

// exclaims says whether a sentence ends with a question or exclamation mark,
// closing quotes left out: what goes on in lower case is not over
// ("Run!" he said; she works at Yahoo! in Sunnyvale).
func exclaims(sentence string) bool {
	body := strings.TrimRight(sentence, closers)
	return strings.HasSuffix(body, "?") || strings.HasSuffix(body, "!")
}

// isShouted says whether a sentence ends with a name that has an exclamation mark, as
// Yahoo! Such a name may also end one.
func isShouted(sentence string) bool {
	_, name := lastWord(strings.TrimSuffix(sentence, "!"))
	return lang.Of("und").Has("abbrshout", strings.ToLower(name))
}

// isMark says whether a sentence so far is nothing but a list's mark: "1", "a",
// "• 12".
func isMark(sentence string) bool {
	mark := strings.TrimLeft(sentence, "•⁃-–* (")
	return isOrdinal(mark) || utf8.RuneCountInString(mark) == 1 && isWord(mark) && mark != "I"
}

func isWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// dotGoesOn judges a full stop by the word before it and the one behind.
func dotGoesOn(body, next string, l *lang.Language) bool {
	before, word := lastWord(body)
	lower := strings.ToLower(word)
	switch {
	case startsNumber(next) && (l.Has("abbrnumber", lower) || endsAs(l, lower)):
		return true
	case isOrdinal(word):
		return startsLower(next) || startsUpper(next) && ordinalGoesOn(before, next, l)
	case l.Has("abbrclock", lower):
		return startsLower(next) || l.Has("zone", strings.ToLower(strings.TrimRight(firstWord(next), ".")))
	case isInSeries(word, before):
		return startsNumber(next) || startsUpper(next) && !startsSentence(next, l)
	case l.Has("abbrends", lower), isInitials(word, before), startsUpper(word) && l.Has("abbrcap", lower):
		return startsUpper(next) && !startsSentence(next, l) || strings.HasPrefix(next, "(") // Lumen Inc. (NYSE: LMN)
	}
	return l.Has("abbr", lower)
}

// endsAs says whether a word is a compound whose last part is an abbreviation before
// a number, as Hauptstr. 4.
func endsAs(l *lang.Language, word string) bool {
	ends := func(end string) bool { return end != "" && strings.HasSuffix(word, end) }
	return slices.ContainsFunc(l.Forms("abbrsfx"), ends)
}

// isInSeries says whether word is the last letter of an abbreviation with spaces:
// "z. B.", "h. c."; names with several initials among them.
func isInSeries(word, before string) bool {
	earlier, dot := strings.CutSuffix(strings.TrimRightFunc(before, unicode.IsSpace), ".")
	if !dot || utf8.RuneCountInString(word) != 1 || !isWord(word) {
		return false
	}
	_, first := lastWord(earlier)
	return utf8.RuneCountInString(first) == 1 && isWord(first)
}

// lastWord splits text before its last word, whose opening marks are dropped.
func lastWord(text string) (before, word string) {
	opens := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(openers, r) }
	at := strings.LastIndexFunc(text, opens)
	_, size := utf8.DecodeRuneInString(text[max(at, 0):])
	if at < 0 {
		return "", text
	}
	return text[:at], text[at+size:]
}

// isInitials says whether word is one capital letter or several with stops
// ("J", "J.R"). "I" is one only behind a name.
func isInitials(word, before string) bool {
	for part := range strings.SplitSeq(word, ".") {
		part = strings.TrimPrefix(part, "-") // J.-P.
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !unicode.IsUpper(r) {
			return false
		}
	}
	if word != "I" {
		return true
	}
	_, name := lastWord(strings.TrimSpace(before))
	return startsUpper(name) && !strings.ContainsAny(name, ".,;:")
}

func isOrdinal(word string) bool {
	return word != "" && len(word) <= 3 && strings.Trim(word, "0123456789") == ""
}

// ordinalGoesOn says whether digits with a full stop are an ordinal by the word
// before them or by what follows.
func ordinalGoesOn(before, next string, l *lang.Language) bool {
	_, lead := lastWord(strings.TrimSpace(before))
	lead, next = strings.ToLower(lead), strings.ToLower(firstWord(next))
	begins := func(beginning string) bool { return strings.HasPrefix(next, beginning) }
	return l.Has("ordlead", lead) || l.Has("dotlead", lead) || slices.ContainsFunc(l.Forms("dotnext"), begins)
}

func firstWord(s string) string {
	s = strings.TrimLeft(s, openers)
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '.' })
	if end < 0 {
		end = len(s)
	}
	return s[:end]
}

// startsSentence says whether next begins with a word that often begins a
// sentence.
func startsSentence(next string, l *lang.Language) bool {
	if strings.HasPrefix(next, "\"") || strings.HasPrefix(next, "“") {
		return true
	}
	if !l.Known() {
		l = lang.Of("en") // which most texts are in that are too short to tell
	}
	return l.Has("starter", strings.ToLower(firstWord(next)))
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// startsNumber says whether s begins with digits, with the sign that belongs to a
// number, or with a number of Rome that is no word.
func startsNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	word := firstWord(s)
	return unicode.IsNumber(r) || strings.HasPrefix(s, "№") || len(word) > 1 && strings.Trim(word, "IVXLC.") == ""
}
