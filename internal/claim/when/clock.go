package when

import (
	"strings"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// clock reads 16:30, 4 pm, 20 Uhr, 18h30, noon, half past seven, las ocho y
// media, 晚上十点半.
func clock(t *lex.Text, i int) (Day, int) {
	if e, k := t.Find(i, lex.Clock); k > 0 && !(t.Is(i-1, "-") && t.Glued(i)) {
		return at(int(e.Value), 0), i + k
	}
	return first(t, i, minutesFirst, fourFigures, digitalClock, hourFirst, glyphClock)
}

// fourFigures reads 0430, as soldiers and timetables write it, and 1630 before a
// word for hours.
func fourFigures(t *lex.Text, i int) (Day, int) {
	v, width := numeral.Integer(t, i)
	ofDay := width == 4 && v/100 <= 24 && v%100 <= 59
	if !ofDay || t.Glued(i) || t.Glued(i+1) && t.Kind(i+1) != lex.Punct {
		return Day{}, i
	}
	_, lead := t.Before(i, lex.AtHour)
	_, hours := t.Find(i+1, lex.OClock)
	if !strings.HasPrefix(t.Tokens[i].Lower, "0") || lead == 0 && hours == 0 {
		return Day{}, i
	}
	return at(v/100, v%100), i + 1 + hours
}

func at(hour, minute int) Day { return Day{Clock: (hour*60+minute+1440)%1440 + 1} }

// halfDay reads what tells the half of the day behind a time, as "pm" and "in
// the evening", and returns the hour of 24.
func halfDay(t *lex.Text, i, hour int) (int, int) {
	e, k := t.Find(i, lex.Am|lex.Pm)
	if k == 0 || hour > 12 {
		return hour, i
	}
	return hour%12 + int(e.Value), i + k
}

// digitalClock reads an hour in digits, with its minutes.
func digitalClock(t *lex.Text, i int) (Day, int) {
	hour, ok := small(t, i, 24)
	if !ok {
		return Day{}, i
	}
	minute, next, colon := minutes(t, i+1)
	if h, end := halfDay(t, next, hour); end > next {
		return at(h, minute), end
	}
	_, lead := t.Before(i, lex.AtHour)
	if e, k := t.Find(next, lex.OClock); k > 0 {
		h, end := halfDay(t, next+k, hour)
		told := lead > 0 && t.Trait(lex.HoursAt) && !t.InList(next+k, "hoursof") // not à 2 heures de Paris
		if clockWord(e) || next > i+1 || told || end > next+k {
			return at(h, minute), end // 8 часов вечера
		}
	}
	if h := hourOfRange(t, next, hour); h >= 0 && !colon {
		return at(h, minute), next
	}
	if colon && timeLike(t, i, next) {
		return at(hour, minute), next
	}
	const counted = lex.Unit | lex.Cur | lex.Pct | lex.Sign | lex.Scale
	if next > i+1 && lead > 0 && t.Trait(lex.HourAlone) && !t.Has(next, counted) {
		return at(hour, minute), next // alle 17.30
	}
	return Day{}, i
}

// minutes reads ":30" or ".30" or "h30" at place i; colon says that the mark
// is no full stop.
func minutes(t *lex.Text, i int) (minute, next int, colon bool) {
	wide := t.Is(i, "h") && t.Trait(lex.WideHour) // 18 h 45
	if !wide && (!t.GluedIs(i, ":", ".", "h", "：") || !t.Glued(i+1)) {
		return 0, i, false
	}
	m, width := numeral.Integer(t, i+1)
	if width != 2 || m > 59 {
		return 0, i, false
	}
	return m, i + 2, !t.Is(i, ".")
}

// hourOfRange reads the rest of "9-10 am", "von 17 bis 18 Uhr" behind the first
// hour, and returns that hour of 24; -1 where it is none.
func hourOfRange(t *lex.Text, i, hour int) int {
	k := 0
	if t.Dash(i) {
		k = 1
	} else if _, k = t.Find(i, lex.Range|lex.RangeAnd); k == 0 {
		return -1
	}
	second, ok := small(t, i+k, 24)
	if !ok {
		return -1
	}
	_, next, _ := minutes(t, i+k+1)
	if h, end := halfDay(t, next, second); end > next {
		if hour > second%12 && hour < 12 {
			return hour // 11-1 pm
		}
		return hour%12 + h - h%12
	}
	if e, _ := t.Find(next, lex.OClock); clockWord(e) {
		return hour
	}
	return -1
}

// clockWord says whether a word such as o'clock names the hour rather than
// counts hours.
func clockWord(e lex.Entry) bool { return e.Value == 1 }

// timeLike tells 16:30 at place i from a score such as 2:1: two digits behind
// the colon, and no further part.
func timeLike(t *lex.Text, i, next int) bool {
	hour, width := numeral.Integer(t, i)
	if next != i+3 || hour == 24 || width == 1 && hour == 0 {
		return false
	}
	further := t.GluedIs(next, ":") && t.Kind(next+1) == lex.Digits && len(t.Tokens[next+1].Lower) != 2
	return len(t.Tokens[i+2].Lower) == 2 && !further
}

// hour reads an hour in digits or words.
func hour(t *lex.Text, i int) (int, int) {
	if v, ok := small(t, i, 24); ok {
		return v, i + 1
	}
	ordinals := t.Trait(lex.HourOrdinals) && t.Has(i, lex.Ord) // в половине девятого
	if t.Kind(i) != lex.Word || !t.Has(i, lex.Card) && !ordinals {
		return 0, i
	}
	if n, ok := numeral.Cardinal(t, i); ok && n.Ordinal == ordinals && n.Value <= 24 {
		return int(n.Value), n.Next
	}
	return 0, i
}

// minutesFirst reads "half past seven", "quarter to nine", "20 past eight",
// "halb acht", "Viertel nach acht".
func minutesFirst(t *lex.Text, i int) (Day, int) {
	if !t.Has(i, lex.Frac|lex.Card|lex.Hour) && t.Kind(i) != lex.Digits {
		return Day{}, i
	}
	minute, next, certain := partOfHour(t, i)
	e, k := t.Find(next, lex.Hour)
	if half, h := t.Find(i, lex.Hour); h > 0 && half.Value >= 15 {
		if _, end := hour(t, i+h); end > i+h {
			e, k, minute, next, certain = half, h, int(60-half.Value), i, true // halb acht, viertel acht
		}
	}
	round := e.Value >= 0 && minute%5 == 0 && minute <= 25
	if k == 0 || minute == 0 || !certain && !round {
		return Day{}, i
	}
	hour, end := hour(t, next+k)
	if end == next+k || hour > 12 {
		return Day{}, i
	}
	if e.Value != 1 {
		minute = -minute
	}
	_, o := t.Find(end, lex.OClock)
	hour, end = halfDay(t, end+o, hour)
	return at(hour, minute), end
}

// partOfHour reads the minutes before or behind an hour: half, a quarter, 20,
// 20 minutes. certain says that these can be nothing else than a part of an
// hour.
func partOfHour(t *lex.Text, i int) (minute, next int, certain bool) {
	if _, a := t.Find(i, lex.Art); a > 0 && t.Has(i+a, lex.Frac) {
		i += a
	}
	if e, k := t.Find(i, lex.Frac); k > 0 && (e.Value == 2 || e.Value == 4) {
		return int(60 / e.Value), i + k, true
	}
	next = i
	if v, ok := small(t, i, 59); ok {
		minute, next = v, i+1
	} else if t.Kind(i) == lex.Word && t.Has(i, lex.Card) {
		n, _ := numeral.Cardinal(t, i)
		minute, next = int(n.Value), n.Next
	}
	if minute == 0 || minute > 59 {
		return 0, i, false
	}
	if e, k := t.Find(next, lex.Unit); k > 0 && e.Name == "min" {
		return minute, next + k, true
	}
	return minute, next, false
}

// hourFirst reads "seven o'clock", "las ocho y media", "sept heures et demie",
// "alle otto e mezza".
func hourFirst(t *lex.Text, i int) (Day, int) {
	hour, next := hour(t, i)
	if next == i {
		return Day{}, i
	}
	_, lead := t.Before(i, lex.AtHour)
	if lead == 0 && !t.Has(i, lex.Card) && t.Kind(i) != lex.Digits {
		return Day{}, i
	}
	alone := t.Trait(lex.HourAlone)
	e, o := t.Find(next, lex.OClock)
	told := lead > 0 && alone || t.Kind(i) == lex.Word && t.Has(next, lex.Am|lex.Pm)
	if o == 0 && !told {
		return Day{}, i
	}
	named := clockWord(e)
	counts := alone || t.InList(i-1, "during")
	if o > 0 && lead == 0 && counts && !named {
		return Day{}, i // due ore e mezza
	}
	next += o
	if minute, end := minutesBehind(t, next); end > next {
		hour, end = halfDay(t, end, hour)
		return at(hour, minute), end
	}
	if h, end := halfDay(t, next, hour); end > next {
		return at(h, 0), end
	}
	if named || lead > 0 && o == 0 && clauseEnd(t, next) {
		return at(hour, 0), next
	}
	return Day{}, i
}

// clauseEnd says whether the mark at place i goes on no number.
func clauseEnd(t *lex.Text, i int) bool {
	inside := t.Solid(i-1, 3) && t.Kind(i+1) == lex.Digits
	return t.Kind(i) == lex.Punct && !t.IsAny(i, "-", "%", "$", "€", "/") && !inside
}

// minutesBehind reads "y media", "et quart", "meno un quarto" behind an hour.
func minutesBehind(t *lex.Text, i int) (int, int) {
	sign := 1
	k := 0
	if _, k = t.Find(i, lex.And); k == 0 {
		_, k = t.Find(i, lex.Neg)
		sign = -1
	}
	if k == 0 {
		return 0, i
	}
	at := i + k
	if t.Is(at, "le") {
		at++
	}
	minute, next, _ := partOfHour(t, at)
	if next == at {
		return 0, i
	}
	return sign * minute, next
}
