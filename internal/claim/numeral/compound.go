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
	if t.Kind(i) == lex.Word && t.Trait(lex.NumberInOne) {
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
	return t.Trait(lex.NumberInOne) && (split(t, t.Tokens[i].Lower) != nil || ordinalWord(t, i) > 0)
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
	last := end == len(c.word)
	and := at > 0 && !last && c.Trait(lex.OnesFirst)
	for _, e := range c.Entries(c.word[at:end]) {
		switch {
		case e.Class&(lex.Card|lex.Mult) != 0,
			e.Class&(lex.Ord|lex.OrdScale) != 0 && last,
			e.Class == lex.And && and:
			return atom{e.Class, e.Value}, true
		}
	}
	return atom{}, false
}

// reversed sums the ones that German and Dutch say before the tens.
func reversed(list []atom) []atom {
	var out []atom
	for len(list) > 0 {
		if onesFirst(list) {
			out = append(out, atom{list[2].class, list[0].value + list[2].value})
			list = list[3:]
			continue
		}
		if list[0].class != lex.And {
			out = append(out, list[0])
		}
		list = list[1:]
	}
	return out
}

// onesFirst says whether a list begins with ones, "and" and tens.
func onesFirst(list []atom) bool {
	if len(list) < 3 || list[1].class != lex.And {
		return false
	}
	tens := list[2].value
	return list[0].value < 10 && tens >= 20 && tens < 100
}

// ordinalWord is the value of an ordinal of any size in one word, as
// "centoventitreesimo"; 0 where place i has none.
func ordinalWord(t *lex.Text, i int) float64 {
	w := t.Tokens[i].Lower
	if len(w) < 8 {
		return 0
	}
	for _, ending := range t.OrdEndings {
		if stem, ok := strings.CutSuffix(w, ending); ok {
			return stemValue(t, stem)
		}
	}
	return 0
}

// stemValue is the value of a cardinal of one word that an ending may have
// taken its last vowel from; 0 where it is none.
func stemValue(t *lex.Text, stem string) float64 {
	for _, vowel := range [...]string{"", "a", "e", "i", "o"} {
		if v := wordValue(t, stem+vowel); v > 0 {
			return v
		}
	}
	return 0
}

// wordValue is the value of a cardinal of one word; 0 where it is none.
func wordValue(t *lex.Text, w string) float64 {
	if e, ok := t.Meaning(w, lex.Card|lex.Mult); ok {
		return e.Value
	}
	return sum(t, split(t, w))
}

// sum is the value of the parts of one number; 0 where they are none.
func sum(t *lex.Text, list []atom) float64 {
	c := newCardinal(t, 0)
	if len(list) == 0 || !c.addAll(list) {
		return 0
	}
	return c.total()
}

// Stem is the value of what stands before a unit in one word with it: a cardinal,
// its combining form, or two of them, as двадцатипяти; 0 where it is none.
func Stem(t *lex.Text, stem string) float64 {
	if v := combining(t, stem); v > 0 {
		return v
	}
	if v := wordValue(t, stem); v > 0 {
		return v
	}
	for at := range stem {
		tens, ones := combining(t, stem[:at]), combining(t, stem[at:])
		if ones > 0 && ones < 10 && tens >= 20 && tens < 100 {
			return tens + ones
		}
	}
	return 0
}

// combining is the value of a cardinal or of the form that it has before a unit in
// one word with it; 0 where it has none.
func combining(t *lex.Text, w string) float64 {
	if e, ok := t.Meaning(w, lex.Card|lex.Combining); ok {
		return e.Value
	}
	return 0
}
