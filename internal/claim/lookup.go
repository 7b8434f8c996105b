package claim

import (
	"sync"

	"newsbrief/internal/lang"
	"strings"
)

// places maps each form of a place to all its forms.
var places = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, r := range lang.Shared("places") {
		for _, f := range r.Forms() {
			all[f] = append(all[f], r.Forms()...)
		}
	}
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

// Spells says whether the tables of a language have all its number words.
func Spells(language string) bool {
	switch base, _, _ := strings.Cut(strings.ToLower(language), "-"); base {
	case "en", "fr", "de", "es", "it", "pt", "nl", "ru", "zh", "ja":
		return true
	}
	return false
}
