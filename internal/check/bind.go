package check

import (
	"fmt"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
	"newsbrief/result"
)

// bind looks at the dates of a sentence together with the values they stand
// beside. A date of the source is wrong here where the source gives the value
// another date, and this date to other values: "$3.69 in the second quarter"
// against "$3.69 in the third quarter, $3.41 in the second".
func (j *judge) bind(verdicts []Verdict, p *passage) {
	for i := range verdicts {
		v := &verdicts[i]
		if v.Kind != claim.Date || !v.Status.Good() {
			continue
		}
		for _, n := range beside(p.claims, v.Claim) {
			if l, ok := j.otherDate(v.Claim, n, p); ok {
				v.Status, v.Sentence = result.Contradicted, l.sentence+1
				v.Reason = fmt.Sprintf("the article says %q of %q", l.text, n.text)
				break
			}
		}
	}
}

// beside returns the values of a sentence whose nearest date, on the side of
// d or on both, is d.
func beside(claims []located, d claim.Claim) []located {
	var list []located
	at := place(len(claims), d.Start, func(i int) int { return claims[i].Start })
	for i := max(at-mostBeside, 0); i < min(at+mostBeside, len(claims)); i++ {
		c := claims[i]
		if !amount(c.Claim) {
			continue
		}
		before, after := datesAround(claims, i)
		left, right := before >= 0 && claims[before].Start == d.Start, after >= 0 && claims[after].Start == d.Start
		switch {
		case left && after < 0, right && before < 0:
			list = append(list, c)
		case left && 3*(c.Start-d.End) < claims[after].Start-c.End, right && 3*(d.Start-c.End) < c.Start-claims[before].End:
			list = append(list, c)
		}
	}
	return list
}

// amount says whether a claim is a value that a date may belong to.
func amount(c claim.Claim) bool {
	return numeric(c) && !c.Ordinal && !trivial(c) && !weak(c) && !c.Score
}

// datesAround returns the nearest dates before and after a claim; -1: none.
func datesAround(claims []located, at int) (before, after int) {
	before, after = at-1, at+1
	for before >= 0 && claims[before].Kind != claim.Date && before > at-mostBeside {
		before--
	}
	for after < len(claims) && claims[after].Kind != claim.Date && after < at+mostBeside {
		after++
	}
	if before >= 0 && claims[before].Kind != claim.Date {
		before = -1
	}
	if after >= len(claims) || claims[after].Kind != claim.Date {
		after = -1
	}
	return before, after
}

// otherDate finds the date that the source gives a value where that is not
// the date d, in any of its places.
func (j *judge) otherDate(d claim.Claim, value located, p *passage) (located, bool) {
	var other located
	found := false
	for _, n := range p.near {
		from, to := j.index.of(n)
		for i := from; i < min(to, from+mostEntries); i++ {
			if !amount(j.index.claims[i].Claim) || !j.matches(value.Claim, j.index.claims[i].Claim) {
				continue
			}
			l, clash := j.dated(d, j.index.claims[from:to], i-from)
			if !clash {
				return other, false
			}
			other, found = l, true
		}
	}
	return other, found && j.datesOthers(d, other.sentence)
}

// dated says whether the dates around the source's claim at clash with d, and
// returns one of them.
func (j *judge) dated(d claim.Claim, claims []located, at int) (located, bool) {
	var other located
	clash := false
	before, after := datesAround(claims, at)
	for _, k := range [...]int{before, after} {
		if k < 0 {
			continue
		}
		if !clashes(d.Date, claims[k].Date) {
			return other, false
		}
		other, clash = claims[k], true
	}
	return other, clash
}

// datesOthers says whether d stands within a sentence of the source's sentence
// n only beside values, or nowhere.
func (j *judge) datesOthers(d claim.Claim, n int) bool {
	for s := max(n-1, 0); s <= min(n+1, j.words.Sentences()-1); s++ {
		from, to := j.index.of(s)
		has, amounts := false, false
		for i := from; i < min(to, from+mostEntries); i++ {
			l := j.index.claims[i]
			has = has || j.matches(d, l.Claim)
			amounts = amounts || amount(l.Claim)
		}
		if has && !amounts {
			return false
		}
	}
	return true
}

// clashes says whether two dates tell the same part differently.
func clashes(a, b when.Day) bool {
	differ := func(x, y int) bool { return x != 0 && y != 0 && x != y }
	return differ(a.Year, b.Year) || differ(a.Quarter, b.Quarter) || differ(a.Month, b.Month) || differ(a.Day, b.Day) ||
		a.Year == 0 && differ(a.Weekday, b.Weekday)
}
