// Package claim finds what a text states by value: numbers, money, percentages,
// dates, durations, names, quotations, links. It hides how languages write
// them; its callers compare values.
package claim

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
	"newsbrief/internal/claim/when"
)

// Kind says what a claim states.
type Kind string

// The kinds, named as in newsbrief's JSON.
const (
	Number   Kind = "number"
	Money    Kind = "money"
	Percent  Kind = "percent"
	Date     Kind = "date"
	Duration Kind = "duration"
	Name     Kind = "name"
	Quote    Kind = "quote"
	URL      Kind = "url"
	Code     Kind = "code"
)

// Hedge says how a text limits a value.
type Hedge int8

// The hedges: as written, "about 5", "nearly 5", "more than 5".
const (
	Exact Hedge = iota
	About
	Under
	Over
)

// Limit says whether a hedge is a limit: "more than 5" is open, "at least 5"
// closed, "about 5" and "nearly 5" are none.
type Limit int8

// The limits.
const (
	NoLimit Limit = iota
	Open
	Closed
)

// Claim is one statement. Start and End are bytes of the text. A claim of
// kind Date has its Date set; of kind Number, Money, Percent and Duration its
// values.
type Claim struct {
	Kind       Kind
	Start, End int
	// From and To are the bytes of the claim with its hedges, as "more than 12 km".
	From, To int

	// Value is the stated value in Unit; High is above it for a range.
	Value, High float64
	// Alt is the value under the other reading of digits such as 1.234, which
	// is a thousand in some languages and one in others; else it is Value.
	Alt float64
	// Step is the worth of the last digit written: 0.1e9 for "3.1 billion".
	Step float64
	// Unit is canonical ("km", "EUR", "%", "day"); "" for plain numbers.
	Unit string
	// Per is the length of time of a rate, as a unit: "month" for 20 euros a
	// month.
	Per   string
	Hedge Hedge
	Limit Limit
	// Fold is set for "double" and "three times": a ratio, not an amount.
	Fold    bool
	Ordinal bool
	Age     bool // of a person or thing: "61 years old"
	Words   bool // written in words
	Score   bool // one half of a pair such as 3-1
	Date    when.Day
}

// Stated is the value of a claim in its unit; of a date the number yyyymmdd, 00
// for a part that is not said, and the unit "date". ok is false where it has none.
func (c Claim) Stated() (value float64, unit string, ok bool) {
	switch c.Kind {
	case Number, Money, Percent, Duration:
		return c.Value, c.Unit, true
	case Date:
		value = float64(c.Date.Year*10000 + c.Date.Month*100 + c.Date.Day)
		return value, "date", value > 0
	}
	return 0, "", false
}

// Find returns the claims of text in order, without overlap except that
// quotations hold other claims. language is a BCP 47 tag; one without word
// tables still gets digits, signs, quotations, links and names. The time is
// linear in the length of text.
func Find(text, language string) []Claim {
	t := lex.Read(text, language)
	defer t.Done()
	few := spare.Get().(*lists)
	defer few.done()
	few.values = values(t, few.values)
	few.names = names(t, few.names, few.values)
	return merge(few.values, few.names, quotes(text))
}

// lists are the claims of a text before they are merged, kept for the next one.
type lists struct{ values, names []Claim }

var spare = sync.Pool{New: func() any { return new(lists) }}

// mostSpare bounds the claims that are kept, so that one huge text does not
// hold its memory.
const mostSpare = 1 << 14

func (l *lists) done() {
	if cap(l.values) <= mostSpare && cap(l.names) <= mostSpare {
		l.values, l.names = l.values[:0], l.names[:0]
		spare.Put(l)
	}
}

