package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"newsbrief/internal/article"
)

// sights are files of ways to write a text, all hidden or all shown.
func sights(t *testing.T, name string) []txtar.File {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "pages", name))
	if err != nil {
		t.Fatal(err)
	}
	return archive.Files
}

// around is a page with a way in the midst of its article.
func around(way string) string {
	const before = "<p>The mill at the upper weir has ground rye since 1871, and its wheel turns on every day but Sunday.</p>\n"
	const behind = "<p>The miller, whose family came from the coast, sells 40 sacks a week to the bakers of the valley.</p>\n"
	return "<!DOCTYPE html>\n<html lang=\"en\"><head><title>The mill</title></head><body><article>\n" + before + way + behind +
		before + behind + "</article></body></html>\n"
}

// TestHiddenWays: what no reader sees never reaches a model, however it is hidden.
func TestHiddenWays(t *testing.T) {
	for _, way := range sights(t, "hidden.txtar") {
		a, err := article.Parse("page.html", []byte(around(string(way.Data))))
		if err != nil || strings.Contains(a.Text, "SECRET") || !strings.Contains(a.Text, "40 sacks") {
			t.Errorf("%s: %v\n%s", way.Name, err, way.Data)
		}
	}
}

// TestShownWays: what a reader sees is in the article, however a sheet looks.
func TestShownWays(t *testing.T) {
	for _, way := range sights(t, "shown.txtar") {
		a, err := article.Parse("page.html", []byte(around(string(way.Data))))
		if err != nil || !strings.Contains(a.Text, "SHOWN") {
			t.Errorf("%s: %v\n%s", way.Name, err, way.Data)
		}
	}
}

// TestSight: a browser hides and shows what the lists say. A text is hidden where
// the page looks the same with other letters in its place.
func TestSight(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes long")
	}
	b := startBrowser(t)
	file := filepath.Join(t.TempDir(), "page.html")
	p := b.open(t, write(t, "empty.html", ""), wide, tall/2)
	look := func(source string) string {
		if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		p.call("Page.navigate", map[string]any{"url": "file://" + file}, nil)
		p.wait("Page.loadEventFired")
		p.eval("new Promise((done) => setTimeout(done, 5))") // an animation of a millisecond is over
		var picture struct{ Data string }
		p.call("Page.captureScreenshot", map[string]any{"optimizeForSpeed": true}, &picture)
		return picture.Data
	}
	for name, word := range map[string]string{"hidden.txtar": "SECRET", "shown.txtar": "SHOWN"} {
		for _, way := range sights(t, name) {
			source := around(string(way.Data))
			other := strings.ReplaceAll(source, word, strings.ToLower(word))
			if same := look(source) == look(other); same != (word == "SECRET") {
				t.Errorf("%s: a browser hides it: %v\n%s", way.Name, same, way.Data)
			}
		}
	}
}
