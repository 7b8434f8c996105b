package input

import (
	"bytes"
	"path/filepath"
	"strings"
)

// format is a format that is not read, and how to make of it one that is.
type format struct{ what, how string }

const (
	readsKinds = "newsbrief reads text, Markdown, HTML, PDF, EPUB, DOCX, ODT, e-mail, subtitles, RSS, Atom, " +
		"JSON Feed and JSON lines"
	unpackIt   = "unpack it and name the files"
	transcribe = "write down what is said (a program such as Whisper does) and name the .srt or .txt"
	recognise  = "recognise its text (OCR) and name that"
	subtitles  = "convert it: ffmpeg -i FILE subtitles.srt"
	pandoc     = "convert it: pandoc -t plain FILE"
)

// magic tells a binary format by how it begins; nil: it is none that is known.
func magic(head []byte) *format {
	for _, m := range []struct {
		at    int
		magic string
		format
	}{
		{0, "\xD0\xCF\x11\xE0", format{"an old Office document", "save it as .docx"}},
		{0, "{\\rtf", format{"RTF", "save it as .docx or .txt"}},
		{0, "\x89PNG", format{"a picture", recognise}}, {0, "\xFF\xD8\xFF", format{"a picture", recognise}},
		{0, "GIF8", format{"a picture", recognise}}, {0, "II*\x00", format{"a picture", recognise}},
		{0, "MM\x00*", format{"a picture", recognise}}, {8, "WEBP", format{"a picture", recognise}},
		{0, "\x1F\x8B", format{"gzip data", "unpack it: gzip -d"}},
		{0, "\x28\xB5\x2F\xFD", format{"zstd data", "unpack it: zstd -d"}},
		{0, "\xFD7zXZ", format{"xz data", "unpack it: xz -d"}},
		{0, "BZh", format{"bzip2 data", "unpack it: bzip2 -d"}},
		{0, "7z\xBC\xAF\x27\x1C", format{"a 7z archive", unpackIt}},
		{0, "Rar!\x1A\x07", format{"a RAR archive", unpackIt}},
		{257, "ustar", format{"a tar archive", unpackIt}}, {0, "\x7FELF", format{"a program", ""}},
		{0, "ID3", format{"a recording", transcribe}}, {0, "OggS", format{"a recording", transcribe}},
		{0, "fLaC", format{"a recording", transcribe}}, {8, "WAVE", format{"a recording", transcribe}},
		{4, "ftyp", format{"a recording", transcribe}}, {0, "\x1A\x45\xDF\xA3", format{"a recording", transcribe}},
		{60, "BOOKMOBI", format{"a Kindle book", "convert it: ebook-convert FILE book.epub"}},
		{0, "AT&TFORM", format{"a DjVu document", "take its text: djvutxt FILE"}},
		{0, "SQLite format 3", format{"a database", ""}},
	} {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.magic)) {
			return &m.format
		}
	}
	return nil
}

// foreign tells a format of text that is not read; nil: it may be read. A document
// is what its name says, and one whose markup would not be kept is none.
func (o Origin) foreign(text string) *format {
	if !o.Document {
		return foreign(o.Name, text)
	}
	switch strings.ToLower(filepath.Ext(o.Name)) {
	case ".rst", ".rest":
		return &format{"reStructuredText, whose markup would not be kept", "convert it: pandoc -f rst -t gfm FILE"}
	case ".adoc", ".asciidoc", ".asc":
		return &format{"AsciiDoc, whose markup would not be kept", "convert it: asciidoctor FILE, and name the page"}
	}
	if o.isDocument() {
		return nil
	}
	return foreign(o.Name, text)
}

// foreign tells a format of text that is no article by how it begins or is named; nil:
// it may be one.
func foreign(name, text string) *format {
	start := strings.TrimLeft(strings.TrimPrefix(text, byteOrderMark), " \t\r\n")
	for _, f := range []struct {
		begins string
		format
	}{
		{"%!PS", format{"PostScript", "convert it: ps2pdf FILE"}},
		{"[Script Info]", format{"ASS subtitles", subtitles}},
		{`\documentclass`, format{"LaTeX", pandoc}}, {`\documentstyle`, format{"LaTeX", pandoc}},
		{`\begin{document}`, format{"LaTeX", pandoc}},
		{`\input texinfo`, format{"Texinfo", "convert it: makeinfo --plaintext FILE"}},
		{"WARC/", format{"a web archive (WARC)", "take the pages out of it (warcio extract) and name them"}},
		{"BEGIN:VCALENDAR", format{"a calendar", ""}}, {"BEGIN:VCARD", format{"an address card", ""}},
		{"-----BEGIN ", format{"a key, a certificate or encrypted text", "decrypt it if it is text"}},
		{"begin 644 ", format{"uuencoded data", "decode it: uudecode FILE"}}, {"diff --git ", format{"a patch", ""}},
		{"#!", format{"a script", ""}}, {"{\\rtf", format{"RTF", "save it as .docx or .txt"}},
	} {
		if strings.HasPrefix(start, f.begins) {
			return &f.format
		}
	}
	if f := foreignNamed(name, start); f != nil {
		return f
	}
	if strings.HasPrefix(start, "<") {
		return foreignXML(start)
	}
	if strings.HasPrefix(start, "{") && strings.Contains(text, `"cell_type"`) {
		return &format{"a Jupyter notebook", "convert it: jupyter nbconvert --to markdown FILE"}
	}
	return nil
}

// foreignNamed tells a format whose text looks like any other by the ending of its
// name.
func foreignNamed(name, start string) *format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv":
		return &format{"a table", "write the articles as JSON lines, or name the document that has the text"}
	case ".tex":
		return &format{"LaTeX", pandoc}
	case ".css", ".js", ".sql", ".bib":
		return &format{"a program's file", ""}
	case ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".man":
		if strings.HasPrefix(start, ".") || strings.HasPrefix(start, `'\"`) {
			return &format{"a manual page", "convert it: man -P cat ./FILE"}
		}
	}
	return nil
}

// foreignXML tells a kind of XML by its first element.
func foreignXML(start string) *format {
	root := strings.ToLower(skipProlog(start))
	for _, f := range []struct {
		begins string
		format
	}{
		{"<tt ", format{"TTML subtitles", subtitles}}, {"<tt:tt ", format{"TTML subtitles", subtitles}},
		{"<transcript", format{"subtitles in XML", "save them as .srt or .vtt"}},
		{"<timedtext", format{"subtitles in XML", "save them as .srt or .vtt"}},
		{"<urlset", format{"a list of pages (a sitemap)", "name the pages that it lists"}},
		{"<sitemapindex", format{"a list of pages (a sitemap)", "name the pages that it lists"}},
		{"<office:document", format{"flat OpenDocument XML", "save it as .odt"}},
		{"<pkg:package", format{"flat Word XML", "save it as .docx"}},
		{"<w:worddocument", format{"Word 2003 XML", "save it as .docx"}},
		{"<fictionbook", format{"a FictionBook", "convert it: ebook-convert FILE book.epub"}},
		{"<svg", format{"a drawing (SVG)", ""}}, {"<plist", format{"a property list", ""}},
	} {
		if strings.HasPrefix(root, f.begins) {
			return &f.format
		}
	}
	return nil
}
