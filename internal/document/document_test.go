package document

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"newsbrief/internal/article/input"
)

// documents are the files of the corpus, as they are, with the line ends of
// Windows, and without the last line end.
func documents(t testing.TB) map[string]string {
	paths, err := filepath.Glob("../../testdata/translation/*.*")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d documents, %v", len(paths), err)
	}
	files := map[string]string{}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		ext := filepath.Ext(p)
		base := strings.TrimSuffix(filepath.Base(p), ext)
		files[base+ext] = string(data)
		files[base+".crlf"+ext] = strings.ReplaceAll(string(data), "\n", "\r\n")
		files[base+".cut"+ext] = strings.TrimRight(string(data), "\n")
	}
	return files
}

// render renders a document with each text changed, its placeholders kept.
func render(t testing.TB, d *Document, change func(string) string) string {
	t.Helper()
	var targets []string
	for _, s := range d.Segments {
		var b strings.Builder
		for _, token := range scan(s.Text) {
			if token.kind == textToken {
				token.text = change(token.text)
			}
			b.WriteString(token.text)
		}
		targets = append(targets, b.String())
	}
	out, err := d.Render(targets, "")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// parsed is a document that is not refused.
func parsed(t testing.TB, kind input.Kind, text string) *Document {
	t.Helper()
	d, err := Parse(kind, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// from is a document of a file that is not refused.
func from(t testing.TB, name, source string) *Document {
	t.Helper()
	d, err := From(input.FromText(name, source))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func same(text string) string { return text }

// A translation that changes nothing changes no byte.
func TestUnchanged(t *testing.T) {
	for name, source := range documents(t) {
		d := from(t, name, source)
		want := strings.Replace(source, `charset="iso-8859-1"`, `charset="utf-8"`, 1)
		if diff := cmp.Diff(want, render(t, d, same)); diff != "" {
			t.Errorf("%s changed:\n%s", name, diff)
		}
	}
}

// In capitals, a document differs from its source by nothing but the case of
// letters, and by how they are escaped.
func TestOnlyTextChanges(t *testing.T) {
	for name, source := range documents(t) {
		d := from(t, name, source)
		out := render(t, d, strings.ToUpper)
		plain := func(s string) string {
			return regexp.MustCompile(`\\([!-/:-@\[-`+"`"+`{-~])`).ReplaceAllString(html.UnescapeString(s), "$1")
		}
		for _, link := range []string{"[shortcut]", "[collapsed]", "[paddles]"} { // named once their text is another
			upper := strings.ToUpper(link)
			out = strings.NewReplacer(upper+link+"[]", upper+"[]", upper+link, upper).Replace(out)
		}
		out = strings.Replace(out, `charset="utf-8"`, `charset="iso-8859-1"`, 1)
		hyphens := strings.NewReplacer("\u00ad", "") // belong to words, which are others now
		a, b := hyphens.Replace(strings.ToLower(plain(source))), strings.ToLower(plain(out))
		if diff := cmp.Diff(strings.ReplaceAll(a, "[]", ""), strings.ReplaceAll(b, "[]", "")); diff != "" {
			t.Errorf("%s: more than the text changed:\n%s", name, diff)
		}
		if out == source {
			t.Errorf("%s: no text changed", name)
		}
	}
}

// hostile is text full of what means something in one format or another.
func hostile(text string) string {
	return "# " + text + " *a* _b_ `c` [d](e) <f>g</f> 1. | ~~h~~ &amp; \\ --> \"i\" 'j' {{k}}"
}

// No translation can make markup: the structure is what other readers see of
// it, before and after.
func TestStructureSurvives(t *testing.T) {
	changes := map[string]func(string) string{
		"capitals": strings.ToUpper, "hostile": hostile, "longer": func(s string) string { return s + s }, "short": func(string) string { return " x " },
	}
	for name, source := range documents(t) {
		d := from(t, name, source)
		for title, change := range changes {
			out := render(t, d, change)
			want, got := structure(t, d.Kind, source), structure(t, d.Kind, out)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s:\n%s\n%s", name, title, diff, out)
			}
		}
	}
}

// structure is what stays: for Markdown, the tags and code that goldmark makes
// of it; for HTML, the bytes of all its tokens but texts; for subtitles, the
// lines that are no text.
func structure(t *testing.T, kind input.Kind, text string) []string {
	switch kind {
	case input.Markdown:
		_, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
		var out bytes.Buffer
		md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote, extension.TaskList),
			goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
		if err := md.Convert([]byte(body), &out); err != nil {
			t.Fatal(err)
		}
		return tags(out.String())
	case input.HTML:
		return tags(text)
	case input.SRT, input.VTT:
		return slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(line string) bool {
			return !strings.Contains(line, "-->") && strings.Trim(line, "0123456789\r\n") != ""
		})
	}
	return nil
}

// tags are the tags of a page without the attributes that hold text, and the
// content of its code.
func tags(page string) []string {
	var list []string
	code := 0
	for z := nethtml.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case nethtml.ErrorToken:
			return list
		case nethtml.TextToken:
			if code > 0 {
				list = append(list, token.Data)
			}
			continue
		}
		if slices.Contains([]string{"code", "pre", "script", "style", "kbd", "textarea"}, token.Data) {
			code += map[nethtml.TokenType]int{nethtml.StartTagToken: 1, nethtml.EndTagToken: -1}[kind]
		}
		token.Attr = slices.DeleteFunc(token.Attr, func(a nethtml.Attribute) bool {
			return slices.Contains([]string{"alt", "title", "content", "aria-label", "charset", "placeholder", "label", "lang", "xml:lang"}, a.Key) ||
				a.Key == "value" && strings.Contains(token.String(), "SUBMIT")
		})
		list = append(list, token.String())
	}
}

