package article

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed abbreviations.txt
var abbreviationsFile string

//go:embed starters.txt
var startersFile string

var (
	abbreviations = sync.OnceValue(func() map[string]map[string]bool { return wordLists(abbreviationsFile) })
	starters      = sync.OnceValue(func() map[string]map[string]bool { return wordLists(startersFile) })
)

// wordLists reads lines of "name: word word …".
func wordLists(file string) map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for line := range strings.SplitSeq(file, "\n") {
		name, words, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if all[name] == nil {
			all[name] = map[string]bool{}
		}
		for w := range strings.FieldsSeq(words) {
			all[name][w] = true
		}
	}
	return all
}

const (
	openers = "(\"“„«‘'[‚‹"
	closers = "\"”’»)]'“›"
)

// goesOn says whether the sentence that UAX 29 ends here goes on in next.
func goesOn(sentence, next, language string) bool {
	if strings.HasSuffix(sentence, ".") {
		return true // no space follows: a dot inside a word
	}
	sentence = strings.TrimRightFunc(sentence, unicode.IsSpace)
	next = strings.TrimLeftFunc(next, unicode.IsSpace)
	if strings.HasSuffix(sentence, "」") && (strings.HasPrefix(next, "と") || strings.HasPrefix(next, "など")) {
		return true
	}
	if exclaims(sentence) {
		return startsLower(strings.TrimLeft(next, "*※ "))
	}
	body, ok := strings.CutSuffix(sentence, ".")
	if !ok {
		return isMark(strings.TrimSuffix(sentence, ".)")) && strings.HasSuffix(sentence, ".)")
	}
	return isMark(body) || dotGoesOn(body, next, language)
}

// exclaims says whether a sentence ends with a question or exclamation mark,
// closing quotes left out: what goes on in lower case is not over
// ("Run!" he said; she works at Yahoo! in Sunnyvale).
func exclaims(sentence string) bool {
	body := strings.TrimRight(sentence, closers)
	return strings.HasSuffix(body, "?") || strings.HasSuffix(body, "!")
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
func dotGoesOn(body, next, language string) bool {
	before, word := lastWord(body)
	lower := strings.ToLower(word)
	switch {
	case startsNumber(next) && isListed(lower, language, " number"):
		return true
	case isOrdinal(word):
		return startsLower(next) || language == "de" && startsUpper(next) && ordinalGoesOn(before, next)
	case lower == "a.m" || lower == "p.m":
		return isDayOrZone(next)
	case isListed(lower, language, " ends"), isInitials(word, before):
		return startsUpper(next) && !startsSentence(next, language)
	}
	return isListed(lower, language, "")
}

// lastWord splits text before its last word, whose opening marks are dropped.
func lastWord(text string) (before, word string) {
	at := strings.LastIndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(openers, r) })
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

// ordinalGoesOn knows what stands before and behind ordinals in German.
func ordinalGoesOn(before, next string) bool {
	_, lead := lastWord(strings.TrimSpace(before))
	switch strings.ToLower(lead) {
	case "am", "der", "dem", "den", "des", "die", "das", "im", "zum", "zur", "vom", "beim", "bis", "ab", "seit", "jeder", "jedem", "ihr", "ihrem", "sein", "seinem", "seinen", "ihren":
		return true
	}
	for _, m := range []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Jahrhundert", "Bundes", "Liga"} {
		if strings.HasPrefix(next, m) {
			return true
		}
	}
	return false
}

// isListed looks a word up among the abbreviations of a class.
func isListed(word, language, class string) bool {
	lists := abbreviations()
	return word != "" && (lists[language+class][word] || lists["all"+class][word])
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
func startsSentence(next, language string) bool {
	word := strings.ToLower(firstWord(next))
	if strings.HasPrefix(next, "\"") || strings.HasPrefix(next, "“") {
		return true
	}
	return starters()[language][word] || language == "und" && starters()["en"][word]
}

// isDayOrZone says what may follow a time of day in English.
func isDayOrZone(next string) bool {
	switch word := firstWord(next); strings.TrimRight(word, ".") {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
		"Eastern", "Pacific", "Central", "Mountain", "ET", "EST", "EDT", "PT", "PST", "PDT", "CT", "CST", "CDT", "MT", "GMT", "UTC", "BST", "CET", "IST", "AEST",
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec":
		return true
	}
	return startsLower(next)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// startsNumber says whether s begins with digits, or with the sign that
// belongs to a number.
func startsNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsNumber(r) || strings.HasPrefix(s, "№")
}
