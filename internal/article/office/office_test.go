package office

import (
	"archive/zip"
	"bytes"
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
		if got, err := wordText("<w:document><w:body>" + source + "</w:body></w:document>"); err != nil || got != want {
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
		{"no document", "neither EPUB nor DOCX", archiveOf(t, map[string]string{"a.txt": "a"})},
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
		if text, err := wordText(source); err == nil && text != strings.TrimSpace(text) {
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
