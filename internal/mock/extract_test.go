package mock

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFrozen holds the mock's answers about all test articles to the bytes of
// testdata/frozen.txt. That file never changes: scripts, pages and other
// people's tests rely on it. An article that is added gets lines of its own.
func TestFrozen(t *testing.T) {
	data, err := os.ReadFile("testdata/frozen.txt")
	if err != nil {
		t.Fatal(err)
	}
	frozen := string(data)
	articles, err := filepath.Glob("../../testdata/articles/*")
	if err != nil || len(articles) == 0 {
		t.Fatal("no articles", err)
	}
	for _, name := range articles {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		q := numbered(string(text))
		want := "== " + filepath.Base(name) + "\n"
		want += answer(t, post(NewHandler(), bodyOf("mock", false, "task: summarize\nbullets: 4\nfigures: 6", q)))
		beginning, _, _ := strings.Cut(q, "[4]")
		for _, to := range []string{"fr", "ja"} {
			want += answer(t, post(NewHandler(), bodyOf("mock", false, "task: translate\nto: "+to, beginning+"</article-1>\n")))
		}
		if !strings.Contains(frozen, want) {
			t.Errorf("frozen.txt does not hold:\n%s", want)
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?]["”»]? |[。！？؟]|\n\n+|$`)

// numbered is a text in sentences, which end by a rule that never changes
// either.
func numbered(text string) string {
	lines, n := "<article-1>\n", 0
	for text != "" {
		end := sentenceEnd.FindStringIndex(text)[1]
		if s := strings.Join(strings.Fields(text[:end]), " "); s != "" {
			n++
			lines += fmt.Sprintf("[%d] %s\n", n, s)
		}
		if strings.HasSuffix(text[:end], "\n\n") {
			lines += "\n"
		}
		text = text[end:]
	}
	return lines + "</article-1>\n"
}
