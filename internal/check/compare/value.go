// Package compare says how the values of two claims relate: the same, worth
// comparing, rounded, converted. It knows claims alone, neither their texts nor
// where they stand. In all of it c is a claim of the candidate, l one of its
// source.
package compare

import (
	"math"
	"time"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
)

// Valued says whether a claim has a value to compare.
func Valued(c claim.Claim) bool {
	switch c.Kind {
	case claim.Name, claim.Quote, claim.URL, claim.Code:
		return false
	}
	return true
}

// Numeric says whether a claim is an amount.
func Numeric(c claim.Claim) bool { return Valued(c) && c.Kind != claim.Date }

// single says whether a claim is one value and no range.
func single(c claim.Claim) bool { return c.High == c.Value }

// Part says whether a claim is a fraction such as "a third".
func Part(c claim.Claim) bool {
	bare := c.Kind == claim.Number && c.Unit == "" && !c.Fold
	return bare && c.Value > 0 && c.Value < 1
}

// Trivial claims say too little: "one" of something, "first".
func Trivial(c claim.Claim) bool {
	if c.Kind != claim.Number || !c.Words || c.Unit != "" || c.Fold {
		return false
	}
	return c.High <= 2 && c.High >= 1 || c.Ordinal && c.High <= 3
}

// Weak claims count where they agree with the source or contradict it, but
// prove nothing where the source is silent: small counts in words, which
// people make for themselves, "half", "double", "hundreds".
func Weak(c claim.Claim) bool {
	if c.Kind != claim.Number || c.Unit != "" {
		return false
	}
	return c.Fold || c.Words && !c.Ordinal && (c.High <= 12 || Magnitude(c))
}

// Magnitude says whether words name only the size of a number: "dozens".
func Magnitude(c claim.Claim) bool {
	switch {
	case !c.Words:
		return false
	case c.Value == 12 || c.Value == 20:
		return true
	}
	power := math.Log10(c.Value)
	return c.Value >= 100 && Near(power, math.Round(power))
}

// Comparable says whether two claims measure the same thing with values that
// can contradict: the same kind and the same unit.
func Comparable(a, b claim.Claim) bool {
	if inYears(a) && inYears(b) {
		return true
	}
	if a.Kind != b.Kind || !sameForm(a, b) {
		return false
	}
	switch a.Kind {
	case claim.Date:
		return sameFields(a.Date, b.Date)
	case claim.Money:
		return claim.SameCurrency(a.Unit, b.Unit)
	}
	return Valued(a) && SameBase(a, b)
}

// inYears says whether a claim is somebody's age in years, which "aged 61" leaves
// out.
func inYears(c claim.Claim) bool { return c.Age && (c.Unit == "" || c.Unit == "year") }

func sameForm(a, b claim.Claim) bool {
	return a.Ordinal == b.Ordinal && a.Fold == b.Fold && a.Score == b.Score && Part(a) == Part(b)
}

// Overlap says whether two hedged values or ranges may be one value: 84 and
// more than 80.
func Overlap(a, b claim.Claim) bool {
	return a.High >= b.Value && b.High >= a.Value || within(a, b) || within(b, a)
}

// within says whether a value lies on the side that a limit leaves open, near
// enough to be what it speaks of: nobody says "more than 40" of 820.
func within(limit, c claim.Claim) bool {
	const far = 2
	switch limit.Hedge {
	case claim.Over:
		return c.Value >= limit.Value && c.Value <= far*limit.Value
	case claim.Under:
		return c.Value <= limit.Value && limit.Value <= far*c.Value
	}
	return false
}

// Excludes says whether two comparable claims cannot both be true of one
// thing: neither is a limit that the other keeps, nor a date that the other only
// tells more exactly.
func Excludes(a, b claim.Claim) bool {
	if a.Kind == claim.Date {
		return Clash(a.Date, b.Date) || differ(a.Date.Clock, b.Date.Clock) || a.Unit != ""
	}
	return a.Unit != b.Unit || !Overlap(a, b)
}

