package summarize

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"newsbrief/internal/article"
)

// FuzzLabels: whatever stands in brackets, a line cites sentences that are there, and
// what is written of it is read as before; words outside of brackets stay.
func FuzzLabels(f *testing.F) {
	for _, line := range []string{
		"Six died. [A1]", "Six died. [a1, B2;A1]", "[A1-2] [B1–B2]", "[B9] [ZZZZZZZZZZZZZZZZ1]", "[1]", "[A", "]A1[", "[]",
		"[A99999999999999999999]", "[the fire]", "[A1][A2] and [2026]",
	} {
		f.Add(line)
	}
	parts := []*article.Article{
		article.Exact("a", "Six died. A mill burnt.", "en"), article.Exact("b", "Ten died. The mill is gone.", "en"),
	}
	l := &labels{article.Join(parts)}
	group := regexp.MustCompile(`\[[^\]]*\]`)
	f.Fuzz(func(t *testing.T, line string) {
		read := l.read(line)
		if got, want := group.ReplaceAllString(read, ""), group.ReplaceAllString(line, ""); got != want {
			t.Errorf("%q is read as %q", line, read)
		}
		for i, g := range group.FindAllString(read, -1) {
			if group.FindAllString(line, -1)[i] == g {
				continue
			}
			for _, n := range strings.FieldsFunc(g, func(r rune) bool { return strings.ContainsRune("[],-", r) }) {
				if n, err := strconv.Atoi(n); err != nil || n < 0 || n > len(l.from.Sentences) {
					t.Errorf("%q is read as %q", line, read)
				}
			}
		}
		if again := l.read(l.write(read)); group.MatchString(line) && l.write(again) != l.write(read) {
			t.Errorf("%q is written as %q, and again as %q", line, l.write(read), l.write(again))
		}
	})
}
