package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// inlineWalker turns a block's inline nodes into pieces. goldmark knows where
// text stands, but not where the markup around it ends: that is read from the
// source between the texts. at is the first byte that is not yet a piece, but
// for the text from words on: goldmark cuts text at every special character.
type inlineWalker struct {
	*builder
	lines *text.Segments
	at    int
	words int // -1: none
	line  int // of lines, before which all is done
}

func (w *inlineWalker) source() string { return w.document.source }

func (w *inlineWalker) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.textNode(t)
			continue
		}
		w.endWords()
		if last := w.codeElement(c); last != nil {
			c = last
			continue
		}
		w.node(c)
	}
	w.endWords()
}

// endWords adds the text that has been gathered.
func (w *inlineWalker) endWords() {
	if w.words >= 0 {
		w.text(span{w.words, w.at})
		w.words = -1
	}
}

// codeElement adds an HTML element whose content stays, as <kbd>Ctrl</kbd>,
// and returns the node of its end tag; nil where n begins no such element.
func (w *inlineWalker) codeElement(n ast.Node) ast.Node {
	first, ok := n.(*ast.RawHTML)
	if !ok || first.Segments.Len() == 0 {
		return nil
	}
	start := first.Segments.At(0).Start
	p := span{start, first.Segments.At(first.Segments.Len() - 1).Stop}
	tag := w.source()[p.start:p.end]
	if strings.HasPrefix(tag, "</") || !untranslated(tagName(tag), attributesOf(w.source(), p), w.source()) {
		return nil
	}
	for c := n.NextSibling(); c != nil; c = c.NextSibling() {
		if end, ok := c.(*ast.RawHTML); ok && end.Segments.Len() > 0 {
			s := end.Segments.At(0)
			if raw := w.source()[s.Start:s.Stop]; strings.HasPrefix(raw, "</") && tagName(raw) == tagName(tag) {
				w.gap(start)
				w.singleTo(s.Stop, textOf(w.source()[start:s.Stop]))
				return c
			}
		}
	}
	return nil
}

func (w *inlineWalker) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.CodeSpan:
		end := codeEnd(w.source(), w.at)
		w.singleTo(end, strings.Trim(w.source()[w.at:end], "` "))
	case *ast.AutoLink:
		if end := strings.IndexByte(w.source()[w.at:], '>'); end >= 0 {
			w.singleTo(w.at+end+1, string(n.URL([]byte(w.source()))))
		}
	case *ast.RawHTML:
		if last := n.Segments.Len() - 1; last >= 0 {
			w.gap(n.Segments.At(0).Start)
			w.rawHTML(n.Segments.At(last).Stop)
		}
	case *ast.Emphasis:
		w.enter(n, n.Level)
		w.leave(w.at+n.Level, "")
	case *ast.Link:
		if len(n.Destination) > 1 && n.Destination[0] == '#' {
			w.document.anchors = append(w.document.anchors, string(n.Destination[1:]))
		}
		w.link(n, len("["), n.Title, n.Reference)
	case *ast.Image:
		w.link(n, len("!["), n.Title, n.Reference)
	default:
		w.children(n)
	}
}

// enter adds the size bytes that open a node, and the node's children.
func (w *inlineWalker) enter(n ast.Node, size int) {
	w.builder.open(span{w.at, w.at + size}, "inline")
	w.at += size
	w.children(n)
}

// leave adds what closes a node, up to end.
func (w *inlineWalker) leave(end int, ending string) {
	w.add(piece{kind: closePiece, span: span{w.at, end}, name: "inline", literal: ending})
	w.at = end
}

// link adds a link or an image. Where its text is also the name of its
// definition, the name has to be written out once the text is another.
func (w *inlineWalker) link(n ast.Node, size int, title []byte, reference *ast.ReferenceLink) {
	label := w.at + size
	w.enter(n, size)
	ending := ""
	if reference != nil && reference.Type != ast.ReferenceLinkFull {
		ending = "][" + w.source()[label:w.at] + "]"
	}
	end := w.linkEnd(reference)
	if i := strings.LastIndex(w.source()[w.at:end], string(title)); reference == nil && len(title) > 0 && i > 0 {
		t := w.document.newBuilder(titleText(w.source()[w.at+i-1]), markdownDecode)
		t.text(span{w.at + i, w.at + i + len(title)})
		t.finish()
	}
	w.leave(end, ending)
}

func (w *inlineWalker) singleTo(end int, show string) {
	w.single(span{w.at, end}, show)
	w.at = end
}

func (w *inlineWalker) textNode(n *ast.Text) {
	if n.Segment.Start > w.at {
		w.endWords()
		w.gap(n.Segment.Start)
	}
	if w.words < 0 {
		w.words = w.at
	}
	w.at = max(n.Segment.Stop, w.at)
	if !n.SoftLineBreak() && !n.HardLineBreak() {
		return
	}
	w.endWords()
	next := w.nextLine()
	if n.HardLineBreak() {
		w.singleTo(next, " ")
		return
	}
	w.joint(span{w.at, next})
	w.at = next
}

// nextLine is where the text of the line after the current one begins.
func (w *inlineWalker) nextLine() int {
	for ; w.line < w.lines.Len(); w.line++ {
		if l := w.lines.At(w.line); l.Start > w.at {
			rest := w.source()[l.Start:l.Stop]
			return l.Start + len(rest) - len(strings.TrimLeft(rest, " \t"))
		}
	}
	return w.at
}

// gap adds what stands before a node: a line end, else markup.
func (w *inlineWalker) gap(start int) {
	if start <= w.at {
		return
	}
	p := span{w.at, start}
	w.at = start
	switch raw := w.source()[p.start:p.end]; {
	case strings.Contains(raw, "\n"):
		w.joint(p)
	case strings.TrimSpace(raw) == "":
		w.text(p)
	default:
		w.single(p, "")
	}
}

// rawHTML adds a tag; tags of one name are paired.
func (w *inlineWalker) rawHTML(end int) {
	p := span{w.at, end}
	w.at = end
	tag := w.source()[p.start:p.end]
	name := tagName(tag)
	switch {
	case name == "" || voidElement(name) || strings.HasSuffix(tag, "/>"):
		w.single(p, "")
	case strings.HasPrefix(tag, "</"):
		w.builder.close(p, name)
	default:
		w.builder.open(p, name)
	}
}

// codeEnd is the end of the code span that begins at at.
func codeEnd(source string, at int) int {
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

// linkEnd is the end of the markup behind a link's text, which begins at at:
// "](url)", "][reference]", "][]" or "]".
func (w *inlineWalker) linkEnd(reference *ast.ReferenceLink) int {
	source, i := w.source(), w.at+1
	switch {
	case reference == nil:
		return i + targetLength(source[i:])
	case reference.Type == ast.ReferenceLinkShortcut:
		return i
	}
	return i + strings.IndexByte(source[i:], ']') + 1
}

// targetLength is the length of a link's destination and title in brackets.
func targetLength(rest string) int {
	depth := 0
	var quote byte
	for i := 0; i < len(rest); i++ {
		c := rest[i]
		switch {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '<':
			quote = '>'
		case (c == '"' || c == '\'') && i > 0 && strings.IndexByte(" \t\n", rest[i-1]) >= 0:
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
