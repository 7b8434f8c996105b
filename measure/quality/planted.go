package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/check"
	"newsbrief/internal/check/across"
)

// fault plants one error into paragraph i of a translation; nil where it
// cannot.
type fault func(from, to []string, i int) []string

// faults are what goes wrong with whole passages, and with one figure.
var faults = map[string]fault{
	"paragraph dropped": func(_, to []string, i int) []string { return slices.Delete(slices.Clone(to), i, i+1) },
	"paragraph twice":   func(_, to []string, i int) []string { return slices.Insert(slices.Clone(to), i, to[i]) },
	"paragraphs swapped": func(_, to []string, i int) []string {
		if i+1 == len(to) {
			return nil
		}
		out := slices.Clone(to)
		out[i], out[i+1] = out[i+1], out[i]
		return out
	},
	"left untranslated": func(from, to []string, i int) []string { return with(to, i, from[i]) },
	// Merging is no fault: this row must stay near zero.
	"(two paragraphs merged)": func(_, to []string, i int) []string {
		if i+1 == len(to) {
			return nil
		}
		return slices.Delete(with(to, i, to[i]+" "+to[i+1]), i+1, i+2)
	},
	"cut in half": func(_, to []string, i int) []string {
		letters := []rune(to[i])
		return with(to, i, string(letters[:len(letters)/2]))
	},
	"figure changed": func(_, to []string, i int) []string {
		changed := changeFigure(to[i])
		if changed == "" {
			return nil
		}
		return with(to, i, changed)
	},
}

func with(to []string, i int, text string) []string {
	out := slices.Clone(to)
	out[i] = text
	return out
}

// changeFigure replaces the first run of two or more digits by another of the
// same length; "" where there is none.
func changeFigure(text string) string {
	letters := []rune(text)
	for i := range letters {
		if unicode.IsDigit(letters[i]) && i+1 < len(letters) && unicode.IsDigit(letters[i+1]) {
			zero := letters[i] - rune(digit(letters[i]))
			letters[i] = zero + rune(digit(letters[i])%9+1)
			return string(letters)
		}
	}
	return ""
}

// digit is the value of a decimal digit of any script: blocks of ten begin
// with zero.
func digit(r rune) int {
	n := 0
	for unicode.IsDigit(r-1) && n < 9 {
		r--
		n++
	}
	return n
}

// planted measures faults in human translations, in paragraphs of at least 40
// letters, as they are and four joined to one.
func planted(documents []documentRow) {
	fmt.Println("faults planted into human translations from English: caught")
	found := tallies{}
	for _, r := range documents {
		for code, text := range r.Refs {
			from, to := strings.Split(r.Source, "\n\n"), strings.Split(text, "\n\n")
			if len(from) != len(to) {
				continue
			}
			plantParagraphs(found, tag3[code], from, to)
			plantSentences(found, tag3[code], from, to)
		}
	}
	found.print()
}

func plantParagraphs(found tallies, tag string, from, to []string) {
	source := check.NewSource(parse(strings.Join(from, "\n\n"), "en"))
	alarms := len(flags(across.Translation(source, parse(strings.Join(to, "\n\n"), tag))))
	for name, plant := range faults {
		for i := range to {
			if len([]rune(from[i])) < 40 {
				continue
			}
			if out := plant(from, to, i); out != nil {
				list := flags(across.Translation(source, parse(strings.Join(out, "\n\n"), tag)))
				for _, t := range []*tally{found.of(name + ", all"), found.of(name + ", " + tag)} {
					t.add(len(list) > alarms, "%s", to[i])
				}
			}
		}
	}
}

// plantSentences drops a sentence from paragraphs of four.
func plantSentences(found tallies, tag string, from, to []string) {
	var a, b []string
	for i := 0; i < len(from); i += 4 {
		end := min(i+4, len(from))
		a, b = append(a, strings.Join(from[i:end], " ")), append(b, strings.Join(to[i:end], " "))
	}
	source := check.NewSource(parse(strings.Join(a, "\n\n"), "en"))
	whole := flags(across.Translation(source, parse(strings.Join(b, "\n\n"), tag)))
	for range b {
		found.of("paragraphs of four passed, " + tag).count(true)
	}
	for range min(len(whole), len(b)) {
		found.of("paragraphs of four passed, "+tag).right--
	}
	for i := range to {
		if len([]rune(from[i])) < 40 || i/4*4+3 >= len(to) {
			continue
		}
		k := i / 4
		rest := slices.Delete(slices.Clone(to[4*k:4*k+4]), i%4, i%4+1)
		list := flags(across.Translation(source, parse(strings.Join(with(b, k, strings.Join(rest, " ")), "\n\n"), tag)))
		found.of("one sentence of four dropped, "+tag).add(len(list) > len(whole), "%s", to[i])
	}
}
