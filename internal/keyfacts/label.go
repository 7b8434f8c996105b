package keyfacts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
)

// Most words of a label before its value, behind it, behind it where nothing
// stands before, and of a subject. A word of a script without spaces is a
// character.
const (
	mostBefore     = 13
	mostBehind     = 8
	mostAlone      = 12
	mostSubject    = 4
	mostCharacters = 18
)

// labeller makes labels from one sentence.
type labeller struct {
	sentence string
	claims   []claim.Claim
	language string
	all      []part // of the sentence
}

func newLabeller(sentence, language string) labeller {
	claims := slices.DeleteFunc(claim.Find(sentence, language), func(c claim.Claim) bool {
		return c.Kind == claim.Number && c.Words && lex.InClass(strings.ToLower(sentence[c.Start:c.End]), language, lex.Func)
	})
	l := labeller{sentence, claims, language, parts(sentence, claims)}
	l.mark(l.all)
	return l
}

// at is the first part that begins at a byte or behind it.
func (l labeller) at(byte int) int {
	i, _ := slices.BinarySearchFunc(l.all, byte, func(p part, at int) int { return p.start - at })
	return i
}

// label is the smallest phrase around claim k that tells what it measures: its
// clause, in the sentence's own words, with "…" in the value's place, and the
// day that the clause names.
func (l labeller) label(k int) string {
	c := l.claims[k]
	at, next := l.at(c.From), l.at(c.To)
	before, behind := l.before(at), l.behind(next, mostBehind, c)
	if l.content(before)+l.content(behind) < 2 {
		if more := l.wider(at); l.content(more) > l.content(before) {
			before = more
		}
	}
	if len(before) > 0 && before[len(before)-1].text == "," { // what the value says of itself stands behind it
		if behind = l.all[next:l.clauseEnd(next, mostBehind, 1)]; len(behind) == 0 {
			return ""
		}
	}
	if l.content(before) == 0 {
		before, behind = nil, l.behind(next, mostAlone, c)
		switch partOf := len(behind) > 0 && behind[0].is(prepositionWord); {
		case at > 0 && c.Kind == claim.Duration && l.all[at-1].is(prepositionWord) && !partOf:
			before = l.all[at-1 : at] // "within … the cost doubled"
		case !partOf || c.Kind == claim.Duration:
			behind = l.trimStart(behind)
		}
	}
	if l.content(before)+l.content(behind) == 0 {
		return ""
	}
	text := l.joined(before, behind, c)
	if day := l.day(at, next); text != "" && day != "" && !strings.Contains(text, day) {
		text += " (" + day + ")"
	}
	return text
}

// before is the clause in front of part at, with its subject where it begins
// with a relative pronoun. Of a long one it is the beginning and the end.
func (l labeller) before(at int) []part { return l.clause(l.clauseStart(at, true), at) }

// wider is before with the parts of the clause that speak of other values, or
// with the subject in front of a clause in commas.
func (l labeller) wider(at int) []part {
	start := l.clauseStart(at, false)
	list := l.clause(start, at)
	if l.content(list) < 2 {
		list = append(slices.Clone(l.subject(start)), list...)
	}
	if l.content(list) < 2 && start > 1 && l.all[start-1].text == "," {
		list = l.clause(l.clauseStart(start-1, true), at) // "cost £21m, up from"
	}
	return list
}

// clause is the parts from start to at, with their subject where the first is
// a relative pronoun.
func (l labeller) clause(start, at int) []part {
	if start < at && l.opens(start) {
		subject := slices.Clone(l.subject(start))
		if len(subject) > 0 && l.all[start-1].text == "," {
			start--
		}
		return l.shorten(append(subject, l.all[start:at]...))
	}
	return l.shorten(l.trimStart(l.all[start:at]))
}

// behind is the clause behind a value. A count keeps the words of grammar
// that say of what it is one.
func (l labeller) behind(next, most int, c claim.Claim) []part {
	joined := 1
	if c.Unit == "" {
		joined = 2
	}
	list := l.all[next:l.clauseEnd(next, most, joined)]
	switch trimmed := l.trimEnd(list); {
	case l.content(trimmed) > 0, slices.ContainsFunc(trimmed, func(p part) bool { return p.value != nil }):
		return trimmed
	case len(list) > 1 && (c.Kind == claim.Number && c.Unit == "" || c.Kind == claim.Percent) && list[0].is(prepositionWord):
		return list
	}
	return nil
}

// joined is a label's two sides. Without words behind the value the first ends
// without words of grammar, up to one that tells the value from another
// ("profit fell to").
func (l labeller) joined(before, behind []part, c claim.Claim) string {
	switch {
	case len(before) == 0:
		return phrase(behind)
	case len(behind) > 0:
		return phrase(before) + " … " + phrase(behind)
	}
	for len(before) > 0 {
		last := before[len(before)-1]
		if !l.grammar(last) || last.is(towardWord) || c.Kind == claim.Duration && last.is(prepositionWord) {
			break
		}
		before = before[:len(before)-1]
	}
	return phrase(before)
}

// trimStart drops words of grammar and dates from the beginning, but none that
// denies or doubts ("will not", "could"), nor the preposition of a place.
func (l labeller) trimStart(list []part) []part {
	for len(list) > 0 && (l.loose(list) || l.grammar(list[0]) && !list[0].is(auxiliaryWord) && !l.leads(list)) {
		list = list[1:]
	}
	return list
}

// leads says whether a list begins with a preposition and what it leads to is
// no date.
func (l labeller) leads(list []part) bool {
	if !list[0].is(prepositionWord) {
		return false
	}
	for len(list) > 0 && (list[0].is(prepositionWord) || list[0].is(articleWord)) {
		list = list[1:]
	}
	return len(list) > 0 && !l.loose(list)
}

// loose says whether a list begins with a date that stands for itself, as
// 昨年 does not in 昨年度.
func (l labeller) loose(list []part) bool {
	return list[0].value != nil && list[0].value.Kind == claim.Date && (len(list) == 1 || list[1].start > list[0].end)
}

// trimEnd drops words of grammar from the end, but none that belongs to a verb
// ("kosten soll", "turned over").
func (l labeller) trimEnd(list []part) []part {
	for len(list) > 0 && l.grammar(list[len(list)-1]) && !(len(list) > 1 && list[len(list)-1].is(auxiliaryWord|particleWord) && !l.grammar(list[len(list)-2])) {
		list = list[:len(list)-1]
	}
	return list
}

// grammar says whether a part says nothing by itself; a value does.
func (l labeller) grammar(p part) bool { return p.empty }

// beginnings are those of a label's words that say something, where endings
// differ: "repairs" and "repaired".
func (l labeller) beginnings(label string) []string {
	const enough = 5 // letters
	var list []string
	words := parts(label, nil)
	l.mark(words)
	for _, p := range words {
		if runes := []rune(p.lower); !l.grammar(p) {
			list = append(list, string(runes[:min(len(runes), enough)]))
		}
	}
	return list
}

// content counts the words that say something; a character of a script
// without spaces is half a word, a clause two, a value none.
func (l labeller) content(list []part) int {
	words, characters := 0, 0
	for _, p := range list {
		r, _ := utf8.DecodeRuneInString(p.text)
		switch {
		case p.value != nil || l.grammar(p):
		case glyph(r):
			characters++
		case clauses(r):
			words += 2
		default:
			words++
		}
	}
	return words + characters/2
}
