package across

import (
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
)

// otherUnit finds the amount of the source whose number a claim has with another
// unit: 300 kilograms for 300 tonnes, 12 dollars for 12 euros. Where the number
// stands in the source without a unit that is known, nothing is other.
func otherUnit(c *crossing, x claim.Claim) (claim.Claim, bool) {
	if x.Unit == "" || !compare.Numeric(x) || x.Fold || x.Ordinal {
		return claim.Claim{}, false
	}
	other, found, bare := claim.Claim{}, false, false
	for _, l := range c.source.amounts[:min(len(c.source.amounts), mostConverted)] {
		if !sameNumber(x, l) && !sameValue(x, l) {
			continue
		}
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
