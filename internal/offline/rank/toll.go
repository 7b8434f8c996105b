package rank

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/claim/lex"
)

//go:embed casualties.tsv
var casualtyTable string

var casualties = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.SplitSeq(casualtyTable, "\n") {
		if language, beginnings, ok := strings.Cut(line, "\t"); ok {
			all[language] = strings.Split(beginnings, ", ")
		}
	}
	return all
})

// Hurt says whether a word in lower case tells of people killed, hurt or
// missing.
func Hurt(word, language string) bool {
	language, _, _ = strings.Cut(language, "-")
	return startsWithAny(word, casualties()[language])
}

func startsWithAny(word string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
}

// counts says whether a word in lower case is a number of people.
func counts(word, language string) bool {
	return '0' <= word[0] && word[0] <= '9' || lex.InClass(word, language, lex.Card|lex.Scale|lex.Pair)
}
