package claim

import "strings"

// atoms returns the number parts of token i or of the phrase that begins
// there, and the tokens they take.
func (s *scanner) atoms(i int) ([]atom, int) {
	if e, k := s.find(i, classCard|classMult|classScale|classOrd|classOrdscale); k > 0 {
		return []atom{{e.class, e.value}}, k
	}
	if s.kind(i) == word && s.compounds() {
		if v := s.ordinalWord(i); v > 0 {
			return []atom{{classOrd, v}}, 1
		}
		if list := s.split(s.tokens[i].lower); list != nil {
			return list, 1
		}
	}
	return nil, 0
}

// compounds says whether the language writes numbers as one word.
func (s *scanner) compounds() bool {
	switch s.language {
	case "de", "nl", "it", "es":
		return true
	}
	return false
}

// longestCompound bounds the words that are tried as numbers, in bytes.
const longestCompound = 80

// split cuts a compound such as "dreihundertzwölf" into its parts; nil where
// it is no number.
func (s *scanner) split(w string) []atom {
	if len(w) > longestCompound || len(w) < 6 || !s.heads[w[:3]] {
		return nil
	}
	c := splitter{scanner: s, word: w}
	if !c.from(0) || len(c.parts) < 2 {
		return nil
	}
	return reversed(c.parts)
}

// splitter tries the ways to cut one word, the longest parts first.
type splitter struct {
	*scanner
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
	f := c.words[c.word[at:end]]
	if f == nil {
		return atom{}, false
	}
	for _, e := range f.entries {
		switch {
		case e.class&(classCard|classMult) != 0,
			e.class&(classOrd|classOrdscale) != 0 && end == len(c.word),
			e.class == classAnd && at > 0 && end < len(c.word) && c.language != "es" && c.language != "it":
			return atom{e.class, e.value}, true
		}
	}
	return atom{}, false
}

// reversed sums the units that German and Dutch say before the tens.
func reversed(list []atom) []atom {
	var out []atom
	for k := 0; k < len(list); k++ {
		if k+2 < len(list) && list[k+1].class == classAnd && list[k].value < 10 && list[k+2].value >= 20 && list[k+2].value < 100 {
			out = append(out, atom{list[k+2].class, list[k].value + list[k+2].value})
			k += 2
			continue
		}
		if list[k].class != classAnd {
			out = append(out, list[k])
		}
	}
	return out
}

// ordinalWord is the value of an Italian ordinal of any size, as
// "centoventitreesimo"; 0 where token i is none.
func (s *scanner) ordinalWord(i int) float64 {
	if s.language != "it" {
		return 0
	}
	w := s.tokens[i].lower
	if len(w) < 8 {
		return 0
	}
	stem, ending := w[:len(w)-1], w[len(w)-1:]
	stem, ok := strings.CutSuffix(stem, "esim")
	if !ok || !strings.Contains("oaie", ending) {
		return 0
	}
	for _, whole := range [...]string{stem, stem + "i", stem + "a", stem + "o", stem + "e"} {
		if v := s.wordValue(whole); v > 0 {
			return v
		}
	}
	return 0
}
