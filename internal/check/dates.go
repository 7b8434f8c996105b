package check

import (
	"fmt"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
	"newsbrief/result"
)

// sameFields says whether two dates tell the same things, so that they can
// contradict each other.
func sameFields(a, b when.Day) bool {
	has := func(d when.Day) [7]bool {
		return [7]bool{d.Year != 0, d.Month != 0, d.Day != 0, d.Weekday != 0, d.Quarter != 0, d.Decade != 0, d.Clock != 0}
	}
	x, y := has(a), has(b)
	shared := false
	for i := range x {
		shared = shared || x[i] && y[i]
	}
	return shared && (a.Rel == "") == (b.Rel == "")
}

// sameDate says whether everything that a tells, b tells too, or leaves open
// what the day of publication adds.
func (s *Source) sameDate(a, b when.Day) bool {
	if a.Rel != "" || b.Rel != "" {
		return a.Rel == b.Rel
	}
	agree := func(x, y int) bool { return x == 0 || x == y }
	if a.Decade != 0 {
		return a.Decade%100 == b.Decade%100 && b.Decade != 0
	}
	if a.Clock != 0 {
		return b.Clock != 0 && (a.Clock-1)%720 == (b.Clock-1)%720
	}
	month := agree(a.Month, b.Month)
	day := agree(a.Day, b.Day)
	if a.Month != 0 && a.Day != 0 && a.Month == b.Day && a.Day == b.Month {
		month, day = true, true // 03/12 and 12/03
	}
	year := agree(a.Year, b.Year) || b.Year == 0 && a.Year == s.issued.Year() && (a.Month != 0 || a.Quarter != 0)
	return year && month && day && agree(a.Weekday, b.Weekday) && agree(a.Quarter, b.Quarter) && agree(a.Season, b.Season)
}

// published is the day of publication; the zero time where it is unknown.
func published(a *article.Article) time.Time {
	for _, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t
		}
	}
	return time.Time{}
}

// deriveDate finds a date that follows from the day of publication, from a
// fuller date, or from two dates that tell its parts.
func (j *judge) deriveDate(v *Verdict, p *passage) bool {
	if r := v.Date.Rel; r != "" && r[0] == '0' {
		// "today" and "this year" say when the text was written.
		v.Status, v.Reason = result.Supported, "says when it was written"
		return true
	}
	way := ""
	at := j.anyDate(p, func(l located) bool {
		way = fromDate(v.Date, l.Date, j.issued)
		return way != ""
	})
	if at < 0 {
		return j.fromParts(v, p)
	}
	l := j.index.claims[at]
	v.Status, v.Sentence, v.Reason = result.Derived, l.sentence+1, fmt.Sprintf("%s %q", way, l.text)
	return true
}

// anyDate returns the first date of the source that accept takes, those near
// the passage first; -1 where there is none.
func (j *judge) anyDate(p *passage, accept func(l located) bool) int {
	for _, n := range p.near {
		for i, to := j.index.of(n); i < to; i++ {
			if l := j.index.claims[i]; l.Kind == claim.Date && accept(l) {
				return i
			}
		}
	}
	for _, i := range j.index.dates {
		if accept(j.index.claims[i]) {
			return i
		}
	}
	return -1
}

// fromDate says how a follows from the source's date b.
func fromDate(a, b when.Day, published time.Time) string {
	if a.Decade != 0 && b.Year != 0 && (b.Year/10*10 == a.Decade || b.Year%100/10*10 == a.Decade) {
		return "the decade of"
	}
	if a.Weekday != 0 && b.Year != 0 && b.Month != 0 && b.Day != 0 {
		t := time.Date(b.Year, time.Month(b.Month), b.Day, 0, 0, 0, 0, time.UTC)
		if weekday(t) == a.Weekday {
			return "the weekday of"
		}
	}
	if published.IsZero() {
		return ""
	}
	t, exact := resolve(b, published)
	if t.IsZero() {
		return ""
	}
	if exact && agrees(a, t, true) || !exact && agrees(a, t, false) {
		return "with the day of publication, from"
	}
	if a.Rel != "" {
		if r, ok := resolveRel(a.Rel, published); ok && exact && r.Equal(t) && a.Rel[len(a.Rel)-1] == 'd' {
			return "with the day of publication, from"
		}
	}
	return ""
}

func weekday(t time.Time) int {
	if t.Weekday() == time.Sunday {
		return 7
	}
	return int(t.Weekday())
}

// resolve turns a date of the source into a day by the day of publication;
// exact is false where only its year or month is known.
func resolve(d when.Day, published time.Time) (t time.Time, exact bool) {
	switch {
	case d.Rel != "":
		t, ok := resolveRel(d.Rel, published)
		return t, ok && d.Rel[len(d.Rel)-1] == 'd'
	case d.Month != 0 && d.Day != 0:
		year := d.Year
		if year == 0 {
			year = published.Year()
		}
		return time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC), true
	case d.Weekday != 0:
		// News tells the days of the past week by their names.
		t := published
		for range 7 {
			if weekday(t) == d.Weekday {
				return t, true
			}
			t = t.AddDate(0, 0, -1)
		}
	}
	return time.Time{}, false
}

func resolveRel(rel string, published time.Time) (time.Time, bool) {
	var n int
	var unit byte
	if _, err := fmt.Sscanf(rel, "%d%c", &n, &unit); err != nil {
		return time.Time{}, false
	}
	switch unit {
	case 'd':
		return published.AddDate(0, 0, n), true
	case 'w':
		return published.AddDate(0, 0, 7*n), true
	case 'm':
		return published.AddDate(0, n, 0), true
	case 'q':
		return published.AddDate(0, 3*n, 0), true
	}
	return published.AddDate(n, 0, 0), true
}

// agrees says whether a tells no more than t does, and the same.
func agrees(a when.Day, t time.Time, exact bool) bool {
	if a.Year == 0 && a.Month == 0 && a.Day == 0 && a.Weekday == 0 || a.Decade != 0 || a.Quarter != 0 || a.Clock != 0 || a.Rel != "" {
		return false
	}
	if !exact && (a.Day != 0 || a.Month != 0 || a.Weekday != 0) {
		return false
	}
	return (a.Year == 0 || a.Year == t.Year()) && (a.Month == 0 || a.Month == int(t.Month())) &&
		(a.Day == 0 || a.Day == t.Day()) && (a.Weekday == 0 || a.Weekday == weekday(t))
}

// fromParts finds the year in one date of the source and the rest in another.
func (j *judge) fromParts(v *Verdict, p *passage) bool {
	d := v.Date
	if d.Year == 0 || d == (when.Day{Year: d.Year}) {
		return false
	}
	rest := d
	rest.Year = 0
	year := j.index.find(claim.Claim{Kind: claim.Date, Value: float64(d.Year), High: float64(d.Year), Alt: float64(d.Year), Date: when.Day{Year: d.Year}},
		func(i int) bool { return j.index.claims[i].Value == float64(d.Year) })
	other := j.anyDate(p, func(l located) bool { return l.Date.Year == 0 && j.sameDate(rest, l.Date) })
	if year < 0 || other < 0 {
		return false
	}
	x, y := j.index.claims[other], j.index.claims[year]
	v.Status, v.Sentence = result.Derived, x.sentence+1
	v.Reason = fmt.Sprintf("put together from %q and %q", x.text, y.text)
	return true
}
