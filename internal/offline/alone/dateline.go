package alone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dateline is the length of the dateline that opens a sentence, with its dash and
// space: "HALVERD, 14 March – ", "Kabul (CNN) -- ", "(Reuters) ", "SEOUL: ", also of
// several parts: "AUSTIN, Texas – Sept. 16, 2026 – ". It holds a capital or an agency,
// and no more than a place and a date; 0: none.
func Dateline(s string) int {
	const parts = 2
	at := 0
	for range parts {
		n := datelinePart(s[at:])
		if n == 0 {
			break
		}
		at += n
	}
	return at
}

func datelinePart(s string) int {
	const longest = 60 // bytes
	head := s[:min(len(s), longest)]
	if open := strings.IndexByte(head, '('); open >= 0 {
		end := strings.IndexByte(head, ')')
		if end > open && isAgency(head[:open], head[open+1:end]) && isShort(head[:open]) {
			rest := strings.TrimLeft(s[end+1:], " -–—")
			dash := strings.TrimSpace(s[end+1:]) != rest || startsUpper(s[end+1:]) // "(CNN)An explosion"
			if dash || open == 0 && startsUpper(rest) {                            // not "The agency (ESA) said"
				return len(s) - len(rest)
			}
		}
	}
	for _, dash := range []string{" – ", " — ", " -- ", " - "} {
		if place, _, ok := strings.Cut(head, dash); ok && isPlace(place) {
			return len(place) + len(dash)
		}
	}
	for _, dash := range []string{".– ", ".- ", ".— "} { // "Lerma, 18 de junio de 2026.– "
		place, _, ok := strings.Cut(head, dash)
		if ok && startsUpper(place) && strings.Contains(place, ",") && strings.ContainsAny(place, "0123456789") {
			return len(place) + len(dash)
		}
	}
	if place, _, ok := strings.Cut(head, ": "); ok && isCapitals(place) {
		return len(place) + len(": ")
	}
	return dotted(head)
}

// dotted is the length of a dateline that a full stop ends, with its space: "MONTESILVO. ",
// "Altenbrück, 14. Mai. "; 0: there is none.
func dotted(s string) int {
	first, rest, ok := strings.Cut(s, ". ")
	if !ok || first == "" || !startsUpper(rest) && !unicode.IsDigit(rune(first[len(first)-1])) {
		return 0
	}
	if startsUpper(rest) && isCapitals(first) {
		return len(s) - len(rest)
	}
	place, day, ok := strings.Cut(first, ", ")
	month, rest, full := strings.Cut(rest, ". ")
	if ok && full && month != "" && day != "" && startsUpper(place) && startsUpper(rest) &&
		isDay([]string{month, day}) {
		return len(s) - len(rest)
	}
	return 0
}

// isShort says whether a text may be a place and a date.
func isShort(s string) bool { return len(strings.Fields(s)) <= 5 }

// isCapitals says whether a text is one to three words in capitals: "NEW DELHI".
func isCapitals(s string) bool {
	const shortest = 4 // letters: "LIVE" is none, nor is "Q"
	if len(s) <= shortest || len(strings.Fields(s)) > 3 || strings.ContainsAny(s, "0123456789") {
		return false
	}
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// isAgency says whether what stands in brackets is one name: "CNN", "Reuters", "rk"; or
// two behind a day: "July 24 (Market Desk)".
func isAgency(before, s string) bool {
	if isDay(strings.Fields(before)) {
		s = strings.Replace(s, " ", "", 1)
	}
	return s != "" && !strings.ContainsAny(s, " .,") && startsUpper(s) && len(s) > 1
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
		return isDay(fields)
	}
	if place, day, _ := strings.Cut(s, ", "); startsUpper(place) && opensWithDay(day) && len(fields) <= 5 {
		return true // "Oudemeer, 3 maart"
	}
	for _, f := range fields {
		if !startsUpper(f) && !unicode.IsDigit(rune(f[0])) {
			return false
		}
	}
	return true
}

// opensWithDay says whether a number of at most two digits begins a text of two or three words.
func opensWithDay(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 || len(fields) > 3 {
		return false
	}
	number := strings.TrimSuffix(fields[0], ".")
	return len(number) <= 2 && number != "" && strings.Trim(number, "0123456789") == ""
}

// isDay says whether words are a month and a day: "Aug 6", "14 March".
func isDay(fields []string) bool {
	if len(fields) != 2 {
		return false
	}
	a, b := fields[0], fields[1]
	if unicode.IsDigit(rune(a[0])) {
		a, b = b, a
	}
	return startsUpper(a) && len(b) <= 3 && strings.Trim(b, "0123456789.") == ""
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
