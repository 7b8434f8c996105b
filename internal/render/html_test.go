package render

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"newsbrief/internal/article"
	"newsbrief/summarize"
)

// pageOf is the sample as a page, with its article.
func pageOf(t *testing.T, o Options, change func(*summarize.Brief)) string {
	t.Helper()
	b := sample("a.txt")
	b.Article = article.Exact("a.txt", "The bridge is shut. It *opens* in June. Work costs *4.2m*.", "en")
	change(b)
	return written(t, FormatHTML, o, b, b)
}

// Every line names sentences that stand in the page, each id once.
func TestHTMLEvidence(t *testing.T) {
	got := pageOf(t, Options{Several: true}, func(*summarize.Brief) {})
	for _, ids := range regexp.MustCompile(`data-evidence="([^"]+)"`).FindAllStringSubmatch(got, -1) {
		for _, id := range strings.Fields(ids[1]) {
			if strings.Count(got, `id="`+id+`"`) != 1 {
				t.Errorf("%s is not there once", id)
			}
		}
	}
	if strings.Count(got, "data-evidence=") != 4 || strings.Count(got, "<mark class=\"bad\">May</mark>") != 2 {
		t.Errorf("lines or marks are missing:\n%s", got)
	}
}

// Whatever an article or a model writes, the page has no element, script,
// style or address of theirs.
func TestHTMLHostile(t *testing.T) {
	const evil = `</style></script></title><script>alert(1)</script><img src=x onerror=alert(1)>" onload="x`
	got := pageOf(t, Options{}, func(b *summarize.Brief) {
		b.Source = summarize.Source{Name: evil, Title: evil, Byline: evil, URL: "javascript:alert(1)", Language: evil, Published: evil}
		b.Bullets[0].Text, b.Bullets[1].Claims[0].Reason, b.Bullets[1].Claims[0].Quote = evil, evil, evil
		b.Figures = []summarize.Figure{{Text: evil, Measures: evil}}
		b.People = []summarize.Person{{Name: evil, Role: evil}}
		b.Warnings = []summarize.Warning{{Message: evil}}
		b.Article = article.Exact("a.txt", evil, "en")
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
