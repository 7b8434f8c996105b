package claim

// clock reads 16:30, 4 pm, 20 Uhr, 18h30, noon, half past seven, las ocho y
// media, 晚上十点半.
func (s *scanner) clock(i int) (Day, int) {
	if e, k := s.find(i, classClock); k > 0 && !(s.is(i-1, "-") && s.glued(i)) {
		return at(int(e.value), 0), i + k
	}
	for _, read := range [...]func(*scanner, int) (Day, int){(*scanner).minutesFirst, (*scanner).digitalClock, (*scanner).hourFirst, (*scanner).glyphClock} {
		if d, next := read(s, i); next > i {
			return d, next
		}
	}
	return Day{}, i
}

func at(hour, minute int) Day { return Day{Clock: (hour*60+minute+1440)%1440 + 1} }

// halfDay reads what tells the half of the day behind a time, as "pm" and "in
// the evening", and returns the hour of 24.
func (s *scanner) halfDay(i, hour int) (int, int) {
	e, k := s.find(i, classAm|classPm)
	if k == 0 || hour > 12 {
		return hour, i
	}
	return hour%12 + int(e.value), i + k
}

// digitalClock reads an hour in digits, with its minutes.
func (s *scanner) digitalClock(i int) (Day, int) {
	hour, width := s.integer(i)
	if width == 0 || width > 2 || hour > 24 {
		return Day{}, i
	}
	minute, next, colon := s.minutes(i + 1)
	if h, end := s.halfDay(next, hour); end > next {
		return at(h, minute), end
	}
	_, lead := s.before(i, classAthour)
	if _, k := s.find(next, classOclock); k > 0 && (s.clockWord(next) || next > i+1 || lead > 0 && s.atHours(next+k)) {
		h, end := s.halfDay(next+k, hour)
		return at(h, minute), end
	} else if h, end := s.halfDay(next+k, hour); k > 0 && end > next+k {
		return at(h, minute), end // 8 часов вечера
	}
	if h := s.hourOfRange(next, hour); h >= 0 && !colon {
		return at(h, minute), next
	}
	if colon && hour < 24 && (width == 2 || hour > 0) && s.timeLike(i, next) {
		return at(hour, minute), next
	}
	if next > i+1 && lead > 0 && s.hourAlone() && !s.has(next, classUnit|classCur|classPct|classSign|classScale) {
		return at(hour, minute), next // alle 17.30
	}
	return Day{}, i
}

// atHours says whether a word that may count hours names the hour behind "at":
// "à 9 h", not "à 2 heures de Paris".
func (s *scanner) atHours(next int) bool {
	switch s.language {
	case "nl", "es", "it", "pt", "fr":
		return !s.isAny(next, "de", "di", "van", "d")
	}
	return false
}

// minutes reads ":30" or ".30" or "h30" at token i; colon says that the mark
// is no full stop.
func (s *scanner) minutes(i int) (minute, next int, colon bool) {
	wide := s.language == "fr" && s.is(i, "h") // 18 h 45
	if !wide && (!s.isAny(i, ":", ".", "h", "：") || !s.glued(i) || !s.glued(i+1)) {
		return 0, i, false
	}
	m, w := s.integer(i + 1)
	if w != 2 || m > 59 {
		return 0, i, false
	}
	return m, i + 2, !s.is(i, ".")
}

// hourOfRange reads the rest of "9-10 am", "von 17 bis 18 Uhr" behind the first
// hour, and returns that hour of 24; -1 where it is none.
func (s *scanner) hourOfRange(i, hour int) int {
	k := 0
	if s.isHyphen(i) {
		k = 1
	} else if _, k = s.find(i, classRange|classRangeand); k == 0 {
		return -1
	}
	second, width := s.integer(i + k)
	if width == 0 || width > 2 || second > 24 {
		return -1
	}
	_, next, _ := s.minutes(i + k + 1)
	if h, end := s.halfDay(next, second); end > next {
		if hour > second%12 && hour < 12 {
			return hour // 11-1 pm
		}
		return hour%12 + h - h%12
	}
	if _, o := s.find(next, classOclock); o > 0 && s.clockWord(next) {
		return hour
	}
	return -1
}

// clockWord says whether the word at token i names the hour rather than
// counts hours.
func (s *scanner) clockWord(i int) bool {
	return !s.isAny(i, "hours", "heures", "heure", "horas", "ore", "часов", "часа", "час", "h", "uur")
}

// timeLike tells 16:30 from a score such as 2:1: two digits behind the colon,
// and no further part.
func (s *scanner) timeLike(i, next int) bool {
	return next == i+3 && len(s.tokens[i+2].lower) == 2 && !(s.is(next, ":") && s.glued(next) && s.kind(next+1) == digits && len(s.tokens[next+1].lower) != 2)
}

