package across

import (
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
)

// otherUnit finds the amount of the source whose number a claim has with another
// unit: 300 kilograms for 300 tonnes, 12 dollars for 12 euros. Where the number
// stands in the source without a unit that is known, nothing is other.
func (c *crossing) otherUnit(x claim.Claim) (claim.Claim, bool) {
	if x.Unit == "" || !compare.Numeric(x) || x.Fold || x.Ordinal {
		return claim.Claim{}, false
	}
	other, found := claim.Claim{}, false
	for _, l := range c.source.amounts[:min(len(c.source.amounts), mostConverted)] {
		if !sameNumber(x, l) && !sameValue(x, l) {
			continue
		}
		if l.Unit == "" || sameUnit(x, l) || sameValue(x, l) {
			return claim.Claim{}, false
		}
		other, found = l, true
	}
	return other, found
}

// sameNumber says whether two amounts have the same figure.
func sameNumber(x, l claim.Claim) bool {
	return compare.Near(l.Value, x.Value) || compare.Near(l.High, x.Value) || compare.Near(l.Alt, x.Value)
}

// sameValue says whether an amount is another in the unit of that.
func sameValue(x, l claim.Claim) bool { return compare.InBase(x, l) }

// alike are units whose words stand for each other across languages: what they
// weigh, measure or pay is told by the rest of the sentence.
var alike = [...][2]string{
	{"ton", "tonne"}, {"mile", "nmi"}, {"degree", "celsius"}, {"degree", "fahrenheit"}, {"pound", "GBP"},
	{"%", "pp"}, {"mile", "scandinavian mile"},
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
