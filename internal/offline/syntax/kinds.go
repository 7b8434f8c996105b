package syntax

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

// Kind is a set of what a word does to a label or a role.
type Kind uint32

// The kinds, explained where the tables list their words.
const (
	Clause Kind = 1 << iota
	That
	Relative
	And
	Auxiliary
	Toward
	Preposition
	Article
	Pronoun
	Report
	Deem
	Aged
	Telling
	Numbering
	Particle
	Role
	Stem
	Body
	Office
	Rank
	Possessive
	Thing
	Surname
	Speech
)

// kindNames are the kinds as the tables write them, in their order.
var kindNames = [...]string{
	"clause", "that", "relative", "and", "auxiliary", "toward", "preposition", "article", "pronoun", "report", "deem", "aged",
	"telling", "numbering", "particle", "role", "stem", "body", "office", "rank", "possessive", "thing", "surname", "speech",
}

// grammar maps languages to words to their kinds.
var grammar = sync.OnceValue(func() map[string]map[string]Kind {
	all := map[string]map[string]Kind{}
	for key, words := range readTable(grammarTable + roleTable) {
		name, language, _ := strings.Cut(key, " ")
		if all[language] == nil {
			all[language] = map[string]Kind{}
		}
		for _, w := range words {
			all[language][w] |= 1 << slices.Index(kindNames[:], name)
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

// Multiplies says whether a word in lower case multiplies the number before it
// that its language's tables do not read. Of a language that is not known the
// words of all count.
func Multiplies(word, language string) bool {
	for cue, beginnings := range cues() {
		kind, of, _ := strings.Cut(cue, " ")
		if kind == "scale" && (of == Base(language) || Base(language) == "und") &&
			slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) }) {
			return true
		}
	}
	return false
}

// Base is a language tag without its region.
func Base(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// Is says whether a part is a word of a kind. A value is none, but "premier"
// is also a number.
func (p Part) Is(k Kind) bool { return p.kinds&k != 0 && (p.Value == nil || k == Rank) }

// Bare is a word behind an apostrophe that an article or a preposition ends
// with.
func Bare(word string) string {
	const longest = 4 // "dell'"
	if i := strings.IndexAny(word, "'’"); i > 0 && i <= longest {
		_, size := utf8.DecodeRuneInString(word[i:])
		return word[i+size:]
	}
	return word
}
