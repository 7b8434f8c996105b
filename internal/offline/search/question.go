package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/internal/lang/meaning"
)

// The kinds of answers that questions ask for: the values of the rows "asks" of a
// language, and money, which a question about an amount or a thing asks for where it
// speaks of a price.
const (
	count   = "count"   // how many
	amount  = "amount"  // how much
	share   = "share"   // which part
	span    = "span"    // how long
	measure = "measure" // how far
	time    = "time"    // when
	name    = "name"    // who
	cause   = "cause"   // why
	thing   = "thing"   // what
	money   = "money"
)

// question is what is asked.
type question struct {
	asks  string          // "": yes or no, or another kind
	words []*meaning.Word // with content, each once
}

// reader reads texts of one language.
type reader struct {
	lang     *lang.Language
	language string
	words    *meaning.Words
	asking   map[string]bool // words that ask by themselves
}

func newReader(language string) *reader {
	r := &reader{lang: lang.Of(language), language: language, words: meaning.In(language), asking: map[string]bool{}}
	for _, row := range r.lang.Rows("asks") {
		for _, form := range row.Forms() {
			r.asking[form] = true
		}
	}
	return r
}

// read reads a question.
func (r *reader) read(text string) question {
	lower := strings.ToLower(text)
	kind, from, to := r.asked(lower)
	q := question{asks: kind}
	if price := r.lang.Forms("price"); (q.asks == amount || q.asks == thing) && holdsAny(lower, price) {
		q.asks = money
	}
	for _, w := range r.content(lower) {
		if r.asking[w.text] || w.at >= from && w.at < to {
			continue
		}
		if known := r.words.Of(w.text); !slices.Contains(q.words, known) {
			q.words = append(q.words, known)
		}
	}
	return q
}

// asked is what a question in lower case asks for, and where the words begin and end
// that say so. They are the first of the question, or of a clause of it; those that ask
// for a value may stand anywhere.
func (r *reader) asked(lower string) (kind string, from, to int) {
	at, length := len(lower), 0
	for _, row := range r.lang.Rows("asks") {
		for _, form := range row.Forms() {
			i := indexPhrase(lower, form)
			if i < 0 || i > at || i == at && len(form) <= length {
				continue
			}
			if isValue(row.Value) || leads(lower[:i]) {
				kind, at, length = row.Value, i, len(form)
			}
		}
	}
	return kind, at, at + length
}

func isValue(kind string) bool {
	return slices.Contains([]string{count, amount, share, span, measure}, kind)
}

// leads says whether what stands before a word leaves it among the first of its clause.
func leads(before string) bool {
	const most = 2 // "at what time"
	if i := strings.LastIndexAny(before, ",.;:!?¿"); i >= 0 {
		before = before[i+1:]
	}
	return len(strings.Fields(before)) <= most
}

// word is a word of a text in lower case, with the byte at which it begins.
type word struct {
	text string
	at   int
}

// content are the words of a text that say something: none of grammar.
func (r *reader) content(text string) (list []word) {
	for at, run := range words.Written(text) {
		for from, w := range pairs(run) {
			w = bare(strings.ToLower(w))
			if utf8.RuneCountInString(w) > 1 && !lex.InClass(w, r.language, lex.Func) && !r.lang.Has("stop", w) {
				list = append(list, word{w, at + from})
			}
		}
	}
	return list
}

// pairs yields a run of letters, or, of a run of ideographs, each two neighbours.
func pairs(run string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		first, size := utf8.DecodeRuneInString(run)
		if !unicode.Is(unicode.Han, first) || size == len(run) {
			yield(0, run)
			return
		}
		for from := 0; from+size < len(run); from += size {
			_, size = utf8.DecodeRuneInString(run[from:])
			_, next := utf8.DecodeRuneInString(run[from+size:])
			if !yield(from, run[from:from+size+next]) {
				return
			}
		}
	}
}

// bare is a word without what an apostrophe joins to it: l'eau, the bridge's.
func bare(w string) string {
	i := strings.IndexAny(w, "'’")
	const longest = 2 // letters of what is left out before it
	switch {
	case i < 0:
		return w
	case i <= longest:
		return strings.TrimLeft(w[i:], "'’")
	}
	return w[:i]
}

// indexPhrase is where a phrase stands in a text with no letter beside it, -1 where it
// does not. Where words have no spaces, any place is good.
func indexPhrase(text, phrase string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(phrase):])
		if !joins(before) && !joins(after) {
			return i
		}
		from = i + len(phrase)
	}
}

func joins(r rune) bool { return unicode.IsLetter(r) && !lang.Unspaced(r) }

func holdsAny(text string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return indexPhrase(text, p) >= 0 })
}
