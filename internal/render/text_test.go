package render

import (
	"strings"
	"testing"

	"newsbrief/result"
)

func printed(t *testing.T, format Format, o Options, tr *result.Translation) string {
	t.Helper()
	var out strings.Builder
	w, err := New(&out, format, o)
	if err == nil {
		err = w.Translation(tr)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func sampleTranslation() *result.Translation {
	return &result.Translation{
		Source: result.Source{Name: "a.txt", Title: "A <b>"}, From: "en", To: "ar",
		Text: "الجسر\n\n\x1b[31m3 May\u202e\n",
		Segments: []result.Segment{
			{Source: "The bridge", Target: "الجسر", Status: result.Supported},
			{Source: "3 <May>", Target: "4 <مايو>", Status: result.Unsupported, Claims: []result.Finding{{Text: "4", Status: result.Unsupported, Reason: `not "here"`}}},
		},
	}
}

// A file gets the document's bytes; a terminal gets nothing that steers it, and
// each line's direction.
func TestTranslationText(t *testing.T) {
	tr := sampleTranslation()
	if got := printed(t, FormatText, Options{}, tr); got != tr.Text {
		t.Errorf("a file gets %q", got)
	}
	want := "\u200Fالجسر\n\n\u200F3 May\n"
	if got := printed(t, FormatText, Options{Width: 80}, tr); got != want {
		t.Errorf("a terminal gets %q, want %q", got, want)
	}
	tr.To = "az-Latn"
	if got := printed(t, FormatText, Options{Width: 80}, tr); strings.Contains(got, "\u200F") {
		t.Errorf("a left-to-right language gets %q", got)
	}
}

func TestTranslationPage(t *testing.T) {
	tr := sampleTranslation()
	tr.Segments[1].Claims[0].Start, tr.Segments[1].Claims[0].End = 0, 1
	got := printed(t, FormatHTML, Options{Bilingual: true}, tr)
	for _, want := range []string{
		`<title>A &lt;b&gt;</title>`, `<td lang="en" dir="ltr">The bridge</td><td lang="ar" dir="rtl">الجسر</td>`, `<tr class="doubtful">`,
		`<mark class="bad" aria-describedby="a1-r1">4</mark> &lt;مايو&gt;`, `<strong class="tag">unsupported</strong>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestTranslationColumns(t *testing.T) {
	got := printed(t, FormatText, Options{Bilingual: true, Width: 33}, sampleTranslation())
	want := "The bridge      │ \u2067الجسر\u2069\n\n3 <May>         │ \u20674 <مايو> [?]\u2069\n"
	if got != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}
