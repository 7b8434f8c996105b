package when

import (
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

func isDay(v int) bool   { return 1 <= v && v <= 31 }
func isMonth(v int) bool { return 1 <= v && v <= 12 }

// small reads a number of one or two digits that is not above most.
func small(t *lex.Text, i, most int) (int, bool) {
	v, width := numeral.Integer(t, i)
	return v, (width == 1 || width == 2) && v <= most
}

// dayDigits reads the day of a month in digits.
func dayDigits(t *lex.Text, i int) (int, bool) {
	v, ok := small(t, i, 31)
	return v, ok && v > 0
}

// numericDate reads 2024-03-12, 12.03.2024, 12/03/2024.
func numericDate(t *lex.Text, i int) (Day, int) {
	if !t.Solid(i, 5) || !t.IsAny(i+1, "-", ".", "/") || !t.Is(i+3, t.Tokens[i+1].Lower) {
		return Day{}, i
	}
	a, first := numeral.Integer(t, i)
	b, second := numeral.Integer(t, i+2)
	c, third := numeral.Integer(t, i+4)
	if first == 4 && isMonth(b) && isDay(c) {
		return Day{Year: a, Month: b, Day: c}, i + 5
	}
	short := third == 2 && !t.Is(i+1, "-")
	if third != 4 && !short {
		return Day{}, i
	}
	if third == 2 {
		c += 2000
	}
	if b > 12 || t.Is(i+1, "/") && t.Trait(lex.MonthFirst) && a <= 12 {
		a, b = b, a
	}
	if first > 2 || second > 2 || !isDay(a) || !isMonth(b) {
		return Day{}, i
	}
	return Day{Year: c, Month: b, Day: a}, i + 5
}

// slashDate reads 11/20 behind "on" or "until"; elsewhere it is a fraction.
func slashDate(t *lex.Text, i int) (Day, int) {
	a, day := small(t, i, 99)
	b, month := small(t, i+2, 99)
	if !day || !month || !t.Solid(i, 3) || t.GluedIs(i+3, "/", "-", "%") {
		return Day{}, i
	}
	mark := t.Is(i+1, "/") || t.Is(i+1, "-") && t.Trait(lex.HyphenDates)
	if !mark || !dayContext(t, i, 4) {
		return Day{}, i
	}
	if t.Trait(lex.MonthFirst) {
		a, b = b, a
	}
	if b > 12 {
		a, b = b, a
	}
	if !isDay(a) || !isMonth(b) {
		return Day{}, i
	}
	return Day{Day: a, Month: b}, i + 3
}

// dottedDate reads the German 3.5. and 27. 11. behind a preposition of time.
func dottedDate(t *lex.Text, i int) (Day, int) {
	if !t.Trait(lex.DottedDates) || !t.GluedIs(i+1, ".") || !t.GluedIs(i+3, ".") {
		return Day{}, i
	}
	a, day := dayDigits(t, i)
	b, month := small(t, i+2, 12)
	runsOn := t.Glued(i+4) && t.Kind(i+4) == lex.Digits
	if !day || !month || b == 0 || runsOn {
		return Day{}, i
	}
	if !dayContext(t, i, 4) && !t.InList(i-1, "daylead") {
		return Day{}, i
	}
	return Day{Day: a, Month: b}, i + 4
}

// dayContext says whether a day may stand at place i: behind a preposition of
// time, a weekday, or a list of at most so many such days.
func dayContext(t *lex.Text, i, days int) bool {
	if _, k := t.Before(i, lex.OnDay|lex.Weekday|lex.Next); k > 0 {
		return true
	}
	// 11/20, 11/22 or 11/25
	j := i - 1
	joined := t.Is(j, ",") || t.Kind(j) == lex.Word && len(t.Tokens[j].Lower) <= 3
	if days == 0 || !joined || !t.Is(j-2, "/") {
		return false
	}
	return t.Kind(j-1) == lex.Digits && t.Kind(j-3) == lex.Digits && dayContext(t, j-3, days-1)
}

// dayAlone reads "on the 18th" and "el día 18".
func dayAlone(t *lex.Text, i int) (Day, int) {
	v, ok := dayDigits(t, i)
	switch {
	case !ok:
	case t.Kind(i-1) == lex.Word && t.InList(i-1, "dayword"):
		if t.Kind(i+1) != lex.Word || t.Has(i+1, lex.Func) {
			return Day{Day: v}, i + 1
		}
	case suffixEnd(t, i+1) > i+1 && t.InList(i-1, "the"):
		_, lead := t.Before(i-1, lex.OnDay|lex.Weekday)
		if lead > 0 && t.Kind(i+2) != lex.Word && !t.Dash(i+2) {
			return Day{Day: v}, i + 2
		}
	}
	return Day{}, i
}

// day reads the day of a month: 12, 12th, 1er, 12., twelfth.
func day(t *lex.Text, i int) (int, int) {
	v, ok := dayDigits(t, i)
	if !ok {
		return spelledDay(t, i)
	}
	next := i + 1
	if end := suffixEnd(t, next); end > next {
		return v, end
	}
	if k := numeral.OrdinalEnding(t, i, next); k > 0 {
		return v, next + k
	}
	if t.GluedIs(next, ".") && t.Trait(lex.DayDot) || t.IsAny(next, "º", "°") {
		return v, next + 1
	}
	if t.Kind(next) == lex.Word && t.Glued(next) {
		return 0, i
	}
	return v, next
}

func spelledDay(t *lex.Text, i int) (int, int) {
	n, ok := numeral.Spelled(t, i)
	v := int(n.Value)
	whole := isDay(v) && n.Value == float64(v)
	if !ok || !whole || n.Part || n.Article {
		return 0, i
	}
	return v, n.Next
}

// suffixEnd is the place behind the ordinal ending at place i, as the "th" of
// 4th; i where there is none.
func suffixEnd(t *lex.Text, i int) int {
	if !t.Glued(i) {
		return i
	}
	_, k := t.Find(i, lex.OrdSuffix)
	return i + k
}

// dayMonth reads "12 March 2024", "12th of March", "le 1er mai", "9 de julio".
func dayMonth(t *lex.Text, i int) (Day, int) {
	day, at := day(t, i)
	if at == i {
		return Day{}, i
	}
	if d, end := hyphenMonth(t, day, at); end > at {
		return d, end
	}
	if t.Kind(i) == lex.Word && t.Is(at, "in") {
		return Day{}, i // "hired the two in September"
	}
	// "8-9 March": the last day stands for the month's sake.
	spelled := t.Kind(i) == lex.Word && t.Has(i, lex.Card)
	if spelled && t.Is(at, "in") {
		return Day{}, i // the last one in August
	}
	at = linked(t, at)
	e, k := t.Find(at, lex.Month)
	if k == 0 {
		return Day{}, i
	}
	if t.Is(at, "may") && !t.Capital(at) && t.Trait(lex.CapitalDates) {
		return Day{}, i // "one may"
	}
	year, end := yearAfter(t, monthEnd(t, at+k))
	return Day{Day: day, Month: int(e.Value), Year: year}, end
}

// hyphenMonth reads the rest of 30-Jul and 23-Sep-2020 behind the day.
func hyphenMonth(t *lex.Text, day, i int) (Day, int) {
	e, k := t.Find(i+1, lex.Month)
	if k != 1 || !t.Is(i, "-") || !t.Solid(i-1, 3) {
		return Day{}, i
	}
	d := Day{Day: day, Month: int(e.Value)}
	if v, width := numeral.Integer(t, i+3); width == 4 && t.Is(i+2, "-") && t.Solid(i+1, 3) {
		d.Year = v
		return d, i + 4
	}
	return d, i + 2
}

// monthHyphen reads the rest of Sep-23-2020 behind the month.
func monthHyphen(t *lex.Text, month, i int) (Day, int) {
	day, ok := dayDigits(t, i+1)
	year, width := numeral.Integer(t, i+3)
	marks := t.Is(i, "-") && t.Is(i+2, "-") && t.Solid(i-1, 5)
	if !marks || !ok || width != 4 {
		return Day{}, i
	}
	return Day{Year: year, Month: month, Day: day}, i + 4
}

// linked steps over "of" and its like inside a date.
func linked(t *lex.Text, at int) int {
	for range 2 {
		_, k := t.Find(at, lex.LinkDate)
		if k == 0 {
			break
		}
		at += k
		if t.IsAny(at, "'", "’") {
			at++
		}
	}
	return at
}

// yearAfter reads the year behind a month, with or without a comma.
func yearAfter(t *lex.Text, i int) (int, int) {
	at := i
	if t.Is(at, ",") {
		at++
	}
	at = linked(t, at)
	v, width := numeral.Integer(t, at)
	if width != 4 || v < 1000 || v >= 2200 {
		return 0, i
	}
	_, k := t.Find(at+1, lex.YearWord)
	return v, at + 1 + k
}

// monthDay reads "March 12, 2024", "March 2024", and a month alone.
func monthDay(t *lex.Text, i int) (Day, int) {
	e, k := t.Find(i, lex.Month)
	if k == 0 {
		return Day{}, i
	}
	d := Day{Month: int(e.Value)}
	at := i + k
	if whole, end := monthHyphen(t, d.Month, at); end > at {
		return whole, end
	}
	at = monthEnd(t, at)
	if v, ok := dayDigits(t, at); ok && t.Tokens[at].Space {
		next := suffixEnd(t, at+1)
		runsOn := t.Glued(next) && (t.Is(next, ":") || t.Kind(next) == lex.Word)
		if !runsOn && !t.Is(next, "%") {
			d.Day = v
			d.Year, at = yearAfter(t, next)
			return d, at
		}
	}
	if year, end := yearAfter(t, at); year > 0 {
		d.Year = year
		return d, end
	}
	if !monthAlone(t, i) {
		return Day{}, i
	}
	return d, i + k
}

// monthEnd steps over the full stop at place i where it belongs to the month
// before it rather than to the sentence.
func monthEnd(t *lex.Text, i int) int {
	if !t.GluedIs(i, ".") || i+1 >= len(t.Tokens) || t.Capital(i+1) {
		return i
	}
	if t.InList(i-1, "monthfull") || utf8.RuneCountInString(t.Tokens[i-1].Lower) > 5 {
		return i
	}
	return i + 1
}

// monthAlone says whether a month's name without day or year is a month: some
// are words too ("may"), and abbreviations are.
func monthAlone(t *lex.Text, i int) bool {
	w, shortest := t.Tokens[i].Lower, 4
	capitals := t.Trait(lex.CapitalDates)
	if capitals {
		shortest = 5
	}
	if capitals && t.Written(i) == w {
		return false
	}
	if t.InList(i, "monthalone") || len(w) >= shortest && !t.InList(i, "monthdated") {
		return true
	}
	_, lead := t.Before(i, lex.DateIn)
	return lead > 0 || monthBeside(t, i)
}

// monthBeside says whether another month stands beside the one at place i, as in
// "de janvier à mai" and "mars-avril".
func monthBeside(t *lex.Text, i int) bool {
	joins := func(at int) bool { return t.Dash(at) || t.Is(at, "/") || t.Has(at, lex.Range|lex.RangeAnd|lex.And) }
	sure := func(at int) bool { return t.Has(at, lex.Month) && !t.InList(at, "monthdated") }
	return joins(i-1) && sure(i-2) || joins(i+1) && sure(i+2)
}
