package rank

import (
	"strings"

	"github.com/blevesearch/snowballstem"
)

// Stem is a word without its ending, in lower case; ok is false for languages
// without rules.
func Stem(word, language string) (stem string, ok bool) {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	rules := stemmer(base)
	if rules == nil {
		return "", false
	}
	env := snowballstem.NewEnv(strings.ToLower(word))
	rules(env)
	return env.Current(), true
}
