package summarize

import (
	"fmt"
	"testing"

	"newsbrief/internal/article"
)

// Where a line's evidence is found: in what it cites, else in what says the
// same, else in what it cites all the same.
func TestEvidence(t *testing.T) {
	s := newSupport(article.Exact("", "The council met in the old brewery. The river Lume rose quickly and flooded 140 cellars in the lower town. "+
		"Nobody was hurt. Insurers expect claims of 12 million euros.", "en"), "en")
	for _, tt := range []struct {
		name string
		item item
		want string
	}{
		{"as cited", item{"The river flooded 140 cellars", []int{2}}, "[2]"},
		{"as cited, though another shares more", item{"The river flooded 140 cellars in a town of old breweries", []int{1}}, "[1]"},
		{"all that are cited", item{"The river flooded 140 cellars", []int{2, 3}}, "[2 3]"},
		{"cites nothing", item{"The river flooded 140 cellars after rain", nil}, "[2]"},
		{"cites what says nothing of it", item{"The river flooded 140 cellars after rain", []int{3}}, "[2]"},
		{"cites what there is not", item{"Claims of 12 million euros are likely", []int{0, 5}}, "[4]"},
		{"shares a word in passing", item{"Students praised the mayor during another debate about school meals", nil}, "[]"},
		{"another language, as cited", item{"Personne ne fut blessé", []int{3}}, "[3]"},
		{"another language, not cited", item{"Personne ne fut blessé", nil}, "[]"},
	} {
		got := []int{}
		for _, e := range s.bullet(tt.item).Evidence {
			got = append(got, e.Sentence)
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}
