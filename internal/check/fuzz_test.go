package check

import (
	"testing"
	"unicode/utf8"

	"newsbrief/internal/article"
)

// FuzzCheck looks for texts that break a check or get verdicts that point
// nowhere.
func FuzzCheck(f *testing.F) {
	for _, r := range rules {
		f.Add(r.source, r.candidate, r.language)
	}
	f.Add("", "X'A", "en")
	f.Fuzz(func(t *testing.T, source, candidate, language string) {
		if !utf8.ValidString(source) || !utf8.ValidString(candidate) {
			t.Skip() // articles are valid UTF-8
		}
		a, c := article.Exact("source", source, language), article.Exact("candidate", candidate, language)
		pointsSomewhere(t, a, c, NewSource(a).Check(c))
		for _, v := range NewSource(c).Check(c) {
			if v.Kind == "url" && !v.Status.Good() {
				t.Errorf("a text does not have its own link %q", v.Text)
			}
		}
	})
}

// pointsSomewhere checks that verdicts lie inside the candidate and name sentences
// that the source has.
func pointsSomewhere(t *testing.T, source, candidate *article.Article, verdicts []Verdict) {
	t.Helper()
	for _, v := range verdicts {
		if v.Start < 0 || v.End < v.Start || v.End > len(candidate.Text) {
			t.Fatalf("%q lies at %d to %d of %d bytes", v.Text, v.Start, v.End, len(candidate.Text))
		}
		if v.Sentence < 0 || v.Sentence > len(source.Sentences) || v.Reason == "" {
			t.Fatalf("%q: sentence %d of %d, reason %q", v.Text, v.Sentence, len(source.Sentences), v.Reason)
		}
	}
}
