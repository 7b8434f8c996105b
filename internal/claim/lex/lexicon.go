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
	Lang   *lang.Language
	traits Trait
	words  map[string]*form
	heads  map[string]bool      // the first three bytes of each cardinal
	signs  [utf8.RuneSelf]*form // of words, those of one byte
	// DecimalComma says that 1,5 is one and a half, and Spaced that a space may
	// stand between thousands.
	DecimalComma, Spaced bool
	// OrdEndings make an ordinal of a cardinal, and FracEndings a denominator.
	OrdEndings, FracEndings []string
}

var (
	// lexicons are by tag as given and by language; adding one replaces the map, so
	// that the words of texts that are read side by side wait for no lock.
	lexicons   atomic.Pointer[map[string]*lexicon]
	lexiconsMu sync.Mutex // of the writers
)

// mostTags bounds the tags that are kept: a stream of invented ones must not
// fill the memory.
const mostTags = 300

// lexiconOf returns the words of a BCP 47 tag, read at first use.
func lexiconOf(tag string) *lexicon {
	if known := lexicons.Load(); known != nil && (*known)[tag] != nil {
		return (*known)[tag]
	}
	lexiconsMu.Lock()
	defer lexiconsMu.Unlock()
	all := map[string]*lexicon{}
	if known := lexicons.Load(); known != nil && len(*known) < mostTags {
		maps.Copy(all, *known)
	}
	l := lang.Of(tag)
	base := l.Tag()
	if !l.Known() {
		base = "und"
	}
	if all[base] == nil {
		all[base] = readLexicon(lang.Of(base))
	}
	all[tag] = all[base]
	lexicons.Store(&all)
	return all[tag]
}

func readLexicon(l *lang.Language) *lexicon {
	rows := slices.Concat(l.Own(), lang.Common())
	const each = 3 // forms a row
	x := &lexicon{Lang: l, words: make(map[string]*form, each*len(rows)), heads: map[string]bool{}}
	x.traits, x.DecimalComma, x.Spaced = traitsOf(l), l.Decimal() == ",", l.Groups(" ")
	x.OrdEndings, x.FracEndings = l.Forms("ordending"), l.Forms("fracending")
	b := builder{lexicon: x}
	for _, r := range rows {
		b.addRow(r)
	}
	for c := range x.signs {
		x.signs[c] = x.words[string(rune(c))]
	}
	return x
}

// builder makes a lexicon. It cuts what is small from larger pieces: each run
// of the program makes one.
type builder struct {
	*lexicon
	tokens  []Token // of the last form
	forms   []form  // not yet in use
	entries []Entry // those too
}

// piece is how many forms and entries are made at once.
const piece = 256

// addRow takes the forms of one word.
func (b *builder) addRow(r lang.Row) {
	e := Entry{Class: classOf(r.Class), Name: r.Value}
	if e.Class == 0 {
		return
	}
	e.Value, _ = strconv.ParseFloat(r.Value, 64)
	for _, form := range r.Forms() {
		b.add(form, e)
		if bare := Unaccent(form); bare != form {
			b.add(bare, e)
		}
	}
}

func (b *builder) add(key string, e Entry) {
	f := b.form(key)
	switch {
	case slices.Contains(f.entries, e):
		return
	case f.entries == nil:
		if len(b.entries) == 0 {
			b.entries = make([]Entry, piece)
		}
		f.entries, b.entries = b.entries[:0:1], b.entries[1:]
	}
	f.entries = append(f.entries, e)
	f.classes |= e.Class
	if e.Class&(Card|Mult|Combining) != 0 && len(key) >= headSize {
		b.heads[key[:headSize]] = true
	}
	b.tokens = cut(b.tokens[:0], key)
	first := b.form(b.tokens[0].Lower)
	first.starts |= e.Class
	first.longest = max(first.longest, len(b.tokens))
	if len(b.tokens) > 2 {
		b.form(key[:b.tokens[1].End])
	}
}

// form is the form of a key, made where it is new.
func (b *builder) form(key string) *form {
	f := b.words[key]
	if f == nil {
		if len(b.forms) == 0 {
			b.forms = make([]form, piece)
		}
		f, b.forms = &b.forms[0], b.forms[1:]
		b.words[key] = f
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

// ValueOf is the value that a word in lower case has in one of the classes, in the
// language of a BCP 47 tag.
func ValueOf(word, language string, classes Class) (float64, bool) {
	e, ok := lexiconOf(language).Meaning(word, classes)
	return e.Value, ok
}

// Spells says whether the words of a language hold all its numbers.
func Spells(language string) bool { return lexiconOf(language).Trait(spells) }

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
