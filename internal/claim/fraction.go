package claim

import (
	"math"
	"strings"
)

const vulgarFractions = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"

var vulgarValues = [...]float64{1. / 2, 1. / 3, 2. / 3, 1. / 4, 3. / 4, 1. / 5, 2. / 5, 3. / 5, 4. / 5, 1. / 6, 5. / 6, 1. / 8, 3. / 8, 5. / 8, 7. / 8, 1. / 7, 1. / 9, 1. / 10}

// vulgar reads a fraction of one character, as ½.
func (s *scanner) vulgar(i int) (float64, bool) {
	if s.kind(i) != punct || i >= len(s.tokens) || len(s.tokens[i].lower) < 2 {
		return 0, false
	}
	at := 0
	for _, r := range vulgarFractions {
		if s.tokens[i].lower == string(r) {
			return vulgarValues[at], true
		}
		at++
	}
	return 0, false
}

// plusFraction reads the fraction of 2 1/2, 2½ and 1/2.
func (s *scanner) plusFraction(n number) number {
	whole := n.value == math.Trunc(n.value)
	if v, ok := s.vulgar(n.next); ok && whole {
		n.value += v
		n.alt, n.step = n.value, v
		n.next++
		return n
	}
	if d, ok := s.denominator(n.next); ok {
		n.value /= d
		n.alt, n.step, n.part = n.value, n.value, true
		n.next += 2
		return n
	}
	if s.kind(n.next) == digits && s.tokens[n.next].space && whole {
		if d, ok := s.denominator(n.next + 1); ok {
			if top := Digits(s.tokens[n.next].lower); top < d {
				n.value += top / d
				n.alt, n.step = n.value, 1/d
				n.next += 3
			}
		}
	}
	return n
}

// denominator reads "/2" at token i where it is no part of a date.
func (s *scanner) denominator(i int) (float64, bool) {
	if !s.isAny(i, "/", "／", "⁄") || !s.glued(i) || s.kind(i+1) != digits || !s.glued(i+1) || s.is(i+2, "/") && s.glued(i+2) || s.is(i-2, "/") {
		return 0, false
	}
	d := Digits(s.tokens[i+1].lower)
	return d, d > 1 && d <= 1000
}

// halfA reads "half a million", "half", "la moitié", "half of".
func (s *scanner) halfA(i int) (number, bool) {
	e, k := s.find(i, classFrac)
	if k == 0 {
		return number{}, false
	}
	at := i + k
	if s.is(at, "-") && s.glued(at) {
		at++
	} else if _, a := s.find(at, classArt); a > 0 {
		at += a
	}
	if scale, m := s.find(at, classScale); m > 0 {
		n := words(scale.value/e.value, at+m)
		n.step, n.scaled = n.value, true
		return n, true
	}
	if e.value != 2 && (at == i+k || !s.has(at, classUnit)) {
		return number{}, false // "quarter-hour" is one, "quarter" is not
	}
	n := words(1/e.value, i+k)
	n.part, n.step = true, 1/e.value
	return n, true
}

// andFraction reads "and a half", "et demi", "and three quarters" at token i.
func (s *scanner) andFraction(i int) (float64, int) {
	if s.is(i, "-") && s.glued(i) && s.glued(i+1) {
		i++ // two-and-a-half
	}
	_, k := s.find(i, classAnd)
	if k == 0 {
		return 0, 0
	}
	at, top := i+k, 1.0
	hyphen := s.is(at, "-")
	if hyphen {
		at++
	}
	if e, k := s.find(at, classArt); k > 0 {
		top, at = e.value, at+k
	} else if e, k := s.find(at, classCard); k > 0 {
		top, at = e.value, at+k
	}
	if s.is(at, "-") && hyphen {
		at++
	}
	e, k := s.find(at, classFrac)
	if k == 0 || top >= e.value || s.is(at+k, "-") && s.has(at+k+1, classScale) {
		return 0, 0
	}
	return top / e.value, at + k
}

