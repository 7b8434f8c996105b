package input

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestKindOf(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/translation/*.*")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, source := filepath.Base(path), string(data)
		want := map[string]Kind{".md": Markdown, ".html": HTML, ".srt": SRT, ".vtt": VTT, ".txt": Plain}[filepath.Ext(name)]
		for _, given := range []string{name, "-", "news/" + strings.ToUpper(name)} {
			if got := FromText(given, source).Kind; got != want {
				t.Errorf("KindOf(%q) = %s, want %s", given, got, want)
			}
		}
	}
	for text, want := range map[string]Kind{
		"5\n\nA text that begins with a number.": Plain, "I # am\nno heading": Plain, "<3 you": Plain, "a | b\n--|--\n1 | 2\n": Markdown,
		"Title\n=====\n\nText": Markdown, "See [a](b.md).": Markdown, "---\ntitle: a\n---\nText": Markdown, "a [1](see 2) b": Markdown, "==\nText": Plain, "f[i](x": Plain,
		"\uFEFFWEBVTT\n": VTT, "<p>A part of a page.</p>": HTML,
	} {
		if got := FromText("-", text).Kind; got != want {
			t.Errorf("KindOf(%q) = %s, want %s", text, got, want)
		}
	}
}
