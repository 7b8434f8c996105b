package document

import (
	"html"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"newsbrief/internal/document/markdown"
)

// cost is the most that reading a file may cost: a megabyte of ordinary Markdown
// costs a fifth of it.
const cost = 500_000_000

// readMarkdown takes Markdown apart, from body on. The blocks and their inline
// markup are goldmark's. The error is ErrMarkup.
func readMarkdown(d *Document, body int) error {
	source := []byte(d.source)
	for i := range body {
		source[i] = ' '
	}
	if body > 0 {
		source[body-1] = '\n' // the front matter is a blank line: offsets stay
	}
	most := cost
	if d.strict {
		most *= 4 // a translation is longer
	}
	root, err := markdown.Parse(source, most, func(block ast.Node) {
		if block.Lines().Len() > 0 {
			inlines(d, block)
		}
	})
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			htmlBlock(d, n)
			return ast.WalkSkipChildren, nil
		case *ast.LinkReferenceDefinition:
			definition(d, n)
			return ast.WalkSkipChildren, nil
		case *markdown.RawBlock:
			if n.Tag {
				readHTML(d, span{n.Span[0], n.Span[1]})
			}
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return err
}

// htmlBlock takes the HTML inside Markdown apart.
func htmlBlock(d *Document, n *ast.HTMLBlock) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	p := span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	if n.HasClosure() {
		p.end = max(p.end, n.ClosureLine.Stop)
	}
	var b strings.Builder
	for i := range lines.Len() {
		l := lines.At(i)
		b.WriteString(strings.Repeat(" ", max(l.Start-p.start-b.Len(), 0)))
		b.WriteString(d.source[p.start+b.Len() : max(l.Stop, p.start+b.Len())])
	}
	readLines(d, p, b.String()+d.source[p.start+b.Len():p.end])
}

// inlines makes a segment of a block of inline markup.
func inlines(d *Document, n ast.Node) {
	b := newBuilder(d, markdownText, markdownDecode)
	b.escapes = true
	switch n.(type) {
	case *markdown.TableCell:
		b.encode = cellText
	case *ast.Heading:
		b.heading = true
	}
	lines := n.Lines()
	w := &inlineWalker{builder: b, lines: lines, at: lines.At(0).Start, words: -1, titled: isCallout(d, n)}
	w.children(n)
	b.finish()
}

// isCallout says whether a block begins a quotation with [!note], as Obsidian and
// GitHub write it: the rest of its first line is a title.
func isCallout(d *Document, n ast.Node) bool {
	_, quoted := n.Parent().(*ast.Blockquote)
	first := quoted && n.PreviousSibling() == nil
	return first && !d.strict && strings.HasPrefix(d.source[n.Lines().At(0).Start:], "[!")
}

// definition takes the title out of "[label]: url "title"".
func definition(d *Document, n *ast.LinkReferenceDefinition) {
	lines := n.Lines()
	if len(n.Title) == 0 || lines.Len() == 0 {
		return
	}
	// The title is what stands last, over its own lines at most.
	p := lines.At(lines.Len() - 1)
	raw := strings.TrimRight(d.source[p.Start:p.Stop], " \t\r\n")
	if raw == "" {
		return
	}
	quote := raw[len(raw)-1]
	if quote == ')' {
		quote = '('
	}
	title := string(n.Title)
	at := strings.LastIndex(raw[:len(raw)-1], title)
	if at < 1 || at+len(title) != len(raw)-1 || raw[at-1] != quote {
		return // over several lines: left as it is
	}
	b := newBuilder(d, titleText(quote), markdownDecode)
	b.text(span{p.Start + at, p.Start + at + len(title)})
	b.finish()
}

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
	// titled is set where the first line is a title, until that is done.
	titled bool
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
	if strings.HasPrefix(tag, "</") || !untranslated(tagName(tag), attributesOf(tag, start), w.source()) {
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
		end := markdown.CodeEnd(w.source(), w.at)
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
		t := newBuilder(w.document, titleText(w.source()[w.at+i-1]), markdownDecode)
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
	if w.titled {
		w.finish()
		w.titled, w.at = false, next
		return
	}
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

// LostAnchors are the headings of Markdown that links in it lead to by a name
// made of their text, and that have another one in the translation. Links stay
// as they are: what names a heading gets differs between tools.
func (d *Document) LostAnchors(targets []string) []string {
	var lost []string
	for i, s := range d.Segments {
		name := anchorOf(s.Plain(s.Text))
		named := strings.HasPrefix(strings.TrimLeft(d.source[s.end:], " "), "{#")
		if s.Heading && !named && slices.Contains(d.anchors, name) && anchorOf(s.Plain(targets[i])) != name {
			lost = append(lost, name)
		}
	}
	return lost
}

// anchorOf is the name that GitHub and most others give to a heading.
func anchorOf(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// markdownSpecial are the characters that may begin inline markup.
const markdownSpecial = "\\`*_[]<>~"

// markdownDecode resolves escapes and entities. bare are the special
// characters that stand for themselves in it without an escape.
func markdownDecode(raw string) (text, bare string) {
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c == '\\' && i+1 < len(raw) && isPunct(raw[i+1]):
			i++
			b.WriteByte(raw[i])
		case c == '&':
			if n := entityLength(raw[i:]); n > 0 {
				b.WriteString(html.UnescapeString(raw[i : i+n]))
				i += n - 1
				continue
			}
			b.WriteByte(c)
		default:
			if strings.IndexByte(markdownSpecial, c) >= 0 {
				bare += string(c)
			}
			b.WriteByte(c)
		}
	}
	return b.String(), bare
}

