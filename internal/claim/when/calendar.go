package when

import (
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// numericDate reads 2024-03-12, 12.03.2024, 12/03/2024.
func numericDate(t *lex.Text, i int) (Day, int) {
	a, wa := numeral.Integer(t, i)
	if wa == 0 || !t.Glued(i+1) || !t.Glued(i+2) || !t.Glued(i+3) || !t.Glued(i+4) {
		return Day{}, i
	}
	p := t.Tokens[i+1].Lower
	if p != "-" && p != "." && p != "/" || !t.Is(i+3, p) {
		return Day{}, i
	}
	b, wb := numeral.Integer(t, i+2)
	c, wc := numeral.Integer(t, i+4)
	switch {
	case wa == 4 && wb > 0 && wc > 0 && b >= 1 && b <= 12 && c >= 1 && c <= 31:
		return Day{Year: a, Month: b, Day: c}, i + 5
	case (wc == 4 || wc == 2 && p != "-") && wa <= 2 && wb > 0 && wb <= 2 && a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12):
		if wc == 2 {
			c += 2000
		}
		if b > 12 || p == "/" && t.Language == "en" && a <= 12 {
			a, b = b, a
		}
		return Day{Year: c, Month: b, Day: a}, i + 5
	}
	return Day{}, i
}

// slashDate reads 11/20 behind "on" or "until"; elsewhere it is a fraction.
func slashDate(t *lex.Text, i int) (Day, int) {
	a, wa := numeral.Integer(t, i)
	if wa == 0 || wa > 2 || !t.IsAny(i+1, "/", "-") || !t.Glued(i+1) || !t.Glued(i+2) {
		return Day{}, i
	}
	b, wb := numeral.Integer(t, i+2)
	if wb == 0 || wb > 2 || t.IsAny(i+3, "/", "-", "%") && t.Glued(i+3) || !dayContext(t, i, 4) || t.Is(i+1, "-") && t.Language != "es" {
		return Day{}, i
	}
	if t.Language == "en" {
		a, b = b, a
	}
	if b > 12 {
		a, b = b, a
	}
	if a < 1 || a > 31 || b < 1 || b > 12 {
		return Day{}, i
	}
	return Day{Day: a, Month: b}, i + 3
}

// dottedDate reads the German 3.5. and 27. 11. behind a preposition of time.
func dottedDate(t *lex.Text, i int) (Day, int) {
	a, wa := numeral.Integer(t, i)
	b, wb := numeral.Integer(t, i+2)
	if t.Language != "de" || wa == 0 || wa > 2 || wb == 0 || wb > 2 || !t.Is(i+1, ".") || !t.Glued(i+1) || !t.Is(i+3, ".") || !t.Glued(i+3) {
		return Day{}, i
	}
	if a < 1 || a > 31 || b < 1 || b > 12 || t.Glued(i+4) && t.Kind(i+4) == lex.Digits || !dayContext(t, i, 4) && !t.IsAny(i-1, "der", "den", "dem", "des", "und") {
		return Day{}, i
	}
	return Day{Day: a, Month: b}, i + 4
}

// dayContext says whether a day may stand at token i: behind a preposition of
// time, a weekday, or a list of at most so many such days.
func dayContext(t *lex.Text, i, days int) bool {
	if _, k := t.Before(i, lex.OnDay|lex.Weekday|lex.Next); k > 0 {
		return true
	}
	// 11/20, 11/22 or 11/25
	j := i - 1
	if days > 0 && (t.Is(j, ",") || t.Kind(j) == lex.Word && len(t.Tokens[j].Lower) <= 3) {
		return t.Kind(j-1) == lex.Digits && t.Is(j-2, "/") && t.Kind(j-3) == lex.Digits && dayContext(t, j-3, days-1)
	}
	return false
}

// dayAlone reads "on the 18th".
func dayAlone(t *lex.Text, i int) (Day, int) {
	v, w := numeral.Integer(t, i)
	if t.Language == "es" && t.Is(i-1, "día") && w > 0 && w <= 2 && v >= 1 && v <= 31 && (t.Kind(i+1) != lex.Word || t.Has(i+1, lex.Func)) {
		return Day{Day: v}, i + 1
	}
	if t.Language != "en" || w == 0 || w > 2 || v < 1 || v > 31 || !t.Is(i-1, "the") || !t.Has(i+1, lex.OrdSuffix) || !t.Glued(i+1) {
		return Day{}, i
	}
	if _, k := t.Before(i-1, lex.OnDay|lex.Weekday); k == 0 || t.Kind(i+2) == lex.Word || t.Dash(i+2) {
		return Day{}, i
	}
	return Day{Day: v}, i + 2
}

