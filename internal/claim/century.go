package claim

import (
	"strings"
	"unicode/utf8"
)

// century reads "XXI век", "XIXe siècle", "siglo XX" and "século 19": the
// centuries in Roman numerals, and those whose number stands behind the word.
func (s *scanner) century(i int) ([]Claim, int) {
	t := &s.tokens[i]
	if t.kind != word {
		return nil, i
	}
	if v := s.roman(i); v > 0 {
		if e, k := s.find(i+1, classUnit); k > 0 && e.name == "century" {
			return s.list(s.centuryClaim(i, i+1+k, v)), i + 1 + k
		}
		return nil, i
	}
	if s.language != "es" && s.language != "pt" && s.language != "it" || t.form == nil || t.form.classes&classUnit == 0 {
		return nil, i
	}
	if e, k := s.find(i, classUnit); k != 1 || e.name != "century" {
		return nil, i
	}
	v := s.roman(i + 1)
	if n, width := s.integer(i + 1); width > 0 && width <= 2 {
		v = n
	}
	if v == 0 {
		return nil, i
	}
	return s.list(s.centuryClaim(i, i+2, v)), i + 2
}

func (s *scanner) centuryClaim(from, to, n int) Claim {
	c := s.span(Date, from, to)
	c.Value, c.High, c.Alt, c.Step = float64(n), float64(n), float64(n), 1
	c.Unit, c.Ordinal = "century", true
	return c
}

// cyrillic maps the Cyrillic letters that are typed for Roman numerals.
var cyrillic = strings.NewReplacer("Х", "X", "І", "I")

// roman is the value of the Roman numeral at token i, in capitals, with or
// without an ordinal ending; 0 where there is none below 40.
func (s *scanner) roman(i int) int {
	if i >= len(s.tokens) || !s.upper(i) {
		return 0
	}
	w := s.text[s.tokens[i].start:s.tokens[i].end]
	if c := w[0]; len(w) > 12 || c != 'I' && c != 'V' && c != 'X' && c < utf8.RuneSelf {
		return 0
	}
	w = cyrillic.Replace(w)
	ending := strings.TrimLeft(w, "IVX")
	switch ending {
	case "", "e", "er", "ème", "eme", "ième", "o":
		return romanValue(strings.TrimSuffix(w, ending))
	}
	return 0
}

// romanValue is the value of a Roman numeral of I, V and X; 0 for other words.
func romanValue(w string) int {
	for n := 1; n < 40; n++ {
		if Roman(n) == w {
			return n
		}
	}
	return 0
}

// Roman writes a number from 1 to 39 in Roman numerals; "" for others.
func Roman(n int) string {
	if n < 1 || n > 39 {
		return ""
	}
	ones := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return strings.Repeat("X", n/10) + ones[n%10]
}