// fraction reads a denominator in words at token i, with the hyphen before it.
func (s *scanner) fraction(i int) (float64, int) {
	at := i
	if s.is(at, "-") && s.glued(at) {
		at++
	}
	if e, k := s.find(at, classFrac); k > 0 {
		return e.value, at + k - i
	}
	if v, next := s.hyphenPart(at); next > at {
		return v, next - i
	}
	if v := s.fractionWord(at); v > 0 {
		return v, at + 1 - i
	}
	if c := s.fractionPhrase(at); c.some {
		return c.total(), c.next + 1 - i
	}
	return 0, 0
}

// hyphenPart reads the English denominators of two words, as "twenty-fifths" and
// "ten-thousandths".
func (s *scanner) hyphenPart(i int) (float64, int) {
	if s.language != "en" || !s.is(i+1, "-") || !s.glued(i+1) || !s.has(i, classCard|classScale) {
		return 0, i
	}
	first, _ := s.find(i, classCard|classScale)
	last, k := s.find(i+2, classFrac)
	switch {
	case k == 0:
	case last.value < 10 && first.value >= 20 && first.value < 100:
		return first.value + last.value, i + 2 + k
	case last.value >= 1000 && first.value >= 10 && first.value < last.value:
		return first.value * last.value, i + 2 + k
	}
	return 0, i
}

// fractionWord reads a denominator that is a number with an ending, as in
// "veintiunavos" and "dosmilésimos".
func (s *scanner) fractionWord(i int) float64 {
	if s.kind(i) != word {
		return 0
	}
	switch s.language {
	case "it":
		return s.ordinalWord(i)
	case "de":
		return s.partWord(i)
	case "es", "pt":
	default:
		return 0
	}
	w := s.tokens[i].lower
	for _, ending := range [...]string{"avos", "avas", "avo", "ava"} {
		stem, ok := strings.CutSuffix(w, ending)
		if !ok || len(stem) < 3 {
			continue
		}
		for _, whole := range [...]string{stem, stem + "a", stem + "e", stem + "o"} {
			if v := s.wordValue(whole); v > 2 {
				return v
			}
		}
	}
	if strings.HasSuffix(w, "s") {
		if list := s.split(w); len(list) > 1 && list[len(list)-1].class&(classOrd|classOrdscale) != 0 {
			return sum(list, s.language)
		}
	}
	return 0
}

// partWord reads a German denominator, as "Fünfundzwanzigstel".
func (s *scanner) partWord(i int) float64 {
	w := s.tokens[i].lower
	for _, ending := range [...]string{"stel", "tel", "steln", "teln"} {
		if stem, ok := strings.CutSuffix(w, ending); ok {
			if v := s.wordValue(stem); v > 3 {
				return v
			}
		}
	}
	return 0
}

// wordValue is the value of a cardinal of one word; 0 where it is none.
func (s *scanner) wordValue(w string) float64 {
	if e, ok := s.meaning(w, classCard|classMult); ok {
		return e.value
	}
	return sum(s.split(w), s.language)
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
func (s *scanner) fractionPhrase(i int) cardinal {
	if s.language != "pt" && s.language != "es" || !s.has(i, classCard) {
		return cardinal{}
	}
	c := s.cardinal(i)
	if !c.some || c.ordinal || !s.isAny(c.next, "avos", "avo") {
		return cardinal{}
	}
	return c
}

// share divides n by the denominator f.
func (n number) share(f float64) number {
	n.value /= f
	n.alt, n.step, n.part = n.value, n.value, true
	return n
}

// shareOfTens divides n by f. A tens word before a denominator below ten
// belongs to it: "one hundred thirty-fifths".
func (n number) shareOfTens(f float64) number {
	tens := math.Mod(n.value, 100)
	if f < 10 && n.value > tens && tens >= 20 && math.Mod(tens, 10) == 0 {
		n.value, f = n.value-tens, f+tens
	}
	return n.share(f)
}
