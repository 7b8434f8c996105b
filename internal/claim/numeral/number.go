// Package numeral reads numbers: in digits, words and ideographs, with their
// scales, fractions and decimals, in every language that has words for them.
package numeral

import (
	"math"

	"newsbrief/internal/claim/lex"
)

// Number is a value as written, without unit.
type Number struct {
	Value float64
	// Alt is the value under the other reading of digits such as 1.234, which is a
	// thousand in some languages and one in others; else it is Value.
	Alt     float64
	Step    float64 // the worth of the last digit written: 0.1e9 for "3.1 billion"
	Next    int     // the place behind it
	Words   bool    // written in words
	Ordinal bool
	Part    bool // a fraction
	Article bool // only an article such as "a" or "un" stands for 1
	Above   bool // somewhat more than the value, as 十几万
	Scaled  bool // ends in a scale word: "5 million"
}

// Times multiplies a number as a scale behind it does.
func (n *Number) Times(f float64) {
	n.Value, n.Alt, n.Step = n.Value*f, n.Alt*f, n.Step*f
}

// plus is n with a part that ends before place next, and what its last digit is
// worth.
func (n Number) plus(part, step float64, next int) Number {
	n.Value += part
	n.Alt, n.Step, n.Next = n.Value, step, next
	return n
}

// Read reads the number at token i.
func Read(t *lex.Text, i int) (Number, bool) {
	if k := Signed(t, i); k > 0 {
		if n, ok := Unsigned(t, i+k); ok && !n.Ordinal && !n.Article {
			n.Times(-1)
			n.Step = -n.Step
			return n, true
		}
	}
	return Unsigned(t, i)
}

// Signed returns how many tokens at token i make the number behind them
// negative.
func Signed(t *lex.Text, i int) int {
	if _, n := t.Find(i, lex.Neg); n > 0 {
		if insideHedge(t, i) {
			return 0
		}
		return n
	}
	if !t.IsAny(i, "-", "−", "–", "－") || !t.Glued(i+1) {
		return 0
	}
	if t.Glued(i) && !signMayFollow(t, i-1) {
		return 0 // 5-3
	}
	return 1
}

// signMayFollow says whether a signed number may follow the token at place i without space.
func signMayFollow(t *lex.Text, i int) bool {
	kind := t.Kind(i)
	return kind == lex.Glyph || kind == lex.Punct && !t.IsAny(i, ")", "]", "%", "°")
}

// insideHedge says whether token i goes on a hedge, as the "menos" of "al
// menos".
func insideHedge(t *lex.Text, i int) bool {
	for back := 1; back <= 3; back++ {
		if _, n := t.Find(i-back, lex.Hedge|lex.After); n > back {
			return true
		}
	}
	return false
}

// Unsigned reads the number at place i that has no sign before it.
func Unsigned(t *lex.Text, i int) (Number, bool) {
	if t.Is(i, "第") && !t.Is(i+1, "第") {
		if n, ok := Unsigned(t, i+1); ok {
			n.Ordinal = true
			return n, true
		}
	}
	if t.Is(i, "半") && t.Has(i+1, lex.Unit) {
		return Number{Value: .5, Alt: .5, Step: .5, Next: i + 1, Words: true}, true
	}
	if t.Kind(i) == lex.Glyph {
		if !t.Has(i, lex.Figure|lex.Power) {
			return Number{}, false
		}
		return Ideographs(t, i)
	}
	n, ok := Figures(t, i)
	if ok && t.Kind(n.Next) == lex.Glyph {
		if h, ok := Ideographs(t, i); ok && h.Next >= n.Next {
			return h, true
		}
	}
	if !ok {
		if n, ok = Spelled(t, i); !ok {
			return n, false
		}
	}
	return Tail(t, n), true
}

// Tail reads what may follow a number: scales, "and a half", "over three".
func Tail(t *lex.Text, n Number) Number {
	n = hyphenScale(t, n)
	if v, next := AndFraction(t, n.Next); next > 0 && !n.Ordinal && !n.Part {
		unit := 1.0
		if e, k := t.Find(next, lex.Scale); n.Scaled && k > 0 {
			unit, next = e.Value, next+k // a billion and half a million
		} else if n.Scaled {
			unit = lastScale(t, n.Next)
		}
		n = scales(t, n.plus(v*unit, v*unit, next))
	}
	if !n.Ordinal && !n.Part {
		n = over(t, n)
	}
	return n
}

