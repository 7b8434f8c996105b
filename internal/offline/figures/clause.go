package figures

import (
	"newsbrief/internal/claim"
	"newsbrief/internal/offline/syntax"
)

// reach is how many parts around a value may belong to its clause.
const reach = 40

// clauseStart is where the clause begins that goes on at part at. own leaves
// out a part joined with "and" that has a value of its own: "killed 31 people
// and destroyed".
func clauseStart(s *syntax.Sentence, at int, own bool) int {
	joint := -1
	for start := at; start > max(at-reach, 0); start-- {
		p := s.Parts[start-1]
		switch {
		case syntax.Ends(p), s.Conjunction(start - 1):
			return start
		case p.Is(syntax.Report):
			return afterReport(s, start, at)
		case s.Opens(start - 1):
			return start - 1
		case p.Is(syntax.That):
			return start
		case p.Is(syntax.And) && joint < 0:
			joint = start
		case own && joint >= 0 && p.Value != nil && p.Value.Kind != claim.Date:
			return joint
		}
	}
	return max(at-reach, 0)
}

// afterReport is the part behind the day on which something was said: "said on
// Monday the fire …".
func afterReport(s *syntax.Sentence, start, at int) int {
	for i := start; i < min(start+3, at); i++ {
		if v := s.Parts[i].Value; v != nil && v.Kind == claim.Date {
			return i + 1
		} else if !s.Parts[i].Empty {
			break
		}
	}
	return start
}

// clauseEnd is where the clause ends that goes on at part i, at most so many
// words later, or with "and" behind so many that say something.
func clauseEnd(s *syntax.Sentence, i, most, joined int) int {
	for end := i; end < len(s.Parts); end++ {
		p := s.Parts[end]
		switch {
		case syntax.Ends(p), s.Conjunction(end):
			return end
		case (p.Is(syntax.That) || s.Opens(end)) && syntax.Content(s.Parts[i:end]) != 1:
			return end
		case p.Is(syntax.And) && !joinsValues(s, end) &&
			(valueSoon(s, end) || syntax.Content(s.Parts[i:end]) >= joined):
			return end
		case end-i >= longest(p, most):
			return lastPhrase(s, i, end)
		}
	}
	return len(s.Parts)
}

// joinsValues says whether part i stands between two values: "between 6 and 9".
func joinsValues(s *syntax.Sentence, i int) bool {
	return i > 0 && i+1 < len(s.Parts) && s.Parts[i-1].Value != nil && s.Parts[i+1].Value != nil
}

// valueSoon says whether a value stands within two parts behind part i.
func valueSoon(s *syntax.Sentence, i int) bool {
	for _, p := range s.Parts[i+1 : min(i+3, len(s.Parts))] {
		if p.Value != nil {
			return true
		}
	}
	return false
}

// lastPhrase is where the last phrase before end begins; end where there is
// only one.
func lastPhrase(s *syntax.Sentence, start, end int) int {
	for i := end; i > start; i-- {
		if s.Parts[i-1].Empty && syntax.Content(s.Parts[start:i-1]) > 0 {
			return i - 1
		}
	}
	return end
}

// day is the date of the clause around a value, with its preposition, where
// the clause names one only: within it, or between commas beside it.
func day(s *syntax.Sentence, at, next int) string {
	from, to := clauseStart(s, at, true), next
	for to < min(len(s.Parts), next+reach) && !breaks(s, to) {
		to++
	}
	from, to = aside(s, from, -1), aside(s, to, +1)
	found := -1
	for i := from; i < to; i++ {
		if isDay(s, i) {
			if found >= 0 {
				return ""
			}
			found = i
		}
	}
	if found < 0 {
		return ""
	}
	first := found
	for first > from && found-first < 3 && s.Parts[first-1].Is(syntax.Preposition|syntax.Article) {
		first--
	}
	return syntax.Phrase(s.Parts[first : found+1])
}

// isDay says whether part i is a date, but no time of day and no "Friday's".
func isDay(s *syntax.Sentence, i int) bool {
	v := s.Parts[i].Value
	glued := i+1 < len(s.Parts) && s.Parts[i+1].Start == s.Parts[i].End && !syntax.Ends(s.Parts[i+1])
	return v != nil && v.Kind == claim.Date && v.Date.Clock == 0 && !glued
}

// breaks says whether another clause begins at part i.
func breaks(s *syntax.Sentence, i int) bool {
	p := s.Parts[i]
	return syntax.Ends(p) || s.Conjunction(i) || p.Is(syntax.That) || p.Is(syntax.And) || s.Opens(i)
}

// aside moves an end of a clause across a comma and a date that stands for
// itself: "In 2024, the firm sold".
func aside(s *syntax.Sentence, i, step int) int {
	at := i
	if step < 0 {
		at--
	}
	if at < 0 || at >= len(s.Parts) || s.Parts[at].Text != "," {
		return i
	}
	date := false
	for k := at + step; k >= 0 && k < len(s.Parts); k += step {
		p := s.Parts[k]
		switch {
		case syntax.Ends(p):
			if !date {
				return i
			}
			return k + (1-step)/2
		case p.Value != nil && p.Value.Kind == claim.Date:
			date = true
		case !p.Is(syntax.Preposition) && !p.Is(syntax.Article):
			return i
		}
	}
	if !date {
		return i
	}
	if step < 0 {
		return 0
	}
	return len(s.Parts)
}
