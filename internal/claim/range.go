package claim

import (
	"math"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// score appends pairs such as 3-1 or 2:0, which are no ranges.
func score(t *lex.Text, found []Claim, i int, n numeral.Number) ([]Claim, int) {
	mark := n.Next
	pair := mark == i+1 && t.Kind(i) == lex.Digits && t.Kind(mark+1) == lex.Digits
	if !pair || !t.Solid(i, 3) || !t.IsAny(mark, "-", "–", ":", "‑") || chained(t, i, mark) {
		return found, i
	}
	second, ok := numeral.Grouped(t, mark+1)
	if !ok || max(n.Value, second.Value) > 199 || second.Next != mark+2 || likeRange(t, mark, n, second) {
		return found, i
	}
	a, b := span(t, Number, i, i+1), span(t, Number, mark+1, second.Next)
	a.Value, a.High, a.Alt, a.Score, a.Step = n.Value, n.Value, n.Value, true, 1
	b.Value, b.High, b.Alt, b.Score, b.Step = second.Value, second.Value, second.Value, true, 1
	return append(found, a, b), second.Next
}

// likeRange tells 5-10 and "2-3 km" from a score: it rises, and is high or has
// a unit.
func likeRange(t *lex.Text, mark int, n, second numeral.Number) bool {
	if t.Is(mark, ":") || second.Value <= n.Value {
		return false
	}
	_, _, unit := readUnit(t, second.Next, second)
	if t.IsAny(second.Next, "月", "日", "年", "时", "時") {
		return true
	}
	return unit > second.Next || second.Value > 20 || n.Value >= 5
}

// chained says whether the pair of digits around token mark is part of a
// longer chain, as in a telephone number or a date.
func chained(t *lex.Text, i, mark int) bool {
	joint := func(k int) bool { return t.Dash(k) || t.IsAny(k, "/", ":") }
	after := joint(mark+2) && t.Solid(mark+1, 3) && t.Kind(mark+3) == lex.Digits
	return after || joint(i-1) && t.Solid(i-2, 3) && t.Kind(i-2) == lex.Digits
}

// rangeTo reads the upper end of a range behind n, whose unit is unit, and
// which sign tokens of a money sign precede.
func rangeTo(t *lex.Text, i, sign int, n numeral.Number, unit string) (numeral.Number, int) {
	if n.Ordinal {
		return numeral.Number{}, 0
	}
	at := n.Next
	_, _, own := readUnit(t, at, n)
	if own > at && unit != "" {
		at = own // 3 km to 5 km
	}
	_, lead := t.Before(i-sign, lex.Between)
	k := rangeMark(t, i, at, lead)
	if k == 0 {
		return numeral.Number{}, 0
	}
	if _, again := t.Find(at+k, lex.Sign|lex.Code); again > 0 && sign > 0 {
		k += again
	}
	hi, ok := numeral.Unsigned(t, at+k)
	if n.Value < 0 && !t.Dash(at) {
		hi, ok = numeral.Read(t, at+k)
	}
	alike := hi.Words == n.Words && (hi.Part == n.Part || lead > 0)
	if !ok || hi.Ordinal || hi.Article || !alike {
		return numeral.Number{}, 0
	}
	if !rises(n, hi, lead > 0) {
		return numeral.Number{}, 0
	}
	if high, _, _ := readUnit(t, hi.Next, hi); at == own && own > n.Next && high != unit {
		return numeral.Number{}, 0 // "rose 15% to 400 people"
	}
	if lead > 0 && twoValues(t, i-lead) {
		return numeral.Number{}, 0
	}
	return hi, hi.Next
}

// rangeMark returns how many tokens at token at join two ends of a range; 0
// where none do. lead says that "between" or "from" stands before.
func rangeMark(t *lex.Text, i, at, lead int) int {
	if t.Dash(at) || t.IsAny(at, "~", "〜", "～", "∼") {
		if t.Kind(i) == lex.Digits && chained(t, i, at) {
			return 0
		}
		if e, k := t.Find(at+1, lex.Range); k > 0 && e.Class == lex.Range && t.Glued(at) {
			return 1 + k // 8- to 16-metre
		}
		if t.Glued(at) || at+1 < len(t.Tokens) && t.Tokens[at+1].Space {
			return 1
		}
		return 0
	}
	if _, k := t.Find(at, lex.Range); k > 0 {
		return k
	}
	if lead > 0 {
		_, k := t.Find(at, lex.RangeAnd)
		return k
	}
	return 0
}

// rises says whether hi can be the upper end of a range from n.
func rises(n, hi numeral.Number, explicit bool) bool {
	low := n.Value
	if hi.Scaled && !n.Scaled {
		low *= scaleOf(hi)
	}
	if low < 0 && hi.Value < 0 {
		return low != hi.Value
	}
	return low < hi.Value && (explicit || hi.Value <= 1e4*math.Max(low, 1))
}

// twoValues says whether the "from" before token i belongs to a change: "rose
// from 5 to 9" states two values, not a range.
func twoValues(t *lex.Text, i int) bool {
	if e, _ := t.Find(i, lex.Between); e.Value == 2 {
		return false // "between" is always a range
	}
	_, cue := t.Before(i, lex.Diff)
	return cue > 0
}

// years appends the two years of "from 2014 to 2018" and 1939-45.
func years(t *lex.Text, found []Claim, i int, n numeral.Number) ([]Claim, int) {
	if !yearLike(t, i, n) || n.Words || t.Glued(i) && t.Dash(i-1) {
		return found, i
	}
	_, lead := t.Before(i, lex.Between)
	k := rangeMark(t, i, n.Next, lead)
	second := n.Next + k
	v, width := numeral.Integer(t, second)
	short := width == 2 && t.Dash(n.Next) && t.Glued(second)
	if k == 0 || width != 4 && !short {
		return found, i
	}
	year := int(n.Value)
	if width == 2 {
		v += year / 100 * 100
	}
	runsOn := t.Kind(second+1) != lex.Punct || t.IsAny(second+1, "-", "%", "$", "€")
	if v <= year || v > 2100 || t.Glued(second+1) && runsOn {
		return found, i
	}
	end := yearwordEnd(t, second+1)
	if _, _, unit := readUnit(t, second+1, numeral.Number{Value: float64(v)}); unit > end {
		return found, i
	}
	return append(found, yearClaim(t, i, i+1, year), yearClaim(t, second, end, v)), end
}

// yearClaim is the claim of a year that the tokens from one to another state.
func yearClaim(t *lex.Text, from, to, year int) Claim {
	c := dated(t, from, to, year)
	c.Date.Year = year
	return c
}
