package compare

import (
	"math"

	"newsbrief/internal/claim"
)

// Limits of rounding, relative to the source's value. An unhedged value must
// be what rounding to fewer digits gives; a hedged one may be further off.
const (
	unhedged = .05
	hedged   = .10
	loose    = .20 // where the hedged value is as round as it can be
	metric   = .03 // conversion between units
)

// Conversion is the way from one unit to another.
const Conversion = "conversion"

// Rounded says how c follows from the source's value, as "rounding up"; ""
// where it does not.
func Rounded(c, l claim.Claim) string {
	switch {
	case !roundable(c, l):
		return ""
	case Part(c) != Part(l) || c.Kind != l.Kind && (Part(c) || Part(l)):
		return share(c, l)
	case c.Unit != l.Unit && c.Unit != "" && l.Unit != "" && !rate(c):
		return Converted(c, l)
	case c.Hedge == claim.About && inside(c.Value, l):
		return "a value within the range"
	case l.Hedge == claim.Under || l.Hedge == claim.Over:
		return "" // the source has rounded already
	}
	return rounding(c, l)
}

// inside says whether a value lies within a claim's range.
func inside(value float64, l claim.Claim) bool {
	return l.High > l.Value && value >= l.Value && value <= l.High
}

// rounding is Rounded for two values of one unit.
func rounding(c, l claim.Claim) string {
	v, s := c.Value, l.Value
	off := math.Abs(v - s)
	switch c.Hedge {
	case claim.About:
		// As exact as the source, it is another value.
		far := off > hedged*math.Abs(s) && (off > loose*math.Abs(s) || !isRounding(v, s))
		if significant(v) < significant(s) && !far {
			return "rounding"
		}
	case claim.Under:
		if s <= v && s >= .85*v {
			return "rounding up"
		}
	case claim.Over:
		if s >= v && (s <= 1.15*v || s < 1.34*v && s-v < lastDigit(v)) {
			return "rounding down"
		}
	case claim.Exact:
		if off <= unhedged*math.Abs(s) && isRounding(v, s) && !counts(c, l) && fewerDigits(c, l) {
			return "rounding"
		}
	}
	return ""
}

// roundable says whether two claims are amounts of one kind of thing.
func roundable(c, l claim.Claim) bool {
	if !plain(c) || !plain(l) || !single(c) {
		return false
	}
	if Part(c) || Part(l) {
		return true
	}
	return unitsAgree(c, l) && perAgree(c, l) && (c.Unit == "" || l.Unit != "")
}

// plain says whether a claim is an amount that people round.
func plain(c claim.Claim) bool { return Numeric(c) && !c.Ordinal && !c.Fold && !c.Score }

// fewerDigits says whether c is written less exactly than l: 1.60 says more
// than 1.6. Money is written to the cent by habit.
func fewerDigits(c, l claim.Claim) bool {
	return c.Step > l.Step || c.Step >= 1 || c.Kind == claim.Money && c.Step == .01
}

// counts says whether the source's value is a small count, which nobody rounds
// without saying so.
func counts(c, l claim.Claim) bool {
	whole := l.Value == math.Trunc(l.Value) && l.Step >= 1
	small := math.Abs(l.Value) < 1000 && l.Step < 1000
	return whole && small && l.Kind != claim.Money && math.Abs(c.Value-l.Value) > .005*math.Abs(l.Value)
}

// isRounding says whether x is s rounded to fewer significant digits.
func isRounding(x, s float64) bool {
	for digits := 1; digits <= 6; digits++ {
		step := math.Pow10(int(math.Floor(math.Log10(math.Abs(s)))) + 1 - digits)
		if Near(x, math.Round(s/step)*step) {
			return true
		}
	}
	return false
}

// significant counts a value's digits without the zeros behind them.
func significant(x float64) int {
	if x == 0 {
		return 0
	}
	step := math.Pow10(int(math.Floor(math.Log10(math.Abs(x)))))
	for n := 1; n < 12; n++ {
		if Near(x, math.Round(x/step)*step) {
			return n
		}
		step /= 10
	}
	return 12
}

// lastDigit is the worth of a value's last digit that is not zero: 100 for
// 1,200.
func lastDigit(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Pow10(int(math.Floor(math.Log10(math.Abs(x)))) + 1 - significant(x))
}

// Converted compares in base units, with what people round away: Conversion or
// "".
func Converted(c, l claim.Claim) string {
	s, unit := claim.Base(l.Value, l.Unit)
	factor, base := claim.Base(1, c.Unit)
	if unit != base || factor == 0 {
		return ""
	}
	s /= factor
	slack := math.Max(lastDigit(c.Value)/2, metric*math.Abs(s))
	if c.Hedge != claim.Exact || l.Hedge != claim.Exact {
		slack = math.Max(slack, hedged*math.Abs(s))
	}
	if l.Hedge == claim.Over && c.Value > s || l.Hedge == claim.Under && c.Value < s {
		slack = loose * math.Abs(s) // 1.5 cm for over half an inch
	}
	if math.Abs(c.Value-s) <= math.Min(slack, loose*math.Abs(s)) {
		return Conversion
	}
	return ""
}

// share compares a fraction with a percentage: "a third" with 33%.
func share(c, l claim.Claim) string {
	x, s := c.Value, l.Value
	switch {
	case Part(c) && l.Kind == claim.Percent && l.Unit == "%":
		s /= 100
	case Part(l) && c.Kind == claim.Percent && c.Unit == "%":
		x /= 100
	default:
		return ""
	}
	limit := .03
	if c.Hedge == claim.Exact {
		limit = .015
	}
	off := x - s
	up, down := c.Hedge == claim.Under && off > 0 && off < .06, c.Hedge == claim.Over && off < 0 && off > -.09
	if math.Abs(off) <= limit || up || down {
		return "share"
	}
	return ""
}
