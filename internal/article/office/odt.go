package office

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"newsbrief/internal/article/input"
)

// odtMeta is meta.xml.
type odtMeta struct {
	Meta struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Author   string `xml:"initial-creator"`
		Date     string `xml:"date"`
		Created  string `xml:"creation-date"`
		Language string `xml:"language"`
	} `xml:"meta"`
}

func readODT(a *archive) (*Document, error) {
	source, err := a.xml("content.xml")
	if err != nil {
		return nil, err
	}
	text, err := odtText(source)
	if err != nil {
		return nil, input.Refusef("is broken: content.xml: %v", err)
	}
	if text == "" {
		return nil, noText("ODT", "")
	}
	var m odtMeta
	if a.files["meta.xml"] != nil {
		if err := a.decode("meta.xml", &m); err != nil {
			return nil, err
		}
	}
	by, date := m.Meta.Author, m.Meta.Created
	if by == "" {
		by = m.Meta.Creator
	}
	if date == "" {
		date = m.Meta.Date
	}
	return &Document{m.Meta.Title, by, date, m.Meta.Language, text}, nil
}

// odt collects the paragraphs of an OpenDocument text (ISO/IEC 26300).
type odt struct {
	b     strings.Builder
	text  []*strings.Builder // of the paragraphs that are open: notes stand inside them
	notes []string
	lists int // in one another
	rows  int
	last  string
	skip  int
}

// odtSkipped hold what is deleted, said about the text, or no text.
var odtSkipped = map[string]bool{
	"tracked-changes": true, "annotation": true, "note-citation": true, "ruby-text": true, "script": true,
	"forms": true,
}

func odtText(source string) (string, error) {
	o := &odt{}
	for d := newDecoder(source); ; {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return strings.TrimSpace(o.b.String() + "\n\n" + strings.Join(o.notes, "\n\n")), nil
		case err != nil:
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			o.start(t)
		case xml.CharData:
			if o.skip == 0 {
				o.write(spaces.Replace(string(t)))
			}
		case xml.EndElement:
			o.end(t.Name.Local)
		}
	}
}

var spaces = strings.NewReplacer("\n", " ", "\r", "", "\t", " ")

func (o *odt) write(text string) {
	if n := len(o.text); n > 0 {
		o.text[n-1].WriteString(text)
	}
}

func (o *odt) start(e xml.StartElement) {
	if odtSkipped[e.Name.Local] {
		o.skip++
	}
	if o.skip > 0 {
		return
	}
	switch e.Name.Local {
	case "p", "h":
		o.text = append(o.text, &strings.Builder{})
	case "list":
		o.lists++
	case "table-row":
		if o.rows++; o.rows == 1 {
			o.text = append(o.text, &strings.Builder{})
		}
	case "s":
		n, _ := strconv.Atoi(odtAttribute(e, "c"))
		o.write(strings.Repeat(" ", min(max(n, 1), 100)))
	case "tab":
		o.write("\t")
	case "line-break":
		o.write("\n")
	}
}

func odtAttribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (o *odt) end(name string) {
	switch {
	case odtSkipped[name]:
		o.skip--
		return
	case o.skip > 0:
		return
	}
	switch name {
	case "p", "h":
		o.paragraph(name)
	case "list":
		o.lists--
	case "table-cell":
		o.write("| ")
	case "table-row":
		if o.rows--; o.rows == 0 {
			o.line(strings.Trim(o.pop(), "| "), "|")
		}
	}
}

func (o *odt) pop() string {
	n := len(o.text)
	if n == 0 {
		return ""
	}
	text := o.text[n-1].String()
	o.text = o.text[:n-1]
	return text
}

func (o *odt) paragraph(name string) {
	words := strings.Split(strings.TrimSpace(o.pop()), "\n")
	for i, line := range words {
		words[i] = strings.TrimSpace(line)
	}
	text := strings.Join(words, "\n")
	switch {
	case text == "":
	case o.rows > 0:
		o.write(text + " ")
	case len(o.text) > 0: // a note or a box inside another paragraph
		o.notes = append(o.notes, text)
	case name == "h":
		o.line("## "+text, "")
	case o.lists > 0:
		o.line("- "+text, "- ")
	default:
		o.line(text, "")
	}
}

// line writes a paragraph; items and rows stand close.
func (o *odt) line(text, kind string) {
	if text == "" {
		return
	}
	if kind == "" || kind != o.last {
		o.b.WriteByte('\n')
	}
	o.b.WriteString("\n" + text)
	o.last = kind
}
