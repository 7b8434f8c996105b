package check

import (
	"math"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
)

// valued says whether a claim has a value to compare.
func valued(c claim.Claim) bool {
	switch c.Kind {
	case claim.Name, claim.Quote, claim.URL, claim.Code:
		return false
	}
	return true
}

// numeric says whether a claim is an amount.
func numeric(c claim.Claim) bool { return valued(c) && c.Kind != claim.Date }

// comparable says whether two claims measure the same thing with values that
// can contradict: the same kind and the same unit.
func comparable(a, b claim.Claim) bool {
	if a.Kind != b.Kind || a.Ordinal != b.Ordinal || a.Fold != b.Fold || a.Score != b.Score || part(a) != part(b) {
		return false
	}
	switch a.Kind {
	case claim.Date:
		return sameFields(a.Date, b.Date)
	case claim.Money:
		return claim.SameCurrency(a.Unit, b.Unit)
	case claim.Name, claim.Quote, claim.URL, claim.Code:
		return false
	}
	return sameBase(a, b)
}

// part says whether a claim is a fraction such as "a third".
func part(c claim.Claim) bool {
	return c.Kind == claim.Number && c.Unit == "" && c.Value > 0 && c.Value < 1 && !c.Fold
}

func sameBase(a, b claim.Claim) bool {
	_, unitA := claim.Base(1, a.Unit)
	_, unitB := claim.Base(1, b.Unit)
	return unitA == unitB
}

// matches says whether the source's claim says the same value.
func (s *Source) matches(c, l claim.Claim) bool {
	if c.Kind == claim.Date || l.Kind == claim.Date {
		return c.Kind == l.Kind && c.Unit == l.Unit && s.sameDate(c.Date, l.Date) && (c.Unit == "" || c.Value == l.Value) || yearNumber(c, l)
	}
	return numeric(c) && numeric(l) && sameValue(c, l)
}

// yearNumber compares a year with a plain number of the same figures.
func yearNumber(a, b claim.Claim) bool {
	year := func(c claim.Claim) bool {
		return c.Kind == claim.Date && c.Unit == "" && c.Date == when.Day{Year: c.Date.Year}
	}
	plain := func(c claim.Claim) bool { return numeric(c) && !c.Ordinal || year(c) }
	return (year(a) || year(b)) && plain(a) && plain(b) && a.Value == b.Value && a.Value != 0
}

// sameValue compares amounts with their units. An amount without unit in the
// candidate agrees with any; one without unit in the source only with amounts
// that are large or exact enough to be no coincidence.
func sameValue(c, l claim.Claim) bool {
	if c.Ordinal != l.Ordinal || c.Fold != l.Fold && c.Unit+l.Unit != "" || !unitsAgree(c, l) {
		return false
	}
	if c.Unit != "" && l.Unit == "" && math.Abs(c.Value) <= 12 && c.Step >= 1 {
		return false
	}
	if c.High == c.Value && l.High == l.Value {
		return near(c.Value, l.Value) || near(c.Alt, l.Value) || near(c.Value, l.Alt) || inBase(c, l)
	}
	if near(c.Value, l.Value) && near(c.High, l.High) {
		return true
	}
	// One end of a range.
	return c.High == c.Value && (near(c.Value, l.Value) || near(c.Value, l.High))
}

func unitsAgree(a, b claim.Claim) bool {
	switch {
	case a.Unit == b.Unit, a.Unit == "", b.Unit == "":
		return true
	case a.Kind == claim.Money && b.Kind == claim.Money:
		return claim.SameCurrency(a.Unit, b.Unit)
	case a.Kind == claim.Percent && b.Kind == claim.Percent:
		return a.Unit != "bp" && b.Unit != "bp"
	case a.Kind == claim.Money || b.Kind == claim.Money || a.Kind == claim.Percent || b.Kind == claim.Percent:
		return false
	}
	return sameBase(a, b)
}

// inBase compares in base units: 3 km with 3,000 m, 120 minutes with 2 hours.
func inBase(a, b claim.Claim) bool {
	if a.Unit == "" || b.Unit == "" || a.Unit == b.Unit {
		return false
	}
	va, ua := claim.Base(a.Value, a.Unit)
	vb, ub := claim.Base(b.Value, b.Unit)
	return ua == ub && near(va, vb)
}

// near compares with the exactness of arithmetic.
func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-6*math.Max(math.Abs(a), math.Abs(b))
}
