package article

import (
	"strings"
	"testing"
)

// A text without full stops is cut at white space, with nothing lost.
func TestCutLong(t *testing.T) {
	for _, word := range []string{"the river rose and ", "堤防が決壊した"} {
		text := strings.TrimSpace(strings.Repeat(word, 1000))
		a := Exact("", text, "en")
		if len(a.Sentences) < 5 {
			t.Errorf("%d sentences of %d bytes", len(a.Sentences), len(text))
		}
		got := ""
		for i, s := range a.Sentences {
			if s.End-s.Start > longestSentence {
				t.Errorf("a sentence of %d bytes", s.End-s.Start)
			}
			got += strings.ReplaceAll(a.Sentence(i+1), " ", "")
		}
		if got != strings.ReplaceAll(text, " ", "") {
			t.Errorf("the text of %q is not whole", word)
		}
	}
}
