package check

import (
	"fmt"

	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
	"newsbrief/result"
)

// deriveDate finds a date that follows from the day of publication, from a
// fuller date, or from two dates that tell its parts.
func deriveDate(v *Verdict, p *passage) bool {
	if r := v.Date.Rel; r != "" && r[0] == '0' {
		// "today" and "this year" say when the text was written.
		v.Status, v.Reason = result.Supported, "says when it was written"
		return true
	}
	way := ""
	l, ok := anyDate(p, func(l Located) bool {
		way = compare.FromDate(v.Date, l.Date, p.source.issued)
		return way != ""
	})
	if !ok {
		return fromParts(v, p)
	}
	v.Status, v.Sentence, v.Reason = result.Derived, l.Sentence+1, fmt.Sprintf("%s %q", way, l.Text)
	return true
}

// anyDate returns the first date of the source that accept takes, those near
// the passage first.
func anyDate(p *passage, accept func(l Located) bool) (Located, bool) {
	for _, n := range p.near {
		for _, l := range p.source.claims.of(n) {
			if l.Kind == claim.Date && accept(l) {
				return l, true
			}
		}
	}
	for _, i := range p.source.claims.dates {
		if l := p.source.claims.list[i]; accept(l) {
			return l, true
		}
	}
	return Located{}, false
}

// fromParts finds the year in one date of the source and the rest in another.
func fromParts(v *Verdict, p *passage) bool {
	d := v.Date
	if d.Year == 0 || d == (when.Day{Year: d.Year}) {
		return false
	}
	rest, value := d, float64(d.Year)
	rest.Year = 0
	year := p.source.claims.find(
		claim.Claim{Kind: claim.Date, Value: value, High: value, Alt: value, Date: when.Day{Year: d.Year}},
		func(l Located) bool { return l.Value == value })
	x, ok := anyDate(p, func(l Located) bool {
		return l.Date.Year == 0 && compare.SameDate(rest, l.Date, p.source.issued)
	})
	if year < 0 || !ok {
		return false
	}
	v.Status, v.Sentence = result.Derived, x.Sentence+1
	v.Reason = fmt.Sprintf("put together from %q and %q", x.Text, p.source.claims.list[year].Text)
	return true
}
