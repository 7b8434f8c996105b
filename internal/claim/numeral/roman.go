package numeral

import (
	"strings"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
)

// cyrillic maps the Cyrillic letters that are typed for Roman numerals.
var cyrillic = strings.NewReplacer("Х", "X", "І", "I")

// ReadRoman is the value of the Roman numeral at token i, in capitals, with or
// without an ordinal ending; 0 where there is none below 40.
func ReadRoman(t *lex.Text, i int) int {
	if i >= len(t.Tokens) || !t.Capital(i) {
		return 0
	}
	w := t.Written(i)
	if len(w) > 12 || w[0] < utf8.RuneSelf && !strings.Contains("IVX", w[:1]) {
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
