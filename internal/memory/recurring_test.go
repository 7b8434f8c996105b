package memory

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Terms come with what stands for them in the translations, those in several ways first.
func TestRecur(t *testing.T) {
	m := opened(t, filepath.Join(t.TempDir(), Name), "")
	defer m.Release()
	for _, pair := range [][2]string{
		{"The port authority closes the harbour.", "Die Hafenbehörde schließt den Hafen."},
		{"The port authority was silent.", "Die Hafenbehörde schwieg."},
		{"Nobody saw the port authorities.", "Niemand sah die Hafenbehörden."},
		{"The bridge is shut.", "Die Brücke ist gesperrt."},
		{"The ferry passes the bridge.", "Die Fähre passiert die Brücke."},
		{"Two bridges were built.", "Zwei Brücken wurden gebaut."},
		{"A bridge fell.", "Ein Steg stürzte ein."},
		{"The bridge was painted.", "Der Steg wurde gestrichen."},
		{"The ferry was late.", "Die Fähre kam spät."},
	} {
		if err := m.Put(Entry{Source: pair[0], From: "en", To: "de", Target: pair[1], By: Model}); err != nil {
			t.Fatal(err)
		}
	}
	want := []Recurring{
		{"bridge", 5, []Rendering{{"Brücke", 3}, {"Steg", 2}}},
		{"port authority", 3, []Rendering{{"Hafenbehörde", 3}}},
	}
	if diff := cmp.Diff(want, m.Recur("de")); diff != "" {
		t.Error(diff)
	}
	if got := m.Recur("fr"); got != nil {
		t.Errorf("of another language: %v", got)
	}
}
