package figures

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/offline/syntax"
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

// label is the smallest phrase around a value that tells what it measures: its
// clause, in the sentence's own words, with "…" in the value's place, and the
// day that the clause names.
func label(s *syntax.Sentence, c claim.Claim) string {
	at, next := s.At(c.From), s.At(c.To)
	before, behind := clauseBefore(s, at), clauseBehind(s, next, mostBehind, c)
	if syntax.Content(before)+syntax.Content(behind) < 2 {
		if said := said(s, next); said != nil {
			return syntax.Phrase(said)
		}
		if more := wider(s, at); syntax.Content(more) > syntax.Content(before) {
			before = more
		}
	}
	if len(before) > 0 && before[len(before)-1].Text == "," { // what the value says of itself stands behind it
		if behind = s.Parts[next:clauseEnd(s, next, mostBehind, 1)]; len(behind) == 0 {
			return ""
		}
	}
	if syntax.Content(before) == 0 {
		before, behind = nil, clauseBehind(s, next, mostAlone, c)
		switch partOf := len(behind) > 0 && behind[0].Is(syntax.Preposition); {
		case at > 0 && c.Kind == claim.Duration && s.Parts[at-1].Is(syntax.Preposition) && !partOf:
			before = s.Parts[at-1 : at] // "within … the cost doubled"
		case !partOf || c.Kind == claim.Duration:
			behind = trimStart(behind)
		}
	}
	if syntax.Content(before)+syntax.Content(behind) == 0 {
		return ""
	}
	text := joined(before, behind, c)
	if day := day(s, at, next); text != "" && day != "" && !strings.Contains(text, day) {
		text += " (" + day + ")"
	}
	return text
}

// said is what a relative clause right behind a value says of it: "the $1.79 billion that
// analysts had expected".
func said(s *syntax.Sentence, next int) []syntax.Part {
	if next+1 >= len(s.Parts) || !s.Parts[next].Is(syntax.That) {
		return nil
	}
	list := syntax.TrimEnd(s.Parts[next+1 : clauseEnd(s, next+1, mostAlone, 1)])
	if syntax.Content(list) < 2 {
		return nil
	}
	return list
}

// clauseBefore is the clause in front of part at, with its subject where it begins
// with a relative pronoun. Of a long one it is the beginning and the end.
func clauseBefore(s *syntax.Sentence, at int) []syntax.Part {
	return clause(s, clauseStart(s, at, true), at)
}

// wider is clauseBefore with the parts of the clause that speak of other values, or
// with the subject in front of a clause in commas.
func wider(s *syntax.Sentence, at int) []syntax.Part {
	start := clauseStart(s, at, false)
	list := clause(s, start, at)
	if syntax.Content(list) < 2 {
		list = append(slices.Clone(subject(s, start)), list...)
	}
	if syntax.Content(list) < 2 && start > 1 && s.Parts[start-1].Text == "," {
		list = clause(s, clauseStart(s, start-1, true), at) // "cost £21m, up from"
	}
	return list
}

// clause is the parts from start to at, with their subject where the first is
// a relative pronoun.
func clause(s *syntax.Sentence, start, at int) []syntax.Part {
	if start < at && s.Opens(start) {
		subject := slices.Clone(subject(s, start))
		if len(subject) > 0 && s.Parts[start-1].Text == "," {
			start--
		}
		return shorten(append(subject, s.Parts[start:at]...))
	}
	return shorten(trimStart(s.Parts[start:at]))
}

// clauseBehind is the clause behind a value. A count keeps the words of grammar
// that say of what it is one.
func clauseBehind(s *syntax.Sentence, next, most int, c claim.Claim) []syntax.Part {
	joined := 1
	if c.Unit == "" {
		joined = 2
	}
	list := s.Parts[next:clauseEnd(s, next, most, joined)]
	switch trimmed := syntax.TrimEnd(list); {
	case syntax.Content(trimmed) > 0, slices.ContainsFunc(trimmed, func(p syntax.Part) bool { return p.Value != nil }):
		return trimmed
	case len(list) > 1 && list[0].Is(syntax.Preposition) && (isCount(c) || c.Kind == claim.Percent):
		return list
	}
	return nil
}

// joined is a label's two sides. Without words behind the value the first ends
// without words of grammar, up to one that tells the value from another
// ("profit fell to").
func joined(before, behind []syntax.Part, c claim.Claim) string {
	switch {
	case len(before) == 0:
		return syntax.Phrase(behind)
	case len(behind) > 0:
		return syntax.Phrase(before) + " … " + syntax.Phrase(behind)
	}
	for len(before) > 0 {
		last := before[len(before)-1]
		if !last.Empty || last.Is(syntax.Toward) || c.Kind == claim.Duration && last.Is(syntax.Preposition) {
			break
		}
		before = before[:len(before)-1]
	}
	return syntax.Phrase(before)
}

// trimStart drops words of grammar and dates from the beginning, but none that
// denies or doubts ("will not", "could"), nor the preposition of a place.
func trimStart(list []syntax.Part) []syntax.Part {
	for len(list) > 0 && (loose(list) || list[0].Empty && !list[0].Is(syntax.Auxiliary) && !leads(list)) {
		list = list[1:]
	}
	return list
}

// leads says whether a list begins with a preposition and what it leads to is
// no date.
func leads(list []syntax.Part) bool {
	if !list[0].Is(syntax.Preposition) {
		return false
	}
	for len(list) > 0 && (list[0].Is(syntax.Preposition) || list[0].Is(syntax.Article)) {
		list = list[1:]
	}
	return len(list) > 0 && !loose(list)
}

// loose says whether a list begins with a date that stands for itself, as
// 昨年 does not in 昨年度.
func loose(list []syntax.Part) bool {
	return list[0].Value != nil && list[0].Value.Kind == claim.Date && (len(list) == 1 || list[1].Start > list[0].End)
}

// beginnings are those of a label's words that say something, where endings
// differ: "repairs" and "repaired".
func beginnings(s *syntax.Sentence, label string) []string {
	const enough = 5 // letters
	var list []string
	for _, p := range s.Words(label) {
		if runes := []rune(p.Lower); !p.Empty {
			list = append(list, string(runes[:min(len(runes), enough)]))
		}
	}
	return list
}
