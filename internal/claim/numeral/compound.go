package numeral

import (
	"strings"

	"newsbrief/internal/claim/lex"
)

// atoms returns the number parts of token i or of the phrase that begins
// there, and the tokens they take.
func atoms(t *lex.Text, i int) ([]atom, int) {
	if e, k := t.Find(i, lex.Card|lex.Mult|lex.Scale|lex.Ord|lex.OrdScale); k > 0 {
		return []atom{{e.Class, e.Value}}, k
	}
	if t.Kind(i) == lex.Word && compounds(t) {
		if v := ordinalWord(t, i); v > 0 {
			return []atom{{lex.Ord, v}}, 1
		}
		if list := split(t, t.Tokens[i].Lower); list != nil {
			return list, 1
		}
	}
	return nil, 0
}

// Compound says whether the word at place i is a number of several parts.
func Compound(t *lex.Text, i int) bool {
	return compounds(t) && (split(t, t.Tokens[i].Lower) != nil || ordinalWord(t, i) > 0)
}

// compounds says whether the language writes numbers as one word.
func compounds(t *lex.Text) bool {
	switch t.Language {
	case "de", "nl", "it", "es":
		return true
	}
	return false
}

// longestCompound bounds the words that are tried as numbers, in bytes.
const longestCompound = 80

// split cuts a compound such as "dreihundertzwölf" into its parts; nil where
// it is no number.
func split(t *lex.Text, w string) []atom {
	if len(w) > longestCompound || len(w) < 6 || !t.Counts(w) {
		return nil
	}
	c := splitter{Text: t, word: w}
	if !c.from(0) || len(c.parts) < 2 {
		return nil
	}
	return reversed(c.parts)
}

// splitter tries the ways to cut one word, the longest parts first.
type splitter struct {
	*lex.Text
	word  string
	parts []atom
	dead  [longestCompound + 1]bool // no way leads on from here
}

// from cuts the word from byte at on.
func (c *splitter) from(at int) bool {
	if at == len(c.word) {
		return true
	}
	if c.dead[at] {
		return false
	}
	for end := len(c.word); end > at+1; end-- {
		part, ok := c.part(at, end)
		if !ok {
			continue
		}
		c.parts = append(c.parts, part)
		if c.from(end) {
			return true
		}
		c.parts = c.parts[:len(c.parts)-1]
	}
	c.dead[at] = true
	return false
}

// part is what the bytes from at to end mean inside a compound: ordinals and
// fractions only end it, and "and" stands between two parts.
func (c *splitter) part(at, end int) (atom, bool) {
	for _, e := range c.Entries(c.word[at:end]) {
		switch {
		case e.Class&(lex.Card|lex.Mult) != 0,
			e.Class&(lex.Ord|lex.OrdScale) != 0 && end == len(c.word),
			e.Class == lex.And && at > 0 && end < len(c.word) && c.Language != "es" && c.Language != "it":
			return atom{e.Class, e.Value}, true
		}
	}
	return atom{}, false
}

// reversed sums the units that German and Dutch say before the tens.
func reversed(list []atom) []atom {
	var out []atom
	for k := 0; k < len(list); k++ {
		if k+2 < len(list) && list[k+1].class == lex.And && list[k].value < 10 && list[k+2].value >= 20 && list[k+2].value < 100 {
			out = append(out, atom{list[k+2].class, list[k].value + list[k+2].value})
			k += 2
			continue
		}
		if list[k].class != lex.And {
			out = append(out, list[k])
		}
	}
	return out
}

// ordinalWord is the value of an Italian ordinal of any size, as
// "centoventitreesimo"; 0 where token i is none.
func ordinalWord(t *lex.Text, i int) float64 {
	if t.Language != "it" {
		return 0
	}
	w := t.Tokens[i].Lower
	if len(w) < 8 {
		return 0
	}
	stem, ending := w[:len(w)-1], w[len(w)-1:]
	stem, ok := strings.CutSuffix(stem, "esim")
	if !ok || !strings.Contains("oaie", ending) {
		return 0
	}
	for _, whole := range [...]string{stem, stem + "i", stem + "a", stem + "o", stem + "e"} {
		if v := wordValue(t, whole); v > 0 {
			return v
		}
	}
	return 0
}
