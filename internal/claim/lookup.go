package claim

import (
	"strings"
	"sync"
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
