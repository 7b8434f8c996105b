package claim

import (
	"strings"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// inOneWord reads a number and its unit in one word, as vierjährig,
// восемнадцатилетний and dvoutýdenní.
func inOneWord(t *lex.Text, i int) (Claim, bool) {
	if t.Kind(i) != lex.Word || !t.Counts(t.Tokens[i].Lower) {
		return Claim{}, false
	}
	for _, r := range t.Lang.Rows("unitadj") {
		for _, ending := range r.Forms() {
			stem, ok := strings.CutSuffix(t.Tokens[i].Lower, ending)
			if !ok {
				continue
			}
			if v := numeral.Stem(t, stem); v > 0 {
				c := span(t, Duration, i, i+1)
				c.Value, c.High, c.Alt, c.Step = v, v, v, 1
				c.Unit, c.Words, c.Age = r.Value, true, r.Value == "year"
				return c, true
			}
		}
	}
	return Claim{}, false
}
