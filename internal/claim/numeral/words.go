package numeral

import (
	"math"
	"strconv"
	"strings"

	"newsbrief/internal/claim/lex"
)

// atom is one meaningful part of a number in words.
type atom struct {
	class lex.Class
	value float64
}

// Spelled reads a number in words at token i: "three hundred and twelve",
// "einundzwanzig", "two thirds", "a dozen", "half a million", "twenty-first".
func Spelled(t *lex.Text, i int) (Number, bool) {
	if i >= len(t.Tokens) || t.Kind(i) != lex.Word {
		return Number{}, false
	}
	if e, k := t.Find(i, lex.Mixed); k > 0 {
		n := scales(t, words(e.Value, i+k))
		if n.Part = n.Value < 1; n.Part {
			n.Step = n.Value
		}
		return n, true
	}
	if n, ok := halfA(t, i); ok {
		return n, true
	}
	c := readCardinal(t, i)
	if !c.some {
		return article(t, i)
	}
	n := words(c.total(), c.next)
	n.Ordinal = c.ordinal
	n.Step = c.step
	n.Scaled = len(c.parts) > 0 && !c.counted && !c.ordinal
	if n.Ordinal {
		return n, true
	}
	if f, k := fraction(t, n.Next); k > 0 && n.Value > 0 {
		if t.Trait(lex.TensJoin) {
			n = n.shareOfTens(f)
		} else {
			n = n.share(f)
		}
		n.Next += k
		return hyphenScale(t, n), true
	}
	return decimals(t, n), true
}

// hyphenScale reads the scale behind n, and behind a hyphen: "un demi-million", "$3.9-million".
func hyphenScale(t *lex.Text, n Number) Number {
	if t.GluedIs(n.Next, "-") && t.Has(n.Next+1, lex.Scale) {
		n.Next++
	}
	return scales(t, n)
}

// words makes a number that was written in words.
func words(v float64, next int) Number {
	return Number{Value: v, Alt: v, Step: 1, Next: next, Words: true}
}

// article reads "a dozen", "a third", "un million"; and the bare article,
// which says 1 only where something is counted.
func article(t *lex.Text, i int) (Number, bool) {
	_, k := t.Find(i, lex.Art)
	if k == 0 {
		return Number{}, false
	}
	at := i + k
	if n, ok := halfA(t, at); ok && n.Scaled {
		return n, true
	}
	if e, m := t.Find(at, lex.Scale|lex.Mult); m > 0 {
		n := words(e.Value, at+m)
		n.Step, n.Scaled = e.Value, true
		if c := readCardinal(t, at); c.next > n.Next && !c.ordinal {
			n = words(c.total(), c.next) // a hundred and twenty thousand
			n.Step, n.Scaled = c.step, !c.counted
		}
		if f, k := fraction(t, n.Next); k > 0 && t.Trait(lex.TensJoin) {
			n = n.share(f) // a hundred millionths
			n.Next += k
		}
		return scales(t, n), true
	}
	if f, m := fraction(t, at); m > 0 {
		n := words(1/f, at+m)
		n.Part, n.Step = true, 1/f
		return scales(t, n), true
	}
	n := words(1, at)
	n.Article = true
	return n, true
}

// decimals reads "point two five" behind n.
func decimals(t *lex.Text, n Number) Number {
	_, k := t.Find(n.Next, lex.Point)
	if k == 0 || n.Ordinal {
		return n
	}
	at := n.Next + k
	if f, ok := partAt(t, at); ok {
		return n.plus(f.Value, f.Value, f.Next)
	}
	figures, at := spelledFigures(t, at)
	if figures == "" {
		return n
	}
	step := math.Pow10(-len(figures))
	return n.plus(atof(figures)*step, step, at)
}

// spelledFigures reads the figures behind the decimal point, one by one or as
// one number of two figures and more.
func spelledFigures(t *lex.Text, at int) (string, int) {
	var figures strings.Builder
	for figures.Len() < 12 {
		c := readCardinal(t, at)
		v := c.total()
		if v > 999 {
			v, c = figureWord(t, at) // eleven point five million
		}
		if !c.some || c.ordinal || v != math.Trunc(v) || v > 1e6 {
			break
		}
		figures.WriteString(strconv.FormatFloat(v, 'f', 0, 64))
		at = c.next
		if v >= 10 {
			break
		}
	}
	return figures.String(), at
}

// figureWord reads one word for a figure at token i.
func figureWord(t *lex.Text, i int) (float64, cardinal) {
	if e, k := t.Find(i, lex.Card); k > 0 && e.Value < 10 {
		return e.Value, cardinal{some: true, next: i + k}
	}
	return 0, cardinal{}
}

// partAt reads "un medio" or "two fifths" at token i.
func partAt(t *lex.Text, i int) (Number, bool) {
	c := readCardinal(t, i)
	if c.some && !c.ordinal && c.total() > 0 {
		if f, k := fraction(t, c.next); k > 0 && f > c.total() {
			return words(c.total()/f, c.next+k), true
		}
	}
	n, ok := article(t, i)
	return n, ok && n.Part
}
