package keyfacts

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed cues.tsv
var cueTable string

//go:embed grammar.tsv
var grammarTable string

//go:embed roles.tsv
var roleTable string

var cues = sync.OnceValue(func() map[string][]string { return readTable(cueTable) })

// grammar maps "kind language" to words.
var grammar = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for key, words := range readTable(grammarTable + roleTable) {
		all[key] = map[string]bool{}
		for _, w := range words {
			all[key][w] = true
		}
	}
	return all
})

// readTable maps "kind language" to the words of a table.
func readTable(table string) map[string][]string {
	all := map[string][]string{}
	for line := range strings.SplitSeq(table, "\n") {
		if columns := strings.Split(line, "\t"); len(columns) == 3 {
			all[columns[0]+" "+columns[1]] = strings.Split(columns[2], ", ")
		}
	}
	return all
}

// base is a language tag without its region.
func base(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// near says whether one of the words has a cue's beginning.
func (l labeller) near(list []part, cue string) bool {
	beginnings := cues()[cue+" "+base(l.language)]
	return slices.ContainsFunc(list, func(p part) bool {
		word := strings.ToLower(p.text)
		return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
	})
}

// is says whether a part is one of the words of a kind of grammar: as a whole,
// or on a side of an apostrophe ("qu'il", "l'ancien").
func (l labeller) is(kind string, p part) bool {
	if p.value != nil && kind != "rank" { // "premier" is also a number
		return false
	}
	words := grammar()[kind+" "+base(l.language)]
	word := strings.ToLower(p.text)
	i := strings.IndexAny(word, "'’")
	return words[word] || i > 0 && (words[word[:i]] || words[bare(word)])
}

// bare is a word behind an apostrophe that an article or a preposition ends
// with.
func bare(word string) string {
	const longest = 4 // "dell'"
	if i := strings.IndexAny(word, "'’"); i > 0 && i <= longest {
		_, size := utf8.DecodeRuneInString(word[i:])
		return word[i+size:]
	}
	return word
}
