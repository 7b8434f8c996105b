// Package markdown reads the blocks of CommonMark with tables, footnotes and what
// other tools take for code. It hides goldmark, whose own extensions compile
// patterns whenever a program starts, and which some texts keep busy for hours.
package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"newsbrief/internal/article/input"
)

// Parse returns the tree of source's blocks. lines is handed every block of inline
// markup while that is there: of a long text the whole would take twelve times its
// size. most is how much the reading may cost, in bytes times special characters;
// the error is ErrMarkup.
func Parse(source []byte, most int, lines func(block ast.Node)) (ast.Node, error) {
	g := guard{&budget{left: most}}
	root := newParser(g, lines).Parse(text.NewReader(source))
	return root, g.err
}

// visitor hands over every block whose inline markup was read, and drops that.
type visitor struct{ visit func(block ast.Node) }

// Trigger is none: it parses nothing.
func (visitor) Trigger() []byte { return nil }

func (visitor) Parse(ast.Node, text.Reader, parser.Context) ast.Node { return nil }

// CloseBlock is called at the end of each block.
func (v visitor) CloseBlock(block ast.Node, _ text.Reader, _ parser.Context) {
	if c := block.FirstChild(); c != nil && c.Type() == ast.TypeInline {
		v.visit(block)
		block.RemoveChildren(block)
	}
}

func newParser(g guard, lines func(ast.Node)) parser.Parser {
	blocks := append(parser.DefaultBlockParsers(), util.Prioritized(g, 0),
		util.Prioritized(rawParser{map[string]int{}}, 940), util.Prioritized(containerParser{}, 950),
		util.Prioritized(directiveParser{}, 690))
	paragraphs := append(parser.DefaultParagraphTransformers(), util.Prioritized(g, 0),
		util.Prioritized(tableTransformer{g}, 200), util.Prioritized(inlineGuard{g}, 300))
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(visitor{lines}, 1000))...),
		parser.WithParagraphTransformers(paragraphs...),
	)
}

// TableCell is a table's cell; its line is its text.
type TableCell struct{ ast.TextBlock }

// tableTransformer makes cells of the paragraphs that are tables, as GitHub
// Flavored Markdown has them.
type tableTransformer struct{ guard }

func (t tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := node.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		above, rule := lines.At(i-1), lines.At(i)
		columns := input.TableColumns(string(rule.Value(source)))
		if columns == 0 {
			continue
		}
		if len(row(above, source, columns)) != columns {
			return
		}
		after := ast.Node(node)
		for j := i - 1; j < lines.Len(); j++ {
			if j == i {
				continue
			}
			for _, s := range row(lines.At(j), source, columns) {
				cell := &TableCell{}
				t.add(specials(s.Value(source)) * s.Len())
				cell.Lines().Append(s)
				node.Parent().InsertAfter(node.Parent(), after, cell)
				after = cell
			}
		}
		node.Lines().SetSliced(0, i-1)
		if i == 1 {
			node.Parent().RemoveChild(node.Parent(), node)
		}
		return
	}
}

// row cuts a table's row into its cells. Bars inside of code are none where
// there would be more cells than columns: many tools read tables so.
func row(line text.Segment, source []byte, columns int) []text.Segment {
	list := cells(line, source, false)
	if len(list) > columns {
		if other := cells(line, source, true); len(other) <= columns {
			return other
		}
	}
	return list
}

// cells cuts a table's row at the bars that no backslash escapes, nor code
// where that is set.
func cells(row text.Segment, source []byte, code bool) []text.Segment {
	row = row.TrimLeftSpace(source)
	row = row.TrimRightSpace(source)
	line := source[row.Start:row.Stop]
	start := len(line) - len(bytes.TrimPrefix(line, []byte("|")))
	var list []text.Segment
	for i := start; i <= len(line); i++ {
		if code && i < len(line) && line[i] == '`' {
			i = CodeEnd(string(line), i) - 1
			continue
		}
		switch end := i == len(line); {
		case end && i == start && start > 0: // nothing behind the last bar
			continue
		case !end && (line[i] != '|' || line[i-1] == '\\'):
			continue
		}
		s := text.NewSegment(row.Start+start, row.Start+i)
		s = s.TrimLeftSpace(source)
		list = append(list, s.TrimRightSpace(source))
		start = i + 1
	}
	return list
}

// CodeEnd is the end of the code span that begins at at.
func CodeEnd(source string, at int) int {
	ticks := 0
	for at+ticks < len(source) && source[at+ticks] == '`' {
		ticks++
	}
	for i := at + ticks; i < len(source); {
		run := 0
		for i+run < len(source) && source[i+run] == '`' {
			run++
		}
		if run == ticks {
			return i + run
		}
		i += max(run, 1)
	}
	return at + ticks
}
