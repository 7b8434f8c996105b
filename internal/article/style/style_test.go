package style

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What hides and what does not is told by testdata/pages, which a browser judges too.

func TestMedia(t *testing.T) {
	for query, want := range map[string]bool{
		"": true, "all": true, "print": false, "Screen AND (min-width: 30em)": true, "not print": true, "not screen": false,
		"print, screen": true, "(max-width:1279px)": false, "(width<1281px)": true, "(400px<=width<=600px)": false,
		"(orientation: portrait)": false, "(prefers-color-scheme: light)": true, "(unheard-of: 1)": false, "((": false,
	} {
		if mediaMatches(query) != want {
			t.Errorf("%q: %v", query, !want)
		}
	}
}

func TestColors(t *testing.T) {
	for value, want := range map[string]color{
		"#fff": white, "#FFFFFFFF": white, "white": white, "rgb(255,255,255)": white, "rgb(100% 100% 100% / 50%)": {255, 255, 255, .5},
		"hsl(0,0%,100%)": white, "#0000": {}, "transparent": {}, "black": black,
	} {
		if got, ok := colorOf(strings.ToLower(value)); !ok || got != want {
			t.Errorf("%s: %v, %v", value, got, ok)
		}
	}
	for _, value := range []string{"", "#ff", "rgb(1,2)", "hsl(30,50%,50%)", "nothing", "#ggg"} {
		if got, ok := colorOf(value); ok {
			t.Errorf("%s: %v", value, got)
		}
	}
}

// FuzzRemove: no sheet makes the reading of a page fail, or adds to it.
func FuzzRemove(f *testing.F) {
	for _, sheet := range []string{
		".a{display:none}", "@layer a,b;@layer b{p{color:var(--x)}}", "@media (width>1px){p:is(.a,b>c)~[d='e'] {clip:rect(0 0 0 0)}}",
		".a{.b &{all:unset;inset:calc(1px*-9999) auto}}", "@import 'x';}}p{", "\\", "<!--p{/*", ":is(:is(:is(", "p:nth-child(2n+1 of a){}",
		"p{transform:matrix(0 0 0 0 0 0);clip-path:polygon();background:linear-gradient(#000,red) #fff;font:1px/2 x}",
		"p{--a:var(--b);--b:var(--a);display:var(--a,var(--b))}",
	} {
		f.Add(sheet, "display:none")
	}
	f.Fuzz(func(t *testing.T, sheet, attribute string) {
		doc, err := html.Parse(strings.NewReader("<style>" + sheet + "</style><div class=a><p class=b>one <b>two</b></p></div>"))
		if err != nil {
			t.Skip()
		}
		doc.LastChild.LastChild.FirstChild.Attr = []html.Attribute{{Key: "style", Val: attribute}}
		Remove(doc)
		var b strings.Builder
		if err := html.Render(&b, doc); err != nil {
			t.Error(err)
		}
	})
}

// TestSlides: what a script shows one after another is shown; three hidden parts of a
// page without scripts, or unlike what is seen, are not.
func TestSlides(t *testing.T) {
	slides := func(class string) string {
		part := `<div class="` + class + `" style="display:none">` + strings.Repeat("It turns. ", 30) + `</div>`
		return `<div><div class="slide">The mill.</div>` + part + part + part + `</div>`
	}
	for source, want := range map[string]bool{
		`<script>run()</script>` + slides("slide more"): true, slides("slide"): false, `<script>run()</script>` + slides("note"): false,
	} {
		doc, err := html.Parse(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		Remove(doc)
		var b strings.Builder
		if err := html.Render(&b, doc); err != nil || strings.Contains(b.String(), "It turns") != want {
			t.Errorf("%.60s: shown: %v, %v", source, !want, err)
		}
	}
}

// TestElsewhere: where a sheet is not read, it may have painted what has a name.
func TestElsewhere(t *testing.T) {
	const link = `<link rel="stylesheet" href="site.css">`
	const named = `<div style="background:#000"><pre class="code">x = <span style="color:black">SECRET</span></pre></div>`
	const bare = `<div style="background:#000"><pre>x = <span style="color:black">SECRET</span></pre></div>`
	for source, want := range map[string]bool{link + named: true, named: false, link + bare: false} {
		doc, err := html.Parse(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		Remove(doc)
		var b strings.Builder
		if err := html.Render(&b, doc); err != nil || strings.Contains(b.String(), "SECRET") != want {
			t.Errorf("%s: shown: %v, %v", source, !want, err)
		}
	}
}
