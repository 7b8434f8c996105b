package render

import (
	"errors"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// hostile is text that steers a terminal: a colour, a title, C1, a reversal,
// a hidden tag and a carriage return.
const hostile = "a\x1b[31mb\x1b]0;own\x07c\u009b2Jd\u202ee\U000E0041f\rg\x7fh"

// sample is a brief of two bullets that cite three sentences.
func sample(name string) *result.Brief {
	first := result.Evidence{Sentence: 1, Start: 0, End: 20, Quote: "The bridge is shut."}
	third := result.Evidence{Sentence: 3, Start: 44, End: 66, Quote: "Work costs *4.2m*."}
	return &result.Brief{
		Schema: result.Schema,
		Kind:   "summary",
		Source: result.Source{Name: name, Language: "en", Words: 12, SHA256: strings.Repeat("0123456789abcdef", 4)},
		Bullets: []result.Bullet{
			{Text: "The bridge is shut & costs 4.2m.", Status: "supported", Evidence: []result.Evidence{first, third}},
			{Text: "It opens in May.", Status: "contradicted", Evidence: []result.Evidence{third}, Claims: []result.Finding{
				{Kind: "date", Text: "May", Start: 12, End: 15, Status: "contradicted", Sentence: 2, Reason: `the article says "June" here`, Quote: "It *opens* in June."},
			}},
		},
		Usage: result.Usage{Backend: "mock", Model: "mock"},
	}
}

// written returns what a Writer prints for the briefs.
func written(t *testing.T, f Format, o Options, briefs ...*result.Brief) string {
	t.Helper()
	return writtenOf(t, f, o, nil, briefs...)
}

// writtenOf is written for briefs of an article whose text is known.
func writtenOf(t *testing.T, f Format, o Options, a *article.Article, briefs ...*result.Brief) string {
	t.Helper()
	var out strings.Builder
	w, err := New(&out, f, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range briefs {
		if err := w.Brief(b, a); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// plainText is the sample without colour.
const plainText = "• The bridge is shut & costs 4.2m. [1,3]\n• It opens in May [?]. [3]\n" +
	"    May: the article says \"June\" here\n      [2] It *opens* in June.\n"

func TestText(t *testing.T) {
	tests := []struct {
		name string
		o    Options
		want string
	}{
		{"plain", Options{}, plainText},
		{"wrapped", Options{Width: 20}, "• The bridge is shut\n  & costs 4.2m.\n  [1,3]\n• It opens in\n  May [?]. [3]\n    May: the article\n    says \"June\" here\n      [2] It *opens*\n      in June.\n"},
		{"colour", Options{Color: true}, "• The bridge is shut & costs 4.2m. \x1b[2m[1,3]\x1b[22m\n• It opens in \x1b[31;4mMay\x1b[0;24m. \x1b[2m[3]\x1b[22m\n" +
			"    \x1b[31mMay: the article says \"June\" here\x1b[0m\n      \x1b[2m[2] It *opens* in June.\x1b[22m\n"},
		{"several", Options{Several: true}, "a.txt\n" + plainText},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := written(t, FormatText, tt.o, sample("a.txt")); got != tt.want {
				t.Errorf("got:\n%q\nwant:\n%q", got, tt.want)
			}
		})
	}
}

func TestSeveral(t *testing.T) {
	o := Options{Several: true, Color: true}
	got := written(t, FormatText, o, sample("a.txt"), sample("b.txt"))
	if !strings.HasPrefix(got, "\x1b[1ma.txt\x1b[22m\n• ") || !strings.Contains(got, "\n\n\x1b[1mb.txt\x1b[22m\n• ") {
		t.Errorf("no headings with a blank line between:\n%q", got)
	}
}

// What is printed bullet by bullet is what is printed whole.
func TestStream(t *testing.T) {
	for _, o := range []Options{{}, {Several: true, Color: true, Width: 30}} {
		briefs := []*result.Brief{sample("a.txt"), sample("b.txt")}
		var out strings.Builder
		w, err := New(&out, FormatText, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range briefs {
			err = errors.Join(err, w.Begin(b.Source))
			for _, bu := range b.Bullets {
				err = errors.Join(err, w.Bullet(bu))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		if want := written(t, FormatText, o, briefs...); out.String() != want {
			t.Errorf("got:\n%q\nwant:\n%q", out.String(), want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	want := "- The bridge is shut \\& costs 4.2m.[^1][^3]\n- It opens in May **\\[?\\]**.[^3]\n" +
		"  - May: the article says \"June\" here[^2]\n" +
		"\n[^1]: The bridge is shut.\n\n[^2]: It \\*opens\\* in June.\n\n[^3]: Work costs \\*4.2m\\*.\n"
	if got := written(t, FormatMarkdown, Options{}, sample("a.txt")); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	b := sample("b.txt")
	b.Source.SHA256 = "ffff0000" + b.Source.SHA256[8:]
	got := written(t, FormatMarkdown, Options{Several: true}, sample("a_1.txt"), b)
	if !strings.HasPrefix(got, "## a\\_1.txt\n\n- ") || !strings.Contains(got, "\n\n## b.txt\n\n- ") {
		t.Errorf("no headings:\n%s", got)
	}
	for _, note := range []string{"\n[^01234567-3]: ", "\n[^ffff0000-3]: "} {
		if strings.Count(got, note) != 1 {
			t.Errorf("footnote %q is not there once:\n%s", note, got)
		}
	}
}

func TestEscapeMarkdown(t *testing.T) {
	tests := map[string]string{
		"1. May":                    `1\. May`,
		"2024) x":                   `2024\) x`,
		"1.5 million":               `1\.5 million`,
		"In 1. May":                 "In 1. May",
		"- x":                       `\- x`,
		"+ x":                       `\+ x`,
		"up - down":                 "up - down",
		"# x":                       `\# x`,
		"> x":                       `\> x`,
		"<img src=x onerror=y>":     `\<img src=x onerror=y\>`,
		"[a](javascript:b)":         `\[a\](javascript:b)`,
		"![a](http://b.invalid/)":   `!\[a\](http://b.invalid/)`,
		"&lt;b&gt; `c` $d$ ~~e~~|f": "\\&lt;b\\&gt; \\`c\\` \\$d\\$ \\~\\~e\\~\\~\\|f",
		`\*`:                        `\\\*`,
		"12":                        "12",
		"":                          "",
		"日本_語":                      `日本\_語`,
	}
	for in, want := range tests {
		if got := escapeMarkdown(in); got != want {
			t.Errorf("escapeMarkdown(%q) = %q, want %q", in, got, want)
		}
	}
}

// Nothing foreign reaches the output as a control, wherever it stands.
func TestHostile(t *testing.T) {
	b := sample(hostile)
	b.Source.Title, b.Source.Byline, b.Source.Language = hostile, hostile, hostile
	b.Bullets[0].Text = hostile + "\n## Forged\n- forged"
	b.Bullets[1].Claims[0].Text, b.Bullets[1].Claims[0].Reason, b.Bullets[1].Claims[0].Quote = hostile, hostile, hostile+"\n## Forged"
	b.Bullets[0].Evidence[0].Quote = hostile + "\n\nforged"
	b.Warnings = []result.Warning{{Code: "x", Message: hostile}}
	for _, f := range []Format{FormatText, FormatMarkdown, FormatJSON, FormatJSONL, FormatCSV, FormatHTML} {
		for _, several := range []bool{false, true} {
			got := written(t, f, Options{Several: several}, b)
			for _, r := range got {
				if r != '\n' && invisible(r) {
					t.Errorf("%s holds %U:\n%q", f, r, got)
				}
			}
			if strings.Contains(got, "\n## Forged") || strings.Contains(got, "\n- forged") || strings.Contains(got, "\nforged") {
				t.Errorf("%s: foreign text began a line:\n%s", f, got)
			}
		}
	}
}

// full is a device without space.
type full struct{}

var errFull = errors.New("no space left on device")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestFailingWriter(t *testing.T) {
	for _, f := range []Format{FormatText, FormatMarkdown, FormatJSON, FormatJSONL, FormatCSV, FormatHTML} {
		w, err := New(full{}, f, Options{Several: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Brief(sample("a"), nil); !errors.Is(err, errFull) {
			t.Errorf("%s: Brief gives %v", f, err)
		}
	}
	w, _ := New(full{}, FormatText, Options{Several: true})
	if err := w.Begin(result.Source{Name: "a"}); !errors.Is(err, errFull) {
		t.Errorf("Begin gives %v", err)
	}
	if err := w.Bullet(result.Bullet{Text: "a"}); !errors.Is(err, errFull) {
		t.Errorf("Bullet gives %v", err)
	}
	w, _ = New(full{}, FormatJSON, Options{Several: true})
	if err := w.Close(); !errors.Is(err, errFull) {
		t.Errorf("Close gives %v", err)
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := New(full{}, "yaml", Options{}); err == nil || !strings.Contains(err.Error(), `"yaml"`) {
		t.Errorf("got %v", err)
	}
}

// What has no form of its own in a format is JSON there: a plan in a table of
// figures, an article's text on a page.
func TestFormsFallBackOnJSON(t *testing.T) {
	a, err := article.ParseText("a.txt", "The bridge is shut.")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []Format{FormatCSV, FormatJSONL} {
		var out strings.Builder
		w, _ := New(&out, f, Options{})
		if err := w.Plan(Plan{Kind: "dry-run", Name: "a.txt"}); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !strings.HasPrefix(got, `{"kind":"dry-run","name":"a.txt",`) {
			t.Errorf("a plan as %s: %s", f, got)
		}
	}
	for _, f := range []Format{FormatCSV, FormatHTML} {
		var out strings.Builder
		w, _ := New(&out, f, Options{})
		if err := w.Article(a); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !strings.HasPrefix(got, `{"schema":"newsbrief/v1","kind":"article",`) {
			t.Errorf("an article as %s: %s", f, got)
		}
	}
}