func isPunct(c byte) bool {
	return c > ' ' && c < 0x7F && !wordByte(c)
}

// Doubtful marks text that its reader should look at; it needs no escape.
const Doubtful = "[?]"

// markdownText escapes what would be markup. Characters that are harmless in
// the source's own text are taken to be harmless in its translation, unless
// careful is set.
func markdownText(text string, s *Segment, start, careful bool) string {
	var b strings.Builder
	mark := -1
	if start {
		line := strings.TrimLeft(text, " ")
		if mark = blockMark(line); mark >= 0 {
			mark += len(text) - len(line)
		}
	}
	for i, r := range text {
		special := strings.ContainsRune(markdownSpecial, r) && !strings.HasPrefix(text[i:], Doubtful)
		if entity, ok := s.spelled[r]; ok {
			b.WriteString(entity)
			continue
		}
		switch {
		case special && (careful || !strings.ContainsRune(s.bare, r) && active(text, i)),
			i == mark, r == '&' && entityLength(text[i:]) > 0:
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// active says whether the special character at i can be markup.
func active(text string, i int) bool {
	switch text[i] {
	case '~':
		return strings.HasPrefix(text[i:], "~~")
	case '_':
		return i == 0 || i+1 == len(text) || !wordByte(text[i-1]) || !wordByte(text[i+1])
	case '>', ']':
		return false // they only close
	}
	return true
}

// blockMark is the index of the character that would make a heading, a list
// or a quotation of a line; -1 where there is none.
func blockMark(text string) int {
	if text == "" {
		return -1
	}
	size, _ := markdown.ContainerMark(text)
	_, raw := markdown.RawStart(text)
	if size > 0 || raw && isPunct(text[0]) || strings.IndexByte("#>+-=|", text[0]) >= 0 {
		return 0
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	rest := text[digits:]
	if digits == 0 || digits >= 10 || rest == "" || rest[0] != '.' && rest[0] != ')' {
		return -1
	}
	if len(rest) > 1 && rest[1] != ' ' {
		return -1
	}
	return digits
}

// cellText is markdownText in a table, where a bar ends the cell.
func cellText(text string, s *Segment, start, careful bool) string {
	return strings.ReplaceAll(markdownText(text, s, start, careful), "|", `\|`)
}

// titleText is the text of a link's title, which ends at quote.
func titleText(quote byte) encoder {
	return func(text string, _ *Segment, _, _ bool) string {
		text = strings.ReplaceAll(text, `\`, `\\`)
		text = escapedEntities(text)
		if quote == '(' {
			return strings.NewReplacer("(", `\(`, ")", `\)`).Replace(text)
		}
		return strings.ReplaceAll(text, string(quote), `\`+string(quote))
	}
}

// escapedEntities keeps what reads like an entity from being one.
func escapedEntities(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if text[i] == '&' && entityLength(text[i:]) > 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
