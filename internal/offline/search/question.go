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

// question is what is asked.
type question struct {
	lower string  // its text
	asks  string  // its kind; "": yes or no, or another
	words []token // with content, each once
	head  int     // the word behind those that ask: which firm; -1: there is none
}

// token is a word with content, and its bytes in the text.
type token struct {
	*meaning.Word
	at, end int
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
	lower := strings.ReplaceAll(strings.ToLower(text), "’", "'")
	kind, from, to := r.asked(lower)
	q := question{lower: lower, asks: kind, head: -1}
	for _, w := range r.tokens(lower) {
		same := func(x token) bool { return x.Word == w.Word }
		if r.asking[bare(lower[w.at:w.end])] || w.at >= from && w.at < to || slices.ContainsFunc(q.words, same) {
			continue
		}
		if kind != "" && w.at >= to && strings.TrimSpace(lower[to:w.at]) == "" {
			q.head = len(q.words)
		}
		q.words = append(q.words, w)
	}
	if (kind == amount || kind == thing) && holdsAny(lower, r.lang.Forms("price")) {
		q.asks = money
	}
	return q
}

// asked is what a question in lower case asks for, and where the words begin and end
// that say so. They are the first of the question, or of a clause of it; those that ask
// for a value may stand anywhere.
func (r *reader) asked(lower string) (kind string, from, to int) {
	const fewest = 6 // bytes of a form that people may write without its accents
	at, long := len(lower), 0
	for _, row := range r.lang.Rows("asks") {
		for _, form := range row.Forms() {
			i := indexPhrase(lower, form)
			if i < 0 && len(form) >= fewest {
				form = lex.Unaccent(form)
				i = indexPhrase(lower, form)
			}
			if i < 0 || i > at || i == at && len(form) <= long {
				continue
			}
			if isValue(row.Value) || leads(lower[:i]) {
				kind, at, long = row.Value, i, len(form)
			}
		}
	}
	return kind, at, at + long
}

func isValue(kind string) bool {
	return kind != time && kind != money && slices.Contains(values, kind)
}

// leads says whether what stands before a word leaves it among the first of its clause.
func leads(before string) bool {
	const most = 2 // "at what time"
	if i := strings.LastIndexAny(before, ",.;:!?¿"); i >= 0 {
		before = before[i+1:]
	}
	return len(strings.Fields(before)) <= most
}

// tokens are the words of a text that say something: none of grammar.
func (r *reader) tokens(text string) (list []token) {
	for at, run := range words.Written(text) {
		for from, part := range pairs(run) {
			w := bare(strings.ToLower(part))
			if utf8.RuneCountInString(w) > 1 && !lex.InClass(w, r.language, lex.Func) && !r.lang.Has("stop", w) {
				list = append(list, token{r.words.Of(w), at + from, at + from + len(part)})
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