// What stays on the machine is not in any text, nor in the placeholders.
func TestNotSent(t *testing.T) {
	for name, source := range documents(t) {
		for _, s := range from(t, name, source).Segments {
			for _, secret := range []string{"://", "hangerctl", "fmt.", "const closed", "color: red", "00:0", "{\\an8}", "youtube", "2026-03-14", "FerryApp", "ferry --next", "](", "[^", "Mara"} {
				if strings.Contains(s.Text, secret) {
					t.Errorf("%s: %q would be sent in %q", name, secret, s.Text)
				}
			}
		}
	}
}

func TestMisplaced(t *testing.T) {
	s := parsed(t, input.Markdown, "A **bold [link](u)** and `code` here.").Segments[0]
	for target, want := range map[string]string{
		s.Text:                                 "",
		"<3/> und <1>fett <2>Verweis</2></1>.": "",
		"< 3 / > und <1>fett < 2 >Verweis</ 2 ></1>.":  "",
		"Fett <2>Verweis</2> und <3/>.":                "<1>…</1>",
		"<1>fett <2>Verweis</1></2> <3/>":              "<1>…</1>",
		"<1>fett <2>Verweis</2></1> <3/> <3/>":         "<3/>",
		"<1>fett <2>Verweis</2></1> <3/> und <4/>":     "<4/>",
		"<1/>fett <2>Verweis</2> <3/> und <99999999/>": "<1>…</1>",
	} {
		if got := strings.Join(s.Misplaced(target), " "); got != want {
			t.Errorf("Misplaced(%q) = %q, want %q", target, got, want)
		}
	}
}

// Markup without a place stands behind the text, with the source's words.
func TestLostMarkup(t *testing.T) {
	d := parsed(t, input.Markdown, "See **the [plan](u)** and `code` here.\n")
	out, err := d.Render([]string{"Seht den Plan. " + Doubtful}, "de")
	if want := "Seht den Plan. **the [plan](u)** `code` [?]\n"; err != nil || out != want {
		t.Errorf("got %q, %v; want %q", out, err, want)
	}
}

func TestLanguageIsNamed(t *testing.T) {
	for source, want := range map[string]string{
		"<html lang='en'><p>One word</p>": "<html lang='de'><p>One word</p>",
		"---\nlang: \"en\"\n---\nA word":  "---\nlang: \"de\"\n---\nA word",
	} {
		d := from(t, "a.md", source)
		if out, err := d.Render([]string{d.Segments[0].Text}, "de"); err != nil || out != want {
			t.Errorf("got %q, %v; want %q", out, err, want)
		}
	}
}

// A translation may have no letter in it.
func TestFigures(t *testing.T) {
	for kind, source := range map[input.Kind]string{
		input.Markdown: "# Two\n\n| Twelve | **Three** |\n|--|--|\n| [Four](u) | 5 |\n", input.HTML: "<p title=Two>Twelve <b>three</b></p><p>5",
		input.SRT: "1\n00:00:01,000 --> 00:00:02,000\n<i>Two</i>\n", input.Plain: "Two\n\nThree\n",
	} {
		out := render(t, parsed(t, kind, source), func(string) string { return "2" })
		if strings.Count(out, "2") < 2 {
			t.Errorf("%s: %q", kind, out)
		}
	}
}

// A subtitle file whose passages are left as they are is the same, to the byte, however
// the program that wrote it places numbers, blanks and the times of words.
func TestSubtitlesStay(t *testing.T) {
	for _, text := range []string{
		"\n\n1\n00:00:01,000-->00:00:02,000\nA line.\n2\n00:00:03,000 --> 00:00:04,000\n\nAnother one,\n \n  with blanks.  \n\n\n",
		"1\r\n0:0:1,5 --> 0:0:2,5\r\n<i>It is - <b>he</b> said -</i>\r\nso.\r\n\r\n9\r\n00:00:03,000 --> 00:00:04,000\r\n- Who?\r\n- I.",
		"WEBVTT\n\n00:00.320 --> 00:02.070 align:start\n \nwelcome<00:00:00.560><c> to</c><00:00:00.720><c> the</c>\n\n00:02.070 --> 00:02.080\nwelcome to the\n \n\n" +
			"00:02.080 --> 00:04.070\nwelcome to the\nharbour<00:00:02.300><c> &amp; bridge</c>\n\n00:04.070 --> 00:04.080\nharbour &amp; bridge\n",
	} {
		kind := input.SRT
		if strings.HasPrefix(text, "WEBVTT") {
			kind = input.VTT
		}
		d, err := Parse(kind, text)
		if err != nil {
			t.Fatal(err)
		}
		var same, shouted []string
		for _, s := range d.Segments {
			same, shouted = append(same, s.Text), append(shouted, strings.ReplaceAll(strings.ToUpper(s.Text), "THE", "EVERY OTHER"))
		}
		out, err := d.Render(same, "")
		if err != nil || out != text {
			t.Errorf("%q becomes %q: %v", text, out, err)
		}
		if out, err = d.Render(shouted, ""); err != nil || strings.Count(out, "-->") != strings.Count(text, "-->") {
			t.Errorf("%q becomes %q: %v", text, out, err)
		}
	}
}
