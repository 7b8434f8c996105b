package numeral

import (
	"math"
	"strings"

	"newsbrief/internal/claim/lex"
)

const vulgarFractions = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"

var vulgarValues = [...]float64{1. / 2, 1. / 3, 2. / 3, 1. / 4, 3. / 4, 1. / 5, 2. / 5, 3. / 5, 4. / 5, 1. / 6, 5. / 6, 1. / 8, 3. / 8, 5. / 8, 7. / 8, 1. / 7, 1. / 9, 1. / 10}

// vulgar reads a fraction of one character, as ½.
func vulgar(t *lex.Text, i int) (float64, bool) {
	if t.Kind(i) != lex.Punct || i >= len(t.Tokens) || len(t.Tokens[i].Lower) < 2 {
		return 0, false
	}
	at := 0
	for _, r := range vulgarFractions {
		if t.Tokens[i].Lower == string(r) {
			return vulgarValues[at], true
		}
		at++
	}
	return 0, false
}

// plusFraction reads the fraction of 2 1/2, 2½ and 1/2.
func plusFraction(t *lex.Text, n Number) Number {
	whole := n.Value == math.Trunc(n.Value)
	if v, ok := vulgar(t, n.Next); ok && whole {
		n.Value += v
		n.Alt, n.Step = n.Value, v
		n.Next++
		return n
	}
	if d, ok := denominator(t, n.Next); ok {
		n.Value /= d
		n.Alt, n.Step, n.Part = n.Value, n.Value, true
		n.Next += 2
		return n
	}
	if t.Kind(n.Next) == lex.Digits && t.Tokens[n.Next].Space && whole {
		if d, ok := denominator(t, n.Next+1); ok {
			if top := Digits(t.Tokens[n.Next].Lower); top < d {
				n.Value += top / d
				n.Alt, n.Step = n.Value, 1/d
				n.Next += 3
			}
		}
	}
	return n
}

// denominator reads "/2" at token i where it is no part of a date.
func denominator(t *lex.Text, i int) (float64, bool) {
	if !t.IsAny(i, "/", "／", "⁄") || !t.Glued(i) || t.Kind(i+1) != lex.Digits || !t.Glued(i+1) || t.Is(i+2, "/") && t.Glued(i+2) || t.Is(i-2, "/") {
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
	if t.Language != "en" || !t.Is(i+1, "-") || !t.Glued(i+1) || !t.Has(i, lex.Card|lex.Scale) {
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
// "veintiunavos" and "dosmilésimos".
func fractionWord(t *lex.Text, i int) float64 {
	if t.Kind(i) != lex.Word {
		return 0
	}
	switch t.Language {
	case "it":
		return ordinalWord(t, i)
	case "de":
		return partWord(t, i)
	case "es", "pt":
	default:
		return 0
	}
	w := t.Tokens[i].Lower
	for _, ending := range [...]string{"avos", "avas", "avo", "ava"} {
		stem, ok := strings.CutSuffix(w, ending)
		if !ok || len(stem) < 3 {
			continue
		}
		for _, whole := range [...]string{stem, stem + "a", stem + "e", stem + "o"} {
			if v := wordValue(t, whole); v > 2 {
				return v
			}
		}
	}
	if strings.HasSuffix(w, "s") {
		if list := split(t, w); len(list) > 1 && list[len(list)-1].class&(lex.Ord|lex.OrdScale) != 0 {
			return sum(list, t.Language)
		}
	}
	return 0
}

// partWord reads a German denominator, as "Fünfundzwanzigstel".
func partWord(t *lex.Text, i int) float64 {
	w := t.Tokens[i].Lower
	for _, ending := range [...]string{"stel", "tel", "steln", "teln"} {
		if stem, ok := strings.CutSuffix(w, ending); ok {
			if v := wordValue(t, stem); v > 3 {
				return v
			}
		}
	}
	return 0
}

// wordValue is the value of a cardinal of one word; 0 where it is none.
func wordValue(t *lex.Text, w string) float64 {
	if e, ok := t.Meaning(w, lex.Card|lex.Mult); ok {
		return e.Value
	}
	return sum(split(t, w), t.Language)
}

// sum is the value of the parts of one number; 0 where they are none.
func sum(list []atom, language string) float64 {
	c := cardinal{room: 1000}
	if len(list) == 0 || !c.addAll(list, language) {
		return 0
	}
	return c.total()
}

// fractionPhrase reads a cardinal that "avos" makes a denominator.
func fractionPhrase(t *lex.Text, i int) cardinal {
	if t.Language != "pt" && t.Language != "es" || !t.Has(i, lex.Card) {
		return cardinal{}
	}
	c := readCardinal(t, i)
	if !c.some || c.ordinal || !t.IsAny(c.next, "avos", "avo") {
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
