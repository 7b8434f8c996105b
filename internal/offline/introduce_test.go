package offline

import (
	"slices"
	"testing"
)

// A surname is a word by itself, not the beginning of another.
func TestSurnames(t *testing.T) {
	text := "Hartmann Construction will rebuild it, and Hart said that Hart knew."
	var found []string
	for _, at := range surnames(text) {
		found = append(found, text[at[0]:at[1]]+" "+text[at[1]:])
	}
	want := []string{"Hart  said that Hart knew.", "Hart  knew."}
	if !slices.Equal(found, want) {
		t.Errorf("%q, want %q", found, want)
	}
}
