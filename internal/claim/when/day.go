// Package when reads what a text says of time: dates, hours, weekdays, decades,
// centuries, and days told from the day of publication.
package when

import "newsbrief/internal/claim/lex"

// Day is a date as far as a text tells it; zero fields are unsaid.
type Day struct {
	Year, Month, Day int
	// Weekday counts from Monday as 1, Quarter and Season (spring) from 1.
	Weekday, Quarter, Season int
	// Decade is its first year: 1990, or 90 where the century is unsaid.
	Decade int
	// Clock is the minute of the day plus one.
	Clock int
	// Rel is relative to the day of publication: a count and one of d, w, m,
	// q, y, as "-1w" for last week.
	Rel string
}

// beginners are the classes of words that a date or a time may begin with.
const beginners = lex.Card | lex.Mult | lex.Ord | lex.OrdScale | lex.Art | lex.Frac |
	lex.Figure | lex.Power | lex.Era | lex.Month | lex.Weekday | lex.Rel |
	lex.Season | lex.Quarter | lex.Decades | lex.DecadeWord |
	lex.Am | lex.Pm | lex.Clock | lex.Hour

// Read reads a date or a time of day at place i, and returns the place behind
// it; i where there is none.
func Read(t *lex.Text, i int) (Day, int) {
	figures := t.Kind(i) == lex.Digits
	if !figures && !t.Begins(i, beginners) {
		return Day{}, i
	}
	if d, next := clock(t, i); next > i {
		return d, next
	}
	if figures {
		if d, next := first(t, i, numericDate, slashDate, dottedDate, dayAlone); next > i {
			return d, next
		}
	}
	return first(t, i, glyphDate, dayMonth, monthDay, decade, named)
}

// first is what the first reader that finds something at place i reads.
func first(t *lex.Text, i int, readers ...func(*lex.Text, int) (Day, int)) (Day, int) {
	for _, read := range readers {
		if d, next := read(t, i); next > i {
			return d, next
		}
	}
	return Day{}, i
}
