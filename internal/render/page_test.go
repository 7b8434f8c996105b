package render

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// bridge is the article of the sample.
func bridge() *article.Article {
	return article.Exact("a.txt", "The bridge is shut. It *opens* in June. Work costs *4.2m*.", "en")
}

// pageOf is the sample as a page, with its article.
func pageOf(t *testing.T, o Options, a *article.Article, change func(*result.Brief)) string {
	t.Helper()
	b := sample("a.txt")
	change(b)
	return writtenOf(t, FormatHTML, o, a, b, b)
}

// Every line names sentences that stand in the page, each id once.
func TestHTMLEvidence(t *testing.T) {
	got := pageOf(t, Options{Several: true}, bridge(), func(*result.Brief) {})
	for _, ids := range regexp.MustCompile(`data-evidence="([^"]+)"`).FindAllStringSubmatch(got, -1) {
		for _, id := range strings.Fields(ids[1]) {
			if strings.Count(got, `id="`+id+`"`) != 1 {
				t.Errorf("%s is not there once", id)
			}
		}
	}
	if strings.Count(got, "data-evidence=") != 4 || strings.Count(got, `aria-describedby="a1-r1">May</mark>`) != 1 {
		t.Errorf("lines or marks are missing:\n%s", got)
	}
}

// The text is the article's, its spaces too: only what is cited has an element.
func TestHTMLText(t *testing.T) {
	a := article.Exact("a.txt", "橋は閉鎖された。来年開く。工事は始まった。", "ja")
	got := pageOf(t, Options{}, a, func(*result.Brief) {})
	want := `<p><mark id="a1-s1"><sup>1</sup>橋は閉鎖された。</mark><mark id="a1-s2"><sup>2</sup>来年開く。</mark><mark id="a1-s3"><sup>3</sup>工事は始まった。</mark></p>`
	if !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
}

// Without the article's text the sentences cited are there, those that speak
// against a line too.
func TestHTMLQuotes(t *testing.T) {
	got := pageOf(t, Options{}, nil, func(*result.Brief) {})
	for _, want := range []string{`aria-label="Sentences cited"`, `<p><mark id="a1-s1"><sup>1</sup>The bridge is shut.</mark></p>`, `<sup>2</sup>It *opens* in June.`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// Claims that point nowhere, as in a file that somebody changed, break nothing.
func TestHTMLOffsets(t *testing.T) {
	got := pageOf(t, Options{}, bridge(), func(b *result.Brief) {
		b.Bullets[1].Claims = append(b.Bullets[1].Claims,
			result.Finding{Text: "x", Start: 99, End: 120, Status: "unsupported"}, result.Finding{Text: "y", Start: -5, End: 2, Status: "unsupported"})
		b.Bullets[1].Evidence = append(b.Bullets[1].Evidence, result.Evidence{Sentence: 99, Quote: "z"})
	})
	if !strings.Contains(got, "May</mark>") {
		t.Errorf("no mark in\n%s", got)
	}
}

// A page of several says what it lacks.
func TestHTMLMissing(t *testing.T) {
	var out strings.Builder
	w, _ := New(&out, FormatHTML, Options{Several: true})
	if err := w.Brief(sample("a.txt"), nil); err != nil {
		t.Fatal(err)
	}
	if err := w.Stored("b.txt", "out/b.txt.md", "- **x** <b>\u202e", true); err != nil {
		t.Fatal(err)
	}
	w.Missing([]Failure{{"c.txt", "is <empty>", "fill it"}}, 7)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"2 articles, 2 with doubtful lines, 1 more failed, 7 more not finished", "not every article is finished",
		`<strong dir="auto">c.txt</strong>: <span dir="auto">is &lt;empty&gt;</span> <span class="note">fill it</span>`,
		`<pre dir="auto">- **x** &lt;b&gt;</pre>`, "Made by an earlier run: out/b.txt.md",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}

// The elements of a late article are a text that only its own end ends.
func TestHTMLLate(t *testing.T) {
	var out strings.Builder
	w, _ := New(&out, FormatHTML, Options{Several: true})
	for range early + 1 {
		if err := w.Brief(sample("</noscript><b>.txt"), nil); err != nil {
			t.Fatal(err)
		}
	}
	got := out.String()
	if strings.Count(got, "<noscript>") != 1 || strings.Count(got, "</noscript>") != 1 || strings.Contains(got, "<b>") {
		t.Errorf("not one noscript:\n%s", got[strings.Index(got, "<noscript>"):])
	}
}

// Whatever an article or a model writes, the page has no element, script,
// style or address of theirs.
func TestHTMLHostile(t *testing.T) {
	const evil = `</style></script></title><script>alert(1)</script><img src=x onerror=alert(1)>" onload="x`
	got := pageOf(t, Options{}, article.Exact("a.txt", evil, "en"), func(b *result.Brief) {
		b.Source = result.Source{Name: evil, Title: evil, Byline: evil, URL: "javascript:alert(1)", Language: evil, Published: evil}
		b.Bullets[0].Text, b.Bullets[1].Claims[0].Reason, b.Bullets[1].Claims[0].Quote = evil, evil, evil
		b.Figures = []result.Figure{{Text: evil, Measures: evil}}
		b.People = []result.Person{{Name: evil, Role: evil}}
		b.Warnings = []result.Warning{{Message: evil}}
	})
	scripts := 0
	for tokens := html.NewTokenizer(strings.NewReader(got)); tokens.Next() != html.ErrorToken; {
		tag := tokens.Token()
		switch {
		case tag.Type == html.StartTagToken && tag.Data == "script":
			scripts++
		case tag.Data == "img":
			t.Error("an image")
		}
		for _, a := range tag.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
				t.Errorf("attribute %s=%q", a.Key, a.Val)
			}
		}
	}
	if scripts != 1 {
		t.Errorf("%d scripts, want the page's own", scripts)
	}
}
