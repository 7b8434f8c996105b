package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// values returns all claims that have a value, and links, in order.
func (s *scanner) values() []Claim {
	for i := 0; i < len(s.tokens); {
		c, next := s.claim(i)
		if next <= i {
			i++
			continue
		}
		s.byValue = append(s.byValue, c...)
		i = next
	}
	return s.byValue
}

// claim reads what begins at token i; next is i where nothing does.
func (s *scanner) claim(i int) (claims []Claim, next int) {
	if k := s.idiom(i); k > 0 {
		return nil, i + k
	}
	if end, kind := s.link(i); end > i {
		return s.list(s.span(kind, i, end)), end
	}
	if c, end := s.century(i); end > i {
		return c, end
	}
	if !s.starts(i) {
		return nil, i
	}
	if d, end := s.date(i); end > i {
		c := s.span(Date, i, end)
		c.Date = d
		c.Value, c.Alt, c.High = float64(d.Year), float64(d.Year), float64(d.Year)
		return s.list(c), end
	}
	if e, k := s.find(i, classFold); k > 0 {
		c := s.span(Number, i, i+k)
		c.Value, c.High, c.Alt, c.Fold, c.Words = e.value, e.value, e.value, true, true
		return s.list(c), i + k
	}
	if c, end := s.money(i); end > i {
		return c, end
	}
	if c, end := s.percentFirst(i); end > i {
		return c, end
	}
	if s.inWord(i) {
		return nil, i
	}
	n, ok := s.number(i)
	if !ok || !s.standsFree(i, n) {
		return nil, i
	}
	return s.amount(i, i, n)
}

// inWord says whether the digits at token i are the end of a name such as G20.
func (s *scanner) inWord(i int) bool {
	if s.kind(i) != digits || !s.glued(i) || s.kind(i-1) != word {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s.tokens[i-1].lower)
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek)
}

// beginners are the classes of words that a claim may begin with.
const beginners = classCard | classMult | classScale | classOrd | classOrdscale | classFrac | classMixed | classFold |
	classFigure | classPower | classArt | classNeg | classSign | classCode |
	classMonth | classWeekday | classRel | classSeason | classQuarter | classDecades | classDecadeword |
	classAm | classPm | classClock | classHour | classEra

// starts says whether a claim may begin at token i.
func (s *scanner) starts(i int) bool {
	t := &s.tokens[i]
	if s.has(i, beginners) {
		return true
	}
	switch t.kind {
	case digits:
		return true
	case word:
		return s.compounds() && (s.split(t.lower) != nil || s.ordinalWord(i) > 0)
	case glyph:
		return s.isAny(i, "第", "半")
	}
	return len(t.lower) > 1 || strings.Contains("-.,", t.lower)
}

func (s *scanner) span(kind Kind, from, to int) Claim {
	start, end := s.tokens[from].start, s.tokens[to-1].end
	return Claim{Kind: kind, Start: start, End: end, From: start, To: end}
}

// standsFree rules out what only looks like a number: an article, a numeral
// that is part of a Chinese word, "second" the unit.
func (s *scanner) standsFree(i int, n number) bool {
	if n.article {
		return false
	}
	if s.kind(i) == glyph {
		return s.counted(i, n)
	}
	if n.ordinal && n.words && n.next == i+1 {
		// An ordinal in words alone is as often an adverb ("first", "second").
		return n.value > 2 || s.kind(n.next) == word
	}
	return true
}

// counted says whether a number in ideographs counts something: longer than
// one numeral, or before a counter, a unit, a currency.
func (s *scanner) counted(i int, n number) bool {
	if _, k := s.find(n.next, classCounter|classUnit|classCur|classPct|classOclock); k > 0 {
		return n.next-i > 1 || n.value != 1
	}
	return n.next-i > 1 && !s.proverbial(i, n)
}

// proverbial says whether numerals without unit name no amount, as 一一.
func (s *scanner) proverbial(i int, n number) bool {
	return n.words && n.value < 100
}

// idiom returns the tokens of a word at token i that holds a numeral but
// counts nothing, as 四川.
func (s *scanner) idiom(i int) int {
	_, k := s.find(i, classIdiom)
	if k > 0 && s.isAny(i+k, "之", "の") {
		return 0 // 十分之一
	}
	return k
}
