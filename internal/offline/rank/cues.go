package rank

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed boilerplate.txt
var boilerplateFile string

// boilerplateCues are the words that mark a line about the page.
var boilerplateCues = sync.OnceValue(func() []string {
	var cues []string
	for line := range strings.Lines(boilerplateFile) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			cues = append(cues, line)
		}
	}
	return cues
})

// isBoilerplate says whether a sentence is about the page and not the news: a
// cue opens it, or stands anywhere in a short one. Long sentences with such a
// word inside are news about it.
func isBoilerplate(s string, words int) bool {
	const short = 16 // words
	s = strings.ToLower(s)
	for _, cue := range boilerplateCues() {
		if strings.HasPrefix(s, cue) || words < short && strings.Contains(s, cue) {
			return true
		}
	}
	return false
}

// closers may follow the mark that ends a sentence.
const closers = "\"'”’»«)]」』 "

func endsSentence(s string) bool { return endsIn(s, ".!?…。！？؟।۔") }

// asks says whether a sentence is a question.
func asks(s string) bool { return endsIn(s, "?？؟") }

func endsIn(s, marks string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	return strings.ContainsRune(marks, r)
}

// dangling are words that open a sentence which needs the one before it.
const dangling = " he she it they this that these those his her its their but and however then so meanwhile" +
	" il elle ils elles ce cela celui celle mais et or er sie es dies diese dieser das aber und doch" +
	" él ella ellos esto eso pero y lui lei questo ma ele ela isso mas hij zij dit maar он она они это но "

func dangles(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return isListed(dangling, first)
}

// pictures are words that, first or second, open a description of pictures.
const pictures = " image images photo photos photograph photographs picture pictures footage bilder fotos aufnahmen imágenes снимки "

func showsPictures(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	second, _, _ := strings.Cut(rest, " ")
	return isListed(pictures, first) || isListed(pictures, second)
}

// isListed looks a word up in a list of words between spaces.
func isListed(list, word string) bool {
	word = strings.Trim(word, ",.;:\"“„«»”")
	return word != "" && strings.Contains(list, " "+strings.ToLower(word)+" ")
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
	return len(s) > shortest && strings.ToUpper(s) == s && strings.ToLower(s) != s && len(strings.Fields(s)) <= 3 && !strings.ContainsAny(s, "0123456789")
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
