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
			plantSlips(found, tag3[code], "", from, to)
			plantSlips(found, tag3[code], ", in paragraphs of four", fours(from), fours(to))
			plantDocument(found, tag3[code], from, to)
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

// fours makes one paragraph of four.
func fours(list []string) []string {
	var out []string
	for four := range slices.Chunk(list, 4) {
		out = append(out, strings.Join(four, " "))
	}
	return out
}

// plantSlips plants what goes wrong inside a paragraph; only findings that the
// translation without the fault does not have count.
func plantSlips(found tallies, tag, form string, from, to []string) {
	source := check.NewSource(parse(strings.Join(from, "\n\n"), "en"))
	clean := flags(across.Translation(source, parse(strings.Join(to, "\n\n"), tag)))
	places := placesOf(tag, from, to)
	for _, s := range slips {
		for i, p := range places {
			out := s.make(p)
			if out == "" || out == p.target || len([]rune(p.source)) < 40 {
				continue
			}
			list := flags(across.Translation(source, parse(strings.Join(with(to, i, out), "\n\n"), tag)))
			fresh := slices.DeleteFunc(list, func(f string) bool { return slices.Contains(clean, f) })
			for _, t := range []*tally{found.of("slip: " + s.name + form + ", all"), found.of("slip: " + s.name + form + ", " + tag)} {
				t.add(len(fresh) > 0, "%s\n      of %s", out, p.source)
			}
		}
	}
}

// plantSingles plants the slips into single human translations of news from
// English, which have more units and dates than the documents.
func plantSingles(list []referenceRow) {
	found := tallies{}
	for _, r := range list {
		if from, to, _ := strings.Cut(r.Pair, "-"); from == "en" && weekdays[to] != nil {
			plantSlips(found, to, ", single passages", []string{r.Source}, []string{r.Reference})
		}
	}
	found.print()
}

func placesOf(tag string, from, to []string) []place {
	places := make([]place, len(to))
	for i := range to {
		places[i] = place{tag: tag, source: from[i], target: to[i]}
	}
	for i := range places {
		for k, q := range places {
			if k != i {
				places[i].others = append(places[i].others, namesIn(q)...)
			}
		}
	}
	return places
}

// plantDocument plants what goes wrong with the answers as a whole: shifted by
// one from a paragraph on, with the last one said again; a heading left as it is.
func plantDocument(found tallies, tag string, from, to []string) {
	source := check.NewSource(parse(strings.Join(from, "\n\n"), "en"))
	try := func(name string, out []string) {
		list := flags(across.Translation(source, parse(strings.Join(out, "\n\n"), tag)))
		clean := flags(across.Translation(source, parse(strings.Join(to, "\n\n"), tag)))
		for _, t := range []*tally{found.of("document: " + name + ", all"), found.of("document: " + name + ", " + tag)} {
			t.add(len(list) > len(clean), "%s", out[0])
		}
	}
	for i := 0; i+1 < len(to); i += 5 {
		out := append(slices.Delete(slices.Clone(to), i, i+1), to[len(to)-1])
		try("shifted by one", out)
	}
	if len(from) > 4 {
		try("heading untranslated", with(to, 0, from[0]))
	}
}

// plantSentences drops a sentence from paragraphs of four.
func plantSentences(found tallies, tag string, from, to []string) {
	a, b := fours(from), fours(to)
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
