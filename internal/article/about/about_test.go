package about

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func read(t *testing.T, source string) *Article {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return Read(doc)
}

func TestTitle(t *testing.T) {
	for _, tt := range []struct{ head, body, want string }{
		{`<title>The mill grinds on - Weir News</title>`, `<h1>The mill grinds on</h1>`, "The mill grinds on"},
		{`<title>The mill grinds on - Weir News</title><meta property="og:site_name" content="Weir News">`, ``, "The mill grinds on"},
		{`<title>Weir News: The mill grinds on</title><meta property="og:site_name" content="Weir News">`, ``, "The mill grinds on"},
		{`<title>The mill grinds on | Valley | weir.example</title><link rel="canonical" href="https://www.weir.example/1">`, ``, "The mill grinds on"},
		{`<title>水車は回る｜谷の新聞</title><meta property="og:site_name" content="谷の新聞">`, ``, "水車は回る"},
		{`<meta property="og:title" content="Mill grinds on as council pays">`, `<h1>Weir News</h1><h1>The old mill grinds on, as the council pays</h1>`,
			"The old mill grinds on, as the council pays"},
		{`<meta property="og:title" content="The mill grinds on">`, `<h1>Contact</h1>`, "The mill grinds on"},
		{`<title>Bread – what it costs</title>`, ``, "Bread – what it costs"},
		{`<title>Mills: a history</title>`, `<h1>Valley</h1>`, "Mills: a history"},
		{``, `<h1>The mill grinds on</h1>`, "The mill grinds on"},
	} {
		if got := read(t, "<html><head>"+tt.head+"</head><body>"+tt.body+"</body></html>").Title; got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.head, tt.body, got, tt.want)
		}
	}
}

func TestByline(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{`<meta name="author" content="By">`, ""},
		{`<meta name="author" content="Ida Holm"><meta name="author" content="Per Lind">`, "Ida Holm, Per Lind"},
		{`<meta name="author" content="Von Ida Holm">`, "Ida Holm"},
		{`<meta name="author" content="https://weir.example/ida"><a rel="author">Ida Holm</a>`, "Ida Holm"},
		{`<meta name="author" content="Weir News"><meta property="og:site_name" content="Weir News"><span class="byline">By Ida Holm</span>`, "Ida Holm"},
		{`<meta name="author" content="The Press Group"><meta property="article:author" content="Ida Holm"><a class="author">Ida Holm</a>`, "Ida Holm"},
		{`<meta name="author" content="Holm, Ida"><i class="author">Ida Holm</i>`, "Ida Holm"},
		{`<div class="byline"><span>By Ida Holm</span> <span>March 4, 2025</span></div>`, "Ida Holm"},
		{`<div class="byline">Ida Holm<span>Staff Writer</span></div>`, "Ida Holm"},
		{`<div class="byline">By<a>Ida Holm</a>, <a>Per Lind</a> and <a>Bo Ek</a> | Updated 3 May</div>`, "Ida Holm, Per Lind and Bo Ek"},
		{`<p class="article-author">4 March 2025 at 6:08 PM by Ida von der Mühle</p>`, "Ida von der Mühle"},
		{`<p class="author">Written by Ida Holm in Villages on 1 June 2025. 51 Comments</p>`, "Ida Holm"},
		{`<p class="author">Published: Dec. 22, 2016, 6:47 p.m.</p>`, ""},
		{`<h1>Mill</h1><div>By <b>Ida Holm</b></div>`, "Ida Holm"},
		{`<h1>Mill</h1><a href="/author/ida">Ida Holm</a>`, "Ida Holm"},
		{`<p class="byline">執筆：水野花</p>`, "水野花"},
		{`<div rel="author">aprilmay</div>`, "aprilmay"},
		{`<p class="author">April May</p>`, "April May"},
		{`<div class="comments"><span class="author">Troll</span></div>`, ""},
		{`<script type="application/ld+json">{"@type":"NewsArticle","headline":["x"],"author":{"name":"Ida Holm"}}</script>`, "Ida Holm"},
		{`<script type="application/ld+json">{"@type":"WebPage","mainEntity":{"@type":"Article","author":"Ida Holm"}}</script>`, "Ida Holm"},
	} {
		if got := read(t, tt.source).Byline; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.source, got, tt.want)
		}
	}
}

func TestPublished(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{`<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2025-03-04T08:30:00Z"},{"@type":"NewsArticle"}]}</script>`, "2025-03-04T08:30:00Z"},
		{`<meta name="date" content="2025-03-05"><meta property="article:published_time" content="Tue, 04 Mar 2025 08:30:00 +0000">`, "2025-03-04T08:30:00Z"},
		{`<meta name="pubdate" content="20250304">`, "2025-03-04"},
		{`<meta name="publish-date" content="1741077000">`, "2025-03-04T08:30:00Z"},
		{`<span class="date" itemprop="datePublished">March 4, 2025</span>`, "2025-03-04"},
		{`<time datetime="2025-03-04T08:30:00+01:00">Tuesday</time>`, "2025-03-04T08:30:00+01:00"},
		{`<html lang="de"><p class="article__date">4. März 2025, 8:30 Uhr`, "2025-03-04"},
		{`<html lang="ja"><p class="post-date">2025年3月4日`, "2025-03-04"},
		{`<h1>Mill</h1><p>Updated: Mar 4, 2025 2:57 PM UTC</p>`, "2025-03-04"},
		{`<h1>Mill</h1><p>The mill burnt down on 4 March 2025, when nobody was there, and was never built again.</p>`, ""},
		{`<link rel="canonical" href="https://weir.example/2025/03/04/mill">`, "2025-03-04"},
		{`<link rel="canonical" href="https://weir.example/2025/99/04/mill">`, ""},
		{`<aside><time datetime="2025-03-04">Another article</time></aside>`, ""},
	} {
		if got := read(t, tt.source).Published; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.source, got, tt.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for source, want := range map[string]string{
		`<html lang="nb">`: "nb", `<meta property="og:locale" content="en_GB">`: "en-GB", `<p>`: "",
		`<meta http-equiv="content-language" content="fr">`: "fr",
	} {
		if got := read(t, source).Language; got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

// FuzzRead: whatever a page says, it is read, and what is found is of one line.
func FuzzRead(f *testing.F) {
	f.Add(`<title>a | b</title><meta name=author content="By By"><h1>a</h1><p class=byline>by A, and B`)
	f.Add(`<script type="application/ld+json">{"@graph":{"@graph":[]},"author":[{"@id":1},[]],"@type":"Article"}</script>`)
	f.Add(`<time datetime="-1">4 March 2025</time><link rel=canonical href="://%">`)
	f.Fuzz(func(t *testing.T, source string) {
		doc, err := html.Parse(strings.NewReader(source))
		if err != nil {
			t.Skip()
		}
		if a := Read(doc); strings.Contains(a.Published, " ") {
			t.Errorf("%+v", a)
		}
	})
}
