package across

import (
	"slices"
	"strings"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
)

// otherUnit finds the amount of the source whose number a claim has with another
// unit: 300 kilograms for 300 tonnes, 12 dollars for 12 euros. Where the number
// stands in the source without a unit that is known, nothing is other.
func otherUnit(c *crossing, x claim.Claim) (claim.Claim, bool) {
	if x.Unit == "" || !compare.Numeric(x) || x.Fold || x.Ordinal {
		return claim.Claim{}, false
	}
	other, found, bare := claim.Claim{}, false, false
	for _, l := range measures(c) {
		if !sameNumber(x, l) && !sameValue(x, l) {
			continue
		}
		l = metres(c, l, x)
		switch {
		case sameUnit(x, l) || sameValue(x, l):
			return claim.Claim{}, false
		case l.Unit == "":
			bare = true
		default:
			other, found = l, true
		}
	}
	if !bare {
		return other, found
	}
	// "four weeks" where the source has three weeks, and four of something else
	l, ok := c.replaced(x)
	return l, ok && l.Unit == x.Unit && x.Value > 1
}

// measures are the amounts of the source, and those that it counts by an article
// alone: a mile.
func measures(c *crossing) []claim.Claim {
	if c.measured == nil {
		c.measured = append([]claim.Claim{}, c.source.amounts[:min(len(c.source.amounts), mostConverted)]...)
		for _, q := range c.from {
			c.measured = append(c.measured, singles(q, c.article.Language)...)
		}
	}
	return c.measured
}

// singles are the measures of a sentence that follow an article.
func singles(q paragraph, language string) []claim.Claim {
	var list []claim.Claim
	before := ""
	for at, w := range words.Written(q.text) {
		w = strings.ToLower(w)
		inside := func(l check.Located) bool { return l.Start <= q.start+at && q.start+at < l.End }
		counted := lex.InClass(before, language, lex.Art) && lex.InClass(w, language, lex.Unit)
		if before = w; !counted || slices.ContainsFunc(q.claims, inside) {
			continue
		}
		for _, l := range claim.Find("1 "+w, language) {
			if physical(l) {
				list = append(list, l)
			}
		}
	}
	return list
}

// physical says whether a claim is a measure that other units convert to, and no
// length of time.
func physical(l claim.Claim) bool {
	_, base := claim.Base(l.Value, l.Unit)
	return l.Kind == claim.Number && base != "" && slices.Contains(bases[:], base)
}

// bases are the units that physical measures convert to.
var bases = [...]string{"m", "g", "l", "m2"}

// metres reads "3,000m" as metres where its figures are those of another amount.
func metres(c *crossing, l, x claim.Claim) claim.Claim {
	short := l.Unit == "" && l.Alt != l.Value && compare.Near(l.Alt, x.Value)
	if short && l.End <= len(c.article.Text) && strings.HasSuffix(c.article.Text[:l.End], "m") {
		l.Value, l.High, l.Unit = l.Alt, l.Alt, "m"
	}
	return l
}

// otherSingle finds the measure of one that the source has in another unit: a
// kilometre for a mile, and not a metre for a yard.
func otherSingle(c *crossing, x claim.Claim) (claim.Claim, bool) {
	if x.Value != 1 || x.High != 1 || !physical(x) {
		return claim.Claim{}, false
	}
	l, ok := otherUnit(c, claim.Claim{Kind: x.Kind, Unit: x.Unit, Value: 1, High: 1, Alt: 1, Step: 1})
	return l, ok && apart(x, l, 1.25)
}

// apart says whether one of two measures is at least so many times as large as the
// other.
func apart(x, l claim.Claim, times float64) bool {
	a, _ := claim.Base(x.Value, x.Unit)
	b, _ := claim.Base(l.High, l.Unit)
	return a >= b*times || b >= a*times
}

// outsized finds a measure of the source in whose place another stands that is many
// times as large, or as small, as any that the source has: two metres for half an
// inch.
func outsized(c *crossing, x claim.Claim) (claim.Claim, bool) {
	const many = 4
	if !physical(x) || x.Value <= 0 {
		return claim.Claim{}, false
	}
	nearest, found := claim.Claim{}, false
	for _, l := range measures(c) {
		if !physical(l) || !compare.SameBase(x, l) {
			continue
		}
		if !apart(x, l, many) {
			return claim.Claim{}, false
		}
		nearest, found = l, true
	}
	return nearest, found
}

// measuredOtherwise says whether the source has measures of what a claim measures,
// and none in its unit: then the same figures are not the same value.
func measuredOtherwise(c *crossing, x claim.Claim) bool {
	if !physical(x) {
		return false
	}
	other := false
	for _, l := range measures(c) {
		if physical(l) && compare.SameBase(x, l) {
			if sameUnit(x, l) {
				return false
			}
			other = true
		}
	}
	return other
}

// sameNumber says whether two amounts have the same figure.
func sameNumber(x, l claim.Claim) bool {
	return compare.Near(l.Value, x.Value) || compare.Near(l.High, x.Value) || compare.Near(l.Alt, x.Value)
}

// sameValue says whether an amount is another in the unit of that.
func sameValue(x, l claim.Claim) bool {
	return compare.InBase(x, l) || l.Unit != x.Unit && l.Unit != "" && compare.Converted(x, l) != ""
}

// alike are units whose words stand for each other across languages: what they
// weigh, measure or pay is told by the rest of the sentence.
var alike = [...][2]string{
	{"ton", "tonne"}, {"mile", "nmi"}, {"degree", "celsius"}, {"degree", "fahrenheit"}, {"pound", "GBP"},
	{"%", "pp"}, {"mile", "scandinavian mile"}, {"mile", "mph"}, {"km", "km/h"}, {"m", "m/s"},
	{"celsius", "kWh"}, {"degree", "kWh"},
}

func sameUnit(x, l claim.Claim) bool {
	if x.Unit == l.Unit || x.Kind == claim.Money && l.Kind == claim.Money && claim.SameCurrency(x.Unit, l.Unit) {
		return true
	}
	for _, pair := range alike {
		if x.Unit == pair[0] && l.Unit == pair[1] || x.Unit == pair[1] && l.Unit == pair[0] {
			return true
		}
	}
	return false
}
