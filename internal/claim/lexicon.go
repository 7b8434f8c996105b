package claim

import (
	"embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// Each file holds lines of a class, a value and the forms of one word,
// separated by tabs; a phrase may have several tokens.
//
//go:embed lexicon/*.tsv
var tables embed.FS

// entry is one meaning of a form.
type entry struct {
	class class
	value float64
	name  string // the value as written, for units and currencies
}

// form is a word or phrase of the tables, or the first one or two tokens of
// one.
type form struct {
	entries []entry
	classes class // of the entries
	starts  class // of the forms that begin with this token
	longest int   // tokens of the longest of these
}

// lexicon is the words of one language and those of all.
type lexicon struct {
	language string
	words    map[string]*form
	heads    map[string]bool      // the first three bytes of each cardinal
	signs    [utf8.RuneSelf]*form // of words, those of one byte
}

var (
	// lexicons are by language; adding one replaces the map, so that the words of
	// texts that are read side by side wait for no lock.
	lexicons   atomic.Pointer[map[string]*lexicon]
	lexiconsMu sync.Mutex // of the writers
)

// lexiconOf returns the tables of a BCP 47 tag, read at first use.
func lexiconOf(tag string) *lexicon {
	language, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if known := lexicons.Load(); known != nil && (*known)[language] != nil {
		return (*known)[language]
	}
	lexiconsMu.Lock()
	defer lexiconsMu.Unlock()
	all := map[string]*lexicon{}
	if known := lexicons.Load(); known != nil {
		maps.Copy(all, *known)
	}
	if all[language] == nil {
		all[language] = readLexicon(language, all["und"])
		lexicons.Store(&all)
	}
	return all[language]
}

// readLexicon reads the tables of a language; one without its own gets those
// that all share, which is what unknown is where they have been read.
func readLexicon(language string, unknown *lexicon) *lexicon {
	own, err := tables.ReadFile("lexicon/" + language + ".tsv")
	if err != nil && unknown != nil {
		return unknown
	}
	if err != nil {
		language = "und"
	}
	x := &lexicon{language: language, words: map[string]*form{}, heads: map[string]bool{}}
	shared, _ := tables.ReadFile("lexicon/any.tsv")
	x.read(string(own))
	x.read(string(shared))
	for c := range x.signs {
		x.signs[c] = x.words[string(rune(c))]
	}
	return x
}

func (x *lexicon) read(table string) {
	eachRow(table, func(name, value string, forms []string) {
		v, _ := strconv.ParseFloat(value, 64)
		e := entry{classOf(name), v, value}
		for _, form := range forms {
			x.add(form, e)
			if bare := fold(form); bare != form {
				x.add(bare, e)
			}
		}
	})
}

// eachRow calls f for each line of a table.
func eachRow(table string, f func(class, value string, forms []string)) {
	for line := range strings.SplitSeq(table, "\n") {
		columns := strings.Split(line, "\t")
		if len(columns) == 3 && !strings.HasPrefix(line, "#") {
			f(columns[0], columns[1], strings.Split(columns[2], ", "))
		}
	}
}

func (x *lexicon) add(key string, e entry) {
	f := x.form(key)
	if slices.Contains(f.entries, e) {
		return
	}
	f.entries = append(f.entries, e)
	f.classes |= e.class
	if e.class&(classCard|classMult) != 0 && len(key) >= 3 {
		x.heads[key[:3]] = true
	}
	tokens := tokenize(nil, key)
	first := x.form(tokens[0].lower)
	first.starts |= e.class
	first.longest = max(first.longest, len(tokens))
	if len(tokens) > 2 {
		x.form(key[:tokens[1].end])
	}
}

// formOf is the form of one token; nil where the tables do not have it.
func (x *lexicon) formOf(token string) *form {
	if len(token) == 1 && token[0] < utf8.RuneSelf {
		return x.signs[token[0]]
	}
	return x.words[token]
}

func (x *lexicon) form(key string) *form {
	f := x.words[key]
	if f == nil {
		f = &form{}
		x.words[key] = f
	}
	return f
}

// accents maps the letters of western languages to those people type who
// leave the accents out.
var accents = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"í", "i", "î", "i", "ï", "i", "ó", "o", "ô", "o", "õ", "o", "ú", "u", "û", "u", "ç", "c", "ñ", "n")

func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return accents.Replace(s)
		}
	}
	return s // the replacer takes long to find nothing
}

// conversions maps a unit to its base unit and how many of those it is.
var conversions = sync.OnceValue(func() map[string]conversion {
	all := map[string]conversion{}
	table, _ := tables.ReadFile("lexicon/units.tsv")
	eachRow(string(table), func(base, factor string, units []string) {
		f, _ := strconv.ParseFloat(factor, 64)
		for _, u := range units {
			all[u] = conversion{base, f}
		}
	})
	return all
})

type conversion struct {
	base   string
	factor float64
}

// Base converts a value of unit into the unit's base, as 3 km into 3000 m;
// a unit without a base stays.
func Base(value float64, unit string) (float64, string) {
	if c, ok := conversions()[unit]; ok {
		return value * c.factor, c.base
	}
	return value, unit
}

// families maps a currency that several countries share to its members.
var families = sync.OnceValue(func() map[string]map[string]float64 {
	all := map[string]map[string]float64{}
	table, _ := tables.ReadFile("lexicon/currencies.tsv")
	eachRow(string(table), func(family, worth string, members []string) {
		f, _ := strconv.ParseFloat(worth, 64)
		all[family] = map[string]float64{}
		for _, m := range members {
			all[family][m] = f
		}
	})
	return all
})

// SameCurrency says whether a and b may be one currency: equal, or one of
// them a shared name such as "dollar" of the other.
func SameCurrency(a, b string) bool {
	return a == b || families()[a][b] == 1 || families()[b][a] == 1
}

// meaning is what a whole form means in one of the classes.
func (x *lexicon) meaning(key string, classes class) (entry, bool) {
	for _, e := range x.entriesOf(key) {
		if e.class&classes != 0 {
			return e, true
		}
	}
	return entry{}, false
}

func (x *lexicon) entriesOf(key string) []entry {
	if f := x.words[key]; f != nil {
		return f.entries
	}
	return nil
}