// hour reads an hour in digits or words.
func (s *scanner) hour(i int) (int, int) {
	if v, w := s.integer(i); w > 0 && w <= 2 && v <= 24 {
		return v, i + 1
	}
	ordinals := s.language == "ru" && s.has(i, classOrd) // в половине девятого
	if s.kind(i) != word || !s.has(i, classCard) && !ordinals {
		return 0, i
	}
	if c := s.cardinal(i); c.some && c.ordinal == ordinals && c.total() <= 24 {
		return int(c.total()), c.next
	}
	return 0, i
}

func (s *scanner) hourAt(i int) bool {
	_, next := s.hour(i)
	return next > i
}

// minutesFirst reads "half past seven", "quarter to nine", "20 past eight",
// "halb acht", "Viertel nach acht".
func (s *scanner) minutesFirst(i int) (Day, int) {
	if !s.has(i, classFrac|classCard|classHour) && s.kind(i) != digits {
		return Day{}, i
	}
	minute, next, certain := s.partOfHour(i)
	e, k := s.find(next, classHour)
	if half, h := s.find(i, classHour); h > 0 && half.value >= 15 && s.hourAt(i+h) {
		e, k, minute, next, certain = half, h, int(60-half.value), i, true // halb acht, viertel acht
	}
	if k == 0 || minute == 0 || !certain && (e.value < 0 || minute%5 != 0 || minute > 25) {
		return Day{}, i
	}
	hour, end := s.hour(next + k)
	if end == next+k || hour > 12 {
		return Day{}, i
	}
	if e.value != 1 {
		minute = -minute
	}
	if _, o := s.find(end, classOclock); o > 0 {
		end += o
	}
	hour, end = s.halfDay(end, hour)
	return at(hour, minute), end
}

// partOfHour reads the minutes before or behind an hour: half, a quarter, 20,
// 20 minutes. certain says that these can be nothing else than a part of an
// hour.
func (s *scanner) partOfHour(i int) (minute, next int, certain bool) {
	if _, a := s.find(i, classArt); a > 0 && s.has(i+a, classFrac) {
		i += a
	}
	if e, k := s.find(i, classFrac); k > 0 && (e.value == 2 || e.value == 4) {
		return int(60 / e.value), i + k, true
	}
	next = i
	if v, w := s.integer(i); w > 0 && w <= 2 {
		minute, next = v, i+1
	} else if s.kind(i) == word && s.has(i, classCard) {
		c := s.cardinal(i)
		minute, next = int(c.total()), c.next
	}
	if minute == 0 || minute > 59 {
		return 0, i, false
	}
	if e, k := s.find(next, classUnit); k > 0 && e.name == "min" {
		return minute, next + k, true
	}
	return minute, next, false
}

// hourFirst reads "seven o'clock", "las ocho y media", "sept heures et demie",
// "alle otto e mezza".
func (s *scanner) hourFirst(i int) (Day, int) {
	hour, next := s.hour(i)
	if next == i {
		return Day{}, i
	}
	_, lead := s.before(i, classAthour)
	if lead == 0 && !s.has(i, classCard) && s.kind(i) != digits {
		return Day{}, i
	}
	_, o := s.find(next, classOclock)
	if o == 0 && (lead == 0 || !s.hourAlone()) && !(s.kind(i) == word && s.has(next, classAm|classPm)) {
		return Day{}, i
	}
	named := o > 0 && s.clockWord(next)
	if o > 0 && !named && lead == 0 && (s.hourAlone() || s.isAny(i-1, "en", "pendant", "durant", "de", "d", "’", "'", "après")) {
		return Day{}, i // due ore e mezza
	}
	next += o
	if minute, end := s.minutesBehind(next); end > next {
		hour, end = s.halfDay(end, hour)
		return at(hour, minute), end
	}
	if h, end := s.halfDay(next, hour); end > next {
		return at(h, 0), end
	}
	if named || lead > 0 && o == 0 && s.kind(next) == punct && !s.isAny(next, "-", "%", "$", "€", "/") && !(s.glued(next) && s.glued(next+1) && s.kind(next+1) == digits) {
		return at(hour, 0), next
	}
	return Day{}, i
}

// hourAlone says whether the language tells the hour by an article alone:
// "a las cinco".
func (s *scanner) hourAlone() bool {
	return s.language == "es" || s.language == "it" || s.language == "pt"
}

// minutesBehind reads "y media", "et quart", "meno un quarto" behind an hour.
func (s *scanner) minutesBehind(i int) (int, int) {
	sign := 1
	k := 0
	if _, k = s.find(i, classAnd); k == 0 {
		_, k = s.find(i, classNeg)
		sign = -1
	}
	if k == 0 {
		return 0, i
	}
	at := i + k
	if s.is(at, "le") {
		at++
	}
	minute, next, _ := s.partOfHour(at)
	if next == at {
		return 0, i
	}
	return sign * minute, next
}
