package numeral

import (
	"math"
	"strings"

	"newsbrief/internal/claim/lex"
)

// cardinal is a number in words while it is read. Parts above a scale word are
// kept apart, so that "two hundred thousand million" multiplies them all.
type cardinal struct {
	parts   []part
	group   float64 // what follows the last scale of 1000 or more
	room    float64 // what may be added to group must be below this
	some    bool
	counted bool // group has a word of its own
	ordinal bool
	coins   bool // what means a hundred means cents behind tens
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

// Cardinal reads a whole number in words at place i, or an ordinal.
func Cardinal(t *lex.Text, i int) (Number, bool) {
	c := readCardinal(t, i)
	n := words(c.total(), c.next)
	n.Ordinal = c.ordinal
	return n, c.some
}

func newCardinal(t *lex.Text, i int) cardinal {
	return cardinal{room: 1000, next: i, step: 1, coins: t.Trait(lex.CoinHundreds)}
}

// readCardinal reads as many words as make one number.
func readCardinal(t *lex.Text, i int) cardinal {
	c := newCardinal(t, i)
	for at := i; !c.ordinal || ordinalsAdd(t, at); {
		from := at
		if c.some {
			at = joint(t, at, &c)
		}
		atoms, k := atoms(t, at)
		if k == 0 || c.some && !c.ordinal && pluralPart(t, at) {
			break
		}
		trial := c
		trial.parts = append([]part(nil), c.parts...)
		if !trial.addAll(atoms) {
			if !year(t, at, atoms, &c) {
				break
			}
			return c
		}
		if at > from && opens(t, at+k, &c) {
			break
		}
		c = trial
		at += k
		c.next, c.some = at, true
	}
	return restart(t, i, c)
}

// restart drops nothing: a scale of 100 or more that cannot stand alone does
// not begin a number.
func restart(t *lex.Text, i int, c cardinal) cardinal {
	if c.some && c.next == i+1 && !c.ordinal {
		if e, k := t.Find(i, lex.Scale); k > 0 && e.Value >= 12 && !t.Has(i, lex.Card) && !t.Has(i, lex.Mult) {
			return cardinal{next: i}
		}
	}
	return c
}

// joint steps over a hyphen or "and" between the words of a number.
func joint(t *lex.Text, at int, c *cardinal) int {
	inside := t.Solid(at-1, 3) || c.room == 10
	if t.Is(at, "-") && inside || t.Is(at, "‑") {
		return at + 1
	}
	_, k := t.Find(at, lex.And)
	begun := c.group > 0 || len(c.parts) > 0
	tens := c.room <= 10 && t.Trait(lex.HundredsAnd)
	if k == 0 || c.room == 0 || tens || !begun {
		return at
	}
	if t.Is(at+k, "-") {
		k++
	}
	return at + k
}

// pluralPart says whether the ordinal at token i is a plural, which behind a
// number is its denominator: "tres milésimos".
func pluralPart(t *lex.Text, i int) bool {
	own := t.Own(i)
	return own&lex.OrdScale != 0 && own&lex.Frac != 0 && strings.HasSuffix(t.Tokens[i].Lower, "s")
}

// opens says whether the word at token i would make the word before it the
// start of another number: the "hundred" of "two hundred and three hundred".
func opens(t *lex.Text, i int, c *cardinal) bool {
	e, k := t.Find(i, lex.Scale|lex.Mult)
	if k == 0 {
		_, f := fraction(t, i)
		return f > 0 && t.Lang.Rows("fracsfx") == nil
	}
	if len(c.parts) == 0 {
		return e.Value >= 100 && c.group >= 100 && e.Value <= c.group
	}
	return e.Value >= c.parts[len(c.parts)-1].scale
}

// year reads the second half of "nineteen eighty-four".
func year(t *lex.Text, at int, atoms []atom, c *cardinal) bool {
	first := len(c.parts) == 0 && c.group >= 13 && c.group <= 20
	tens := len(atoms) == 1 && atoms[0].class == lex.Card && atoms[0].value >= 10
	if !first || !tens || !t.Trait(lex.YearPairs) {
		return false
	}
	second := readCardinal(t, at)
	if second.ordinal || second.total() > 99 {
		return false
	}
	c.group = c.group*100 + second.total()
	c.next = second.next
	return true
}

// ordinalsAdd says whether the ordinal at token i may go on the one before it,
// as in "centésimo vigésimo quinto".
func ordinalsAdd(t *lex.Text, i int) bool {
	return t.Trait(lex.OrdinalsAdd) && t.Has(i, lex.Ord|lex.OrdScale)
}

func (c *cardinal) addAll(atoms []atom) bool {
	for _, a := range atoms {
		if c.ordinal && a.class&(lex.Ord|lex.OrdScale) == 0 || !c.add(a) {
			return false
		}
		c.some = true
	}
	return true
}

// add takes the next part; false where it cannot belong to the number.
func (c *cardinal) add(a atom) bool {
	switch a.class {
	case lex.Card, lex.Ord:
		if a.value >= c.room || c.some && a.value == 0 || c.zero() {
			return false
		}
		c.group += a.value
		c.counted = true
		c.room = roomAfter(a.value)
		c.ordinal = a.class == lex.Ord
		return true
	}
	if a.class == lex.OrdScale {
		c.ordinal = true
	}
	if c.coins && a.value == 100 && c.group >= 20 {
		return false // quarante-cinq cents: coins
	}
	return c.scale(a)
}

// zero says whether the number is a plain zero, which nothing follows.
func (c *cardinal) zero() bool { return c.some && c.group == 0 && len(c.parts) == 0 }

func roomAfter(v float64) float64 {
	switch {
	case v >= 100 && math.Mod(v, 100) == 0:
		return 100
	case v >= 20 && v < 100 && math.Mod(v, 10) == 0:
		return 10
	}
	return 0
}

func (c *cardinal) scale(a atom) bool {
	bare := !c.counted
	counts := c.some || a.value == 12 || a.value == 20
	if bare && counts && a.class == lex.Scale && !c.scalable(a.value) {
		return false
	}
	if a.value < 1000 {
		if c.group >= 100 || bare && c.some && c.room < 1000 {
			return false
		}
		if bare {
			c.group = 1
		}
		c.group *= a.value
		c.counted = true
		c.room = roomAfter(a.value)
		if a.value >= 100 {
			c.room = 100
		}
		c.step = a.value
		return true
	}
	low := c.group
	kept := c.parts[:0]
	for _, p := range c.parts {
		if p.scale == a.value {
			return false
		}
		if p.scale < a.value {
			low += p.value
		} else {
			kept = append(kept, p)
		}
	}
	if low == 0 {
		low = 1
	}
	c.parts = append(kept, part{low * a.value, a.value})
	c.group, c.room, c.counted, c.step = 0, 1000, false, a.value
	return true
}

// scalable says whether parts read so far are multiplied by a scale that
// follows another directly: "mil millones".
func (c *cardinal) scalable(scale float64) bool {
	return len(c.parts) > 0 && c.parts[len(c.parts)-1].scale < scale
}
