package office

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

// TestMain lets the test binary be the helper that reads PDFs.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == Helper {
		if err := ServePDF(os.Stdin, os.Stdout); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestFlow(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"lines", "The first line\nand the second.\n\nA paragraph.", "The first line and the second.\n\nA paragraph."},
		{"divided word", "The exam-\nple is here.", "The example is here."},
		{"compound written elsewhere", "A well-known man, well-\nknown here.", "A well-known man, well-known here."},
		{"figures", "The season 2023-\n24, a vote of 31-\n14, COVID-\n19 and the A-\n320.", "The season 2023-24, a vote of 31-14, COVID-19 and the A-320."},
		{"a compound of three", "A state-of-the-\nart bridge.", "A state-of-the-art bridge."},
		{"a compound by its first word", "The well-\nknown engineer was in town.", "The well-known engineer was in town."},
		{"a compound of the text's words", "The tram line. A tram-\nline of the line.", "The tram line. A tram-line of the line."},
		{"a dash", "The bridge -\nthe oldest - closes.", "The bridge - the oldest - closes."},
		{"a soft hyphen", "The Ex\u00ad\nample.", "The Example."},
		{"name", "The Nether-\nArle line.", "The Nether-Arle line."},
		{"over a page", "The road to the\n7\n\f8\nold mill.", "The road to the old mill."},
		{"numbers inside stay", "It cost in\n2019\nmore than\n1931\nand less than today,\nas we know.", "It cost in 2019 more than 1931 and less than today, as we know."},
		{"repeated head", "Annual report 1\nOne.\n\fAnnual report 2\nTwo.\n\fAnnual report 3\nThree.", "Annual report 1 One.\n\nTwo.\n\nThree."},
		{"short pages that differ in a number", "Head\nOn day 1 it rained,\nand then stopped.\n1\fHead\nOn day 2 it rained,\nand then stopped.\n2\fHead\nOn day 3 it rained,\nand then stopped.\n3",
			"Head On day 1 it rained, and then stopped.\n\nOn day 2 it rained, and then stopped.\n\nOn day 3 it rained, and then stopped."},
	} {
		if got := flow(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestPassword: both readers of PDFs say that a file is locked, not that they
// failed.
func TestPassword(t *testing.T) {
	for _, complaint := range []string{"Command Line Error: Incorrect password\n", "encrypted PDF: invalid password"} {
		if err := unreadable(complaint, io.EOF, true); !strings.Contains(err.Error(), "a password protects") {
			t.Error(err)
		}
	}
}

// archiveOf makes a ZIP of names and contents.
func archiveOf(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestInfo: both readers tell what a PDF says of itself; what its text does not bear
// out is left out.
func TestInfo(t *testing.T) {
	const text = "The weir & the mill\n\nMarit Lund saw nine cracks in 2026, weir_v2 docx, untitled."
	const page = "<!DOCTYPE html><head>\n<title>%s</title>\n<meta name=\"Author\" content=\"%s\"/>\n<meta name=\"CreationDate\" content=\"%s\"/>\n</head>\n<body>"
	for _, tt := range []struct{ title, author, date, want string }{
		{"The weir &amp; the mill", "Marit Lund", "2026-03-04T10:15:00+01", "The weir & the mill|Marit Lund|2026-03-04"},
		{"The weir at Tarn", "Ida Holm", "2031-03-04T10:15:00Z", "||"},
		{"weir_v2.docx", "Marit2 Lund", "D:20260399", "||"},
		{"The weir_v2.docx", "marit@lund", "2026", "||"},
		{"untitled", "Lund", "D:20260304", "||2026-03-04"},
	} {
		info, rest := cutHead(fmt.Sprintf(page, tt.title, tt.author, tt.date))
		d := aboutPDF(info, text)
		if got := d.Title + "|" + d.Byline + "|" + d.Published; got != tt.want || rest != "<!DOCTYPE html><body>" {
			t.Errorf("%+v: %q, rest %q", tt, got, rest)
		}
	}
	if info, rest := cutHead("A page on <head> and </head>."); info != nil || rest != "A page on <head> and </head>." {
		t.Errorf("%v, %q", info, rest)
	}
}

const containerXML = `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`

func TestChapters(t *testing.T) {
	const items = `<manifest><item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>
		<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>`
	for spine, want := range map[string]string{
		`<spine><itemref idref="b"/><itemref idref="n"/><itemref idref="a"/></spine>`:                "Two.\n\nOne.",
		`<spine><itemref idref="b"/><itemref idref="gone"/><itemref idref="a" linear="no"/></spine>`: "Two.",
		`<spine/>`: "One.\n\nTwo.",
		``:         "One.\n\nTwo.",
	} {
		d, err := Read(t.Context(), archiveOf(t, map[string]string{"META-INF/container.xml": containerXML, "b.opf": "<package>" + items + spine + "</package>",
			"n.xhtml": "<p>Contents.", "a.xhtml": "<p>One.", "b.xhtml": "<p>Two."}))
		if err != nil || d.Text != want {
			t.Errorf("%s: %+v, %v; want %q", spine, d, err, want)
		}
	}
}

func TestWordText(t *testing.T) {
	for source, want := range map[string]string{
		`<w:p><w:r><w:t>rose by </w:t></w:r><w:del><w:r><w:delText>2</w:delText><w:t>2</w:t></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins></w:p>`: "rose by 3",
		`<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r><w:r><w:t>shown</w:t></w:r></w:p>`:         "shown",
		`<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>`:                                                                    "shown",
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`:                    "a | b",
	} {
		if got, err := wordText("<w:document><w:body>"+source+"</w:body></w:document>", nil); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", source, got, err, want)
		}
	}
}

func TestHostile(t *testing.T) {
	spine := `<package><manifest><item id="a" href="../../etc/passwd" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`
	for _, tt := range []struct {
		name, want string
		data       []byte
	}{
		{"no document", "neither EPUB, DOCX nor ODT", archiveOf(t, map[string]string{"a.txt": "a"})},
		{"broken archive", "cannot be read", []byte("PK\x03\x04nothing")},
		{"broken XML", "is broken", archiveOf(t, map[string]string{"word/document.xml": "<w:t>a</w:t></w:p"})},
		{"no text", "the DOCX holds no text", archiveOf(t, map[string]string{"word/document.xml": "<w:p/>"})},
		{"outside the archive", "is missing in the archive", archiveOf(t, map[string]string{"META-INF/container.xml": containerXML, "b.opf": spine})},
		{"encrypted", "is encrypted (DRM)", archiveOf(t, map[string]string{"META-INF/container.xml": containerXML, "META-INF/encryption.xml": `<x URI="a.xhtml"/>`})},
		{"no content", "names no content", archiveOf(t, map[string]string{"META-INF/container.xml": "<container/>"})},
		{"broken PDF", "is a PDF that cannot be read", []byte("%PDF-1.7\nnothing")},
		{"huge table", "is a PDF that cannot be read", []byte("%PDF-1.7\nxref\n900000000 1\n0000000000 00000 n \ntrailer\n<< /Size 900000001 >>\nstartxref\n9\n%%EOF\n")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(t.Context(), tt.data)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%+v, %v", d, err)
			}
		})
	}
}

func TestBomb(t *testing.T) {
	data := archiveOf(t, map[string]string{"word/document.xml": strings.Repeat(" ", 1001)})
	if d, err := readZIP(data, 1000); err == nil || !strings.Contains(err.Error(), "unpacks to more than 1000 bytes") {
		t.Errorf("%+v, %v", d, err)
	}
}

// FuzzDOCX: any XML gives text or an error.
func FuzzDOCX(f *testing.F) {
	f.Add(`<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`)
	f.Add(`</w:del><w:del><w:t>a</w:p></w:tr>`)
	f.Fuzz(func(t *testing.T, source string) {
		if text, err := wordText(source, map[string]bool{"1": true}); err == nil && text != strings.TrimSpace(text) {
			t.Errorf("%q", text)
		}
	})
}

// FuzzZIP: any archive gives a document or an error.
func FuzzZIP(f *testing.F) {
	for _, name := range []string{"lighthouse.epub", "timetable.docx"} {
		data, err := os.ReadFile("../../../testdata/documents/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := readZIP(data, 1<<20); err == nil && d.Text == "" {
			t.Error("no text and no error")
		}
	})
}

// FuzzFlow: no letter or number of a page is lost but repeated lines and page
// numbers.
func FuzzFlow(f *testing.F) {
	f.Add("One-\ntwo three.\n\nFour\n\f9\nfive")
	f.Fuzz(func(t *testing.T, page string) {
		if strings.ContainsAny(page, "\f\r0123456789") {
			return
		}
		count := func(s string) int {
			return len(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !('a' <= r && r <= 'z') }), ""))
		}
		if text := flow(page); count(text) != count(page) {
			t.Errorf("%q became %q", page, text)
		}
	})
}

// TestODT: paragraphs, headings, lists and rows; notes follow, what is deleted or said
// about the text is left out.
func TestODT(t *testing.T) {
	const content = `<office:document-content><office:body><office:text><text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>
<text:h text:outline-level="1">The bridge</text:h><text:p>It closes on<text:s text:c="2"/>3 May<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note of 88 people.</text:p></text:note-body></text:note>,
they said.<office:annotation><text:p>Who?</text:p></office:annotation></text:p><text:list><text:list-item><text:p>One.</text:p></text:list-item><text:list-item><text:p>Two.</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Item</text:p></table:table-cell><table:table-cell><text:p>Cost</text:p></table:table-cell></table:table-row></table:table>
<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>字 <draw:frame><draw:text-box><text:p>A box.</text:p></draw:text-box></draw:frame></text:p>
</office:text></office:body></office:document-content>`
	d, err := Read(t.Context(), archiveOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
		"meta.xml": `<office:document-meta><office:meta><dc:title>Bridge</dc:title><meta:initial-creator>Ida Holm</meta:initial-creator><meta:creation-date>2025-03-04</meta:creation-date></office:meta></office:document-meta>`}))
	want := Document{"Bridge", "Ida Holm", "2025-03-04", "", "## The bridge\n\nIt closes on  3 May, they said.\n\n- One.\n- Two.\n\nItem | Cost\n\n漢字\n\nA note of 88 people.\n\nA box."}
	if err != nil || *d != want {
		t.Errorf("%+v, %v", d, err)
	}
	for part, what := range map[string]string{"xl/workbook.xml": "a workbook", "ppt/presentation.xml": "a presentation", "content.xml": "an OpenDocument file"} {
		if _, err := Read(t.Context(), archiveOf(t, map[string]string{part: "<a/>"})); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", part, err)
		}
	}
}

// TestMainPart: the text of a Word document stands where its relationships say.
func TestMainPart(t *testing.T) {
	d, err := Read(t.Context(), archiveOf(t, map[string]string{
		"_rels/.rels":         `<Relationships><Relationship Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`,
		"word/document2.xml":  `<w:document><w:body><w:p><w:r><w:t>The text.</w:t></w:r></w:p></w:body></w:document>`,
		"word/footnotes2.xml": `<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/_rels/document2.xml.rels": `<Relationships><Relationship Type="http://x/relationships/footnotes" Target="footnotes2.xml"/>` +
			`<Relationship Type="http://x/relationships/numbering" Target="missing.xml"/></Relationships>`,
	}))
	if err != nil || d.Text != "The text.\n\nA note." {
		t.Errorf("%+v, %v", d, err)
	}
}

// TestPDFWords: blocks of pdftotext in their order, and raised figures at their words.
func TestPDFWords(t *testing.T) {
	word := func(x0, y0, x1, y1 float64, text string) string {
		return fmt.Sprintf(`<word xMin="%g" yMin="%g" xMax="%g" yMax="%g">%s</word>`, x0, y0, x1, y1, text)
	}
	block := func(words ...string) string {
		return "<flow><block><line>" + strings.Join(words, "") + "</line></block></flow>"
	}
	for name, tt := range map[string]struct{ page, want string }{
		"exponent":        {block(word(0, 0, 10, 10, "10")) + block(word(10, 0, 12, 5, "-6")) + block(word(16, 0, 30, 10, "&lt;kg&gt;")), "10⁻⁶ <kg>"},
		"unit":            {block(word(0, 0, 10, 10, "5"), word(12, 0, 22, 10, "km"), word(22, 0, 24, 5, "2"), word(26, 0, 40, 10, "wide")), "5 km² wide"},
		"a note":          {block(word(0, 0, 30, 10, "vehicles"), word(30, 0, 33, 5, "3"), word(36, 0, 50, 10, "passed")), "vehicles passed"},
		"an ordinal":      {block(word(0, 0, 10, 10, "18"), word(10, 0, 14, 6, "th"), word(18, 0, 50, 10, "century")), "18th century"},
		"a number below":  {block(word(0, 0, 30, 10, "vehicles"), word(30, 6, 33, 11, "3")), "vehicles 3"},
		"a small line":    {block(word(0, 0, 30, 10, "vehicles")) + block(word(0, 20, 3, 25, "3")), "vehicles\n\n3"},
		"two blocks":      {block(word(0, 0, 30, 10, "one")) + block(word(0, 20, 30, 30, "two")), "one\n\ntwo"},
		"two lines":       {"<flow><block><line>" + word(0, 0, 30, 10, "one") + "</line><line>" + word(0, 12, 30, 22, "two") + "</line></block></flow>", "one\ntwo"},
		"nothing of them": {"<flow><word>", ""},
	} {
		if got := pagesOf("<!DOCTYPE html><page>" + tt.page + "</page>"); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:p>a<text:note><text:p>b</text:p></text:note></text:p><text:list><text:p>c</text:p></text:list><table:table-row><text:p>d</text:p></table:table-row>`)
	f.Fuzz(func(t *testing.T, source string) { _, _ = odtText(source) })
}

func FuzzPDFWords(f *testing.F) {
	f.Add(`<!DOCTYPE html><page><block><line><word xMin="0" yMin="0" xMax="9" yMax="9">a</word><word xMin="9" yMin="0" xMax="10" yMax="5">2</word>`)
	f.Fuzz(func(t *testing.T, out string) { flow(pagesOf("<!DOCTYPE html>" + out)) })
}
