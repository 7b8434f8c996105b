package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/claim"
)

// edit changes one claim of a sentence; "" where it cannot. own are the names of
// the article, other those of another.
type edit func(text string, c claim.Claim, own, other []string) string

// wrongEdits must be caught, fairEdits must pass.
var (
	wrongEdits = map[string]edit{"figure changed": otherFigure, "year changed": otherYear, "name replaced": otherName, "name with the surname of another": otherSurname}
	fairEdits  = map[string]edit{"rounded with “about”": rounding, "unit converted": conversion, "same value, other digits": regrouped}
)

func otherFigure(text string, c claim.Claim, _, _ []string) string {
	if c.Kind == claim.Name || c.Kind == claim.Quote || c.Kind == claim.URL || c.Kind == claim.Date {
		return ""
	}
	return changeFigure(text)
}

func otherYear(text string, c claim.Claim, _, _ []string) string {
	if c.Kind != claim.Date || c.Date.Year < 1000 {
		return ""
	}
	year := fmt.Sprint(c.Date.Year)
	if !strings.Contains(text, year) {
		return ""
	}
	return strings.Replace(text, year, fmt.Sprint(c.Date.Year-3), 1)
}

func otherName(_ string, c claim.Claim, _, other []string) string {
	if c.Kind != claim.Name || len(other) == 0 {
		return ""
	}
	return other[c.Start%len(other)]
}

// otherSurname gives a name of two words the last word of another such name of
// the same article.
func otherSurname(text string, c claim.Claim, own, _ []string) string {
	words := strings.Fields(text)
	if c.Kind != claim.Name || len(words) != 2 {
		return ""
	}
	for _, name := range own {
		if other := strings.Fields(name); len(other) == 2 && other[0] != words[0] && other[1] != words[1] {
			return words[0] + " " + other[1]
		}
	}
	return ""
}

// rounding writes a whole amount to two digits and says so.
func rounding(text string, c claim.Claim, _, _ []string) string {
	digits := fmt.Sprintf("%.0f", c.Value)
	if c.Kind == claim.Date || c.Kind == claim.Name || c.Hedge != claim.Exact || c.Words || c.Ordinal || c.Score || c.Value < 100 || c.Value > 1e6 || c.High != c.Value || !strings.Contains(text, digits) {
		return ""
	}
	step := math.Pow10(len(digits) - 2)
	return "about " + strings.Replace(text, digits, fmt.Sprintf("%.0f", math.Round(c.Value/step)*step), 1)
}

// conversion writes a length or weight in the other system, to three digits.
func conversion(_ string, c claim.Claim, _, _ []string) string {
	factor := map[string]float64{"mile": 1.609344, "foot": .3048, "inch": 2.54, "yard": .9144, "km": 1 / 1.609344, "m": 1 / .3048, "kg": 1 / .45359237}
	name := map[string]string{"mile": "km", "foot": "m", "inch": "cm", "yard": "m", "km": "miles", "m": "feet", "kg": "pounds"}
	if factor[c.Unit] == 0 || c.High != c.Value {
		return ""
	}
	return fmt.Sprintf("%.3g %s", c.Value*factor[c.Unit], name[c.Unit])
}

// regrouped takes thousands apart or together.
func regrouped(text string, c claim.Claim, _, _ []string) string {
	if c.Kind == claim.Date || c.Kind == claim.Name || c.Value < 1000 {
		return ""
	}
	if strings.Contains(text, ",") && !strings.Contains(text, ".") {
		return strings.ReplaceAll(text, ",", "")
	}
	return ""
}

// heldout measures edits that nobody tuned rules on: made by rule in the
// sentences of the sources themselves.
func heldout(dir string) {
	fmt.Println("held out: edits made by rule in the sources' own sentences")
	var texts []*article.Article
	seen := map[string]bool{}
	for _, r := range rows[documentRow](dir, "ntrex_docs.jsonl") {
		texts = append(texts, parse(r.Source, "en"))
	}
	for _, domain := range []string{"ectsum", "podcast", "samsum"} {
		for _, r := range rows[summaryRow](dir, "summedits_"+domain+".jsonl") {
			if !seen[r.Source] {
				seen[r.Source] = true
				texts = append(texts, parse(r.Source, "en"))
			}
		}
	}
	found := tallies{}
	for i, a := range texts {
		heldoutArticle(found, a, foreignNames(a, texts[(i+1)%len(texts)]))
	}
	found.print()
}

// foreignNames lists names of another article that a has not.
func foreignNames(a, other *article.Article) []string {
	return slices.DeleteFunc(namesOf(other), func(name string) bool { return strings.Contains(a.Text, strings.Fields(name)[0]) })
}

func namesOf(a *article.Article) []string {
	var list []string
	for _, c := range claim.Find(a.Text, a.Language) {
		if c.Kind == claim.Name {
			list = append(list, a.Text[c.Start:c.End])
		}
	}
	return list
}

func heldoutArticle(found tallies, a *article.Article, names []string) {
	source := check.NewSource(a)
	own := namesOf(a)
	for _, c := range claim.Find(a.Text, a.Language) {
		s := a.Sentences[sentenceOf(a, c.Start)]
		if c.End > s.End {
			continue
		}
		try := func(name string, change edit, wrong bool) {
			text := change(a.Text[c.Start:c.End], c, own, names)
			if text == "" || strings.Contains(a.Text, text) {
				return
			}
			sentence := a.Text[s.Start:c.Start] + text + a.Text[c.End:s.End]
			list := flags(source.Check(parse(sentence, a.Language)))
			naiveList := naive(a.Text, sentence)
			if wrong {
				found.of("caught: "+name).add(len(list) > 0, "%s (was %s)", sentence, a.Text[c.Start:c.End])
				found.of("caught: " + name + ", by digits alone").count(len(naiveList) > 0)
				return
			}
			found.of("passed: "+name).add(len(list) == 0, "%s (was %s): %v", sentence, a.Text[c.Start:c.End], list)
			found.of("passed: " + name + ", by digits alone").count(len(naiveList) == 0)
		}
		for name, change := range wrongEdits {
			try(name, change, true)
		}
		for name, change := range fairEdits {
			try(name, change, false)
		}
	}
}
