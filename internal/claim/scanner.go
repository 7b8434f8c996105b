package claim

import (
	"math"
	"slices"
	"sync"
)

// scanner reads the claims of one text from its tokens.
type scanner struct {
	text   string
	glyphs bool // the text has some
	*scratch
	*lexicon
}

// scratch is what a scanner writes to while it reads: most of what a
// recognition would allocate, kept for the next one.
type scratch struct {
	tokens  []token
	byValue []Claim // the claims that have a value, and links
	byName  []Claim
	few     []Claim // those of the last place
	key     []byte
}

var spare = sync.Pool{New: func() any { return new(scratch) }}

// mostSpare bounds the tokens and claims that are kept, so that one huge text
// does not hold its memory.
const mostSpare = 1 << 16

// done gives the scratch back; the scanner is of no use behind it.
func (s *scanner) done() {
	if cap(s.tokens) > mostSpare || cap(s.byValue) > mostSpare/4 || cap(s.byName) > mostSpare/4 {
		return
	}
	clear(s.tokens) // they hold the text
	s.tokens, s.byValue, s.byName = s.tokens[:0], s.byValue[:0], s.byName[:0]
	spare.Put(s.scratch)
}

func newScanner(text, language string) *scanner {
	s := &scanner{text: text, scratch: spare.Get().(*scratch), lexicon: lexiconOf(language)}
	s.tokens = tokenize(s.tokens, text)
	figures := 0
	for i := range s.tokens {
		t := &s.tokens[i]
		t.form = s.formOf(t.lower)
		switch t.kind {
		case glyph:
			s.glyphs = true
		case digits:
			figures++
		}
	}
	s.byValue = slices.Grow(s.byValue, figures) // claims are large: copying a growing list of them is most of a table's time
	return s
}

// list holds the claims of one place until the next is read.
func (s *scanner) list(claims ...Claim) []Claim {
	s.few = append(s.few[:0], claims...)
	return s.few
}

// phrase returns the form of tokens i to i+n.
func (s *scanner) phrase(i, n int) *form {
	if n == 1 {
		return s.tokens[i].form
	}
	s.key = s.key[:0]
	for k := range n {
		t := &s.tokens[i+k]
		if k > 0 && t.space {
			s.key = append(s.key, ' ')
		}
		s.key = append(s.key, t.lower...)
	}
	return s.words[string(s.key)]
}

// find returns the longest form at token i that has one of the classes, and
// how many tokens it takes; 0 where there is none.
func (s *scanner) find(i int, classes class) (entry, int) {
	if i < 0 || i >= len(s.tokens) {
		return entry{}, 0
	}
	first := s.tokens[i].form
	if first == nil || first.starts&classes == 0 {
		return entry{}, 0
	}
	for n := s.reach(i); n > 0; n-- {
		f := s.phrase(i, n)
		if f == nil || f.classes&classes == 0 {
			continue
		}
		for k := range f.entries {
			if f.entries[k].class&classes != 0 {
				return f.entries[k], n
			}
		}
	}
	return entry{}, 0
}

// reach is how many tokens the longest form at token i takes. It is looked up
// once: most words begin many phrases of the tables, and are followed by none.
func (s *scanner) reach(i int) int {
	t := &s.tokens[i]
	if t.reach == 0 {
		t.reach = 1
		longest := min(t.form.longest, len(s.tokens)-i, math.MaxInt8)
		if longest > 2 && s.phrase(i, 2) == nil {
			longest = 1
		}
		for n := longest; n > 1; n-- {
			if f := s.phrase(i, n); f != nil && f.classes != 0 {
				t.reach = int8(n)
				break
			}
		}
	}
	return int(t.reach)
}

// longestHedge bounds the phrases that may stand before a claim, in tokens.
const longestHedge = 7

// before returns the longest form of one of the classes that ends right
// before token i, and how many tokens it takes.
func (s *scanner) before(i int, classes class) (entry, int) {
	for n := min(longestHedge, i); n > 0; n-- {
		if f := s.tokens[i-n].form; f == nil || f.starts&classes == 0 {
			continue
		}
		if e, length := s.find(i-n, classes); length == n {
			return e, n
		}
	}
	return entry{}, 0
}

func (s *scanner) has(i int, classes class) bool {
	_, k := s.find(i, classes)
	return k > 0
}

// is says whether token i is the punctuation p.
func (s *scanner) is(i int, p string) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].lower == p
}

// isAny says whether token i is one of those between the spaces of list.
func (s *scanner) isAny(i int, list ...string) bool {
	for _, p := range list {
		if s.is(i, p) {
			return true
		}
	}
	return false
}

// glued says whether token i follows its neighbour without white space.
func (s *scanner) glued(i int) bool {
	return i > 0 && i < len(s.tokens) && !s.tokens[i].space
}

func (s *scanner) kind(i int) tokenKind {
	if i < 0 || i >= len(s.tokens) {
		return punct
	}
	return s.tokens[i].kind
}
