package claim

import "unicode/utf8"

// numericDate reads 2024-03-12, 12.03.2024, 12/03/2024.
func (s *scanner) numericDate(i int) (Day, int) {
	a, wa := s.integer(i)
	if wa == 0 || !s.glued(i+1) || !s.glued(i+2) || !s.glued(i+3) || !s.glued(i+4) {
		return Day{}, i
	}
	p := s.tokens[i+1].lower
	if p != "-" && p != "." && p != "/" || !s.is(i+3, p) {
		return Day{}, i
	}
	b, wb := s.integer(i + 2)
	c, wc := s.integer(i + 4)
	switch {
	case wa == 4 && wb > 0 && wc > 0 && b >= 1 && b <= 12 && c >= 1 && c <= 31:
		return Day{Year: a, Month: b, Day: c}, i + 5
	case (wc == 4 || wc == 2 && p != "-") && wa <= 2 && wb > 0 && wb <= 2 && a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12):
		if wc == 2 {
			c += 2000
		}
		if b > 12 || p == "/" && s.language == "en" && a <= 12 {
			a, b = b, a
		}
		return Day{Year: c, Month: b, Day: a}, i + 5
	}
	return Day{}, i
}

// slashDate reads 11/20 behind "on" or "until"; elsewhere it is a fraction.
func (s *scanner) slashDate(i int) (Day, int) {
	a, wa := s.integer(i)
	if wa == 0 || wa > 2 || !s.isAny(i+1, "/", "-") || !s.glued(i+1) || !s.glued(i+2) {
		return Day{}, i
	}
	b, wb := s.integer(i + 2)
	if wb == 0 || wb > 2 || s.isAny(i+3, "/", "-", "%") && s.glued(i+3) || !s.dayContext(i, 4) || s.is(i+1, "-") && s.language != "es" {
		return Day{}, i
	}
	if s.language == "en" {
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
func (s *scanner) dottedDate(i int) (Day, int) {
	a, wa := s.integer(i)
	b, wb := s.integer(i + 2)
	if s.language != "de" || wa == 0 || wa > 2 || wb == 0 || wb > 2 || !s.is(i+1, ".") || !s.glued(i+1) || !s.is(i+3, ".") || !s.glued(i+3) {
		return Day{}, i
	}
	if a < 1 || a > 31 || b < 1 || b > 12 || s.glued(i+4) && s.kind(i+4) == digits || !s.dayContext(i, 4) && !s.isAny(i-1, "der", "den", "dem", "des", "und") {
		return Day{}, i
	}
	return Day{Day: a, Month: b}, i + 4
}

// dayContext says whether a day may stand at token i: behind a preposition of
// time, a weekday, or a list of at most so many such days.
func (s *scanner) dayContext(i, days int) bool {
	if _, k := s.before(i, classOnday|classWeekday|classNext); k > 0 {
		return true
	}
	// 11/20, 11/22 or 11/25
	j := i - 1
	if days > 0 && (s.is(j, ",") || s.kind(j) == word && len(s.tokens[j].lower) <= 3) {
		return s.kind(j-1) == digits && s.is(j-2, "/") && s.kind(j-3) == digits && s.dayContext(j-3, days-1)
	}
	return false
}

// dayAlone reads "on the 18th".
func (s *scanner) dayAlone(i int) (Day, int) {
	v, w := s.integer(i)
	if s.language == "es" && s.is(i-1, "día") && w > 0 && w <= 2 && v >= 1 && v <= 31 && (s.kind(i+1) != word || s.has(i+1, classFunc)) {
		return Day{Day: v}, i + 1
	}
	if s.language != "en" || w == 0 || w > 2 || v < 1 || v > 31 || !s.is(i-1, "the") || !s.has(i+1, classOrdsfx) || !s.glued(i+1) {
		return Day{}, i
	}
	if _, k := s.before(i-1, classOnday|classWeekday); k == 0 || s.kind(i+2) == word || s.isHyphen(i+2) {
		return Day{}, i
	}
	return Day{Day: v}, i + 2
}

// day reads the day of a month: 12, 12th, 1er, 12., twelfth.
func (s *scanner) day(i int) (int, int) {
	if v, w := s.integer(i); w > 0 && w <= 2 && v >= 1 && v <= 31 {
		next := i + 1
		if _, k := s.find(next, classOrdsfx); k > 0 && s.glued(next) {
			next += k
		} else if k := s.ordinalEnding(i, next); s.language == "ru" && k > 0 {
			next += k
		} else if s.is(next, ".") && s.glued(next) && (s.language == "de" || s.language == "cs" || s.language == "pl" || s.language == "und") {
			next++
		} else if s.is(next, "º") || s.is(next, "°") {
			next++
		} else if s.kind(next) == word && s.glued(next) {
			return 0, i
		}
		return v, next
	}
	if s.kind(i) != word {
		return 0, i
	}
	if n, ok := s.spelled(i); ok && n.value >= 1 && n.value <= 31 && !n.part && !n.article && n.value == float64(int(n.value)) {
		return int(n.value), n.next
	}
	return 0, i
}

// dayMonth reads "12 March 2024", "12th of March", "le 1er mai", "9 de julio".
func (s *scanner) dayMonth(i int) (Day, int) {
	day, at := s.day(i)
	if at == i {
		return Day{}, i
	}
	if d, end := s.hyphenMonth(day, at); end > at {
		return d, end
	}
	// "8-9 March": the last day stands for the month's sake.
	at = s.linked(at)
	e, k := s.find(at, classMonth)
	if k == 0 {
		return Day{}, i
	}
	at += k
	if s.abbreviatedMonth(at) {
		at++
	}
	year, end := s.yearAfter(at)
	return Day{Day: day, Month: int(e.value), Year: year}, end
}

// hyphenMonth reads the rest of 30-Jul and 23-Sep-2020 behind the day.
func (s *scanner) hyphenMonth(day, i int) (Day, int) {
	e, k := s.find(i+1, classMonth)
	if k != 1 || !s.is(i, "-") || !s.glued(i) || !s.glued(i+1) {
		return Day{}, i
	}
	d := Day{Day: day, Month: int(e.value)}
	if v, w := s.integer(i + 3); w == 4 && s.is(i+2, "-") && s.glued(i+2) && s.glued(i+3) {
		d.Year = v
		return d, i + 4
	}
	return d, i + 2
}

// monthHyphen reads the rest of Sep-23-2020 behind the month.
func (s *scanner) monthHyphen(month, i int) (Day, int) {
	v, w := s.integer(i + 1)
	year, width := s.integer(i + 3)
	if !s.is(i, "-") || !s.is(i+2, "-") || !s.glued(i) || !s.glued(i+1) || !s.glued(i+2) || !s.glued(i+3) || w == 0 || w > 2 || v < 1 || v > 31 || width != 4 {
		return Day{}, i
	}
	return Day{Year: year, Month: month, Day: v}, i + 4
}

// linked steps over "of" and its like inside a date.
func (s *scanner) linked(at int) int {
	for range 2 {
		_, k := s.find(at, classLinkdate)
		if k == 0 {
			break
		}
		at += k
		if s.is(at, "'") || s.is(at, "’") {
			at++
		}
	}
	return at
}

// yearAfter reads the year behind a month, with or without a comma.
func (s *scanner) yearAfter(i int) (int, int) {
	at := i
	if s.is(at, ",") {
		at++
	}
	at = s.linked(at)
	if v, w := s.integer(at); w == 4 && v >= 1000 && v < 2200 {
		at++
		if _, k := s.find(at, classYearword); k > 0 {
			at += k
		}
		return v, at
	}
	return 0, i
}

// monthDay reads "March 12, 2024", "March 2024", and a month alone.
func (s *scanner) monthDay(i int) (Day, int) {
	e, k := s.find(i, classMonth)
	if k == 0 {
		return Day{}, i
	}
	d := Day{Month: int(e.value)}
	at := i + k
	if whole, end := s.monthHyphen(d.Month, at); end > at {
		return whole, end
	}
	if s.abbreviatedMonth(at) {
		at++
	}
	if v, w := s.integer(at); w > 0 && w <= 2 && v >= 1 && v <= 31 && s.tokens[at].space {
		next := at + 1
		if _, k := s.find(next, classOrdsfx); k > 0 && s.glued(next) {
			next += k
		}
		if !(s.is(next, ":") && s.glued(next)) && !(s.kind(next) == word && s.glued(next)) && !(s.is(next, "%")) {
			d.Day = v
			d.Year, at = s.yearAfter(next)
			return d, at
		}
	}
	if year, end := s.yearAfter(at); year > 0 {
		d.Year = year
		return d, end
	}
	if !s.monthAlone(i) {
		return Day{}, i
	}
	return d, i + k
}

// abbreviatedMonth says whether the full stop at token i belongs to the month
// before it rather than to the sentence.
func (s *scanner) abbreviatedMonth(i int) bool {
	if !s.is(i, ".") || !s.glued(i) || i+1 >= len(s.tokens) || s.upper(i+1) {
		return false
	}
	switch w := s.tokens[i-1].lower; w {
	case "may", "june", "july", "mai", "juin", "août", "mayo", "maio", "mei", "juni", "juli":
		return false
	default:
		return utf8.RuneCountInString(w) <= 5 && w != "march" && w != "april"
	}
}

// monthAlone says whether a month's name without day or year is a month: some
// are words too ("may"), and abbreviations are.
func (s *scanner) monthAlone(i int) bool {
	t := s.tokens[i]
	capital := s.text[t.start:t.end] != t.lower
	if s.language == "en" {
		if !capital {
			return false
		}
		if t.lower == "may" || len(t.lower) <= 4 && t.lower != "june" && t.lower != "july" || t.lower == "march" {
			_, k := s.before(i, classDatein)
			return k > 0
		}
		return true
	}
	return len(t.lower) >= 5 || len(t.lower) == 4 && t.lower != "mars" && t.lower != "sept" || s.language == "de" && t.lower == "mai"
}
