package sense

import (
	"slices"
	"strings"
)

// roleOf is what a sentence says that a name is, in words: those of a role right
// before it, or behind it after "is" or a comma; "" where it says nothing.
func roleOf(list []word, a anchor) string {
	from := a.from
	for from > 0 && list[from-1].is(role) && !list[from].is(pause) {
		from--
	}
	if from < a.from {
		return rolePhrase(list[from:a.from])
	}
	i := a.to
	said := i < len(list) && (list[i].is(pause) || list[i].is(auxiliary) && !list[i].is(negation))
	if !said {
		return ""
	}
	for i < len(list) && !list[i].is(role) && i < a.to+3 {
		if list[i].content() {
			return ""
		}
		i++
	}
	to := i
	for to < len(list) && list[to].is(role) && (to == i || !list[to].is(pause)) {
		to++
	}
	return rolePhrase(list[i:to])
}

// rolePhrase is the words of a role; "" for a rank alone, as "former".
func rolePhrase(list []word) string {
	if len(list) < 2 {
		return "" // there are many ministers
	}
	var words []string
	for _, w := range list {
		words = append(words, w.lower)
	}
	return strings.Join(words, " ")
}

// holder is a name that has a role.
type holder struct{ stem, sentence, from, to int }

// rolesOf are the holders of the roles that the source gives to names.
func rolesOf(s *Source) map[string][]holder {
	roles := map[string][]holder{}
	for n, list := range s.sentences {
		for _, a := range s.anchors[n] {
			if !a.isName() {
				continue
			}
			if r := roleOf(list, a); r != "" {
				roles[r] = append(roles[r], holder{a.stem, n, a.from, a.to})
			}
		}
	}
	return roles
}

// roles finds a role that the source gives to others alone, and the name another.
func roles(c *comparison) []Finding {
	for _, a := range c.anchors {
		if !a.isName() || !c.knows(a.stem) {
			continue
		}
		r := roleOf(c.words, a)
		holders := c.roles()[r]
		own := func(h holder) bool { return h.stem == a.stem }
		if r == "" || len(holders) == 0 || slices.ContainsFunc(holders, own) || !hasRole(c.Source, a.stem) {
			continue
		}
		h := holders[0]
		text := c.textOf(h.sentence, h.from, h.to)
		return []Finding{c.finding(c.words[a.from], h.sentence, "the article says that of %q", text)}
	}
	return nil
}

// hasRole says whether the source says right beside a name what it is.
func hasRole(s *Source, stem int) bool {
	return slices.ContainsFunc(s.names[stem], func(p spot) bool {
		list, a := s.sentences[p.sentence], s.anchors[p.sentence][p.anchor]
		before := a.from > 0 && list[a.from-1].is(role) && !list[a.from].is(pause)
		return before || roleOf(list, a) != ""
	})
}
