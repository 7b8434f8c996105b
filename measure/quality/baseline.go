package main

import (
	"strings"
	"unicode"

	"newsbrief/internal/claim/lex"
)

// naive is the check to beat: each run of digits of the candidate, separators
// inside it included, stands in the source too. It returns those that do not.
func naive(source, candidate string) []string {
	have := map[string]bool{}
	for _, run := range digitRuns(source) {
		have[run] = true
	}
	var wrong []string
	for _, run := range digitRuns(candidate) {
		if !have[run] {
			wrong = append(wrong, run)
		}
	}
	return wrong
}

func digitRuns(text string) []string {
	var list []string
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }) {
		if run = strings.Trim(run, ".,"); run != "" {
			list = append(list, run)
		}
	}
	return list
}

// change tells which words an edit replaced.
type change struct{ before, after []string }

// changes aligns two texts by their longest common subsequence of words.
func changes(before, after string) []change {
	a, b := strings.Fields(before), strings.Fields(after)
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var list []change
	var open change
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			if len(open.before)+len(open.after) > 0 {
				list, open = append(list, open), change{}
			}
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			open.before = append(open.before, a[i])
			i++
		default:
			open.after = append(open.after, b[j])
			j++
		}
	}
	if len(open.before)+len(open.after) > 0 {
		list = append(list, open)
	}
	return list
}

// telling returns the words of a change that are a number, a date or a name by
// a rule of its own, so that the recogniser does not judge itself: a digit, a
// word for a number or a date, or a capital inside a sentence. Words that the
// text also has elsewhere, or in another form, are no change of it.
func telling(words []string, other string) []string {
	var list []string
	for _, w := range words {
		bare := strings.Trim(w, ".,;:!?\"'()“”")
		word := strings.ToLower(bare)
		counts := lex.InClass(word, "en", lex.Card|lex.Ord|lex.Scale|lex.Month|lex.Weekday|lex.Fold)
		value := strings.ContainsAny(bare, "0123456789") || counts
		if bare == "" || bare == "I" || !value && (!capital(bare) || sameName(bare, other)) {
			continue
		}
		list = append(list, bare)
	}
	return list
}

// sameName says whether a text has a name in another form: its plural, its
// first part, its full form.
func sameName(w, text string) bool {
	part, _, _ := strings.Cut(strings.TrimSuffix(w, "s"), "-")
	initials := ""
	for _, f := range strings.Fields(text) {
		if capital(f) {
			initials += f[:1]
		}
	}
	return strings.Contains(text, part) || len(w) > 1 && strings.Contains(initials, w)
}

func capital(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}

// startsSentence says whether a changed word is the first of its sentence,
// where a capital means nothing.
func startsSentence(text, word string) bool {
	at := strings.Index(text, word)
	before := strings.TrimRight(text[:max(at, 0)], " \n\"“")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?")
}

// valueEdits returns the numbers, dates and names that an edit put into a text.
func valueEdits(before, after string) []string {
	var list []string
	for _, c := range changes(before, after) {
		for _, w := range telling(c.after, before) {
			if !capital(w) || !startsSentence(after, w) {
				list = append(list, w)
			}
		}
	}
	return list
}
