package feed

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	const rss = `<?xml version="1.0" encoding="windows-1252"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>N</title><language>en</language><item><title>A &amp; B</title><link>https://a.example/1</link><dc:creator>M. Lund</dc:creator>
<pubDate>Tue, 03 Mar 2026 04:05:06 +0100</pubDate><description>Short</description><content:encoded><![CDATA[<p>Long é</p>]]></content:encoded></item>
<item><title>Only &lt;b&gt;a&lt;/b&gt; title</title></item></channel></rss>`
	got, _, err := Parse(rss)
	want := []Entry{
		{Title: "A & B", Byline: "M. Lund", Published: "2026-03-03T03:05:06Z", Language: "en", URL: "https://a.example/1", HTML: "<p>Long é</p>"},
		{Title: "Only a title", Language: "en", HTML: "Only <b>a</b> title"},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	for _, bad := range []string{"<rss><channel/></rss>", "<rss", "<feed/>", ""} {
		if entries, _, err := Parse(bad); err == nil {
			t.Errorf("%q: %v", bad, entries)
		}
	}
}

// FuzzParse: any text gives entries or an error.
func FuzzParse(f *testing.F) {
	f.Add(`<rss version="2.0"><channel><item><title>a</title><description>b</description></item></channel></rss>`)
	f.Add(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div>a</div></content><updated>x</updated></entry></feed>`)
	f.Add(`<rdf:RDF xmlns:rdf="x"><item><title>a</title></item></rdf:RDF>`)
	f.Fuzz(func(t *testing.T, text string) {
		if entries, _, err := Parse(text); err == nil && len(entries) == 0 {
			t.Error("no entries and no error")
		}
	})
}

// TestDamaged: what is whole in a feed that is no XML is read, and the damage told.
func TestDamaged(t *testing.T) {
	const head = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>N</title><language>en</language>`
	const whole = `<item><title>One</title><description>The first is whole.</description></item>`
	for name, tt := range map[string]struct{ text, last, damage string }{
		"a bare <":            {head + `<item><description>It was < 5 & more.</description></item>` + whole + `</channel></rss>`, "The first is whole.", "2 could be read"},
		"a control character": {head + `<item><description>It was &#8; cold.</description></item>` + whole + `</channel></rss>`, "The first is whole.", "2 could be read"},
		"hexadecimal":         {head + `<item><description>It was &#x1F; cold.</description></item></channel></rss>`, "It was  cold.", "1 could be read"},
		"no end":              {head + whole, "The first is whole.", "1 could be read"},
		"cut in an entry":     {head + whole + `<item><title>Two</title><description>A second rep`, "The first is whole.", "1 could be read and 1 not"},
		"Atom, cut":           {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>It is whole.</summary></entry><entry><summary>It is n`, "It is whole.", "1 could be read and 1 not"},
		"a warning first":     {"Warning: x in a.php\n" + head + whole + `</channel></rss>`, "The first is whole.", "1 could be read"},
	} {
		entries, damage, err := Parse(tt.text)
		if err != nil || len(entries) == 0 || entries[len(entries)-1].HTML != tt.last || !strings.Contains(damage, tt.damage) {
			t.Errorf("%s: %+v, %q, %v", name, entries, damage, err)
		}
	}
	if _, damage, err := Parse(head + whole + `</channel></rss>`); err != nil || damage != "" {
		t.Errorf("a whole feed: %q, %v", damage, err)
	}
}
