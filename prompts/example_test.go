package prompts

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestRepeatsExample(t *testing.T) {
	const article = "The harbour office of Halverd, which Ingrid Solheim runs, counted 343 boats."
	for line, want := range map[string]bool{
		"Skippers of the 343 boats that pass every week will be guided by radio.": true,
		"Repairs took 87 days": true,
		"18,6 millones de euros | price of the new lighthouse stairs": true,
		"18,6 millones de euros | cost of the new lighthouse stairs":  true,
		"Ingrid Solheim | Leads the harbour office ":                  true,
		"Ingrid Solheim | runs the harbour office":                    false,
		"343 boats | counted by the harbour office":                   false,
		"The lighthouse of Quarnby is old":                            true,
		"The harbour office counted boats.":                           false,
		"343 boats | counted by the new lighthouse office":            true,
	} {
		if got := RepeatsExample(line, article); got != want {
			t.Errorf("%q: %t", line, got)
		}
	}
	if RepeatsExample("90 days | length of the lighthouse works", "Le vieux phare de la baie sera fermé 90 jours.") {
		t.Error("works on a French lighthouse are those of the example")
	}
	if RepeatsExample("The lighthouse is old.", "Le vieux phare de la baie sera fermé pendant les travaux de cet hiver.") {
		t.Error("a French lighthouse is that of the example")
	}
}

// A line of an example cites the sentences that hold its numbers: models copy how it is
// done.
func TestExamplesCiteWhatTheySay(t *testing.T) {
	sentence := map[string]string{}
	for line := range strings.Lines(exampleArticle) {
		number, text, _ := strings.Cut(strings.TrimPrefix(line, "["), "] ")
		sentence[number] = text
	}
	cites, digits := regexp.MustCompile(`\[([\d,]+)\]\s*$`), regexp.MustCompile(`\d+`)
	for _, turn := range slices.Concat(articleExamples, writeExamples) {
		for line := range strings.Lines(turn.Answer) {
			said, cited := cites.ReplaceAllString(line, ""), ""
			for number := range strings.SplitSeq(cites.FindStringSubmatch(line)[1], ",") {
				cited += sentence[number]
			}
			for _, value := range digits.FindAllString(said, -1) {
				if !strings.Contains(cited, value) {
					t.Errorf("%q cites %q", line, cited)
				}
			}
		}
	}
}
