package claim

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// amount completes a number with what stands around it. start is the first
// token of the claim, which may precede the number at i.
func (s *scanner) amount(start, i int, n number) ([]Claim, int) {
	if list, end := s.score(i, n); end > 0 {
		return list, end
	}
	if list, end := s.years(i, n); end > 0 {
		return list, end
	}
	if s.yearLike(i, n) && s.has(n.next, classYearword) {
		return s.list(s.yearClaim(i, s.yearwordEnd(n.next), int(n.value))), s.yearwordEnd(n.next)
	}
	n.next = s.tolerance(n.next)
	end := n.next
	c := n.claim()
	unit, kind, unitEnd := s.unit(s.halfOf(end, n), n)
	if hi, next := s.rangeTo(i, n, unit); next > 0 {
		end = next
		unit, kind, unitEnd = s.unit(end, hi)
		c = between(c, n, hi, unitEnd > end)
	}
	if unitEnd > end {
		c.Kind, c.Unit, end = kind, unit, unitEnd
	}
	c, end = s.scaledUnit(c, n, end)
	c, end = s.smallerUnit(c, end)
	c, end = s.aged(c, start, end)
	if _, k := s.find(end, classBelow); k > 0 && c.Value > 0 && (c.Unit == "degree" || c.Unit == "celsius" || c.Unit == "fahrenheit") {
		c.Value, c.High, c.Alt, end = -c.High, -c.Value, -c.Alt, end+k
	}
	c = s.hedged(c, start, end)
	if c.Kind == Number && c.Unit == "" && !c.Age && s.yearLike(i, n) && c.High == c.Value && !s.hedgedCount(c, end) {
		c.Kind = Date
		c.Date.Year = int(n.value)
	}
	return s.list(c), end
}

// tolerance steps over the "±0.5" behind a number.
func (s *scanner) tolerance(i int) int {
	if !s.is(i, "±") {
		return i
	}
	if n, ok := s.figures(i + 1); ok {
		return n.next
	}
	return i
}

// halfOf steps over what stands between a fraction and its unit: "half an
// hour", "half-inch".
func (s *scanner) halfOf(i int, n number) int {
	at := i
	if s.is(at, "-") && s.glued(at) {
		at++
	} else if _, k := s.find(at, classArt); k > 0 {
		at += k
	}
	if n.part && n.words && at > i && s.has(at, classUnit) {
		return at
	}
	return i
}

// claim is the plain number, without its place.
func (n number) claim() Claim {
	c := Claim{Kind: Number, Value: n.value, High: n.value, Alt: n.alt, Step: n.step, Ordinal: n.ordinal, Words: n.words}
	if n.above {
		c.Hedge, c.Limit = Over, Open
	}
	return c
}

// between makes c the range from n to hi; "3 to 5 million" scales both.
func between(c Claim, n, hi number, unit bool) Claim {
	c.High, c.Step = hi.value, hi.step
	if unit && hi.scaled && !n.scaled && n.value < hi.value {
		c.Value = n.value * scaleOf(hi)
	}
	if c.High < c.Value {
		c.Value, c.High = c.High, c.Value
	}
	return c
}

// scaleOf is the power of a thousand that a scaled number carries.
func scaleOf(n number) float64 {
	scale := 1.0
	for math.Abs(n.value) >= scale*1000 {
		scale *= 1000
	}
	return scale
}

// scaledUnit reads a scale that follows the unit: "75 USD million".
func (s *scanner) scaledUnit(c Claim, n number, end int) (Claim, int) {
	if c.Kind != Money || n.scaled {
		return c, end
	}
	e, k := s.find(end, classScale)
	if k == 0 || e.value < 1e6 || !s.has(end-1, classCode|classSign) {
		return c, end
	}
	c.Value, c.High, c.Alt, c.Step = c.Value*e.value, c.High*e.value, c.Alt*e.value, c.Step*e.value
	return c, end + k
}