// SameBase says whether two claims' units are of one thing: km and miles.
func SameBase(a, b claim.Claim) bool {
	_, unitA := claim.Base(1, a.Unit)
	_, unitB := claim.Base(1, b.Unit)
	return unitA == unitB
}

// Matches says whether the source's claim says the same value. published is
// the day of the source's publication, zero where it is unknown.
func Matches(c, l claim.Claim, published time.Time) bool {
	if c.Kind == claim.Date || l.Kind == claim.Date {
		return sameTime(c, l, published) || yearNumber(c, l)
	}
	return Numeric(c) && Numeric(l) && sameValue(c, l)
}

// sameTime compares dates, and periods such as the third century.
func sameTime(c, l claim.Claim, published time.Time) bool {
	if c.Kind != l.Kind || c.Unit != l.Unit || !SameDate(c.Date, l.Date, published) {
		return false
	}
	return c.Unit == "" || c.Value == l.Value
}

// yearNumber compares a year with a plain number of the same figures.
func yearNumber(a, b claim.Claim) bool {
	year := func(c claim.Claim) bool {
		return c.Kind == claim.Date && c.Unit == "" && c.Date == when.Day{Year: c.Date.Year}
	}
	plain := func(c claim.Claim) bool { return Numeric(c) && !c.Ordinal || year(c) }
	equal := a.Value == b.Value && a.Value != 0
	return equal && (year(a) || year(b)) && plain(a) && plain(b)
}

// sameValue compares amounts with their units. An amount without unit in the
// candidate agrees with any; one without unit in the source only with amounts
// that are large or exact enough to be no coincidence.
func sameValue(c, l claim.Claim) bool {
	if c.Ordinal != l.Ordinal || c.Fold != l.Fold && c.Unit+l.Unit != "" || !unitsAgree(c, l) || !perAgree(c, l) {
		return false
	}
	small := math.Abs(c.Value) <= 12 && c.Step >= 1
	if c.Unit != "" && l.Unit == "" && (small || c.Age && c.Unit != "year") {
		return false
	}
	if c.Unit != "" && l.Unit != "" && c.Unit != l.Unit && !rate(c) {
		return single(c) && single(l) && InBase(c, l) // 12 miles are not 12 km
	}
	if single(c) && single(l) {
		return Near(c.Value, l.Value) || Near(c.Alt, l.Value) || Near(c.Value, l.Alt) || InBase(c, l)
	}
	if Near(c.Value, l.Value) && Near(c.High, l.High) {
		return true
	}
	// One end of a range.
	return single(c) && (Near(c.Value, l.Value) || Near(c.Value, l.High))
}

// perAgree says whether two rates are of one length of time, or one of them is
// none: the fee may be a month's where only the sentence before says so.
func perAgree(a, b claim.Claim) bool { return a.Per == "" || b.Per == "" || a.Per == b.Per }

func unitsAgree(a, b claim.Claim) bool {
	switch {
	case a.Unit == b.Unit, a.Unit == "", b.Unit == "":
		return true
	case a.Kind == claim.Money && b.Kind == claim.Money:
		return claim.SameCurrency(a.Unit, b.Unit)
	case a.Kind == claim.Percent && b.Kind == claim.Percent:
		return a.Unit != "bp" && b.Unit != "bp"
	case rate(a) || rate(b):
		return false
	}
	return SameBase(a, b)
}

// rate says whether a claim's unit is none that has a base.
func rate(c claim.Claim) bool { return c.Kind == claim.Money || c.Kind == claim.Percent }

// InBase compares in base units: 3 km with 3,000 m, 120 minutes with 2 hours.
func InBase(a, b claim.Claim) bool {
	if a.Unit == "" || b.Unit == "" || a.Unit == b.Unit {
		return false
	}
	va, ua := claim.Base(a.Value, a.Unit)
	vb, ub := claim.Base(b.Value, b.Unit)
	return ua == ub && Near(va, vb)
}

// Near compares with the exactness of arithmetic.
func Near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-6*math.Max(math.Abs(a), math.Abs(b))
}
