package page

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const body = `<p>The tunnel under the fjord opened on Monday, two years late and at twice the price that the county had named.</p>
<p>About 4,000 cars are expected a day, which is half of what the ferry carried in its best year, the county said.</p>`

func TestMetadata(t *testing.T) {
	for _, tt := range []struct {
		name, head string
		want       Page
	}{
		{"JSON-LD", `<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "headline": "No"}, {"@type": ["NewsArticle"], "headline": "Tunnel &amp; ferry",
			"author": [{"name": "A. Moe"}, "B. Dahl"], "datePublished": "2026-01-02T03:04:05+01:00"}]}</script>`,
			Page{Title: "Tunnel & ferry", Byline: "A. Moe, B. Dahl", Published: "2026-01-02T03:04:05+01:00"}},
		{"meta", `<meta property="og:title" content="Tunnel"><meta name="author" content="A. Moe"><meta property="article:published_time" content="2026-01-02">`,
			Page{Title: "Tunnel", Byline: "A. Moe", Published: "2026-01-02"}},
		{"JSON-LD with comments, line ends and an author elsewhere", "<script type='application/ld+json'>\n//<![CDATA[\n" + `{"@graph": [{"@id": "#a", "name": "A. Moe"},
			{"@type": "BlogPosting", "headline": "Tunnel` + "\n" + `opens", "author": [{"@id": "#a"}]}]}` + "\n//]]></script>", Page{Title: "Tunnel opens", Byline: "A. Moe"}},
		{"broken JSON-LD", `<title>Tunnel opens</title><script type="application/ld+json">{"@type": "NewsArticle", </script>`, Page{Title: "Tunnel opens"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Extract("<html><head>" + tt.head + "</head><body><article>" + body + "</article></body></html>")
			if err != nil {
				t.Fatal(err)
			}
			got.Text = ""
			if diff := cmp.Diff(&tt.want, got, cmpopts.IgnoreUnexported(Page{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestHidden: what no reader sees never reaches a model.
func TestHidden(t *testing.T) {
	for _, hidden := range []string{
		`<p style="display:none">SECRET</p>`, `<p style="color:red; Visibility : hidden">SECRET</p>`, `<p hidden>SECRET</p>`,
		`<span style="font-size:0px">SECRET</span>`, `<span style="opacity:0">SECRET</span>`, `<div style="position:absolute;left:-9999px">SECRET</div>`,
		`<p style="font-size:1px">SECRET</p>`, `<p style="color:transparent">SECRET</p>`, `<p style="position: absolute; clip: rect(0 0 0 0)">SECRET</p>`, `<p style="opacity:.001">SECRET</p>`,
		`<style>/* .a{} */ .a, .x { color: red; display: none !important }</style><p class="b x">SECRET</p>`, `<style>@media print { .y { display: none } } #z{visibility:hidden}</style><p id=z>SECRET</p>`,
		`<p><i class="material-icons" aria-hidden="true">SECRET</i></p>`, `<p class="sr-only">SECRET</p>`, `<!-- SECRET -->`, `<template><p>SECRET</p></template>`,
		`<script>SECRET</script>`, `<style>SECRET</style>`, `<svg><title>SECRET</title><text class="sr-only">SECRET</text></svg>`, `<button>SECRET</button>`,
	} {
		source := "<html><body><article>" + body + hidden + body + "</article></body></html>"
		p, err := Extract(source)
		if err != nil || strings.Contains(p.Text, "SECRET") || !strings.Contains(p.Text, "4,000 cars") {
			t.Errorf("%s: %+v, %v", hidden, p, err)
		}
		if text, err := Whole(source); err != nil || strings.Contains(text, "SECRET") {
			t.Errorf("%s in a book: %q, %v", hidden, text, err)
		}
	}
}

// TestDrawing: a page's drawings are icons and charts; in a book they are read.
func TestDrawing(t *testing.T) {
	p, err := Extract("<article>" + body + "<svg><text>SECRET</text></svg>" + body + "</article>")
	if err != nil || strings.Contains(p.Text, "SECRET") {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestShown: style sheets that hide an article until a script has run, or in
// print, hide nothing.
func TestShown(t *testing.T) {
	for _, style := range []string{".a{display:none}", "@media print{.b{display:none}}", ".js .b{display:none}", ".b{opacity:0; transition: opacity 1s}</style><script src=x></script><style>", ".b:hover{display:none}", "{", ".b{display:none", "/*", "@media{"} {
		p, err := Extract("<html><head><style>" + style + "</style></head><body><article class=a>" + body + "<p class=b>The bridge stays open for bicycles, the county said in May.</p></article></body></html>")
		if err != nil || !strings.Contains(p.Text, "4,000 cars") || style != ".b{display:none" && !strings.Contains(p.Text, "bicycles") {
			t.Errorf("%s: %+v, %v", style, p, err)
		}
	}
}

func TestBlocks(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{"<p>One<br>two</p><p>three<br><br>four", "One\ntwo\n\nthree\n\nfour"},
		{"<h2>Head</h2><ul><li>a<li>b</ul><blockquote>said</blockquote>", "## Head\n\n- a\n- b\n\n> said"},
		{"<pre>x = 1\n  y</pre>", "```\nx = 1\n  y\n```"},
		{"<table><tr><th>Line</th><th>Bus</th></tr><tr><td>4</td><td>5:10</td></tr></table>", "Line | Bus\n4 | 5:10"},
		{"<p>It is 10<sup>6</sup> m<sup>2</sup> of H<sub>2</sub>O.<sup>1</sup> The 1<sup>st</sup> study<sup>[2]</sup> in 2019<sup><a href=#n>3</a></sup> says<sup>4</sup> 10<sup>-3</sup>.",
			"It is 10⁶ m² of H2O. The 1st study in 2019 says 10⁻³."},
		{"<p>A <b>bold</b>  <a href=x>link</a>,\n and&nbsp;more", "A bold link, and more"},
	} {
		got, err := Whole(tt.source)
		if err != nil || got != tt.want {
			t.Errorf("%s: %q, %v; want %q", tt.source, got, err, tt.want)
		}
	}
}

// TestLong: a page too long for a tree gives the text that a tree gives.
func TestLong(t *testing.T) {
	source := "<html lang=en><head><title>Tunnel</title></head><body><nav><ul><li><a href=/>Home</a></li></ul></nav><article>" +
		strings.Repeat(body, treeSize/len(body)+1) + "</article><footer>The end</footer></body></html>"
	long, err := Extract(source)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Count(source, "fjord"); strings.Count(long.Text, "fjord") != want || strings.Contains(long.Text, "Home") || strings.Contains(long.Text, "The end") || long.Title != "Tunnel" {
		t.Errorf("%d of %d paragraphs; title %q; %.80q … %q", strings.Count(long.Text, "fjord"), want, long.Title, long.Text, long.Text[len(long.Text)-80:])
	}
}

// TestParagraphs: what a page shows as paragraphs stays apart.
func TestParagraphs(t *testing.T) {
	const one, two, three = "The tunnel under the fjord opened on Monday, two years late.", "About 4,000 cars are expected a day, half of what the ferry carried.", "The mayor cut the ribbon at noon."
	want := strings.Join([]string{one, two, three}, "\n\n")
	for _, source := range []string{
		"<div id=main>" + one + "<br><br>" + two + "<br><br>" + three + "</div>",
		"<div>" + one + "</div><div>" + two + "</div><div>" + three + "</div>",
		"<p>" + one + "<p>" + two + "<p>" + three,
		"<div><span>" + one + "</span></div><div><span>" + two + "</span></div><div>" + three + "</div>",
	} {
		p, err := Extract("<html><body>" + source + "</body></html>")
		if err != nil || p.Text != want {
			t.Errorf("%s: %+v, %v", source, p, err)
		}
	}
}

// TestAround: what stands beside a short article is none of it.
func TestAround(t *testing.T) {
	for _, around := range []string{
		`<div id="cookie-banner" class="cookie-consent"><p>SECRET We use cookies to improve your experience. By clicking accept you agree to our use of cookies.</p></div>`,
		`<p><span itemprop="author" itemscope><span itemprop="name">SECRET</span></span></p>`,
	} {
		p, err := Extract("<html><body>" + around + "<div class=content>" + body + "</div></body></html>")
		if err != nil || strings.Contains(p.Text, "SECRET") || !strings.Contains(p.Text, "4,000 cars") {
			t.Errorf("%s: %+v, %v", around, p, err)
		}
	}
}

// TestStub: a page that holds only a beginning, or none, says so; what JSON-LD
// holds of the article takes its place.
func TestStub(t *testing.T) {
	const teaser = "<p>The tunnel under the fjord opened on Monday, two years late and at twice the price that the county had named.</p>"
	rest := strings.Repeat("About 4,000 cars are expected a day, the county said. ", 10)
	for source, stub := range map[string]string{
		teaser + "<p>Subscribe now to continue reading.</p>":                                                                                                      "paywall",
		teaser + "<p>Réservé aux abonnés</p>":                                                                                                                     "paywall",
		`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>` + teaser:                                              "paywall",
		`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>` + strings.Repeat(body, 9):                               "",
		`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + rest + `"}</script>` + teaser + "<p>Subscribe now to continue reading.</p>": "",
		`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + rest + `"}</script><div id=app></div>`:                                      "",
		"<title>Just a moment...</title>" + teaser:                                                                                                                "human",
		teaser + "<p>Checking your browser before you go on, please wait for five seconds until we have verified you.</p>":                                        "human",
		body: "",
	} {
		p, err := Extract("<html><body>" + source)
		switch {
		case err != nil:
			t.Errorf("%s: %v", source, err)
		case stub == "" && p.Stub != nil, stub != "" && (p.Stub == nil || !strings.Contains(p.Stub.Error(), stub)):
			t.Errorf("%s: %v", source, p.Stub)
		case strings.Contains(source, rest) && !strings.Contains(p.Text, "4,000 cars"):
			t.Errorf("%s: %q", source, p.Text)
		}
	}
}

func TestDeep(t *testing.T) {
	if _, err := Extract(strings.Repeat("<div>", 20_000) + "text"); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Error(err)
	}
	if _, err := Extract(strings.Repeat("<blockquote><b><ul><li>", treeTags/2) + "text of a deep page"); err != nil {
		t.Error(err)
	}
}

// FuzzExtract: any page gives text or an error, and both readers agree that
// text has letters.
// TestWhole: a chapter of XHTML is read as its reader sees it, as a tree and without.
func TestWhole(t *testing.T) {
	const text = `<svg><title>Icon</title><desc>A quay</desc><defs><text>Unused</text></defs><text style="display:none">No</text>`
	long := strings.Repeat("<!-- -->", treeTags+1)
	for source, want := range map[string]string{
		`<head><title/><script src="a.js"/></head><p>One <a id="n1"/>and two.</p><p class="sr-only"/><p>Three.</p>`:                           "One and two.\n\nThree.",
		`<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>船<rtc>ふね</rtc></ruby>。`:                                                         "港の船。",
		`<ruby>港<rt>みなと</ruby>の<ruby>船<rt>ふね</ruby>。`:                                                                                         "港の船。",
		`<p>Before.</p>` + text + `<text>The <tspan>ferry</tspan><tspan dy="9">sails</tspan></text><text>at &lt;9.</text></svg><p>After.</p>`: "Before.\n\nThe ferry sails\n\nat <9.\n\nAfter.",
		`<p><svg><text>O</text></svg>nce upon a time.</p>`:                                                                                    "Once upon a time.",
		`<svg><foreignObject><p>A box.</p></foreignObject></svg><svg/><p>After.</p>`:                                                          "A box.\n\nAfter.",
		`<svg><g><text>Never closed<p>After.</p></svg><p>More.</p><svg><g><path><p>Still.</p>`:                                                "Never closed After.\n\nMore.\n\nStill.",
	} {
		for _, source := range []string{source, source + long} {
			if got, err := Whole(source); err != nil || got != want {
				t.Errorf("%.99s: %q, %v; want %q", source, got, err, want)
			}
		}
	}
}

func FuzzWhole(f *testing.F) {
	f.Add(`<title/><ruby>港<rt>みなと</ruby><svg><g><text x="1">A<tspan dy="1">b</text></svg><p>c</p>`)
	f.Fuzz(func(t *testing.T, source string) {
		svg := strings.Contains(strings.ToLower(source), "<svg")
		if got, err := Whole("<p>Quay.</p>" + source); err == nil && !svg && !strings.Contains(got, "Quay.") {
			t.Errorf("%q lost the beginning: %q", source, got)
		}
	})
}

func FuzzExtract(f *testing.F) {
	f.Add("<html><body><article>" + body + "</article>")
	f.Add("<p>a<br><br><ul><li>b<pre>c</table><td>d</blockquote></nav><script>")
	f.Add("<title>x</title><script type='application/ld+json'>[{\"@type\":\"Article\",\"author\":[[{}]]}]</script>" + body)
	f.Fuzz(func(t *testing.T, source string) {
		for name, read := range map[string]func(string) (*Page, error){"tree": Extract, "tokens": extractLong, "fragment": Fragment} {
			p, err := read(source)
			if err == nil && !strings.ContainsFunc(p.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
				t.Errorf("%s of %q: %q", name, source, p.Text)
			}
		}
		slim(source)
	})
}
