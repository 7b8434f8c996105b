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

// TestNames: among texts an ending decides, but for whole pages and for what has
// no tag; the first bytes tell it as the whole does.
func TestNames(t *testing.T) {
	const lines = "{\n\"title\": \"a\"\n}\n"
	for _, tt := range []struct {
		name, text string
		want       Kind
	}{
		{"-", "<center>a</center>", HTML}, {"a.txt", "<blockquote>a</blockquote>\n\nb", HTML}, {"a.md", "<center>a</center>", Markdown},
		{"A.MD", "<!DOCTYPE html><p>a</p>", HTML}, {"a.md", "<header>a</header>", Markdown}, {"a.md", "plain", Markdown},
		{"a.html", "a <b>b</b>", HTML}, {"a.html", "plain", Plain}, {"a.xhtml", "<?xml version='1.0'?>\n<html></html>", HTML},
		{"-", "<b>a</b> and b", HTML}, {"-", "<b>a</b> and\n\nb", Markdown}, {"-", "<b>a</b>\n\n<p>b</p>", HTML},
		{"-", "<div>a</div>\n\n# b\n", Markdown}, {"-", "<my-tag>a</my-tag>", HTML}, {"-", "<note>a</note>", Markdown},
		{"-", "<!-- a --><p>b</p>", HTML}, {"-", "<!-- a -->\nb", Markdown}, {"-", "<img src=a> b", Plain},
		{"-", "---\ntitle: a\n---\n<html></html>", HTML}, {"-", "---\ntitle: a\n---\nb", Markdown}, {"-", "---\na\n---\nb", Plain},
		{"-", lines + "b", Markdown}, {"a.md", "{\"title\": \"a\"}\nb", Markdown}, {"-", "{{ a }}", Plain},
		{"-", "<rss></rss>", Feed}, {"a.md", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n", Lines}, {"-", "{\"text\": \"a\"}\nb", Lines},
	} {
		kind, err := (Origin{Name: tt.name}).Sniff([]byte(tt.text))
		if err != nil || kind != tt.want && (kind != Plain || tt.want == Feed || tt.want == Lines) {
			t.Errorf("Sniff(%q, %q) = %s, %v", tt.name, tt.text, kind, err)
		}
		if c, err := Read([]byte(tt.text), Origin{Name: tt.name}); err == nil && c.Kind != tt.want {
			t.Errorf("Read(%q) of %s = %s, want %s", tt.text, tt.name, c.Kind, tt.want)
		}
	}
	for _, text := range []string{lines, "{\"title\": \"a\"}\nb", "[{\"text\": 1}]", "<?xml version='1.0'?><a/>", " \n", "a\x00"} {
		if kind, err := (Origin{Name: "a.txt"}).Sniff([]byte(text)); err == nil {
			t.Errorf("%q is read, as %s", text, kind)
		}
	}
}

// TestVerbatim: a text stands as it is, of whatever kind; what is none is refused.
func TestVerbatim(t *testing.T) {
	for data, want := range map[string]string{"---\na: b\n---\n<p>c": "---\na: b\n---\n<p>c", "{\"a\": 1}": "{\"a\": 1}", "%PDF-1.7\n": "", "PK\x03\x04": "", " ": ""} {
		if got, err := Verbatim([]byte(data), ""); got != want || (err == nil) != (want != "") {
			t.Errorf("Verbatim(%q) = %q, %v", data, got, err)
		}
	}
}
