package prompts

import "testing"

func TestRepeatsExample(t *testing.T) {
	const article = "The harbour office of Halverd, which Ingrid Solheim runs, counted 343 boats."
	for line, want := range map[string]bool{
		"Skippers of the 343 boats that pass every week will be guided by radio.": true,
		"Repairs took 87 days": true,
		"18,6 millones de euros | price of the new lighthouse stairs": true,
		"Ingrid Solheim | Leads the harbour office ":                  true,
		"Ingrid Solheim | runs the harbour office":                    false,
		"343 boats | counted by the harbour office":                   false,
		"The lighthouse of Quarnby is old":                            true,
		"The harbour office counted boats.":                           false,
	} {
		if got := RepeatsExample(line, article); got != want {
			t.Errorf("%q: %t", line, got)
		}
	}
}
