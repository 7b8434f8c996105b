package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// ErrMarkup means that a file holds more markup than any text does. Reading
// it would take a time that grows with the square of its length.
var ErrMarkup = errors.New("holds too much markup to be text")

// mostDepth is how deep lists and quotations may lie inside each other.
const mostDepth = 100

// guard refuses what goldmark would read in more than linear time: a paragraph
// costs its bytes times its special characters. It is the first of the block
// parsers and of the paragraph transformers.
type guard struct{ *budget }

// budget is what a reading may still cost; err is set where that was too much.
type budget struct {
	left int
	err  error
}

func (guard) Trigger() []byte { return []byte(">-+*0123456789[:!?#") }

func (g guard) Open(parent ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	depth := 0
	for n := parent; n != nil && depth <= mostDepth; n = n.Parent() {
		depth++
	}
	if depth > mostDepth {
		g.refuse(fmt.Sprintf("lists or quotations lie in more than %d others", mostDepth))
	} else if line[0] == '#' {
		g.add(specials(line) * len(line))
	}
	if g.err == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &RawBlock{}, parser.NoChildren
}

func (guard) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

func (guard) Close(ast.Node, text.Reader, parser.Context) {}

func (guard) CanInterruptParagraph() bool { return true }

func (guard) CanAcceptIndentedLine() bool { return false }

// Transform drops paragraphs with too many link definitions.
func (g guard) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines := node.Lines()
	block := paragraphSource(lines, reader.Source())
	if bytes.HasPrefix(bytes.TrimLeft(block, " "), []byte("[")) {
		g.add(lines.Len() * len(block) / 4)
	}
	if g.err != nil {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

// inlineGuard drops paragraphs with too much inline markup. It is the last of
// the transformers: tables are no paragraphs any more.
type inlineGuard struct{ guard }

func (g inlineGuard) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	block := paragraphSource(node.Lines(), reader.Source())
	g.add(specials(block) * len(block))
	if g.err != nil {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

func paragraphSource(lines *text.Segments, source []byte) []byte {
	if lines.Len() == 0 {
		return nil
	}
	return source[lines.At(0).Start:lines.At(lines.Len()-1).Stop]
}

// specials counts the characters that may begin or end inline markup.
func specials(block []byte) int {
	n := 0
	for _, c := range block {
		if strings.IndexByte("[]<`*_!&(", c) >= 0 {
			n++
		}
	}
	return n
}

// add counts what a block costs.
func (b *budget) add(cost int) {
	if b.left -= cost; b.left < 0 {
		b.refuse("one paragraph, or several, would take too long to read")
	}
}

func (b *budget) refuse(why string) {
	if b.err == nil {
		b.err = fmt.Errorf("%w: %s", ErrMarkup, why)
	}
}
