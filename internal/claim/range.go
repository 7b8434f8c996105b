package claim

import "math"

// isHyphen says whether token i is one of the dashes that people write
// between two numbers.
func (s *scanner) isHyphen(i int) bool {
	return s.isAny(i, "-", "–", "‑", "—", "−")
}

// score reads pairs such as 3-1 or 2:0, which are no ranges.
func (s *scanner) score(i int, n number) ([]Claim, int) {
	mark := n.next
	if s.kind(i) != digits || mark != i+1 || !s.glued(mark) || !s.glued(mark+1) || s.kind(mark+1) != digits {
		return nil, 0
	}
	if !s.isAny(mark, "-", "–", ":", "‑") || s.chained(i, mark) {
		return nil, 0
	}
	second, ok := s.grouped(mark + 1)
	if !ok || n.value > 199 || second.value > 199 || second.next != mark+2 || s.likeRange(mark, n, second) {
		return nil, 0
	}
	a, b := s.span(Number, i, i+1), s.span(Number, mark+1, second.next)
	a.Value, a.High, a.Alt, a.Score, a.Step = n.value, n.value, n.value, true, 1
	b.Value, b.High, b.Alt, b.Score, b.Step = second.value, second.value, second.value, true, 1
	return s.list(a, b), second.next
}

// likeRange tells 5-10 and "2-3 km" from a score: it rises, and is high or has
// a unit.
func (s *scanner) likeRange(mark int, n, second number) bool {
	if s.is(mark, ":") || second.value <= n.value {
		return false
	}
	_, _, unit := s.unit(second.next, second)
	if s.isAny(second.next, "月", "日", "年", "时", "時") {
		return true
	}
	return unit > second.next || second.value > 20 || n.value >= 5
}

// chained says whether the pair of digits around token mark is part of a
// longer chain, as in a telephone number or a date.
func (s *scanner) chained(i, mark int) bool {
	joint := func(k int) bool { return s.isHyphen(k) || s.isAny(k, "/", ":") }
	after := joint(mark+2) && s.glued(mark+2) && s.glued(mark+3) && s.kind(mark+3) == digits
	before := i > 1 && joint(i-1) && s.glued(i-1) && s.glued(i) && s.kind(i-2) == digits
	return after || before
}

// rangeTo reads the upper end of a range behind n, whose unit is unit.
func (s *scanner) rangeTo(i int, n number, unit string) (number, int) {
	if n.ordinal {
		return number{}, 0
	}
	at := n.next
	_, _, own := s.unit(at, n)
	if own > at && unit != "" {
		at = own // 3 km to 5 km
	}
	_, lead := s.before(i-n.sign, classBetween)
	k := s.rangeMark(i, at, lead)
	if k == 0 {
		return number{}, 0
	}
	if _, sign := s.find(at+k, classSign|classCode); sign > 0 && n.sign > 0 {
		k += sign
	}
	hi, ok := s.unsigned(at + k)
	if n.value < 0 && !s.isHyphen(at) {
		hi, ok = s.number(at + k)
	}
	if !ok || hi.ordinal || hi.article || hi.part != n.part && lead == 0 || hi.words != n.words || !s.rises(n, hi, lead > 0) {
		return number{}, 0
	}
	if high, _, _ := s.unit(hi.next, hi); at == own && own > n.next && high != unit {
		return number{}, 0 // "rose 15% to 400 people"
	}
	if lead > 0 && s.twoValues(i-lead) {
		return number{}, 0
	}
	return hi, hi.next
}

// rangeMark returns how many tokens at token at join two ends of a range; 0
// where none do. lead says that "between" or "from" stands before.
func (s *scanner) rangeMark(i, at, lead int) int {
	if s.isHyphen(at) || s.isAny(at, "~", "〜", "～", "∼") {
		if s.kind(i) == digits && s.chained(i, at) {
			return 0
		}
		if e, k := s.find(at+1, classRange); k > 0 && e.class == classRange && s.glued(at) {
			return 1 + k // 8- to 16-metre
		}
		if s.glued(at) || at+1 < len(s.tokens) && s.tokens[at+1].space {
			return 1
		}
		return 0
	}
	if _, k := s.find(at, classRange); k > 0 {
		return k
	}
	if lead > 0 {
		_, k := s.find(at, classRangeand)
		return k
	}
	return 0
}

// rises says whether hi can be the upper end of a range from n.
func (s *scanner) rises(n, hi number, explicit bool) bool {
	low := n.value
	if hi.scaled && !n.scaled {
		low *= scaleOf(hi)
	}
	if low < 0 && hi.value < 0 {
		return low != hi.value
	}
	return low < hi.value && (explicit || hi.value <= 1e4*math.Max(low, 1))
}

// twoValues says whether the "from" before token i belongs to a change: "rose
// from 5 to 9" states two values, not a range.
func (s *scanner) twoValues(i int) bool {
	if e, _ := s.find(i, classBetween); e.value == 2 {
		return false // "between" is always a range
	}
	_, cue := s.before(i, classDiff)
	return cue > 0
}

// years reads the two years of "from 2014 to 2018" and 1939-45.
func (s *scanner) years(i int, n number) ([]Claim, int) {
	if !s.yearLike(i, n) || n.words || s.glued(i) && s.isHyphen(i-1) {
		return nil, 0
	}
	_, lead := s.before(i, classBetween)
	k := s.rangeMark(i, n.next, lead)
	second := n.next + k
	v, width := s.integer(second)
	if k == 0 || width != 4 && (width != 2 || !s.isHyphen(n.next) || !s.glued(second)) {
		return nil, 0
	}
	year := int(n.value)
	if width == 2 {
		v += year / 100 * 100
	}
	if v <= year || v > 2100 || s.glued(second+1) && (s.kind(second+1) != punct || s.isAny(second+1, "-", "%", "$", "€")) {
		return nil, 0
	}
	end := s.yearwordEnd(second + 1)
	if _, _, unit := s.unit(second+1, number{value: float64(v)}); unit > end {
		return nil, 0
	}
	return s.list(s.yearClaim(i, i+1, year), s.yearClaim(second, end, v)), end
}

// yearClaim is the claim of a year that the tokens from one to another state.
func (s *scanner) yearClaim(from, to, year int) Claim {
	c := s.span(Date, from, to)
	c.Value, c.High, c.Alt, c.Step = float64(year), float64(year), float64(year), 1
	c.Date.Year = year
	return c
}
