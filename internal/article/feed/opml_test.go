package feed

import (
	"slices"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	const head = `<?xml version="1.0" encoding="ISO-8859-1"?><opml version="2.0"><head><title>Mine</title></head><body>`
	const list = `<outline text="News"><outline type="rss" text="A & B" xmlUrl=" https://a.example/feed?x=1&y=2 "/>` +
		`<outline XMLURL="feed://b.example/rss"/></outline><outline xmlurl="https://a.example/feed?x=1&amp;y=2"/>` +
		`<outline xmlUrl="file:///etc/passwd"/><outline text="A folder"/>`
	want := []string{"https://a.example/feed?x=1&y=2", "http://b.example/rss"}
	for text, damaged := range map[string]bool{
		head + list + "</body></opml>":       false,
		head + list + `<outline xmlUrl="htt`: true,
	} {
		got, damage, err := Addresses(text)
		if err != nil || !slices.Equal(got, want) || (damage != "") != damaged {
			t.Errorf("%q, %q, %v", got, damage, err)
		}
	}
	if _, _, err := Addresses(head + "</body></opml>"); err == nil || !strings.Contains(err.Error(), "without feeds") {
		t.Errorf("a list of nothing: %v", err)
	}
}

// FuzzAddresses: any text gives addresses of sites or an error.
func FuzzAddresses(f *testing.F) {
	f.Add(`<opml><body><outline xmlUrl="https://a.example/"/></body></opml>`)
	f.Add(`<opml><outline xmlUrl='feed:https://a.example/&amp;'><!-- x --></outline>`)
	f.Fuzz(func(t *testing.T, text string) {
		list, _, err := Addresses(text)
		if err == nil && len(list) == 0 {
			t.Error("no addresses and no error")
		}
		for _, a := range list {
			if !strings.HasPrefix(a, "http") {
				t.Errorf("%q", a)
			}
		}
	})
}