// scales multiplies n by the scale words behind it: 3.5 million, 10k.
func scales(t *lex.Text, n Number) Number {
	for !n.Ordinal {
		e, k := scaleAt(t, n)
		if k == 0 {
			break
		}
		plain := n.Value
		n.Times(e.Value)
		if e.Class == lex.Suffix && t.Is(n.Next, "m") && t.Glued(n.Next) {
			n.Alt = plain // or metres
		}
		n.Next += k
		n.Scaled = true
		if t.GluedIs(n.Next, ".") && n.Next+1 < len(t.Tokens) && t.InList(n.Next-1, "abbrev") {
			n.Next++ // Mrd., which does not end the sentence
		}
		if more, ok := lowerScale(t, n.Next); ok && more.Value < e.Value {
			n = n.plus(more.Value, more.Step, more.Next)
		} else if t.Has(n.Next, lex.Card) {
			more, ok := Spelled(t, n.Next)
			if ok && more.Value < e.Value && !more.Ordinal && !more.Article {
				n = n.plus(more.Value, more.Step, more.Next)
			}
		}
	}
	return n
}

// lowerScale reads the "200 thousand" of "1 million 200 thousand" at token i.
func lowerScale(t *lex.Text, i int) (Number, bool) {
	if t.Kind(i) != lex.Digits {
		return Number{}, false
	}
	n, ok := Grouped(t, i)
	if !ok {
		return n, false
	}
	e, k := t.Find(n.Next, lex.Scale|lex.Mult)
	if k == 0 || e.Value < 100 || t.Has(n.Next, lex.Cur) {
		return n, false
	}
	n.Times(e.Value)
	n.Next += k
	return n, true
}

// scaleAt returns the scale word or letter behind n, and its tokens.
func scaleAt(t *lex.Text, n Number) (lex.Entry, int) {
	digits := t.Kind(n.Next-1) == lex.Digits
	e, k := t.Find(n.Next, lex.Scale|lex.Mult)
	if k == 0 && digits {
		if e, k = t.Find(n.Next, lex.Suffix); k > 0 && suffixFits(t, n.Next, k, e) && !measured(t, n.Next, k) {
			return e, k
		}
	}
	if k == 0 || e.Class == lex.Suffix {
		return lex.Entry{}, 0
	}
	dozens := e.Value == 12 && n.Value >= 100
	if n.Words && e.Value < 1000 && !dozens {
		return lex.Entry{}, 0
	}
	if digits && e.Value == 100 && n.Value > 9 && t.Has(n.Next, lex.Cur) {
		return lex.Entry{}, 0 // 12 cents
	}
	return e, k
}

// suffixFits tells the scale letter of 10k and 2.5 M from a unit: it stands
// alone, and apart from the number only as k or in capitals.
func suffixFits(t *lex.Text, i, k int, e lex.Entry) bool {
	if t.Glued(i+k) && t.Kind(i+k) != lex.Punct && t.Kind(i+k) != lex.Glyph {
		return false
	}
	if t.Glued(i) || e.Value == 1000 {
		return true
	}
	million := e.Value == 1e6 && t.Kind(i+k) != lex.Digits
	return t.Capital(i) && (million || len(t.Tokens[i].Lower) > 1)
}

// measured says whether a suffix at place i is rather a unit: 280g and 30mm, but
// not $280g. Metres and millions are both frequent: a letter alone stays a scale.
func measured(t *lex.Text, i, k int) bool {
	if !t.Has(i, lex.Unit) || t.Is(i, "m") || t.Has(i+k, lex.Cur|lex.Code|lex.Sign) {
		return false
	}
	for at := i - 1; at >= 0; at-- {
		if t.Has(at, lex.Sign|lex.Code) {
			return false
		}
		if !t.Glued(at) {
			return !t.Has(at-1, lex.Sign|lex.Code)
		}
	}
	return true
}

// lastScale is the scale word that ends right before token i.
func lastScale(t *lex.Text, i int) float64 {
	if e, k := t.Before(i, lex.Scale|lex.Mult); k > 0 {
		return e.Value
	}
	return 1
}

// over reads "1 over 3", "one out of three" behind n.
func over(t *lex.Text, n Number) Number {
	_, k := t.Find(n.Next, lex.Over)
	if k == 0 || n.Scaled {
		return n
	}
	d, ok := Figures(t, n.Next+k)
	if !ok {
		if d, ok = Spelled(t, n.Next+k); !ok || d.Article {
			return n
		}
	}
	d = scales(t, d)
	if t.Is(n.Next, "in") && !oneIn(t, n, d) {
		return n
	}
	if d.Value <= n.Value || d.Value == 0 || d.Ordinal || d.Value != math.Trunc(d.Value) {
		return n
	}
	n = n.share(d.Value)
	n.Next = d.Next
	return n
}

// oneIn tells "one in five" from "two in 2010" and "3 in 7 days": both are
// written alike, the second is a number that people share by, and counts
// nothing.
func oneIn(t *lex.Text, n, d Number) bool {
	counts := t.Has(d.Next, lex.Unit|lex.Cur|lex.Pct|lex.Sign) || t.Is(d.Next, "-")
	if n.Words != d.Words || n.Value > 9 || d.Value < 3 || counts {
		return false
	}
	tens := math.Mod(d.Value, 10) == 0
	power := math.Mod(math.Log10(d.Value), 1) == 0
	return d.Value <= 12 || tens && (d.Value <= 100 || power)
}
