package numeral

import (
	"math"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
)

// vulgarFractions are the fractions of one character; vulgarValues are theirs.
const vulgarFractions = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"

var vulgarValues = [...]float64{1. / 2, 1. / 3, 2. / 3, 1. / 4, 3. / 4, 1. / 5, 2. / 5, 3. / 5, 4. / 5,
	1. / 6, 5. / 6, 1. / 8, 3. / 8, 5. / 8, 7. / 8, 1. / 7, 1. / 9, 1. / 10}

// vulgar reads a fraction of one character, as ½.
func vulgar(t *lex.Text, i int) (float64, bool) {
	if t.Kind(i) != lex.Punct || i >= len(t.Tokens) || len(t.Tokens[i].Lower) < 2 {
		return 0, false
	}
	at := strings.Index(vulgarFractions, t.Tokens[i].Lower)
	if at < 0 {
		return 0, false
	}
	return vulgarValues[utf8.RuneCountInString(vulgarFractions[:at])], true
}

// plusFraction reads the fraction of 2 1/2, 2½ and 1/2.
func plusFraction(t *lex.Text, n Number) Number {
	whole := n.Value == math.Trunc(n.Value)
	if v, ok := vulgar(t, n.Next); ok && whole {
		return n.plus(v, v, n.Next+1)
	}
	if d, ok := denominator(t, n.Next); ok {
		n = n.share(d)
		n.Next += 2
		return n
	}
	if t.Kind(n.Next) == lex.Digits && t.Tokens[n.Next].Space && whole {
		if d, ok := denominator(t, n.Next+1); ok {
			if top := Digits(t.Tokens[n.Next].Lower); top < d {
				return n.plus(top/d, 1/d, n.Next+3)
			}
		}
	}
	return n
}

// denominator reads "/2" at token i where it is no part of a date.
func denominator(t *lex.Text, i int) (float64, bool) {
	if !t.GluedIs(i, "/", "／", "⁄") || !t.Glued(i+1) || t.Kind(i+1) != lex.Digits {
		return 0, false
	}
	if t.GluedIs(i+2, "/") || t.Is(i-2, "/") {
		return 0, false
	}
	d := Digits(t.Tokens[i+1].Lower)
	return d, d > 1 && d <= 1000
}

// halfA reads "half a million", "half", "la moitié", "half of".
func halfA(t *lex.Text, i int) (Number, bool) {
	e, k := t.Find(i, lex.Frac)
	if k == 0 {
		return Number{}, false
	}
	at := i + k
	if t.Is(at, "-") && t.Glued(at) {
		at++
	} else if _, a := t.Find(at, lex.Art); a > 0 {
		at += a
	}
	if scale, m := t.Find(at, lex.Scale); m > 0 {
		n := words(scale.Value/e.Value, at+m)
		n.Step, n.Scaled = n.Value, true
		return n, true
	}
	if e.Value != 2 && (at == i+k || !t.Has(at, lex.Unit)) {
		return Number{}, false // "quarter-hour" is one, "quarter" is not
	}
	n := words(1/e.Value, i+k)
	n.Part, n.Step = true, 1/e.Value
	return n, true
}

// AndFraction reads "and a half", "et demi", "and three quarters" at token i.
func AndFraction(t *lex.Text, i int) (float64, int) {
	if t.Is(i, "-") && t.Glued(i) && t.Glued(i+1) {
		i++ // two-and-a-half
	}
	_, k := t.Find(i, lex.And)
	if k == 0 {
		return 0, 0
	}
	at, top := i+k, 1.0
	hyphen := t.Is(at, "-")
	if hyphen {
		at++
	}
	if e, k := t.Find(at, lex.Art); k > 0 {
		top, at = e.Value, at+k
	} else if e, k := t.Find(at, lex.Card); k > 0 {
		top, at = e.Value, at+k
	}
	if t.Is(at, "-") && hyphen {
		at++
	}
	e, k := t.Find(at, lex.Frac)
	if k == 0 || top >= e.Value || t.Is(at+k, "-") && t.Has(at+k+1, lex.Scale) {
		return 0, 0
	}
	return top / e.Value, at + k
}

// fraction reads a denominator in words at token i, with the hyphen before it.
func fraction(t *lex.Text, i int) (float64, int) {
	at := i
	if t.Is(at, "-") && t.Glued(at) {
		at++
	}
	if e, k := t.Find(at, lex.Frac); k > 0 {
		return e.Value, at + k - i
	}
	if v, next := hyphenPart(t, at); next > at {
		return v, next - i
	}
	if v := fractionWord(t, at); v > 0 {
		return v, at + 1 - i
	}
	if c := fractionPhrase(t, at); c.some {
		return c.total(), c.next + 1 - i
	}
	return 0, 0
}

// hyphenPart reads the English denominators of two words, as "twenty-fifths" and
// "ten-thousandths".
func hyphenPart(t *lex.Text, i int) (float64, int) {
	if !t.Trait(lex.TensJoin) || !t.GluedIs(i+1, "-") || !t.Has(i, lex.Card|lex.Scale) {
		return 0, i
	}
	first, _ := t.Find(i, lex.Card|lex.Scale)
	last, k := t.Find(i+2, lex.Frac)
	switch {
	case k == 0:
	case last.Value < 10 && first.Value >= 20 && first.Value < 100:
		return first.Value + last.Value, i + 2 + k
	case last.Value >= 1000 && first.Value >= 10 && first.Value < last.Value:
		return first.Value * last.Value, i + 2 + k
	}
	return 0, i
}

// fractionWord reads a denominator that is a number with an ending, as in
// "veintiunavos", "dosmilésimos", "ventesimo" and "Fünfundzwanzigstel".
func fractionWord(t *lex.Text, i int) float64 {
	if t.Kind(i) != lex.Word {
		return 0
	}
	if v := ordinalWord(t, i); v > 0 {
		return v
	}
	w := t.Tokens[i].Lower
	for _, ending := range t.FracEndings {
		if stem, ok := strings.CutSuffix(w, ending); ok && len(stem) > 2 {
			if v := stemValue(t, stem); v > 2 {
				return v
			}
		}
	}
	if t.Trait(lex.OrdinalsAdd) && strings.HasSuffix(w, "s") {
		list := split(t, w)
		if len(list) > 1 && list[len(list)-1].class&(lex.Ord|lex.OrdScale) != 0 {
			return sum(t, list)
		}
	}
	return 0
}

// fractionPhrase reads a cardinal that "avos" makes a denominator.
func fractionPhrase(t *lex.Text, i int) cardinal {
	if !t.Has(i, lex.Card) || t.Lang.Rows("fracsfx") == nil {
		return cardinal{}
	}
	c := readCardinal(t, i)
	if !c.some || c.ordinal || !t.InList(c.next, "fracsfx") {
		return cardinal{}
	}
	return c
}

// share divides n by the denominator f.
func (n Number) share(f float64) Number {
	n.Value /= f
	n.Alt, n.Step, n.Part = n.Value, n.Value, true
	return n
}

// shareOfTens divides n by f. A tens word before a denominator below ten
// belongs to it: "one hundred thirty-fifths".
func (n Number) shareOfTens(f float64) Number {
	tens := math.Mod(n.Value, 100)
	if f < 10 && n.Value > tens && tens >= 20 && math.Mod(tens, 10) == 0 {
		n.Value, f = n.Value-tens, f+tens
	}
	return n.share(f)
}
