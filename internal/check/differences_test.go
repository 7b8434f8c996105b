package check

import (
	"strings"
	"testing"

	"newsbrief/internal/article"
)

// TestDifferences: two articles of one event. Values of one thing differ; what only
// one gives, what both give, and values of other things do not.
func TestDifferences(t *testing.T) {
	const fire = "A fire at the Sandholt cannery injured 34 people on Tuesday, the fire service said. It had 85 workers."
	for name, tt := range map[string]struct {
		other string
		want  string // the other value; "": no difference
	}{
		"another number":              {"The fire at the Sandholt cannery injured 41 people, a hospital said.", "41"},
		"the same in a copy":          {"A fire at the Sandholt cannery injured 36 people on Tuesday, the fire service said.", "36"},
		"the same number":             {"The fire at the Sandholt cannery injured 34 people, a hospital said.", ""},
		"both numbers":                {"The fire at the cannery injured 41 people, a hospital said, and not 34.", ""},
		"another thing":               {"The harbour of Port Ellery has 41 berths, a chart says.", ""},
		"a bound that holds":          {"The fire at the Sandholt cannery injured more than 30 people, a hospital said.", ""},
		"another bound":               {"A fire at the Sandholt cannery injured at least 52 people on Tuesday, the fire service said.", "52"},
		"a share beside a whole":      {"The fire at the Sandholt cannery injured 41.5 people for each hall, a wit said.", ""},
		"a number in words beside it": {"The fire at the Sandholt cannery injured people in two halls.", ""},
	} {
		parts := []*article.Article{article.Exact("a", fire, "en"), article.Exact("b", tt.other, "en")}
		for _, p := range parts {
			p.SHA256 = "0"
		}
		j := article.Join(parts)
		got := ""
		for _, d := range NewSource(j.Article).Differences(func(n int) int { p, _ := j.Part(n); return p }) {
			got += d.Other.Text
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestMeant: articles in two languages. Values of one thing differ; those of other
// things, of what both give, and far ones do not.
func TestMeant(t *testing.T) {
	const news = "A power cut left 70,000 households in the dark for two hours. The operator sent 110 technicians."
	for text, want := range map[string]string{
		"Un apagón dejó a oscuras a 82.000 hogares durante dos horas.":                                             "70,000 82.000",
		"Un apagón dejó a oscuras a 70.000 hogares durante dos horas. La empresa tiene 65.000 accionistas.":        "",
		"Un apagón dejó a oscuras a 700.000 hogares durante dos horas.":                                            "",
		"Ein Stromausfall hat 82.000 Haushalte zwei Stunden im Dunkeln gelassen.":                                  "70,000 82.000",
		"Ein Stromausfall hat 70.000 Haushalte im Dunkeln gelassen. Am Vortag kamen 95 Gäste zur Feier der Firma.": "",
	} {
		language := "de"
		if strings.HasPrefix(text, "Un") {
			language = "es"
		}
		got := ""
		for _, d := range Meant(NewSource(article.Exact("", news, "en")), NewSource(article.Exact("", text, language))) {
			got += d.Value.Text + " " + d.Other.Text
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
