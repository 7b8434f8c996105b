package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// RawBlock is a block that CommonMark takes for a paragraph, and other tools
// for a formula, template code, a directive or an import.
type RawBlock struct {
	ast.BaseBlock
	end string // what its last line holds; "": it is one line
}

var kindRawBlock = ast.NewNodeKind("RawBlock")

func (*RawBlock) Kind() ast.NodeKind           { return kindRawBlock }
func (n *RawBlock) Dump(source []byte, in int) { ast.DumpHelper(n, source, in, nil, nil) }

// rawParser finds them. none is the offset up to which the source has no such
// end: what is not there is looked for once.
type rawParser struct{ none map[string]int }

func (rawParser) Trigger() []byte { return []byte(`:$\{ie`) }

func (r rawParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	start := strings.TrimSpace(string(line[pos:]))
	end, ok := RawStart(start)
	if !ok || end != "" && !r.endsSoon(reader.Source(), segment.Stop, end) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &RawBlock{end: end}, parser.NoChildren
}

func (rawParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*RawBlock)
	if n.end == "" {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	closed := bytes.Contains(line, []byte(n.end))
	reader.AdvanceToEOL()
	if closed {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

func (rawParser) Close(ast.Node, text.Reader, parser.Context) {}

func (rawParser) CanInterruptParagraph() bool { return true }

func (rawParser) CanAcceptIndentedLine() bool { return false }

// longestRawBlock bounds the search for a block's end, in bytes.
const longestRawBlock = 20_000

// endsSoon says whether a block whose first line ends at start has an end.
func (r rawParser) endsSoon(source []byte, start int, end string) bool {
	from, to := max(start, r.none[end]-len(end)), min(len(source), start+longestRawBlock)
	if from < to && bytes.Contains(source[from:to], []byte(end)) {
		return true
	}
	r.none[end] = to
	return false
}

// RawStart says whether a line begins a raw block, and what ends that; "" where
// the line is all of it.
func RawStart(line string) (end string, ok bool) {
	switch {
	case strings.HasPrefix(line, ":::"):
		return "", true
	case line == "$$", line == `\[`:
		return map[string]string{"$$": "$$", `\[`: `\]`}[line], true
	case strings.HasPrefix(line, `\begin{`):
		name, _, found := strings.Cut(line[len(`\begin{`):], "}")
		return `\end{` + name + "}", found && !strings.Contains(line, `\end{`+name)
	case strings.HasPrefix(line, "{{") && !strings.Contains(line, "}}"):
		return "}}", true
	case strings.HasPrefix(line, "{"), strings.HasPrefix(line, "$$"):
		return codeEnding(line), conventions(line)
	}
	return "", isImport(line)
}

// codeEnding is the closing tag of template code whose content is code.
func codeEnding(line string) string {
	for _, tag := range [...][2]string{{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}} {
		rest, ok := strings.CutPrefix(line, tag[0])
		if !ok {
			continue
		}
		name, _, _ := strings.Cut(strings.TrimLeft(rest, "- "), " ")
		name = strings.Trim(name, tag[1]+"-")
		switch name {
		case "highlight", "code", "math", "katex", "mermaid", "rawhtml", "raw", "verbatim", "capture":
		default:
			continue
		}
		for _, end := range [...]string{"/" + name, "end" + name} {
			if strings.Contains(line, end) {
				return ""
			}
		}
		if tag[0] == "{%" {
			return "end" + name
		}
		return "/" + name
	}
	return ""
}

// isImport says whether a line is one of the script lines of MDX.
func isImport(line string) bool {
	quoted := strings.ContainsAny(line, `'"`)
	switch {
	case strings.HasPrefix(line, "import "):
		rest := line[len("import "):]
		return quoted && (strings.Contains(rest, " from ") || strings.IndexByte(`'"`, rest[0]) >= 0)
	case strings.HasPrefix(line, "export "):
		return strings.HasPrefix(line, "export default ") || strings.HasPrefix(line, "export const ") ||
			quoted && strings.Contains(line, " from ")
	}
	return false
}

// container is a block whose first line begins with a mark and whose other
// lines are indented: a footnote, a definition, an admonition.
type container struct {
	ast.BaseBlock
	indent int
}

var kindContainer = ast.NewNodeKind("Container")

func (*container) Kind() ast.NodeKind           { return kindContainer }
func (n *container) Dump(source []byte, in int) { ast.DumpHelper(n, source, in, nil, nil) }

// containerParser finds them. Footnotes stay where they stand, used or not.
type containerParser struct{}

func (containerParser) Trigger() []byte { return []byte("[:!?") }

func (containerParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	size, indent := ContainerMark(string(line[pos:]))
	if size == 0 {
		return nil, parser.NoChildren
	}
	n := &container{indent: indent}
	if from, to := admonitionTitle(string(line[pos:])); from < to {
		title := ast.NewTextBlock()
		title.Lines().Append(text.NewSegment(segment.Start+pos+from, segment.Start+pos+to))
		n.AppendChild(n, title)
	}
	reader.Advance(pos + size)
	return n, parser.HasChildren
}

// ContainerMark is the length of the mark that a line begins with, 0 for none,
// and how far the lines that belong to it are indented.
func ContainerMark(line string) (size, indent int) {
	switch {
	case strings.HasPrefix(line, "[^"):
		end := strings.Index(line, "]:")
		if end < 3 || strings.ContainsAny(line[:end], " \t") {
			return 0, 0
		}
		return end + len("]:"), 4
	case strings.HasPrefix(line, ": "), strings.HasPrefix(line, ":\t"):
		return 1, 2
	case strings.HasPrefix(line, "!!! "), strings.HasPrefix(line, "??? "), strings.HasPrefix(line, "???+ "):
		return len(strings.TrimRight(line, " \t\r\n")), 4
	}
	return 0, 0
}

// admonitionTitle is the place of the title in `!!! note "title"`.
func admonitionTitle(line string) (from, to int) {
	line = strings.TrimRight(line, " \t\r\n")
	from, to = strings.IndexByte(line, '"')+1, len(line)-1
	if from == 0 || line[0] != '!' && line[0] != '?' || line[to] != '"' {
		return 0, 0
	}
	return from, to
}

func (containerParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	indent, padding := util.IndentPosition(line, reader.LineOffset(), node.(*container).indent)
	if indent < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(indent, padding)
	return parser.Continue | parser.HasChildren
}

func (containerParser) Close(ast.Node, text.Reader, parser.Context) {}

func (containerParser) CanInterruptParagraph() bool { return true }

func (containerParser) CanAcceptIndentedLine() bool { return false }
