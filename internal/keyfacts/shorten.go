package keyfacts

import (
	"slices"
	"unicode/utf8"
)

// shorten keeps the first noun of a long clause, and its verb with what
// follows, or else its last phrases.
func (l labeller) shorten(list []part) []part {
	if len(list) == 0 || len(list) <= longest(list[len(list)-1], mostBefore) {
		return list
	}
	if r, _ := utf8.DecodeRuneInString(list[len(list)-1].text); clauses(r) {
		return list[len(list)-1:]
	}
	head := 0
	for head < min(mostSubject, len(list)-1) && !l.grammar(list[head]) && list[head].value == nil {
		head++
	}
	tail := l.verb(list, head)
	if tail < 0 {
		tail = min(l.lastPhrases(list, head), len(list)-1)
	}
	for tail < len(list)-1 && ends(list[tail]) {
		tail++
	}
	if head == 0 || head == tail {
		return list[tail-head:]
	}
	gap := part{text: "…", start: list[tail].start - 1, end: list[tail].start - 1}
	return append(append(slices.Clone(list[:head]), gap), list[tail:]...)
}

// verb is where the last verb of a clause begins that is told by its
// auxiliary, where what follows is short enough; -1: none.
func (l labeller) verb(list []part, from int) int {
	for i := len(list) - 1; i > max(from, len(list)-mostBefore); i-- {
		if list[i].is(auxiliaryWord) && l.content(list[i:]) > 0 {
			return i
		}
	}
	return -1
}

// lastPhrases is where the last words begin that say something: a phrase, two
// where one is a single word, none across a value.
func (l labeller) lastPhrases(list []part, from int) int {
	tail := len(list)
	for tail > from && list[tail-1].value == nil && len(list)-tail < longest(list[tail-1], mostBefore-mostSubject) {
		if l.content(list[tail:]) >= 3 && l.grammar(list[tail-1]) {
			break
		}
		tail--
	}
	return tail
}

// subject is the noun that a clause beginning at part i is about, where the
// words before it name one: those behind the last word of grammar, across a
// pair of commas.
func (l labeller) subject(i int) []part {
	if i > 0 && l.all[i-1].text == "," {
		if i--; !l.opens(i + 1) {
			if i = l.openingComma(i); i < 0 {
				return nil
			}
		}
	}
	from := i
	for from > 0 && i-from < mostSubject && !l.grammar(l.all[from-1]) && !ends(l.all[from-1]) && l.all[from-1].value == nil {
		from--
	}
	return l.all[from:i]
}

// openingComma is the comma that the one at part i closes; -1: none.
func (l labeller) openingComma(i int) int {
	for k := i - 1; k >= max(i-reach, 0); k-- {
		if ends(l.all[k]) {
			if l.all[k].text == "," {
				return k
			}
			break
		}
	}
	return -1
}

func longest(p part, words int) int {
	switch r, _ := utf8.DecodeRuneInString(p.text); {
	case glyph(r):
		return mostCharacters
	case clauses(r):
		return 1
	}
	return words
}
