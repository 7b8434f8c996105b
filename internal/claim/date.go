package claim

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

// date reads a date or a time of day at token i.
func (s *scanner) date(i int) (Day, int) {
	t := &s.tokens[i]
	if t.kind != digits && (t.form == nil || t.form.starts&dateBeginners == 0) {
		return Day{}, i
	}
	if d, next := s.clock(i); next > i {
		return d, next
	}
	if t.kind == digits {
		if d, next := s.figureDate(i); next > i {
			return d, next
		}
	}
	for _, read := range [...]func(*scanner, int) (Day, int){(*scanner).glyphDate, (*scanner).dayMonth, (*scanner).monthDay, (*scanner).decade, (*scanner).named} {
		if d, next := read(s, i); next > i {
			return d, next
		}
	}
	return Day{}, i
}

// dateBeginners are the classes of words that a date or a time may begin with.
const dateBeginners = classCard | classMult | classOrd | classOrdscale | classArt | classFrac | classFigure | classPower | classEra |
	classMonth | classWeekday | classRel | classSeason | classQuarter | classDecades | classDecadeword |
	classAm | classPm | classClock | classHour

// figureDate reads the dates that are digits and marks alone, and "the 18th".
func (s *scanner) figureDate(i int) (Day, int) {
	for _, read := range [...]func(*scanner, int) (Day, int){(*scanner).numericDate, (*scanner).slashDate, (*scanner).dottedDate, (*scanner).dayAlone} {
		if d, next := read(s, i); next > i {
			return d, next
		}
	}
	return Day{}, i
}

// integer reads plain digits at token i.
func (s *scanner) integer(i int) (v, width int) {
	if s.kind(i) != digits || len(s.tokens[i].lower) > 12 {
		return 0, 0
	}
	run := ascii(s.tokens[i].lower)
	if len(run) > 4 {
		return 0, 0
	}
	for _, c := range run {
		v = v*10 + int(c-'0')
	}
	return v, len(run)
}

// decade reads "1990s", "the nineties", "années 90", "1990er", "1990-х".
func (s *scanner) decade(i int) (Day, int) {
	if e, k := s.find(i, classDecades); k > 0 && (s.language != "en" || s.is(i-1, "the")) {
		return Day{Decade: int(e.value)}, i + k
	}
	if _, k := s.find(i, classDecadeword); k > 0 {
		if v, next := s.decadeAfter(i + k); v > 0 {
			return Day{Decade: v}, next
		}
	}
	v, w := s.integer(i)
	if w != 4 && w != 2 || v%10 != 0 {
		return Day{}, i
	}
	at := i + 1
	if s.is(at, "'") || s.is(at, "’") || s.is(at, "-") && s.language == "ru" {
		at++
	}
	if !s.glued(at) {
		return Day{}, i
	}
	switch s.tokens[at].lower {
	case "s":
		if s.language == "en" {
			return Day{Decade: v}, at + 1
		}
	case "er", "ern", "х", "е":
		return Day{Decade: v}, at + 1
	}
	return Day{}, i
}

// decadeAfter reads the decade behind a word such as "années": 90, '90, 1990,
// quatre-vingt-dix; 0 where there is none.
func (s *scanner) decadeAfter(i int) (int, int) {
	if s.isAny(i, "'", "’") {
		i++
	}
	if v, w := s.integer(i); (w == 4 || w == 2) && v%10 == 0 && v > 0 {
		return v, i + 1
	}
	if !s.has(i, classCard) {
		return 0, i
	}
	c := s.cardinal(i)
	if v := int(c.total()); c.some && !c.ordinal && v >= 20 && v < 100 && v%10 == 0 {
		return v, c.next
	}
	return 0, i
}

// named reads weekdays, quarters, seasons with a year, and relative dates.
func (s *scanner) named(i int) (Day, int) {
	if e, k := s.find(i, classQuarter); k > 0 {
		year, end := s.yearAfter(i + k)
		return Day{Quarter: int(e.value), Year: year}, end
	}
	if e, k := s.find(i, classRel); k > 0 {
		return Day{Rel: e.name}, i + k
	}
	if e, k := s.find(i, classWeekday); k > 0 && s.weekdayWord(i) {
		return Day{Weekday: int(e.value)}, i + k
	}
	if e, k := s.find(i, classSeason); k > 0 {
		if year, end := s.yearAfter(i + k); year > 0 {
			return Day{Season: int(e.value), Year: year}, end
		}
		if _, this := s.before(i, classNext); this > 0 {
			return Day{Season: int(e.value)}, i + k
		}
	}
	return Day{}, i
}

// weekdayWord rules out "sat" and "sun" in lower case.
func (s *scanner) weekdayWord(i int) bool {
	t := s.tokens[i]
	if s.language == "pt" && len(t.lower) <= len("segunda") && s.has(i, classOrd) {
		// "na sexta," is Friday, "na sexta edição" is not.
		return s.isAny(i-1, "na", "da", "nesta", "desta", "última", "próxima", "até") && s.kind(i+1) == punct
	}
	if s.language != "en" || len(t.lower) > 5 {
		return true
	}
	return s.upper(i) && (s.glued(i+1) || s.has(i+1, classMonth))
}
