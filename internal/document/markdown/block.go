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
	// Tag is set where the block is a tag over several lines, in whose attributes
	// there may be text.
	Tag  bool
	Span [2]int // in the source, where Tag is set

	end  string // what its last line holds; "": it is one line
	stop int    // where it ends, in bytes of the source; 0: end tells
}

var kindRawBlock = ast.NewNodeKind("RawBlock")

func (*RawBlock) Kind() ast.NodeKind           { return kindRawBlock }
func (n *RawBlock) Dump(source []byte, in int) { ast.DumpHelper(n, source, in, nil, nil) }

// rawParser finds them. none is the offset up to which the source has no such
// end: what is not there is looked for once.
type rawParser struct{ none map[string]int }

func (rawParser) Trigger() []byte { return []byte(`:$\{ie%(<`) }

func (r rawParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	start := strings.TrimSpace(string(line[pos:]))
	if n := scriptBlock(reader.Source(), segment.Start+pos, start); n != nil {
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	if n, from, to := opened(start); n != nil && from < to {
		return nil, parser.NoChildren // it has a title
	}
	end, ok := RawStart(start)
	if d, in := parent.(*container); in && d.directive && isOption(start) && onlyRaw(parent) {
		end, ok = "", true
	}
	if !ok || end != "" && !r.endsSoon(reader.Source(), segment.Stop, end) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &RawBlock{end: end}, parser.NoChildren
}

func (rawParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*RawBlock)
	line, segment := reader.PeekLine()
	switch {
	case n.stop > segment.Start:
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	case n.end == "":
		return parser.Close
	}
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
	case strings.HasPrefix(line, ":::"), isTarget(line):
		return "", true
	case line == "%%":
		return "%%", true
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
	return "", false
}

// isTarget says whether a line is a name that MyST gives to what follows: (name)=.
func isTarget(line string) bool {
	return strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")=") && !strings.ContainsAny(line, " \t")
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

// container is a block whose first line begins with a mark and whose other
// lines are indented: a footnote, a definition, an admonition.
type container struct {
	ast.BaseBlock
	indent    int
	directive bool   // its lines end at a fence, and the first may be options
	fence     string // of a directive
	line      bool   // it is one line
}

var kindContainer = ast.NewNodeKind("Container")

func (*container) Kind() ast.NodeKind           { return kindContainer }
func (n *container) Dump(source []byte, in int) { ast.DumpHelper(n, source, in, nil, nil) }

// containerParser finds them. Footnotes stay where they stand, used or not.
type containerParser struct{}

func (containerParser) Trigger() []byte { return []byte("[:!?=*") }

func (containerParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	start := strings.TrimRight(string(line[pos:]), " \t\r\n")
	n, from, to := opened(start)
	size, indent := ContainerMark(string(line[pos:]))
	switch {
	case n != nil:
		size = len(start)
	case size == 0:
		return nil, parser.NoChildren
	default:
		n = &container{indent: indent}
		from, to = quotedTitle(start)
	}
	if from < to {
		title := ast.NewTextBlock()
		title.Lines().Append(text.NewSegment(segment.Start+pos+from, segment.Start+pos+to))
		n.AppendChild(n, title)
	}
	reader.Advance(pos + size)
	return n, parser.HasChildren
}

// opened is the block that a line without its end opens where that is known by its
// form, and the place of its title; nil: none.
func opened(line string) (n *container, from, to int) {
	if fence, rest := directive(line); fence != "" {
		return &container{directive: true, fence: fence}, len(line) - len(rest), len(line)
	}
	if n := abbreviation(line); n > 0 {
		return &container{line: true}, n, len(line)
	}
	if name := fencedDiv(line); name > 0 {
		from, to = divTitle(line, name)
		return &container{line: true}, from, to
	}
	return nil, 0, 0
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
	case strings.HasPrefix(line, "!!! "), strings.HasPrefix(line, "??? "), strings.HasPrefix(line, "???+ "),
		strings.HasPrefix(line, `=== "`), strings.HasPrefix(line, `===! "`), strings.HasPrefix(line, `===+ "`):
		return len(strings.TrimRight(line, " \t\r\n")), 4
	}
	return 0, 0
}

// quotedTitle is the place of the title in `!!! note "title"` and `=== "title"`.
func quotedTitle(line string) (from, to int) {
	from, to = strings.IndexByte(line, '"')+1, len(line)-1
	if from == 0 || strings.IndexByte("!?=", line[0]) < 0 || line[to] != '"' {
		return 0, 0
	}
	return from, to
}

func (containerParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	switch n := node.(*container); {
	case n.line:
		return parser.Close
	case n.directive && n.closes(string(line)):
		reader.AdvanceToEOL()
		return parser.Close
	case n.directive:
		return parser.Continue | parser.HasChildren
	}
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
