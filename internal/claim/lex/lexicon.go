package lex

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// Entry is one meaning of a form.
type Entry struct {
	Class Class
	Value float64
	Name  string // the value as written, for units and currencies
}

// form is a word or phrase of the tables, or the first one or two tokens of
// one.
type form struct {
	entries []Entry
	classes Class // of the entries
	starts  Class // of the forms that begin with this token
	longest int   // tokens of the longest of these
}

// lexicon is the words of one language and those of all.
type lexicon struct {
	Language string // its tag without script and place; "und" where it has no words
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

// lexiconOf returns the words of a BCP 47 tag, read at first use.
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

// readLexicon reads the words of a language; one without its own gets those
// that all share, which is what unknown is where they have been read.
func readLexicon(language string, unknown *lexicon) *lexicon {
	own := lang.Of(language).Own()
	if !slices.ContainsFunc(own, func(r lang.Row) bool { return classOf(r.Class) != 0 }) {
		if unknown != nil {
			return unknown
		}
		language, own = "und", nil
	}
	x := &lexicon{Language: language, words: map[string]*form{}, heads: map[string]bool{}}
	for _, r := range own {
		x.addRow(r)
	}
	for _, r := range lang.Common() {
		x.addRow(r)
	}
	for c := range x.signs {
		x.signs[c] = x.words[string(rune(c))]
	}
	return x
}

// addRow takes the forms of one word.
func (x *lexicon) addRow(r lang.Row) {
	v, _ := strconv.ParseFloat(r.Value, 64)
	e := Entry{classOf(r.Class), v, r.Value}
	if e.Class == 0 {
		return
	}
	for _, form := range r.Forms() {
		x.add(form, e)
		if bare := Unaccent(form); bare != form {
			x.add(bare, e)
		}
	}
}

func (x *lexicon) add(key string, e Entry) {
	f := x.form(key)
	if slices.Contains(f.entries, e) {
		return
	}
	f.entries = append(f.entries, e)
	f.classes |= e.Class
	if e.Class&(Card|Mult) != 0 && len(key) >= headSize {
		x.heads[key[:headSize]] = true
	}
	tokens := Cut(key)
	first := x.form(tokens[0].Lower)
	first.starts |= e.Class
	first.longest = max(first.longest, len(tokens))
	if len(tokens) > 2 {
		x.form(key[:tokens[1].End])
	}
}

// form is the form of a key, made where it is new.
func (x *lexicon) form(key string) *form {
	f := x.words[key]
	if f == nil {
		f = &form{}
		x.words[key] = f
	}
	return f
}

// formOf is the form of one token; nil where the tables do not have it.
func (x *lexicon) formOf(token string) *form {
	if len(token) == 1 && token[0] < utf8.RuneSelf {
		return x.signs[token[0]]
	}
	return x.words[token]
}

// Entries are the meanings of a whole form in lower case.
func (x *lexicon) Entries(form string) []Entry {
	if f := x.words[form]; f != nil {
		return f.entries
	}
	return nil
}

// Meaning is the first meaning of a whole form in one of the classes.
func (x *lexicon) Meaning(form string, classes Class) (Entry, bool) {
	for _, e := range x.Entries(form) {
		if e.Class&classes != 0 {
			return e, true
		}
	}
	return Entry{}, false
}

const headSize = 3

// Counts says whether a word in lower case begins as a cardinal does: a quick no
// for most words.
func (x *lexicon) Counts(word string) bool {
	return len(word) >= headSize && x.heads[word[:headSize]]
}

// InClass says whether a word in lower case belongs to one of the classes in the
// language of a BCP 47 tag.
func InClass(word, language string, classes Class) bool {
	f := lexiconOf(language).words[word]
	return f != nil && f.classes&classes != 0
}

// accents maps the letters of western languages to those people type who
// leave the accents out.
var accents = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"í", "i", "î", "i", "ï", "i", "ó", "o", "ô", "o", "õ", "o", "ú", "u", "û", "u", "ç", "c", "ñ", "n")

// Unaccent removes the accents of western letters.
func Unaccent(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return accents.Replace(s)
		}
	}
	return s // the replacer takes long to find nothing
}
