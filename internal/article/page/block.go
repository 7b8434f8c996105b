package page

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a paragraph, heading, list item, quotation or table row.
type block struct {
	kind   atom.Atom // P, H2, Li, Blockquote, Pre, Tr, Figcaption
	text   string
	linked int        // bytes of text inside links
	strong int        // bytes of text inside emphasis
	node   *html.Node // the innermost element that begins the block
}

// blockReader turns a tree into blocks.
type blockReader struct {
	blocks []block
	b      strings.Builder
	kinds  []atom.Atom // of the enclosing block elements
	node   *html.Node
	linked int
	strong int
	links  int  // open links
	bold   int  // open emphasis
	pre    int  // open preformatted elements
	space  bool // white space is due before the next word
}

func blocksOf(root *html.Node) []block {
	r := blockReader{node: root, kinds: []atom.Atom{atom.P}}
	r.read(root)
	r.flush()
	return r.blocks
}

// read appends n and what is below it. The parser bounds the depth.
func (r *blockReader) read(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.write(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	if n.DataAtom == atom.Head {
		return
	}
	if n.DataAtom == atom.Br {
		if r.breakLine() {
			r.node = n.Parent
		}
		return
	}
	if n.DataAtom == atom.Sup {
		r.readRaised(n)
		return
	}
	if kind, ok := blockKind(n.DataAtom); ok {
		r.readBlock(n, kind)
		return
	}
	if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		r.cell()
	}
	r.readInline(n)
}

func (r *blockReader) readInline(n *html.Node) {
	r.inline(n.DataAtom, 1)
	r.readChildren(n)
	r.inline(n.DataAtom, -1)
}

// inline counts the links and emphasis that are open.
func (r *blockReader) inline(tag atom.Atom, change int) {
	switch tag {
	case atom.A:
		r.links = max(r.links+change, 0)
	case atom.B, atom.Strong, atom.Em, atom.I:
		r.bold = max(r.bold+change, 0)
	}
}

func (r *blockReader) readBlock(n *html.Node, kind atom.Atom) {
	outer := r.node
	r.open(kind)
	r.node = n
	r.readChildren(n)
	r.close()
	r.node = outer
}

// open begins a block inside the one that is open.
func (r *blockReader) open(kind atom.Atom) {
	r.flush()
	r.kinds = append(r.kinds, kind)
	if kind == atom.Pre {
		r.pre++
	}
}

// close ends the innermost block; the outermost stays.
func (r *blockReader) close() {
	r.flush()
	if len(r.kinds) == 1 {
		return
	}
	if r.kinds[len(r.kinds)-1] == atom.Pre {
		r.pre--
	}
	r.kinds = r.kinds[:len(r.kinds)-1]
}

func (r *blockReader) readChildren(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.read(c)
	}
}

// write adds text with its white space folded.
func (r *blockReader) write(text string) {
	if r.pre > 0 {
		r.b.WriteString(text)
		return
	}
	if text == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	r.space = r.space || unicode.IsSpace(first)
	for w := range strings.FieldsSeq(text) {
		r.word(w)
		r.space = true
	}
	r.space = unicode.IsSpace(last)
}

func (r *blockReader) word(w string) {
	if r.space && r.b.Len() > 0 && !strings.HasSuffix(r.b.String(), "\n") {
		r.b.WriteByte(' ')
	}
	r.space = false
	r.b.WriteString(w)
	if r.links > 0 {
		r.linked += len(w)
	}
	if r.bold > 0 {
		r.strong += len(w)
	}
}

// breakLine is a <br>: the second in a row ends the block.
func (r *blockReader) breakLine() (ended bool) {
	switch text := r.b.String(); {
	case r.pre > 0:
		r.b.WriteByte('\n')
	case text == "":
	case strings.HasSuffix(text, "\n"):
		r.flush()
		return true
	default:
		r.b.WriteByte('\n')
		r.space = false
	}
	return false
}

func (r *blockReader) cell() {
	if r.b.Len() > 0 {
		r.b.WriteString(" | ")
	}
	r.space = false
}

func (r *blockReader) flush() {
	text := strings.Trim(r.b.String(), "\n")
	if r.pre == 0 {
		text = strings.Trim(text, " |")
	}
	if strings.ContainsFunc(text, isWordRune) {
		r.blocks = append(r.blocks, block{r.kind(), text, r.linked, r.strong, r.node})
	}
	r.b.Reset()
	r.linked, r.strong, r.space = 0, 0, false
}

func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }

// kind is the innermost enclosing kind that says more than "paragraph".
func (r *blockReader) kind() atom.Atom {
	for i := len(r.kinds) - 1; i >= 0; i-- {
		if r.kinds[i] != atom.P {
			return r.kinds[i]
		}
	}
	return atom.P
}

// blockKind says whether an element starts and ends a block, and of which kind.
func blockKind(tag atom.Atom) (atom.Atom, bool) {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Li, atom.Blockquote, atom.Pre, atom.Tr, atom.Figcaption:
		return tag, true
	case atom.Dt, atom.Dd:
		return atom.P, true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer,
		atom.Aside, atom.Nav, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot,
		atom.Figure, atom.Address, atom.Hr, atom.Form, atom.Fieldset, atom.Details, atom.Summary,
		atom.Center, atom.Caption, atom.Body, atom.Html:
		return atom.P, true
	}
	return 0, false
}

// superscripts keep raised digits from becoming digits of the number before
// them.
var superscripts = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷",
		"8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻", "+", "⁺")
})

// readRaised reads a <sup>: an exponent becomes raised digits, the mark of a
// note is left out, anything else ("1st") is text.
func (r *blockReader) readRaised(n *html.Node) {
	text := strings.TrimSpace(textOf(n))
	switch digits := strings.Trim(text, "0123456789+-−") == ""; {
	case digits && text != "" && !hasLink(n) && r.takesExponent():
		r.write(superscripts().Replace(text))
	case digits, strings.Trim(text, "[]()0123456789,–-* †‡§") == "":
	default:
		r.readInline(n)
	}
}

// takesExponent says whether what stands before is a number, or a symbol as
// short as those of units.
func (r *blockReader) takesExponent() bool {
	text := r.b.String()
	last, _ := utf8.DecodeLastRuneInString(text)
	symbol := text[strings.LastIndexFunc(text, func(c rune) bool { return !unicode.IsLetter(c) })+1:]
	return !r.space && (unicode.IsDigit(last) || last == ')' || unicode.IsLetter(last) && len(symbol) <= 2)
}

func hasLink(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			return true
		}
	}
	return n.Parent != nil && n.Parent.DataAtom == atom.A
}
