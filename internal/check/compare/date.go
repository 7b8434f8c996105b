package compare

import (
	"fmt"
	"time"

	"newsbrief/internal/claim/when"
)

// sameFields says whether two dates tell the same things, so that they can
// contradict each other.
func sameFields(a, b when.Day) bool {
	has := func(d when.Day) [7]bool {
		return [7]bool{
			d.Year != 0, d.Month != 0, d.Day != 0, d.Weekday != 0,
			d.Quarter != 0, d.Decade != 0, d.Clock != 0,
		}
	}
	x, y := has(a), has(b)
	shared := false
	for i := range x {
		shared = shared || x[i] && y[i]
	}
	return shared && (a.Rel == "") == (b.Rel == "")
}

// SameDate says whether everything that a tells, b tells too, or leaves open
// what the day of publication adds.
func SameDate(a, b when.Day, published time.Time) bool {
	switch {
	case a.Rel != "" || b.Rel != "":
		return a.Rel == b.Rel
	case a.Decade != 0:
		return a.Decade%100 == b.Decade%100 && b.Decade != 0
	case a.Clock != 0:
		return b.Clock != 0 && (a.Clock-1)%720 == (b.Clock-1)%720
	}
	return sameYear(a, b, published) && sameDay(a, b) &&
		agree(a.Weekday, b.Weekday) && agree(a.Quarter, b.Quarter) && agree(a.Season, b.Season)
}

// agree says whether a part of a date is told otherwise by no other.
func agree(part, other int) bool { return part == 0 || part == other }

func sameYear(a, b when.Day, published time.Time) bool {
	recent := b.Year == 0 && a.Year == published.Year() && (a.Month != 0 || a.Quarter != 0)
	return agree(a.Year, b.Year) || recent
}

// sameDay compares the day of the year: 03/12 is 12/03 too.
func sameDay(a, b when.Day) bool {
	turned := a.Month != 0 && a.Day != 0 && a.Month == b.Day && a.Day == b.Month
	return turned || agree(a.Month, b.Month) && agree(a.Day, b.Day)
}

// Clash says whether two dates tell the same part differently.
func Clash(a, b when.Day) bool {
	for _, part := range [...][2]int{{a.Year, b.Year}, {a.Quarter, b.Quarter}, {a.Month, b.Month}, {a.Day, b.Day}} {
		if differ(part[0], part[1]) {
			return true
		}
	}
	return a.Year == 0 && differ(a.Weekday, b.Weekday)
}

func differ(part, other int) bool { return part != 0 && other != 0 && part != other }

// FromDate says how a follows from the source's date b, as "the decade of"; ""
// where it does not. published is the day of the source's publication, zero
// where it is unknown.
func FromDate(a, b when.Day, published time.Time) string {
	const withPublication = "with the day of publication, from"
	if a.Decade != 0 && b.Year != 0 && (b.Year/10*10 == a.Decade || b.Year%100/10*10 == a.Decade) {
		return "the decade of"
	}
	if a.Weekday != 0 && b.Year != 0 && b.Month != 0 && b.Day != 0 {
		if weekday(dayOf(b, b.Year)) == a.Weekday {
			return "the weekday of"
		}
	}
	if published.IsZero() {
		return ""
	}
	t, exact := resolve(b, published)
	switch {
	case t.IsZero():
		return ""
	case tells(a, t, exact):
		return withPublication
	case a.Rel == "" || !exact:
		return ""
	}
	if r, ok := resolveRel(a.Rel, published); ok && r.Equal(t) && a.Rel[len(a.Rel)-1] == 'd' {
		return withPublication
	}
	return ""
}

// dayOf is the day of a date in a year.
func dayOf(d when.Day, year int) time.Time {
	return time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
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
	case d.Month != 0 && d.Day != 0 && d.Year == 0:
		return dayOf(d, published.Year()), true
	case d.Month != 0 && d.Day != 0:
		return dayOf(d, d.Year), true
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

// resolveRel turns a relative date into a day: "-1d" is the day before.
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

// tells says whether a tells no more than t does, and the same.
func tells(a when.Day, t time.Time, exact bool) bool {
	nothing := a.Year == 0 && a.Month == 0 && a.Day == 0 && a.Weekday == 0
	other := a.Decade != 0 || a.Quarter != 0 || a.Clock != 0 || a.Rel != ""
	if nothing || other {
		return false
	}
	if !exact && (a.Day != 0 || a.Month != 0 || a.Weekday != 0) {
		return false
	}
	return agree(a.Year, t.Year()) && agree(a.Month, int(t.Month())) &&
		agree(a.Day, t.Day()) && agree(a.Weekday, weekday(t))
}
