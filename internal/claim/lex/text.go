package lex

import (
	"math"
	"sync"
)

// Text is a text in tokens, with the words of its language. A place is the
// index of a token; one outside the text is an empty mark, so that readers may
// look around without asking.
type Text struct {
	Source  string
	Tokens  []Token
	Figures int  // how many of the tokens are digits
	Glyphs  bool // the text has some
	*lexicon
	key []byte
}

// spare are texts whose tokens are used again: most of what reading a text
// would allocate.
var spare = sync.Pool{New: func() any { return new(Text) }}

// mostSpare bounds the tokens that are kept, so that one huge text does not
// hold its memory.
const mostSpare = 1 << 16

// Read cuts a text whose language is a BCP 47 tag.
func Read(text, language string) *Text {
	t := spare.Get().(*Text)
	t.Source, t.lexicon = text, lexiconOf(language)
	t.Tokens, t.Figures, t.Glyphs = cut(t.Tokens[:0], text), 0, false
	for i := range t.Tokens {
		token := &t.Tokens[i]
		token.form = t.formOf(token.Lower)
		switch token.Kind {
		case Glyph:
			t.Glyphs = true
		case Digits:
			t.Figures++
		}
	}
	return t
}

// Done gives the memory of a text back; nothing of it is of use behind it.
func (t *Text) Done() {
	if cap(t.Tokens) > mostSpare {
		return
	}
	clear(t.Tokens) // they hold the text
	t.Source = ""
	spare.Put(t)
}

// Find returns the longest form at place i that has one of the classes, and how
// many tokens it takes; 0 where there is none.
func (t *Text) Find(i int, classes Class) (Entry, int) {
	if i < 0 || i >= len(t.Tokens) {
		return Entry{}, 0
	}
	first := t.Tokens[i].form
	if first == nil || first.starts&classes == 0 {
		return Entry{}, 0
	}
	for n := t.reach(i); n > 0; n-- {
		f := t.phrase(i, n)
		if f == nil || f.classes&classes == 0 {
			continue
		}
		for k := range f.entries {
			if f.entries[k].Class&classes != 0 {
				return f.entries[k], n
			}
		}
	}
	return Entry{}, 0
}

// phrase returns the form of n tokens at place i.
func (t *Text) phrase(i, n int) *form {
	if n == 1 {
		return t.Tokens[i].form
	}
	t.key = t.key[:0]
	for k := range n {
		token := &t.Tokens[i+k]
		if k > 0 && token.Space {
			t.key = append(t.key, ' ')
		}
		t.key = append(t.key, token.Lower...)
	}
	return t.words[string(t.key)]
}

// reach is how many tokens the longest form at place i takes. It is looked up
// once: most words begin many phrases of the tables, and are followed by none.
func (t *Text) reach(i int) int {
	token := &t.Tokens[i]
	if token.reach == 0 {
		token.reach = 1
		longest := min(token.form.longest, len(t.Tokens)-i, math.MaxInt8)
		if longest > 2 && t.phrase(i, 2) == nil {
			longest = 1
		}
		for n := longest; n > 1; n-- {
			if f := t.phrase(i, n); f != nil && f.classes != 0 {
				token.reach = int8(n)
				break
			}
		}
	}
	return int(token.reach)
}

// longestBefore bounds the phrases that are looked for before a place, in
// tokens.
const longestBefore = 7

// Before returns the longest form of one of the classes that ends right before
// place i, and how many tokens it takes; 0 where there is none.
func (t *Text) Before(i int, classes Class) (Entry, int) {
	for n := min(longestBefore, i); n > 0; n-- {
		if f := t.Tokens[i-n].form; f == nil || f.starts&classes == 0 {
			continue
		}
		if e, length := t.Find(i-n, classes); length == n {
			return e, n
		}
	}
	return Entry{}, 0
}

// Has says whether a form of one of the classes begins at place i.
func (t *Text) Has(i int, classes Class) bool {
	_, k := t.Find(i, classes)
	return k > 0
}

// Begins says whether a form of one of the classes may begin at place i, by its
// first token.
func (t *Text) Begins(i int, classes Class) bool {
	f := t.Tokens[i].form
	return f != nil && f.starts&classes != 0
}

// Own are the classes of the token at place i by itself.
func (t *Text) Own(i int) Class {
	if f := t.Tokens[i].form; f != nil {
		return f.classes
	}
	return 0
}

// Is says whether the token at place i is p, in lower case.
func (t *Text) Is(i int, p string) bool {
	return i >= 0 && i < len(t.Tokens) && t.Tokens[i].Lower == p
}

// IsAny says whether the token at place i is one of a list.
func (t *Text) IsAny(i int, list ...string) bool {
	for _, p := range list {
		if t.Is(i, p) {
			return true
		}
	}
	return false
}

// InList says whether the token at place i is in a class of words that are
// looked for seldom, and have no Class.
func (t *Text) InList(i int, class string) bool {
	return i >= 0 && i < len(t.Tokens) && t.Lang.Has(class, t.Tokens[i].Lower)
}

// Dash says whether the token at place i is one of the dashes that people write between two
// numbers.
func (t *Text) Dash(i int) bool { return t.IsAny(i, "-", "–", "‑", "—", "−") }

// Glued says whether the token at place i follows its neighbour without white
// space.
func (t *Text) Glued(i int) bool {
	return i > 0 && i < len(t.Tokens) && !t.Tokens[i].Space
}

// GluedIs says whether the token at place i is one of a list and follows its
// neighbour without white space.
func (t *Text) GluedIs(i int, list ...string) bool { return t.Glued(i) && t.IsAny(i, list...) }

// Solid says whether n tokens stand at place i without white space between them.
func (t *Text) Solid(i, n int) bool {
	for k := i + 1; k < i+n; k++ {
		if !t.Glued(k) {
			return false
		}
	}
	return true
}

// Kind is the kind of the token at place i.
func (t *Text) Kind(i int) Kind {
	if i < 0 || i >= len(t.Tokens) {
		return Punct
	}
	return t.Tokens[i].Kind
}

// Written is the token at place i as the text has it.
func (t *Text) Written(i int) string { return t.Source[t.Tokens[i].Start:t.Tokens[i].End] }

// Gap is the white space before the token at place i.
func (t *Text) Gap(i int) string { return t.Source[t.Tokens[i-1].End:t.Tokens[i].Start] }

// Capital says whether the token at place i begins with a capital; of letters
// beyond ASCII, whether the first bytes of the two cases differ.
func (t *Text) Capital(i int) bool {
	if i >= len(t.Tokens) {
		return false
	}
	token := &t.Tokens[i]
	return t.Source[token.Start] != token.Lower[0]
}
