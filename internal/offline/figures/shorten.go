package figures

import (
	"slices"
	"unicode/utf8"

	"newsbrief/internal/offline/syntax"
)

// shorten keeps the first noun of a long clause, and its verb with what
// follows, or else its last phrases.
func shorten(list []syntax.Part) []syntax.Part {
	if len(list) == 0 || len(list) <= longest(list[len(list)-1], mostBefore) {
		return list
	}
	if r, _ := utf8.DecodeRuneInString(list[len(list)-1].Text); syntax.SpacesClauses(r) {
		return list[len(list)-1:]
	}
	head := 0
	for head < min(mostSubject, len(list)-1) && !list[head].Empty && list[head].Value == nil {
		head++
	}
	tail := verb(list, head)
	if tail < 0 {
		tail = min(lastPhrases(list, head), len(list)-1)
	}
	for tail < len(list)-1 && syntax.Ends(list[tail]) {
		tail++
	}
	if head == 0 || head == tail {
		return list[tail-head:]
	}
	gap := syntax.Part{Text: "…", Start: list[tail].Start - 1, End: list[tail].Start - 1}
	return append(append(slices.Clone(list[:head]), gap), list[tail:]...)
}

// verb is where the last verb of a clause begins that is told by its
// auxiliary, where what follows is short enough; -1: none.
func verb(list []syntax.Part, from int) int {
	for i := len(list) - 1; i > max(from, len(list)-mostBefore); i-- {
		if list[i].Is(syntax.Auxiliary) && syntax.Content(list[i:]) > 0 {
			return i
		}
	}
	return -1
}

// lastPhrases is where the last words begin that say something: a phrase, two
// where one is a single word, none across a value.
func lastPhrases(list []syntax.Part, from int) int {
	tail := len(list)
	for tail > from && list[tail-1].Value == nil && len(list)-tail < longest(list[tail-1], mostBefore-mostSubject) {
		if syntax.Content(list[tail:]) >= 3 && list[tail-1].Empty {
			break
		}
		tail--
	}
	return tail
}

// subject is the noun that a clause beginning at part i is about, where the
// words before it name one: those behind the last word of grammar, across a
// pair of commas.
func subject(s *syntax.Sentence, i int) []syntax.Part {
	if i > 0 && s.Parts[i-1].Text == "," {
		if i--; !s.Opens(i + 1) {
			if i = openingComma(s, i); i < 0 {
				return nil
			}
		}
	}
	from := i
	for from > 0 && i-from < mostSubject && s.Parts[from-1].Says() && !syntax.Ends(s.Parts[from-1]) {
		from--
	}
	return s.Parts[from:i]
}

// openingComma is the comma that the one at part i closes; -1: none.
func openingComma(s *syntax.Sentence, i int) int {
	for k := i - 1; k >= max(i-reach, 0); k-- {
		if syntax.Ends(s.Parts[k]) {
			if s.Parts[k].Text == "," {
				return k
			}
			break
		}
	}
	return -1
}

func longest(p syntax.Part, words int) int {
	switch r, _ := utf8.DecodeRuneInString(p.Text); {
	case syntax.IsGlyph(r):
		return mostCharacters
	case syntax.SpacesClauses(r):
		return 1
	}
	return words
}
