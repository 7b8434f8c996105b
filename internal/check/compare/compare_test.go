package compare

import (
	"testing"
	"time"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
)

// only is the one claim with a value of an English text.
func only(t *testing.T, text string) claim.Claim {
	t.Helper()
	var list []claim.Claim
	for _, c := range claim.Find(text, "en") {
		if Valued(c) {
			list = append(list, c)
		}
	}
	if len(list) != 1 {
		t.Fatalf("%q has %d claims: %+v", text, len(list), list)
	}
	return list[0]
}

func TestMatches(t *testing.T) {
	published := time.Date(2024, 5, 14, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		candidate, source string
		want              bool
	}{
		{"7 weeks", "seven weeks", true},
		{"7 weeks", "eight weeks", false},
		{"120 minutes", "2 hours", true},
		{"3,400 bolts", "3400 bolts", true},
		{"8 euros", "8 dollars", false},
		{"14 km", "14 to 16 km", true},
		{"15 km", "14 to 16 km", false},
		{"12 March", "March 12, 2023", true},
		{"12 March 2024", "12 March", true}, // the year of publication
		{"12 March 2023", "12 March", false},
		{"1994", "1,994 sheep", true},
		{"the 1990s", "the nineties", true},
	} {
		if got := Matches(only(t, tt.candidate), only(t, tt.source), published); got != tt.want {
			t.Errorf("%q for %q: %t", tt.candidate, tt.source, got)
		}
	}
}

func TestComparable(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"5 km", "6 miles", true},
		{"5 km", "6 kg", false},
		{"5 euros", "6 dollars", false},
		{"5%", "6 people", false},
		{"a third of them", "6 people", false},
		{"in March", "on Monday", false},
		{"in March", "in April 2024", true},
	} {
		if got := Comparable(only(t, tt.a), only(t, tt.b)); got != tt.want {
			t.Errorf("%q and %q: %t", tt.a, tt.b, got)
		}
	}
}

// A bound speaks of values near it: far from it, it is that of something else.
func TestOverlap(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"at least 30 people", "52 people", true},
		{"fewer than 60 people", "52 people", true},
		{"more than 40 people", "820 people", false},
		{"fewer than 900 people", "52 people", false},
	} {
		if got := Overlap(only(t, tt.a), only(t, tt.b)); got != tt.want {
			t.Errorf("%q and %q: %t", tt.a, tt.b, got)
		}
	}
}

func TestRounded(t *testing.T) {
	for _, tt := range []struct{ candidate, source, want string }{
		{"about 50,000 tonnes", "48,700 tonnes", "rounding"},
		{"nearly 50,000 tonnes", "48,700 tonnes", "rounding up"},
		{"more than 1,200 votes", "1,240 votes", "rounding down"},
		{"more than 1,200 votes", "1,140 votes", ""},
		{"12.4 million euros", "12.38 million euros", "rounding"},
		{"1.60%", "1.62%", ""},
		{"40 houses", "39 houses", ""},
		{"about 10 miles", "16 km", Conversion},
		{"about 13 miles", "16 km", ""},
		{"about a third", "34%", "share"},
		{"about a third", "44%", ""},
		{"about 15 km", "14 to 16 km", "a value within the range"},
		{"49,000 tonnes", "about 48,700 tonnes", "rounding"},
		{"49,000 tonnes", "nearly 48,700 tonnes", ""}, // rounded already
	} {
		if got := Rounded(only(t, tt.candidate), only(t, tt.source)); got != tt.want {
			t.Errorf("%q for %q: %q", tt.candidate, tt.source, got)
		}
	}
}

func TestDates(t *testing.T) {
	published := time.Date(2024, 5, 14, 0, 0, 0, 0, time.UTC) // a Tuesday
	day := when.Day{Year: 2024, Month: 5, Day: 13}
	for _, tt := range []struct {
		name string
		a, b when.Day
		want string
	}{
		{"decade", when.Day{Decade: 1990}, when.Day{Year: 1994}, "the decade of"},
		{"weekday", when.Day{Weekday: 1}, day, "the weekday of"},
		{"another weekday", when.Day{Weekday: 2}, day, ""},
		{"yesterday", when.Day{Month: 5, Day: 13}, when.Day{Rel: "-1d"}, "with the day of publication, from"},
		{"the Friday before", when.Day{Month: 5, Day: 10}, when.Day{Weekday: 5}, "with the day of publication, from"},
		{"last year", when.Day{Year: 2023}, when.Day{Rel: "-1y"}, "with the day of publication, from"},
		{"a day of last year", when.Day{Year: 2023, Month: 5}, when.Day{Rel: "-1y"}, ""},
	} {
		if got := FromDate(tt.a, tt.b, published); got != tt.want {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
	if FromDate(when.Day{Year: 2023}, when.Day{Rel: "-1y"}, time.Time{}) != "" {
		t.Error("a relative date without a day of publication")
	}
	if !Clash(day, when.Day{Month: 6}) || Clash(day, when.Day{Year: 2024}) || Clash(day, when.Day{Weekday: 1}) {
		t.Error("dates clash where they tell one part differently")
	}
}