// smallerUnit adds the second unit of "5 ft 2 in", "two hours 30 minutes", "13
// euros and 45 cents", and the half of "十五斤半".
func (s *scanner) smallerUnit(c Claim, end int) (Claim, int) {
	if c.Unit == "" || c.High != c.Value || end >= len(s.tokens) {
		return c, end
	}
	if s.is(end, "半") && c.Kind != Percent {
		return c.plus(.5, .5), end + 1
	}
	if v, next := s.andFraction(end); next > 0 && c.Kind != Percent && c.Kind != Money {
		return c.plus(v, v), next // two hours and a half
	}
	if n, ok := s.unsigned(end + 1); ok && c.Unit == "foot" && s.is(end, "-") && s.glued(end) && s.glued(end+1) && n.value < 12 {
		return c.plus(n.value/12, 1./12), n.next // 6-foot-2
	}
	at := end
	if _, k := s.find(at, classAnd); k > 0 {
		at += k
	} else if s.language == "es" && s.is(at, "con") {
		at++
	}
	n, ok := s.unsigned(at)
	if !ok || n.article || n.ordinal || n.value < 0 {
		return c, end
	}
	unit, kind, next := s.unit(n.next, n)
	if next == n.next && s.is(next, "in") && c.Unit == "foot" {
		unit, kind, next = "inch", Number, next+1
	}
	if next == n.next {
		return s.hundredths(c, n, end, at)
	}
	if share := shareOf(unit, c.Unit); kind == c.Kind && share > 0 && n.value*share < 1 {
		return c.plus(n.value*share, share), next
	}
	return c, end
}

// plus adds the part that a smaller unit states.
func (c Claim) plus(part, step float64) Claim {
	c.Value += part
	c.High, c.Alt, c.Step = c.Value, c.Value, step
	return c
}

// shareOf is how much of unit big one small is; 0 where that is not below 1.
func shareOf(small, big string) float64 {
	if share := families()[small][big]; share < 1 {
		if share > 0 {
			return share
		}
	}
	a, baseA := Base(1, small)
	b, baseB := Base(1, big)
	if baseA != baseB || a >= b {
		return 0
	}
	return a / b
}

// hundredths reads the cents of "15 Dollar 50" and "25 euros con 50": two
// figures behind an amount that nothing follows.
func (s *scanner) hundredths(c Claim, n number, end, at int) (Claim, int) {
	if c.Kind != Money || c.Value != math.Trunc(c.Value) || n.value < 10 || n.value > 99 || n.value != math.Trunc(n.value) || n.scaled || n.part {
		return c, end
	}
	if !s.has(end-1, classCur) || s.kind(n.next) != punct || at == end && s.language == "en" || s.is(n.next, ":") {
		return c, end
	}
	return c.plus(n.value/100, .01), n.next
}

// aged reads what makes a number an age: "aged 61", "61 years old".
func (s *scanner) aged(c Claim, start, end int) (Claim, int) {
	if c.Kind != Duration && (c.Kind != Number || c.Unit != "" || c.Ordinal || c.Value > 130) {
		return c, end
	}
	at := end
	if s.is(at, "-") && s.glued(at) || s.is(at, "‑") {
		at++
	}
	e, k := s.find(at, classAge)
	if k > 0 && e.value == 3 && s.glued(at) {
		c.Kind, c.Unit, c.Age = Duration, "year", true // 61-jährig, 13enne
		return c, at + k
	}
	if c.Kind == Duration {
		if k > 0 && e.value == 1 {
			c.Age = true
			return c, at + k
		}
		c.Age = s.isAny(end-1, "岁", "歲", "歳", "才")
	}
	if e, k := s.before(start, classAge); k > 0 && e.value == 2 {
		c.Age = true
	}
	return c, end
}

// hedgedCount says whether the hedge of a number makes it an amount: "more than
// 1500", "about 2000 people", but not "around 1990".
func (s *scanner) hedgedCount(c Claim, end int) bool {
	if r, _ := utf8.DecodeRuneInString(s.text[c.From:]); c.From == c.Start || !unicode.IsLetter(r) {
		return false // 2019 or later, <2019
	}
	return c.Hedge != About || s.kind(end) == word && (!s.has(end, classFunc) || s.is(end, "of"))
}

// yearwordEnd is the token behind the word for a year at token i, as in "2024
// года"; i where there is none.
func (s *scanner) yearwordEnd(i int) int {
	_, k := s.find(i, classYearword)
	if k > 0 && s.is(i, "г") && s.is(i+1, ".") && s.glued(i+1) && s.kind(i+2) == word {
		k++
	}
	return i + k
}

// yearLike says whether a plain number of four digits is a year.
func (s *scanner) yearLike(i int, n number) bool {
	if n.value < 1100 || n.value > 2100 || n.value != math.Trunc(n.value) || n.scaled || n.ordinal || s.kind(n.next) == glyph && s.has(n.next, classCounter) {
		return false
	}
	return n.words || s.kind(i) == digits && n.next == i+1
}