// merge joins ordered lists; of claims at one place, an earlier list's comes
// first.
func merge(lists ...[]Claim) []Claim {
	size := 0
	for _, list := range lists {
		size += len(list)
	}
	all := make([]Claim, 0, size)
	for len(all) < size {
		first := -1
		for i, list := range lists {
			if len(list) > 0 && (first < 0 || list[0].Start < lists[first][0].Start) {
				first = i
			}
		}
		all = append(all, lists[first][0])
		lists[first] = lists[first][1:]
	}
	return all
}

// Numbers returns the plain numbers of text without their units, articles
// that stand for one included: what Find builds its claims on.
func Numbers(text, language string) []Claim {
	t := lex.Read(text, language)
	defer t.Done()
	var claims []Claim
	for i := 0; i < len(t.Tokens); {
		if next := notNumber(t, i); next > i {
			i = next
			continue
		}
		n, ok := numeral.Read(t, i)
		if !ok || n.Article && t.Trait(lex.ArticleBare) {
			i++
			continue
		}
		if !inUnit(t, n) {
			c := plain(n)
			c.Start, c.End = t.Tokens[i].Start, t.Tokens[n.Next-1].End
			c.From, c.To = c.Start, c.End
			claims = append(claims, c)
		}
		i = n.Next
	}
	return claims
}

// notNumber returns the token behind a link or an idiom at token i; i where
// there is none.
func notNumber(t *lex.Text, i int) int {
	if end, _ := link(t, i); end > i {
		return end
	}
	return i + idiom(t, i)
}

// inUnit says whether a number in digits runs on in letters, as in 29km.
func inUnit(t *lex.Text, n numeral.Number) bool {
	return t.Kind(n.Next-1) == lex.Digits && t.Kind(n.Next) == lex.Word && t.Glued(n.Next)
}

// values appends all claims that have a value, and links, in order.
func values(t *lex.Text, found []Claim) []Claim {
	// Claims are large: copying a growing list of them is most of a table's time.
	found = slices.Grow(found, t.Figures)
	for i := 0; i < len(t.Tokens); {
		claims, next := read(t, found, i)
		if next <= i {
			i++
			continue
		}
		found, i = claims, next
	}
	return found
}

// read appends the claims that begin at place i, and returns the place behind
// them; i where none do.
func read(t *lex.Text, found []Claim, i int) ([]Claim, int) {
	if k := idiom(t, i); k > 0 {
		return found, i + k
	}
	if end, kind := link(t, i); end > i {
		return append(found, span(t, kind, i, end)), end
	}
	if v, end := when.Century(t, i); end > i {
		c := dated(t, i, end, v)
		c.Unit, c.Ordinal = "century", true
		return append(found, c), end
	}
	if c, ok := inOneWord(t, i); ok {
		return append(found, c), i + 1
	}
	if !starts(t, i) {
		return found, i
	}
	if d, end := when.Read(t, i); end > i {
		c := dated(t, i, end, d.Year)
		c.Date, c.Step = d, 0
		return append(found, c), end
	}
	if e, k := t.Find(i, lex.Fold); k > 0 {
		c := span(t, Number, i, i+k)
		c.Value, c.High, c.Alt, c.Fold, c.Words = e.Value, e.Value, e.Value, true, true
		return append(found, c), i + k
	}
	if c, end := money(t, i); end > i {
		return append(found, c), end
	}
	if c, end := percentFirst(t, i); end > i {
		return append(found, c), end
	}
	return quantity(t, found, i)
}

// quantity appends the claims of the number at place i.
func quantity(t *lex.Text, found []Claim, i int) ([]Claim, int) {
	if inWord(t, i) {
		return found, i
	}
	n, ok := numeral.Read(t, i)
	if !ok || !standsFree(t, i, n) {
		return found, i
	}
	if pair, end := score(t, found, i, n); end > i {
		return pair, end
	}
	if pair, end := years(t, found, i, n); end > i {
		return pair, end
	}
	c, end := amount(t, i, n)
	return append(found, c), end
}

