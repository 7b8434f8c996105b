package claim

import "strings"

// cardinal is a number in words while it is read. Parts above a scale word are
// kept apart, so that "two hundred thousand million" multiplies them all.
type cardinal struct {
	parts   []part
	group   float64 // what follows the last scale of 1000 or more
	room    float64 // what may be added to group must be below this
	some    bool
	counted bool // group has a word of its own
	ordinal bool
	next    int
	step    float64
}

type part struct{ value, scale float64 }

func (c *cardinal) total() float64 {
	sum := c.group
	for _, p := range c.parts {
		sum += p.value
	}
	return sum
}

// cardinal reads as many words as make one number.
func (s *scanner) cardinal(i int) cardinal {
	c := cardinal{room: 1000, next: i, step: 1}
	for at := i; !c.ordinal || s.ordinalsAdd(at); {
		from := at
		if c.some {
			at = s.joint(at, &c)
		}
		atoms, k := s.atoms(at)
		if k == 0 || c.some && !c.ordinal && s.pluralPart(at) {
			break
		}
		trial := c
		trial.parts = append([]part(nil), c.parts...)
		if !trial.addAll(atoms, s.language) {
			if !s.year(at, atoms, &c) {
				break
			}
			return c
		}
		if at > from && s.opens(at+k, &c) {
			break
		}
		c = trial
		at += k
		c.next, c.some = at, true
	}
	return s.restart(i, c)
}

// restart drops nothing: a scale of 100 or more that cannot stand alone does
// not begin a number.
func (s *scanner) restart(i int, c cardinal) cardinal {
	if c.some && c.next == i+1 && !c.ordinal {
		if e, k := s.find(i, classScale); k > 0 && e.value >= 12 && !s.has(i, classCard) && !s.has(i, classMult) {
			return cardinal{next: i}
		}
	}
	return c
}

// joint steps over a hyphen or "and" between the words of a number.
func (s *scanner) joint(at int, c *cardinal) int {
	if s.is(at, "-") && (s.glued(at) && s.glued(at+1) || c.room == 10) || s.is(at, "‑") {
		return at + 1
	}
	if _, k := s.find(at, classAnd); k > 0 && c.room > 0 && (c.room > 10 || s.language != "en") {
		if c.group > 0 || len(c.parts) > 0 {
			if s.is(at+k, "-") {
				k++
			}
			return at + k
		}
	}
	return at
}

// pluralPart says whether the ordinal at token i is a plural, which behind a
// number is its denominator: "tres milésimos".
func (s *scanner) pluralPart(i int) bool {
	f := s.tokens[i].form
	return f != nil && f.classes&classOrdscale != 0 && f.classes&classFrac != 0 && strings.HasSuffix(s.tokens[i].lower, "s")
}

// opens says whether the word at token i would make the word before it the
// start of another number: the "hundred" of "two hundred and three hundred".
func (s *scanner) opens(i int, c *cardinal) bool {
	e, k := s.find(i, classScale|classMult)
	if k == 0 {
		_, f := s.fraction(i)
		return f > 0 && s.language != "es" && s.language != "pt"
	}
	if len(c.parts) == 0 {
		return e.value >= 100 && c.group >= 100 && e.value <= c.group
	}
	return e.value >= c.parts[len(c.parts)-1].scale
}

// year reads the second half of "nineteen eighty-four".
func (s *scanner) year(at int, atoms []atom, c *cardinal) bool {
	if s.language != "en" || len(c.parts) > 0 || c.group < 13 || c.group > 20 || len(atoms) != 1 || atoms[0].class != classCard || atoms[0].value < 10 {
		return false
	}
	second := s.cardinal(at)
	if second.ordinal || second.total() > 99 {
		return false
	}
	c.group = c.group*100 + second.total()
	c.next = second.next
	return true
}

// ordinalsAdd says whether the ordinal at token i may go on the one before it,
// as in "centésimo vigésimo quinto".
func (s *scanner) ordinalsAdd(i int) bool {
	switch s.language {
	case "es", "pt", "it":
		return s.has(i, classOrd|classOrdscale)
	}
	return false
}
