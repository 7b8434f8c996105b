package rank

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// pageCues are the words that mark a line about the page.
var pageCues = sync.OnceValue(func() []string { return lang.Of("und").Forms("boilerplate") })

// isBoilerplate says whether a sentence is about the page and not the news: a
// cue opens it, or stands anywhere in a short one. Long sentences with such a
// word inside are news about it.
func isBoilerplate(s string, words int) bool {
	const short = 16 // words
	s = strings.ToLower(s)
	for _, cue := range pageCues() {
		if strings.HasPrefix(s, cue) || words < short && strings.Contains(s, cue) {
			return true
		}
	}
	return false
}

// asks says whether a sentence is a question.
func asks(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(lang.Unclosed(s))
	return strings.ContainsRune("?？؟", r)
}

// dangles says whether a sentence needs the one before it, by its first word.
func dangles(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return isListed("dangling", first)
}

// showsPictures says whether a sentence describes pictures, by its first or
// second word.
func showsPictures(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	second, _, _ := strings.Cut(rest, " ")
	return isListed("pictures", first) || isListed("pictures", second)
}

// isListed says whether a word, whatever its case and the marks around it, is
// of a class that all languages share.
func isListed(class, word string) bool {
	return lang.Of("und").Has(class, strings.ToLower(strings.Trim(word, ",.;:\"“„«»”")))
}

// quoted is the share of s that stands in quotation marks.
func quoted(s string) float64 {
	inside, all, open := 0, 0, false
	for _, r := range s {
		all++
		switch r {
		case '"':
			open = !open
		case '“', '„', '«', '「', '『':
			open = true
		case '”', '»', '」', '』':
			open = false
		default:
			if open {
				inside++
			}
		}
	}
	return float64(inside) / float64(max(all, 1))
}

// datelineEnd is the length of the dateline that opens a sentence, with its
// dash and space: "HALVERD, 14 March – ", "Kabul (CNN) -- ", "(Reuters) ",
// "SEOUL: ". It
// holds a capital or an agency, and no more than a place and a date; 0: none.
func datelineEnd(s string) int {
	const longest = 60 // bytes
	head := s[:min(len(s), longest)]
	if open := strings.IndexByte(head, '('); open >= 0 {
		if end := strings.IndexByte(head, ')'); end > open && isAgency(head[open+1:end]) {
			rest := strings.TrimLeft(s[end+1:], " -–—")
			return len(s) - len(rest)
		}
	}
	for _, dash := range []string{" – ", " — ", " -- ", " - "} {
		if place, _, ok := strings.Cut(head, dash); ok && isPlace(place) {
			return len(place) + len(dash)
		}
	}
	if place, _, ok := strings.Cut(head, ": "); ok && isCapitals(place) {
		return len(place) + len(": ")
	}
	return 0
}

// isCapitals says whether a text is one to three words in capitals: "NEW DELHI".
func isCapitals(s string) bool {
	const shortest = 4 // letters: "LIVE" is none, nor is "Q"
	if len(s) <= shortest || len(strings.Fields(s)) > 3 || strings.ContainsAny(s, "0123456789") {
		return false
	}
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// isAgency says whether what stands in brackets is one name: "CNN", "Reuters".
func isAgency(s string) bool {
	return s != "" && !strings.ContainsAny(s, " .,") && startsUpper(s)
}

// isPlace says whether a text is "PLACE", or "Place, 14 March": a first word in
// capitals, or names and numbers alone with a comma between them.
func isPlace(s string) bool {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 6 {
		return false
	}
	first := strings.Trim(fields[0], ",.")
	if utf8.RuneCountInString(first) > 2 && strings.ToUpper(first) == first && strings.ToLower(first) != first {
		return true
	}
	if !strings.Contains(s, ",") {
		return false
	}
	for _, f := range fields {
		if !startsUpper(f) && !unicode.IsDigit(rune(f[0])) {
			return false
		}
	}
	return true
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// startsWithAny says whether a word begins as one of a list.
func startsWithAny(word string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
}

// counts says whether a word in lower case is a number of people.
func counts(word, language string) bool {
	return '0' <= word[0] && word[0] <= '9' || lex.InClass(word, language, lex.Card|lex.Scale|lex.Pair)
}
