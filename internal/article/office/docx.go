package office

import (
	"encoding/xml"
	"io"
	"path"
	"strconv"
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

// relationships name the parts of a document by what they are (ECMA-376, part 2).
type relationships struct {
	List []struct {
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// part is the name of the part that a part's relationships call so; "" where there is
// none.
func (a *archive) part(of, kind string) string {
	folder, file := path.Split(of)
	name := path.Join(folder, "_rels", file+".rels")
	if a.files[name] == nil {
		return ""
	}
	var r relationships
	if a.decode(name, &r) != nil {
		return ""
	}
	for _, one := range r.List {
		if path.Base(one.Type) == kind {
			if target, ok := strings.CutPrefix(one.Target, "/"); ok {
				return target
			}
			return path.Join(folder, one.Target)
		}
	}
	return ""
}

// mainPart is where a Word document's text stands; "" where the archive is none.
func (a *archive) mainPart() string {
	const usual = "word/document.xml"
	if name := a.part("", "officeDocument"); strings.HasPrefix(name, "word/") && a.files[name] != nil {
		return name
	}
	if a.files[usual] != nil {
		return usual
	}
	return ""
}

func readDOCX(a *archive, main string) (*Document, error) {
	text, err := a.wordPart(main, a.numbering(main))
	if err != nil {
		return nil, err
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		name := a.part(main, kind)
		if usual := path.Join(path.Dir(main), kind+".xml"); name == "" {
			name = usual
		}
		if a.files[name] == nil {
			continue
		}
		notes, err := a.wordPart(name, nil)
		if err != nil {
			return nil, err
		}
		text = strings.TrimSpace(text + "\n\n" + notes)
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

func (a *archive) wordPart(name string, lists map[string]bool) (string, error) {
	source, err := a.xml(name)
	if err != nil {
		return "", err
	}
	text, err := wordText(source, lists)
	if err != nil {
		return "", input.Refusef("is broken: %s: %v", name, err)
	}
	return text, nil
}

// numbering says which lists of a document are numbered, by their ids.
func (a *archive) numbering(main string) map[string]bool {
	name := a.part(main, "numbering")
	if usual := path.Join(path.Dir(main), "numbering.xml"); name == "" {
		name = usual
	}
	if a.files[name] == nil {
		return nil
	}
	var n struct {
		Abstract []struct {
			ID     string `xml:"abstractNumId,attr"`
			Levels []struct {
				Format struct {
					Value string `xml:"val,attr"`
				} `xml:"numFmt"`
			} `xml:"lvl"`
		} `xml:"abstractNum"`
		Numbers []struct {
			ID       string `xml:"numId,attr"`
			Abstract struct {
				Value string `xml:"val,attr"`
			} `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if a.decode(name, &n) != nil {
		return nil
	}
	numbered := map[string]bool{}
	for _, kind := range n.Abstract {
		numbered[kind.ID] = len(kind.Levels) > 0 && kind.Levels[0].Format.Value == "decimal"
	}
	lists := map[string]bool{}
	for _, list := range n.Numbers {
		lists[list.ID] = numbered[list.Abstract.Value]
	}
	return lists
}

// word collects the paragraphs of WordprocessingML (ECMA-376, part 1).
type word struct {
	wordState
	b       strings.Builder
	last    string // mark of the paragraph before; rows have "|"
	skip    int    // depth inside deleted text and the like
	boxes   []wordState
	waiting []string        // paragraphs of text boxes, which follow that around them
	lists   map[string]bool // numbered ones
	counts  map[string]int  // items of each list so far
}

// wordState is a paragraph that is open.
type wordState struct {
	text   *strings.Builder
	style  string
	list   string // id of the list that it is an item of
	level  string
	inRow  bool
	inRun  bool
	hidden bool // the run is
	raised bool // the run is
}

func wordText(source string, lists map[string]bool) (string, error) {
	w := &word{lists: lists, counts: map[string]int{}, wordState: wordState{text: &strings.Builder{}}}
	inText := false
	for d := newDecoder(source); ; {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return strings.TrimSpace(w.b.String()), nil
		case err != nil:
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t"
			w.start(t)
		case xml.CharData:
			if inText && w.skip == 0 && !w.hidden {
				w.write(string(t))
			}
		case xml.EndElement:
			inText = false
			w.end(t.Name.Local)
		}
	}
}

// write writes a run's text; raised figures stay raised.
func (w *word) write(text string) {
	if w.raised {
		text = raised.Replace(text)
	}
	w.text.WriteString(text)
}

// skipped elements hold what is not shown, or shown a second time.
var skipped = map[string]bool{"del": true, "moveFrom": true, "Fallback": true, "rt": true}

func (w *word) start(e xml.StartElement) {
	name := e.Name.Local
	if skipped[name] {
		w.skip++
	}
	if w.skip > 0 {
		return
	}
	switch name {
	case "txbxContent":
		w.boxes = append(w.boxes, w.wordState)
		w.wordState = wordState{text: &strings.Builder{}}
	case "r":
		w.inRun = true
	case "vanish", "webHidden":
		w.hidden = w.inRun && value(e) != "0" && value(e) != "false"
	case "vertAlign":
		w.raised = w.inRun && value(e) == "superscript"
	case "pStyle":
		w.style = value(e)
	case "numId":
		w.list = value(e)
	case "ilvl":
		w.level = value(e)
	case "numPr":
		w.list, w.level = "0", "0"
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
	switch {
	case skipped[name]:
		w.skip--
		return
	case w.skip > 0:
		return
	}
	switch name {
	case "txbxContent":
		if n := len(w.boxes); n > 0 {
			w.wordState, w.boxes = w.boxes[n-1], w.boxes[:n-1]
		}
	case "r":
		w.inRun, w.hidden, w.raised = false, false, false
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
	case w.list != "" && w.lists[w.list] && w.level == "0":
		w.counts[w.list]++
		return strconv.Itoa(w.counts[w.list]) + ". "
	case w.list != "":
		return "- "
	}
	return ""
}

// paragraph writes the paragraph that ends here, and behind it the text boxes that
// stand at it; items and rows stand close.
func (w *word) paragraph(text, mark string) {
	w.text.Reset()
	w.style, w.list, w.level = "", "", ""
	if text == "" {
		mark = ""
	}
	if len(w.boxes) > 0 {
		if text != "" {
			w.waiting = append(w.waiting, strings.TrimPrefix(mark, "|")+text)
		}
		return
	}
	if text != "" {
		w.line(strings.TrimPrefix(mark, "|")+text, kindOf(mark))
	}
	for _, box := range w.waiting {
		w.line(box, "")
	}
	w.waiting = nil
}

// line writes a paragraph of a kind that stands close to one like it, or of "".
func (w *word) line(text, kind string) {
	if kind == "" || kind != w.last {
		w.b.WriteByte('\n')
	}
	w.b.WriteString("\n" + text)
	w.last = kind
}

// kindOf is what stands close together: items, numbered ones, rows.
func kindOf(mark string) string {
	switch {
	case mark == "- ", mark == "|":
		return mark
	case strings.HasSuffix(mark, ". "):
		return "1. "
	}
	return ""
}

func value(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}