// inWord says whether the digits at token i are the end of a name such as G20.
func inWord(t *lex.Text, i int) bool {
	if t.Kind(i) != lex.Digits || !t.Glued(i) {
		return false
	}
	if t.Is(i-1, "-") && t.Glued(i-1) && code(t, i-2) {
		return true
	}
	if t.Kind(i-1) != lex.Word {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(t.Tokens[i-1].Lower)
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek)
}

// code says whether a word is the beginning of a name with a number, as in F-16
// and COVID-19: capitals, and no more than a few.
func code(t *lex.Text, i int) bool {
	const longest = 5 // letters
	if i < 0 || t.Kind(i) != lex.Word || len(t.Written(i)) > longest {
		return false
	}
	if t.Has(i, lex.Month|lex.Weekday|lex.Sign|lex.Code) {
		return false
	}
	return t.Written(i) == strings.ToUpper(t.Written(i)) && t.Written(i) != t.Tokens[i].Lower
}

// beginners are the classes of words that a claim may begin with.
const beginners = lex.Card | lex.Mult | lex.Scale | lex.Ord | lex.OrdScale | lex.Frac | lex.Mixed | lex.Fold |
	lex.Figure | lex.Power | lex.Art | lex.Neg | lex.Sign | lex.Code |
	lex.Month | lex.Weekday | lex.Rel | lex.Season | lex.Quarter | lex.Decades | lex.DecadeWord |
	lex.Am | lex.Pm | lex.Clock | lex.Hour | lex.Era

// starts says whether a claim may begin at token i.
func starts(t *lex.Text, i int) bool {
	token := &t.Tokens[i]
	if t.Has(i, beginners) {
		return true
	}
	switch token.Kind {
	case lex.Digits:
		return true
	case lex.Word:
		return numeral.Compound(t, i)
	case lex.Glyph:
		return t.IsAny(i, "第", "半")
	}
	return len(token.Lower) > 1 || strings.Contains("-.,", token.Lower)
}

// span is a claim of the tokens from one to another.
func span(t *lex.Text, kind Kind, from, to int) Claim {
	start, end := t.Tokens[from].Start, t.Tokens[to-1].End
	return Claim{Kind: kind, Start: start, End: end, From: start, To: end}
}

// dated is the claim of a year or century that the tokens from one to another
// state.
func dated(t *lex.Text, from, to, year int) Claim {
	c := span(t, Date, from, to)
	c.Value, c.High, c.Alt, c.Step = float64(year), float64(year), float64(year), 1
	return c
}

// standsFree rules out what only looks like a number: an article, a numeral
// that is part of a Chinese word, "second" the unit.
func standsFree(t *lex.Text, i int, n numeral.Number) bool {
	if n.Article {
		return false
	}
	if t.Kind(i) == lex.Glyph {
		return counted(t, i, n)
	}
	if n.Ordinal && n.Words && n.Next == i+1 {
		// An ordinal in words alone is as often an adverb ("first", "second").
		return n.Value > 2 || t.Kind(n.Next) == lex.Word
	}
	return true
}

// counted says whether a number in ideographs counts something: longer than
// one numeral, or before a counter, a unit, a currency.
func counted(t *lex.Text, i int, n numeral.Number) bool {
	if _, k := t.Find(n.Next, lex.Counter|lex.Unit|lex.Cur|lex.Pct|lex.OClock); k > 0 {
		return n.Next-i > 1 || n.Value != 1
	}
	return n.Next-i > 1 && !proverbial(t, i, n)
}

// proverbial says whether numerals without unit name no amount, as 一一.
func proverbial(t *lex.Text, i int, n numeral.Number) bool {
	return n.Words && n.Value < 100
}

// idiom returns the tokens of a word at token i that holds a numeral but
// counts nothing, as 四川.
func idiom(t *lex.Text, i int) int {
	_, k := t.Find(i, lex.Idiom)
	if k > 0 && t.IsAny(i+k, "之", "の") {
		return 0 // 十分之一
	}
	return k
}
