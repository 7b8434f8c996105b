package keyfacts

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
)

//go:embed cues.tsv
var cueTable string

//go:embed grammar.tsv
var grammarTable string

//go:embed roles.tsv
var roleTable string

var cues = sync.OnceValue(func() map[string][]string { return readTable(cueTable) })

// kind is a set of what a word does to a label or a role.
type kind uint32

// The kinds, explained where the tables list their words.
const (
	clauseWord kind = 1 << iota
	thatWord
	relativeWord
	andWord
	auxiliaryWord
	towardWord
	prepositionWord
	articleWord
	pronounWord
	reportWord
	deemWord
	agedWord
	tellingWord
	numberingWord
	particleWord
	roleWord
	stemWord
	bodyWord
	officeWord
	rankWord
	possessiveWord
	thingWord
	surnameWord
	speechWord
)

// kindNames are the kinds as the tables write them, in their order.
var kindNames = [...]string{
	"clause", "that", "relative", "and", "auxiliary", "toward", "preposition", "article", "pronoun", "report", "deem", "aged",
	"telling", "numbering", "particle", "role", "stem", "body", "office", "rank", "possessive", "thing", "surname", "speech",
}

// grammar maps languages to words to their kinds.
var grammar = sync.OnceValue(func() map[string]map[string]kind {
	all := map[string]map[string]kind{}
	for key, words := range readTable(grammarTable + roleTable) {
		name, language, _ := strings.Cut(key, " ")
		if all[language] == nil {
			all[language] = map[string]kind{}
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

// base is a language tag without its region.
func base(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// near says whether one of the words has a cue's beginning.
func (l labeller) near(list []part, cue string) bool {
	beginnings := cues()[cue+" "+base(l.language)]
	return slices.ContainsFunc(list, func(p part) bool {
		return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(p.lower, b) })
	})
}

// mark looks the words up: as a whole, and on both sides of an apostrophe
// ("qu'il", "l'ancien").
func (l labeller) mark(list []part) {
	words := grammar()[base(l.language)]
	for i := range list {
		p := &list[i]
		r, _ := utf8.DecodeRuneInString(p.text)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			p.empty = p.value == nil
			continue
		}
		p.lower = strings.ToLower(p.text)
		p.kinds = words[p.lower]
		p.empty = p.value == nil && (p.kinds&prepositionWord != 0 || lex.InClass(p.lower, l.language, lex.Func) && p.kinds&tellingWord == 0)
		if at := strings.IndexAny(p.lower, "'’"); at > 0 {
			p.kinds |= words[p.lower[:at]] | words[bare(p.lower)]
		}
	}
}

// is says whether a part is a word of a kind. A value is none, but "premier"
// is also a number.
func (p part) is(k kind) bool { return p.kinds&k != 0 && (p.value == nil || k == rankWord) }

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
