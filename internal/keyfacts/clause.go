package keyfacts

import "newsbrief/internal/claim"

// reach is how many parts around a value may belong to its clause.
const reach = 40

// clauseStart is where the clause begins that goes on at part at. own leaves
// out a part joined with "and" that has a value of its own: "killed 31 people
// and destroyed".
func (l labeller) clauseStart(at int, own bool) int {
	joint := -1
	for start := at; start > max(at-reach, 0); start-- {
		p := l.all[start-1]
		switch {
		case ends(p), l.conjunction(start - 1):
			return start
		case p.is(reportWord):
			return l.afterReport(start, at)
		case l.opens(start - 1):
			return start - 1
		case p.is(thatWord):
			return start
		case p.is(andWord) && joint < 0:
			joint = start
		case own && joint >= 0 && p.value != nil && p.value.Kind != claim.Date:
			return joint
		}
	}
	return max(at-reach, 0)
}

// conjunction says whether part i begins another clause.
func (l labeller) conjunction(i int) bool {
	p := l.all[i]
	return p.is(clauseWord) || p.is(pronounWord) && !(i > 0 && (l.all[i-1].is(thatWord) || l.all[i-1].is(relativeWord)))
}

// afterReport is the part behind the day on which something was said: "said on
// Monday the fire …".
func (l labeller) afterReport(start, at int) int {
	for i := start; i < min(start+3, at); i++ {
		if v := l.all[i].value; v != nil && v.Kind == claim.Date {
			return i + 1
		} else if !l.grammar(l.all[i]) {
			break
		}
	}
	return start
}

// opens says whether part i is a relative pronoun: what it stands for is named
// before it.
func (l labeller) opens(i int) bool {
	p := l.all[i]
	if i == 0 || i+1 == len(l.all) {
		return false
	}
	switch {
	case p.is(thatWord): // not "says that the", "so that they"
		next := l.all[i+1]
		return next.is(auxiliaryWord) || !l.all[i-1].is(reportWord|deemWord|clauseWord) && !l.grammar(l.all[i-1]) && !l.grammar(next) && next.value == nil
	case p.is(relativeWord):
		german := base(l.language) == "de" || base(l.language) == "nl"
		return !german || l.all[i-1].text == ","
	}
	return false
}

// clauseEnd is where the clause ends that goes on at part i, at most so many
// words later, or with "and" behind so many that say something.
func (l labeller) clauseEnd(i, most, joined int) int {
	for end := i; end < len(l.all); end++ {
		p := l.all[end]
		switch {
		case ends(p), l.conjunction(end):
			return end
		case (p.is(thatWord) || l.opens(end)) && l.content(l.all[i:end]) != 1:
			return end
		case p.is(andWord) && !l.joinsValues(end) && (l.content(l.all[i:end]) >= joined || l.valueSoon(end)):
			return end
		case end-i >= longest(p, most):
			return l.lastPhrase(i, end)
		}
	}
	return len(l.all)
}

// joinsValues says whether part i stands between two values: "between 6 and 9".
func (l labeller) joinsValues(i int) bool {
	return i > 0 && i+1 < len(l.all) && l.all[i-1].value != nil && l.all[i+1].value != nil
}

// valueSoon says whether a value stands within two parts behind part i.
func (l labeller) valueSoon(i int) bool {
	for _, p := range l.all[i+1 : min(i+3, len(l.all))] {
		if p.value != nil {
			return true
		}
	}
	return false
}

// lastPhrase is where the last phrase before end begins; end where there is
// only one.
func (l labeller) lastPhrase(start, end int) int {
	for i := end; i > start; i-- {
		if l.grammar(l.all[i-1]) && l.content(l.all[start:i-1]) > 0 {
			return i - 1
		}
	}
	return end
}

// day is the date of the clause around a value, with its preposition, where
// the clause names one only: within it, or between commas beside it.
func (l labeller) day(at, next int) string {
	from, to := l.clauseStart(at, true), next
	for to < min(len(l.all), next+reach) && !l.breaks(to) {
		to++
	}
	from, to = l.aside(from, -1), l.aside(to, +1)
	found := -1
	for i := from; i < to; i++ {
		if l.isDay(i) {
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
	for first > from && found-first < 3 && (l.all[first-1].is(prepositionWord) || l.all[first-1].is(articleWord)) {
		first--
	}
	return phrase(l.all[first : found+1])
}

// isDay says whether part i is a date, but no time of day and no "Friday's".
func (l labeller) isDay(i int) bool {
	v := l.all[i].value
	glued := i+1 < len(l.all) && l.all[i+1].start == l.all[i].end && !ends(l.all[i+1])
	return v != nil && v.Kind == claim.Date && v.Date.Clock == 0 && !glued
}

// breaks says whether another clause begins at part i.
func (l labeller) breaks(i int) bool {
	p := l.all[i]
	return ends(p) || l.conjunction(i) || p.is(thatWord) || p.is(andWord) || l.opens(i)
}

// aside moves an end of a clause across a comma and a date that stands for
// itself: "In 2024, the firm sold".
func (l labeller) aside(i, step int) int {
	at := i
	if step < 0 {
		at--
	}
	if at < 0 || at >= len(l.all) || l.all[at].text != "," {
		return i
	}
	date := false
	for k := at + step; k >= 0 && k < len(l.all); k += step {
		p := l.all[k]
		switch {
		case ends(p):
			if !date {
				return i
			}
			return k + (1-step)/2
		case p.value != nil && p.value.Kind == claim.Date:
			date = true
		case !p.is(prepositionWord) && !p.is(articleWord):
			return i
		}
	}
	if !date {
		return i
	}
	if step < 0 {
		return 0
	}
	return len(l.all)
}
