package claim

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// InClass says whether a word in lower case belongs to one of the classes of a
// language's tables, as "func", "title", "sum".
func InClass(w, language string, classes ...string) bool {
	f := lexiconOf(language).words[w]
	if f == nil {
		return false
	}
	for _, name := range classes {
		if f.classes&classOf(name) != 0 {
			return true
		}
	}
	return false
}

// FunctionWord says whether a word in lower case carries grammar, not meaning.
func FunctionWord(w, language string) bool {
	f := lexiconOf(language).words[w]
	return f != nil && f.classes&classFunc != 0
}

// Fold removes the accents of western letters.
func Fold(s string) string { return fold(s) }

// places maps each form of a place to all its forms.
var places = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	table, _ := tables.ReadFile("lexicon/places.tsv")
	eachRow(string(table), func(_, _ string, forms []string) {
		for _, f := range forms {
			all[f] = append(all[f], forms...)
		}
	})
	return all
})

// SamePlace calls has with the other forms of a country or its people
// ("french" for "france") until one returns more than 0, and returns that.
func SamePlace(l string, has func(form string) int) int {
	for _, form := range places()[strings.ToLower(l)] {
		if n := has(form); n > 0 {
			return n
		}
	}
	return 0
}

// Digits is the value of a run of decimal digits of any script.
func Digits(run string) float64 { return atof(ascii(run)) }

// Spells says whether the tables of a language have all its number words.
func Spells(language string) bool {
	switch lexiconOf(language).language {
	case "en", "fr", "de", "es", "it", "pt", "nl", "ru", "zh", "ja":
		return true
	}
	return false
}

// grammars are the languages whose words of grammar tell them apart.
var grammars = [...]string{"en", "fr", "de", "es", "it", "pt", "nl", "ru"}

// grammarWords maps each word of grammar to a bit for every one of grammars that
// has it. It is all that is read of their tables, which take long.
var grammarWords = sync.OnceValue(func() map[string]uint8 {
	all := map[string]uint8{}
	for i, language := range grammars {
		table, _ := tables.ReadFile("lexicon/" + language + ".tsv")
		for line := range strings.SplitSeq(string(table), "\n") {
			if !strings.HasPrefix(line, "func\t") {
				continue
			}
			eachRow(line, func(_, _ string, forms []string) {
				for _, f := range forms {
					all[f] |= 1 << i
					all[fold(f)] |= 1 << i
				}
			})
		}
	}
	return all
})

// Foreign returns the language that a text is written in where that is plainly
// another one than the language it should be in, told by words of grammar:
// twice as many as of its own, and one word in six. "" where it is not, where
// the text has fewer than 20 words, and for languages without such words here.
func Foreign(text, language string) string {
	language, _, _ = strings.Cut(strings.ToLower(language), "-")
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if len(words) < 20 || !slices.Contains(grammars[:], language) {
		return ""
	}
	var counts [len(grammars)]int
	for _, w := range words {
		for set := grammarWords()[w]; set != 0; set &= set - 1 {
			counts[bits.TrailingZeros8(set)]++
		}
	}
	own := slices.Index(grammars[:], language)
	best := own
	for g, n := range counts {
		if n > counts[best] {
			best = g
		}
	}
	if best != own && counts[best] >= 2*counts[own] && 6*counts[best] >= len(words) {
		return grammars[best]
	}
	return ""
}