// day reads the day of a month: 12, 12th, 1er, 12., twelfth.
func day(t *lex.Text, i int) (int, int) {
	if v, w := numeral.Integer(t, i); w > 0 && w <= 2 && v >= 1 && v <= 31 {
		next := i + 1
		if _, k := t.Find(next, lex.OrdSuffix); k > 0 && t.Glued(next) {
			next += k
		} else if k := numeral.OrdinalEnding(t, i, next); t.Language == "ru" && k > 0 {
			next += k
		} else if t.Is(next, ".") && t.Glued(next) && (t.Language == "de" || t.Language == "cs" || t.Language == "pl" || t.Language == "und") {
			next++
		} else if t.Is(next, "º") || t.Is(next, "°") {
			next++
		} else if t.Kind(next) == lex.Word && t.Glued(next) {
			return 0, i
		}
		return v, next
	}
	if t.Kind(i) != lex.Word {
		return 0, i
	}
	if n, ok := numeral.Spelled(t, i); ok && n.Value >= 1 && n.Value <= 31 && !n.Part && !n.Article && n.Value == float64(int(n.Value)) {
		return int(n.Value), n.Next
	}
	return 0, i
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
	// "8-9 March": the last day stands for the month's sake.
	at = linked(t, at)
	e, k := t.Find(at, lex.Month)
	if k == 0 {
		return Day{}, i
	}
	at += k
	if abbreviatedMonth(t, at) {
		at++
	}
	year, end := yearAfter(t, at)
	return Day{Day: day, Month: int(e.Value), Year: year}, end
}

// hyphenMonth reads the rest of 30-Jul and 23-Sep-2020 behind the day.
func hyphenMonth(t *lex.Text, day, i int) (Day, int) {
	e, k := t.Find(i+1, lex.Month)
	if k != 1 || !t.Is(i, "-") || !t.Glued(i) || !t.Glued(i+1) {
		return Day{}, i
	}
	d := Day{Day: day, Month: int(e.Value)}
	if v, w := numeral.Integer(t, i+3); w == 4 && t.Is(i+2, "-") && t.Glued(i+2) && t.Glued(i+3) {
		d.Year = v
		return d, i + 4
	}
	return d, i + 2
}

// monthHyphen reads the rest of Sep-23-2020 behind the month.
func monthHyphen(t *lex.Text, month, i int) (Day, int) {
	v, w := numeral.Integer(t, i+1)
	year, width := numeral.Integer(t, i+3)
	if !t.Is(i, "-") || !t.Is(i+2, "-") || !t.Glued(i) || !t.Glued(i+1) || !t.Glued(i+2) || !t.Glued(i+3) || w == 0 || w > 2 || v < 1 || v > 31 || width != 4 {
		return Day{}, i
	}
	return Day{Year: year, Month: month, Day: v}, i + 4
}

// linked steps over "of" and its like inside a date.
func linked(t *lex.Text, at int) int {
	for range 2 {
		_, k := t.Find(at, lex.LinkDate)
		if k == 0 {
			break
		}
		at += k
		if t.Is(at, "'") || t.Is(at, "’") {
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
	if v, w := numeral.Integer(t, at); w == 4 && v >= 1000 && v < 2200 {
		at++
		if _, k := t.Find(at, lex.YearWord); k > 0 {
			at += k
		}
		return v, at
	}
	return 0, i
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
	if abbreviatedMonth(t, at) {
		at++
	}
	if v, w := numeral.Integer(t, at); w > 0 && w <= 2 && v >= 1 && v <= 31 && t.Tokens[at].Space {
		next := at + 1
		if _, k := t.Find(next, lex.OrdSuffix); k > 0 && t.Glued(next) {
			next += k
		}
		if !(t.Is(next, ":") && t.Glued(next)) && !(t.Kind(next) == lex.Word && t.Glued(next)) && !(t.Is(next, "%")) {
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

// abbreviatedMonth says whether the full stop at token i belongs to the month
// before it rather than to the sentence.
func abbreviatedMonth(t *lex.Text, i int) bool {
	if !t.Is(i, ".") || !t.Glued(i) || i+1 >= len(t.Tokens) || t.Capital(i+1) {
		return false
	}
	switch w := t.Tokens[i-1].Lower; w {
	case "may", "june", "july", "mai", "juin", "août", "mayo", "maio", "mei", "juni", "juli":
		return false
	default:
		return utf8.RuneCountInString(w) <= 5 && w != "march" && w != "april"
	}
}

// monthAlone says whether a month's name without day or year is a month: some
// are words too ("may"), and abbreviations are.
func monthAlone(t *lex.Text, i int) bool {
	token := t.Tokens[i]
	capital := t.Source[token.Start:token.End] != token.Lower
	if t.Language == "en" {
		if !capital {
			return false
		}
		if token.Lower == "may" || len(token.Lower) <= 4 && token.Lower != "june" && token.Lower != "july" || token.Lower == "march" {
			_, k := t.Before(i, lex.DateIn)
			return k > 0
		}
		return true
	}
	return len(token.Lower) >= 5 || len(token.Lower) == 4 && token.Lower != "mars" && token.Lower != "sept" || t.Language == "de" && token.Lower == "mai"
}
