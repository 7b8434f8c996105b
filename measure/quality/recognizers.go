package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/claim"
)

// recognizerRow is one sentence with what stands in it, in the format of
// Microsoft's Recognizers-Text specifications.
type recognizerRow struct {
	Lang, Model, Input string
	Context            struct{ ReferenceDateTime string }
	NotSupported       *string `json:"not_supported"`
	ByDesign           *string `json:"not_supported_by_design"`
	Results            []recognizerItem
}

type recognizerItem struct {
	Text, TypeName string
	Resolution     struct {
		Value  any
		Unit   string
		Values []struct{ Timex string }
	}
}

// value is what the item resolves to as the row writes it; "" where it holds
// a unit alone.
func (x recognizerItem) value() string {
	v, _ := x.Resolution.Value.(string)
	return v
}

// supported leaves out the rows that the authors' first implementation does
// not pass.
func (r recognizerRow) supported() bool {
	marked := func(list *string) bool { return list != nil && strings.Contains(*list, "dotnet") }
	return !marked(r.NotSupported) && !marked(r.ByDesign)
}

// relative says whether the row is about words such as "next", "previous" or
// "percentage" that hold no number.
func (r recognizerRow) relative() bool {
	return slices.ContainsFunc(r.Results, func(x recognizerItem) bool {
		return !strings.ContainsAny(x.value(), "0123456789") || strings.ContainsAny(x.value(), "tn")
	})
}

// tags maps the specifications' folders to BCP 47.
var tags = map[string]string{"English": "en", "French": "fr", "German": "de", "Spanish": "es", "Chinese": "zh", "Italian": "it",
	"Portuguese": "pt", "Dutch": "nl", "Russian": "ru", "Japanese": "ja", "Korean": "ko", "Turkish": "tr", "Hindi": "hi", "Arabic": "ar", "Swedish": "sv", "Bulgarian": "bg"}

func recognizers(dir string) {
	fmt.Println("recognizers: text and value of every item in the row right, none besides")
	numbers := rows[recognizerRow](dir, "recognizers_Number.jsonl")
	each(numbers, []string{"NumberModel", "OrdinalModel", "PercentModel", "NumberRangeModel"}, func(t *tally, r recognizerRow, model string) {
		if !r.relative() {
			got, want := found(r, model), expected(r, model)
			t.add(got == want, "%q: found %s, want %s", r.Input, got, want)
		}
	})
	units(dir)
	dates(dir)
	quantities(dir)
}

// each measures the supported rows of each language and model, and sums up
// each language.
func each(list []recognizerRow, models []string, measure func(t *tally, r recognizerRow, model string)) {
	for _, lang := range languagesOf(list) {
		all := tally{title: lang + ": all"}
		for _, model := range models {
			t := tally{title: lang + " " + model}
			for _, r := range list {
				if r.Lang == lang && strings.HasPrefix(r.Model, model) && r.supported() {
					measure(&t, r, model)
				}
			}
			t.print()
			all.right, all.all = all.right+t.right, all.all+t.all
		}
		if len(models) > 1 {
			all.print()
		}
	}
}

func languagesOf(list []recognizerRow) []string {
	var langs []string
	for _, r := range list {
		if tags[r.Lang] != "" && !slices.Contains(langs, r.Lang) {
			langs = append(langs, r.Lang)
		}
	}
	slices.SortFunc(langs, func(a, b string) int { return strings.Compare(order(a), order(b)) })
	return langs
}

// order puts English first.
func order(lang string) string { return strings.TrimPrefix(lang, "English") }

// found lists what the recogniser sees, as "text=value".
func found(r recognizerRow, model string) string {
	switch model {
	case "NumberRangeModel":
		return strings.Join(rangesIn(r.Input, tags[r.Lang]), "; ")
	case "PercentModel":
		return values(r, claim.Find(r.Input, tags[r.Lang]), func(c claim.Claim) bool { return c.Kind == claim.Percent })
	case "OrdinalModel":
		return values(r, claim.Numbers(r.Input, tags[r.Lang]), func(c claim.Claim) bool { return c.Ordinal })
	}
	return values(r, claim.Numbers(r.Input, tags[r.Lang]), func(c claim.Claim) bool { return !c.Ordinal })
}

func values(r recognizerRow, claims []claim.Claim, keep func(claim.Claim) bool) string {
	var list []string
	for _, c := range claims {
		if keep(c) {
			list = append(list, item(r.Input[c.Start:c.End], c.Value))
		}
	}
	return strings.Join(list, "; ")
}

// expected lists what the row says, as found does. An item without a value is
// a unit that stands alone.
func expected(r recognizerRow, model string) string {
	var list []string
	for _, x := range r.Results {
		switch v := x.value(); {
		case model == "NumberRangeModel":
			list = append(list, text(x.Text)+"="+interval(v))
		case v != "":
			list = append(list, item(x.Text, number(v)))
		}
	}
	return strings.Join(list, "; ")
}

// number reads a value as the rows write it, with the decimal mark of the
// row's language.
func number(value string) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(value, "%"), ",", "."), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// item is a text and a value of six digits.
func item(s string, v float64) string { return fmt.Sprintf("%s=%.6g", text(s), v) }

// text is s without case, white space and the difference between full and
// half width.
func text(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - 0xFEE0
		}
		return r
	}, s)
}
