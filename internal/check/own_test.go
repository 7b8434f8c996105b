package check

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/article"
)

// Of each sentence of the articles, Own tells the claims that Check does.
func TestOwnTellsWhatCheckDoes(t *testing.T) {
	files, _ := filepath.Glob("../../testdata/articles/*.txt")
	told := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := article.Parse(file, data)
		if err != nil {
			t.Fatal(err)
		}
		s := NewSource(a)
		for n := range a.Sentences {
			text := article.Exact("", a.Sentence(n+1), a.Language)
			want := s.Check(text)
			for i := range want {
				want[i].Status, want[i].Sentence, want[i].Reason = "", 0, ""
			}
			got := s.Own(text)
			for i := range got {
				got[i].Status, got[i].Sentence, got[i].Reason = "", 0, ""
			}
			told += len(got)
			if len(got)+len(want) > 0 && !cmp.Equal(got, want) {
				t.Errorf("%s, sentence %d (-check +own):\n%s", file, n+1, cmp.Diff(want, got))
			}
		}
	}
	if told < 100 {
		t.Errorf("only %d claims", told)
	}
}
