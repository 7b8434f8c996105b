package across

import (
	"testing"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
)

// FuzzTranslation looks for texts that break the comparison across languages or get verdicts
// that point nowhere.
func FuzzTranslation(f *testing.F) {
	for _, c := range crossings {
		f.Add(c.source, c.target, c.from, c.to)
	}
	f.Fuzz(func(t *testing.T, source, target, from, to string) {
		if !utf8.ValidString(source) || !utf8.ValidString(target) {
			t.Skip()
		}
		a, c := article.Exact("source", source, from), article.Exact("target", target, to)
		for _, v := range Translation(check.NewSource(a), c) {
			if v.Start < 0 || v.End < v.Start || v.End > len(target) || v.Sentence < 0 || v.Sentence > len(a.Sentences) {
				t.Fatalf("%q lies at %d to %d of %d bytes, for sentence %d", v.Text, v.Start, v.End, len(target), v.Sentence)
			}
		}
	})
}
