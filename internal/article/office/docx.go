package office

import (
	"encoding/xml"
	"io"
	"strings"

	"newsbrief/internal/article/input"
)

// core is docProps/core.xml.
type core struct {
	Title    string `xml:"title"`
	Creator  string `xml:"creator"`
	Created  string `xml:"created"`
	Language string `xml:"language"`
}

func readDOCX(a *archive) (*Document, error) {
	source, err := a.xml("word/document.xml")
	if err != nil {
		return nil, err
	}
	text, err := wordText(source)
	if err != nil {
		return nil, input.Refusef("is broken: word/document.xml: %v", err)
	}
	if text == "" {
		return nil, noText("DOCX", "")
	}
	var c core
	if a.files["docProps/core.xml"] != nil {
		if err := a.decode("docProps/core.xml", &c); err != nil {
			return nil, err
		}
	}
	return &Document{c.Title, c.Creator, c.Created, c.Language, text}, nil
}

// word collects the paragraphs of WordprocessingML (ECMA-376, part 1).
type word struct {
	out    strings.Builder
	text   strings.Builder // of the paragraph
	style  string
	listed bool
	inRow  bool
	last   string // mark of the paragraph before; rows have "|"
	skip   int    // depth inside deleted text and the like
	inRun  bool
	hidden bool // the run is
}

func wordText(source string) (string, error) {
	w := &word{}
	inText := false
	for d := newDecoder(source); ; {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return strings.TrimSpace(w.out.String()), nil
		case err != nil:
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t"
			w.start(t)
		case xml.CharData:
			if inText && w.skip == 0 && !w.hidden {
				w.text.Write(t)
			}
		case xml.EndElement:
			inText = false
			w.end(t.Name.Local)
		}
	}
}

func (w *word) start(e xml.StartElement) {
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback", "txbxContent":
		w.skip++
	case "r":
		w.inRun = true
	case "vanish", "webHidden":
		w.hidden = w.inRun && value(e) != "0" && value(e) != "false"
	case "pStyle":
		w.style = value(e)
	case "numPr":
		w.listed = true
	case "tr":
		w.inRow = true
	case "tab":
		w.text.WriteByte('\t')
	case "br", "cr":
		w.text.WriteByte('\n')
	case "noBreakHyphen":
		w.text.WriteByte('-')
	}
}

func (w *word) end(name string) {
	switch name {
	case "del", "moveFrom", "Fallback", "txbxContent":
		w.skip--
	case "r":
		w.inRun, w.hidden = false, false
	case "p":
		if w.inRow {
			w.text.WriteByte(' ')
		} else {
			w.paragraph(strings.TrimSpace(w.text.String()), w.mark())
		}
	case "tc":
		w.text.WriteString("| ")
	case "tr":
		w.inRow = false
		w.paragraph(strings.Trim(w.text.String(), "| "), "|")
	}
}

// mark is Markdown's mark of the paragraph that is open.
func (w *word) mark() string {
	switch style := strings.ToLower(w.style); {
	case strings.HasPrefix(style, "title"), style == "heading1":
		return "# "
	case strings.HasPrefix(style, "heading"), strings.HasPrefix(style, "berschrift"),
		strings.HasPrefix(style, "titre"):
		return "## "
	case w.listed:
		return "- "
	}
	return ""
}

// paragraph writes the paragraph that ends here; items and rows stand close.
func (w *word) paragraph(text, mark string) {
	if text != "" {
		if mark != w.last || mark != "- " && mark != "|" {
			w.out.WriteByte('\n')
		}
		w.out.WriteString("\n" + strings.TrimPrefix(mark, "|") + text)
		w.last = mark
	}
	w.text.Reset()
	w.style, w.listed = "", false
}

func value(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}
