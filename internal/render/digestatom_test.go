package render

import (
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed/atom"

	"newsbrief/result"
)

// The feed is one whatever articles and models write, and says what every entry of Atom
// has to: an id, a title, a time.
func TestAtom(t *testing.T) {
	line := func(text string) result.StoryLine {
		evidence := []result.Evidence{{Source: "a", Sentence: 1, Quote: text}}
		return result.StoryLine{Bullet: result.Bullet{Text: text, Status: result.Supported, Evidence: evidence}}
	}
	story := func(id, published string) *result.Story {
		return &result.Story{ID: id, Headline: line("A <b>&amp; ]]> \x1b[31m\x00"), Bullets: []result.StoryLine{line("</content>")},
			Sources: []result.StorySource{
				{Source: result.Source{Name: "a", URL: "javascript:alert(1)", Published: published}, Voice: 1},
				{Source: result.Source{Name: "b", URL: "https://b.example/?a=1&b=2", Title: "\"B\""}, Voice: 2},
			}}
	}
	var out strings.Builder
	about := &Digest{ID: "urn:uuid:0", Latest: time.Date(2026, 5, 4, 9, 0, 0, 0, time.FixedZone("", 7200))}
	w, err := New(&out, FormatAtom, Options{Digest: about})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*result.Story{story("urn:uuid:1", "2026-05-03"), story("urn:uuid:2", "")} {
		if err := w.Story(s, result.Usage{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := (&atom.Parser{}).Parse(strings.NewReader(out.String()))
	if err != nil || len(f.Entries) != 2 {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if f.ID != about.ID || f.Updated != "2026-05-04T07:00:00Z" || len(f.Authors) != 1 {
		t.Errorf("%+v", f)
	}
	for i, want := range []string{"2026-05-03T00:00:00Z", "2026-05-04T07:00:00Z"} {
		e := f.Entries[i]
		if e.ID != []string{"urn:uuid:1", "urn:uuid:2"}[i] || e.Updated != want || e.Title == "" || len(e.Links) != 1 ||
			e.Links[0].Href != "https://b.example/?a=1&b=2" {
			t.Errorf("%+v", e)
		}
		if content := e.Content.Value; strings.Contains(content, "javascript:") || !strings.Contains(content, "&lt;/content&gt;") {
			t.Errorf("%s", content)
		}
	}
}
