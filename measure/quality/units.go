package main

import (
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
)

// units measures numbers with a unit.
func units(dir string) {
	list := rows[recognizerRow](dir, "recognizers_NumberWithUnit.jsonl")
	each(list, []string{"CurrencyModel", "DimensionModel", "TemperatureModel", "AgeModel"}, func(t *tally, r recognizerRow, model string) {
		got := values(r, claim.Find(r.Input, tags[r.Lang]), func(c claim.Claim) bool { return ofModel(c, model) })
		want := expected(r, model)
		t.add(got == want, "%.200q: found %s, want %s", r.Input, got, want)
	})
}

// ofModel says whether a claim is of the model's kind.
func ofModel(c claim.Claim, model string) bool {
	if c.Kind == claim.Money {
		return model == "CurrencyModel"
	}
	_, base := claim.Base(1, c.Unit)
	switch base {
	case "", "%", "pp", "bp", "permille", "century", "decade":
		return false
	case "s":
		return model == "AgeModel" && c.Kind == claim.Duration
	case "celsius", "fahrenheit", "degree", "kelvin":
		return model == "TemperatureModel"
	}
	return model == "DimensionModel"
}

// quantityRow is a sentence with its quantities, in the format of quantulum3's
// tests.
type quantityRow struct {
	Input      string
	Quantities []struct {
		Value, Uncertainty float64
		Unit, Surface      string
	}
}

// quantities measures numbers with and without unit. A range is given by its
// middle.
func quantities(dir string) {
	t := tally{title: "English quantities"}
	for _, r := range rows[quantityRow](dir, "quantities.jsonl") {
		var got, want []string
		for _, c := range claim.Find(r.Input, "en") {
			if measured(c) {
				got = append(got, item(r.Input[c.Start:c.End], (c.Value+c.High)/2))
			}
		}
		for _, q := range r.Quantities {
			want = append(want, item(q.Surface, q.Value))
		}
		found, expected := strings.Join(got, "; "), strings.Join(want, "; ")
		t.add(found == expected, "%q: found %s, want %s", r.Input, found, expected)
	}
	t.print()
}

// measured says whether a claim is a quantity in the rows' sense: years are,
// other dates are not.
func measured(c claim.Claim) bool {
	switch c.Kind {
	case claim.Name, claim.Quote, claim.URL, claim.Code:
		return false
	case claim.Date:
		return c.Date == when.Day{Year: c.Date.Year}
	}
	return !c.Fold
}
