package across

import (
	"math"
	"strings"
	"unicode"

	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
)

// converts finds a value of the passage in another unit that c is, or that it
// rounds. language is the one c is written in.
func (v *atoms) converts(c claim.Claim, language string) (claim.Claim, string) {
	for _, l := range v.claims[:min(len(v.claims), mostConverted)] {
		if way := crosses(c, l, language); way != "" {
			return l, way
		}
	}
	return v.single(c)
}

// crosses says how a value of a translation into language follows from one of
// its source; "" where it does not.
func crosses(c, l claim.Claim, language string) string {
	if c.Unit == "" && l.Unit == "h" && l.Value < 1 && c.Value == 60*l.Value {
		return "conversion" // minute 15 for the quarter-hour
	}
	if warm(c, l) || !lex.Spells(language) && bareConversion(c, l) || convertedRange(c, l) {
		return "conversion"
	}
	way := compare.Rounded(c, l)
	if way == "conversion" || c.Hedge != claim.Exact || l.Hedge != claim.Exact || c.Step >= 1e6 && c.Step > l.Step {
		return way
	}
	return ""
}

// single finds "a mile" for 1.6 km.
func (v *atoms) single(c claim.Claim) (claim.Claim, string) {
	if c.Unit == "" || c.Kind == claim.Date {
		return claim.Claim{}, ""
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(v.text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !lex.InClass(w, v.language, lex.Unit) {
			continue
		}
		for _, l := range claim.Find("1 "+w, v.language) {
			if l.Hedge = claim.About; otherUnits(c, l) && compare.Converted(c, l) != "" {
				return l, "conversion"
			}
		}
	}
	return claim.Claim{}, ""
}

// otherUnits says whether two claims have different units of one thing.
func otherUnits(c, l claim.Claim) bool {
	return c.Unit != l.Unit && c.Unit != "" && l.Unit != "" && compare.SameBase(c, l)
}

// convertedRange converts both ends.
func convertedRange(c, l claim.Claim) bool {
	if c.High == c.Value || l.High == l.Value || !otherUnits(c, l) {
		return false
	}
	low, high := c, c
	low.High, high.Value = low.Value, high.High
	from, to := l, l
	from.High, to.Value = from.Value, to.High
	return compare.Converted(high, to) != "" && (compare.Converted(low, from) != "" || truncated(low, from))
}

// truncated says whether c is l converted without its decimals, as people write
// the low end of "2 to 10 cm" for 1 to 4 inches.
func truncated(c, l claim.Claim) bool {
	s, unit := claim.Base(l.Value, l.Unit)
	factor, base := claim.Base(1, c.Unit)
	return unit == base && factor > 0 && c.Value >= 2 && c.Value == math.Trunc(s/factor)
}

// warm compares degrees whose scale is often left unsaid: temperatures,
// differences of temperatures, and decades of degrees such as "the 80s".
func warm(c, l claim.Claim) bool {
	switch c.Unit {
	case "degree", "celsius", "fahrenheit":
	default:
		return false
	}
	if l.Kind == claim.Date && l.Date.Decade > 0 && l.Date.Decade < 100 {
		d := float64(l.Date.Decade)
		return c.Value >= (d-32)/1.8-1 && c.Value <= (d+9-32)/1.8+1
	}
	switch l.Unit {
	case "degree", "celsius", "fahrenheit":
	default:
		return false
	}
	celsius := (l.Value - 32) / 1.8
	off := func(value, most float64) bool { return math.Abs(value-c.Value) <= most }
	minus := l.Unit == "fahrenheit" && c.Value > 0 && math.Abs(celsius+c.Value) <= 1.2
	scale := off(celsius, 1.2) || minus || off(l.Value*1.8+32, 2)
	difference := off(l.Value/1.8, 1) || off(l.Value*1.8, 1.8)
	return scale || difference
}

// customary are the units into which a value may have been converted where
// the word for the unit is not known.
var customary = [...]string{
	"km", "m", "cm", "mm", "mile", "yard", "foot", "inch", "kg", "g", "pound", "ounce", "tonne",
	"ha", "acre", "km2", "sqmi", "m2", "sqft", "l", "gallon", "km/h", "mph",
}

func bareConversion(c, l claim.Claim) bool {
	if c.Kind != claim.Number || c.Words {
		return false
	}
	if warm(claim.Claim{Unit: "degree", Value: c.Value}, l) && c.Unit == "" {
		return true
	}
	for _, unit := range customary {
		as := c
		as.Unit = unit
		if l.Unit == "" || unit == l.Unit || c.Unit != "" && c.Unit != unit || !compare.SameBase(as, l) {
			continue
		}
		upper := l
		upper.Value = l.High
		if compare.Converted(as, l) != "" || compare.Converted(as, upper) != "" {
			return true
		}
	}
	return false
}
