package render

import (
	"slices"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// Each claim is in the sentence where it stands; one that points nowhere, or
// between sentences, is in none.
func TestClaimsBySentence(t *testing.T) {
	a := article.Exact("", "One came.\n\nTwo went.", "en")
	claim := func(text string, start, end int) result.Finding {
		return result.Finding{Text: text, Start: start, End: end}
	}
	parts, rest := claimsBySentence(a, []result.Finding{
		claim("went", 15, 19), claim("Two", 11, 14), claim("One", 0, 3), claim(".", 8, 11),
		claim("nowhere", 0, 0), claim("between", 9, 10), claim("behind", 20, 30), claim("before", -3, 2),
	})
	want := [][]result.Finding{{claim("One", 0, 3), claim(".", 8, 9)}, {claim("Two", 0, 3), claim("went", 4, 8)}}
	if !slices.EqualFunc(parts, want, slices.Equal[[]result.Finding]) {
		t.Errorf("parts %v, want %v", parts, want)
	}
	if len(rest) != 4 {
		t.Errorf("rest %v", rest)
	}
}
