package check

import (
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
