package document

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"newsbrief/internal/article/input"
)

// markdown takes CommonMark with tables and footnotes apart, from body on. The
// blocks and their inline markup are goldmark's.
func (d *Document) markdown(body int) {
	source := []byte(strings.Repeat(" ", body) + d.source[body:])
	if body > 0 {
		source[body-1] = '\n' // the front matter is a blank line: offsets stay
	}
	root := newMarkdownParser(guard{d, new(int)}).Parse(text.NewReader(source))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			d.htmlBlock(n)
			return ast.WalkSkipChildren, nil
		case *ast.LinkReferenceDefinition:
			d.definition(n)
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock, *ast.FencedCodeBlock, *rawBlock:
			return ast.WalkSkipChildren, nil
		}
		if n.Lines() != nil && n.Lines().Len() > 0 && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline {
			d.inlines(n)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// newMarkdownParser knows tables, footnotes and what is code to other tools by
// our own few lines: goldmark's extensions compile patterns whenever a program
// starts.
func newMarkdownParser(g guard) parser.Parser {
	blocks := append(parser.DefaultBlockParsers(), util.Prioritized(g, 0), util.Prioritized(rawParser{map[string]int{}}, 940), util.Prioritized(containerParser{}, 950))
	paragraphs := append(parser.DefaultParagraphTransformers(), util.Prioritized(g, 0), util.Prioritized(tableTransformer{g}, 200), util.Prioritized(inlineGuard{g}, 300))
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(paragraphs...),
	)
}

// htmlBlock takes the HTML inside Markdown apart.
func (d *Document) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	end := lines.At(lines.Len() - 1).Stop
	if n.HasClosure() {
		end = max(end, n.ClosureLine.Stop)
	}
	d.html(span{lines.At(0).Start, end})
}

// inlines makes a segment of a block of inline markup.
func (d *Document) inlines(n ast.Node) {
	b := d.newBuilder(markdownText, markdownDecode)
	switch n.(type) {
	case *tableCell:
		b.encode = cellText
	case *ast.Heading:
		b.heading = true
	}
	lines := n.Lines()
	w := &inlineWalker{builder: b, lines: lines, at: lines.At(0).Start, words: -1}
	w.children(n)
	b.finish()
}

// tableCell is a table's cell; its line is its text.
type tableCell struct{ ast.TextBlock }

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
				cell := &tableCell{}
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
			i = codeEnd(string(line), i) - 1
			continue
		}
		if i < len(line) && (line[i] != '|' || line[i-1] == '\\') || i == len(line) && i == start && start > 0 {
			continue
		}
		s := text.NewSegment(row.Start+start, row.Start+i)
		s = s.TrimLeftSpace(source)
		list = append(list, s.TrimRightSpace(source))
		start = i + 1
	}
	return list
}
