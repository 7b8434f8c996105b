// Package office reads PDF, EPUB, DOCX and ODT files. It hides their containers,
// and bounds what a hostile file can make them unpack to.
package office

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"

	"newsbrief/internal/article/input"
)

// Document is the text of a file, with Markdown's marks where the file tells
// headings and lists, and what it says about itself.
type Document struct {
	Title, Byline, Published, Language, Text string
}

// Most that one file may hold: bytes that its parts unpack to, parts, chapters.
const (
	maxUnpacked = 32 << 20
	maxParts    = 20_000
	maxChapters = 5_000
)

// Read tells the kind of a file by its content. Errors are of type
// *input.Refusal.
func Read(ctx context.Context, data []byte) (*Document, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return readZIP(data, maxUnpacked)
	}
	return readPDF(ctx, data)
}

func noText(kind, hint string) error {
	return input.Refuse("is empty: the "+kind+" holds no text", hint)
}

// archive reads files of a ZIP and counts what they unpack to.
type archive struct {
	files map[string]*zip.File
	limit int64
	left  int64
}

// readZIP reads an archive whose parts may unpack to limit bytes together.
func readZIP(data []byte, limit int64) (*Document, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts {
		return nil, input.Refusef("is an archive of more than %d parts", maxParts)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, input.Refuse("is a ZIP archive that cannot be read: "+strings.TrimPrefix(err.Error(), "zip: "), "")
	}
	a := &archive{map[string]*zip.File{}, limit, limit}
	for _, f := range z.File {
		a.files[f.Name] = f
	}
	main := a.mainPart()
	switch {
	case main != "":
		return readDOCX(a, main)
	case a.files["META-INF/container.xml"] != nil:
		return readEPUB(a)
	case a.isODT():
		return readODT(a)
	}
	return nil, a.unknown()
}

// isODT says whether the archive is an OpenDocument text: its first part says so.
func (a *archive) isODT() bool {
	data, err := a.read("mimetype")
	return err == nil && strings.HasPrefix(string(data), "application/vnd.oasis.opendocument.text") &&
		a.files["content.xml"] != nil
}

// unknown is the error of an archive that is not read, by what it is.
func (a *archive) unknown() error {
	for _, f := range []struct{ part, what, how string }{
		{"xl/workbook.xml", "a workbook (XLSX)", "save its text as .docx or .txt"},
		{"ppt/presentation.xml", "a presentation (PPTX)", "save it as PDF"},
		{"Index/Document.iwa", "a document of Pages, Numbers or Keynote", "export it as .docx or PDF"},
		{"content.xml", "an OpenDocument file, but no text", "save it as .odt or PDF"},
	} {
		if a.files[f.part] != nil {
			return input.Refuse("is "+f.what, f.how)
		}
	}
	return input.Refuse("is a ZIP archive, but neither EPUB, DOCX nor ODT", "unpack it and name the files")
}

// read unpacks one file.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[path.Clean(name)]
	if f == nil {
		return nil, input.Refusef("is broken: %s is missing in the archive", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, input.Refusef("is broken: %s cannot be unpacked: %v", name, err)
	}
	defer r.Close()
	var buffer bytes.Buffer
	buffer.Grow(int(min(f.UncompressedSize64, uint64(a.left))) + bytes.MinRead)
	if _, err := buffer.ReadFrom(io.LimitReader(r, a.left+1)); err != nil {
		return nil, input.Refusef("is broken: %s cannot be unpacked: %v", name, err)
	}
	data := buffer.Bytes()
	if a.left -= int64(len(data)); a.left < 0 {
		return nil, input.Refuse(fmt.Sprintf("unpacks to more than %d bytes", a.limit), "")
	}
	return data, nil
}

// decode reads a file of XML into v.
func (a *archive) decode(name string, v any) error {
	text, err := a.xml(name)
	if err != nil {
		return err
	}
	if err := newDecoder(text).Decode(v); err != nil {
		return input.Refusef("is broken: %s: %v", name, err)
	}
	return nil
}

// xml is a file of XML, as a text that no parser can choke on.
func (a *archive) xml(name string) (string, error) {
	data, err := a.read(name)
	if err != nil {
		return "", err
	}
	text, err := input.Decode(data, "", "")
	if err != nil {
		return "", err
	}
	return text, input.Bound(text)
}

// newDecoder reads XML that is UTF-8 already, whatever its declaration says.
func newDecoder(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}
