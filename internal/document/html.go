package document

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// htmlWalker takes HTML apart by its tokens, whose bytes are the source's.
type htmlWalker struct {
	*builder
	text  string // what is read, masked
	base  int    // where it begins in the source
	at    int    // of the next token
	skip  string // the element whose content stays as it is; "" outside
	depth int    // of elements of that name
	raw   string // the element whose markup the tokenizer hands over as text
	from  int    // where it began
	line  bool   // it stands within a line of text
}

// readHTML takes a part of the source apart.
func readHTML(d *Document, p span) { readLines(d, p, d.source[p.start:p.end]) }

// readLines is readHTML where text is the source with blanks for what is no HTML
// in it, as the marks of a quotation.
func readLines(d *Document, p span, text string) {
	w := &htmlWalker{builder: newBuilder(d, htmlText, htmlDecode), at: p.start, base: p.start}
	w.page, w.text = true, masked(text)
	z := html.NewTokenizer(strings.NewReader(w.text))
	for {
		kind := z.Next()
		end := w.at + len(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		w.token(kind, span{w.at, end})
		w.at = end
	}
	if w.skip != "" {
		w.pieces = nil
	}
	w.finish()
}

// masked is a part of the source without its template code.
func (w *htmlWalker) masked(p span) string { return w.text[p.start-w.base : p.end-w.base] }

func (w *htmlWalker) token(kind html.TokenType, p span) {
	raw := w.masked(p)
	name, inside := tagName(raw), w.raw
	w.raw = ""
	switch {
	case w.skip != "":
		w.skipped(kind, name, p)
	case kind == html.TextToken && inside != "":
		readHTML(w.document, p)
	case kind == html.TextToken:
		w.lines(p)
	case kind == html.CommentToken:
		w.single(p, "")
	case kind == html.DoctypeToken:
		w.finish()
	case kind == html.EndTagToken && inlineElement(name):
		w.builder.close(p, name)
	case kind == html.EndTagToken:
		w.finish()
	default:
		w.startTag(name, p, kind == html.SelfClosingTagToken)
	}
}

func (w *htmlWalker) startTag(name string, p span, closed bool) {
	attributes := attributesOf(w.masked(p), p.start)
	if !inlineElement(name) {
		w.finish()
		w.heading = len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
	}
	w.attributes(name, attributes)
	if name == "noscript" || name == "noframes" || name == "noembed" {
		w.raw = name
	}
	if name == "html" {
		w.root(attributes, p)
	}
	switch {
	case closed || voidElement(name):
		if inlineElement(name) {
			w.single(p, lineBreak(name))
		}
	case untranslated(name, attributes, w.document.source):
		w.skip, w.depth, w.from, w.line = name, 1, p.start, inlineElement(name)
	case inlineElement(name):
		w.builder.open(p, name)
	}
}

func lineBreak(name string) string {
	if name == "br" {
		return " "
	}
	return ""
}

// skipped waits for the end of an element that stays as it is.
func (w *htmlWalker) skipped(kind html.TokenType, name string, p span) {
	if name != w.skip {
		return
	}
	switch kind {
	case html.StartTagToken:
		w.depth++
	case html.EndTagToken:
		w.depth--
	}
	if w.depth > 0 {
		return
	}
	w.skip = ""
	if w.line {
		inside := w.document.source[w.from:p.end]
		w.single(span{w.from, p.end}, textOf(inside))
	}
}

// lines adds text, whose line ends are joints.
func (w *htmlWalker) lines(p span) {
	raw := w.masked(p)
	for {
		i := strings.IndexByte(raw, '\n')
		if i < 0 {
			break
		}
		before := strings.TrimRight(raw[:i], " \t\r")
		after := strings.TrimLeft(raw[i:], " \t\r\n")
		w.builder.text(span{p.start, p.start + len(before)})
		next := p.start + len(raw) - len(after)
		w.joint(span{p.start + len(before), next})
		p.start, raw = next, after
	}
	w.builder.text(p)
}

// attributes adds the text in a tag's attributes, and notes where it names
// the language or the encoding.
func (w *htmlWalker) attributes(element string, list []attribute) {
	get := func(key string) string {
		for _, a := range list {
			if a.name == key {
				return w.document.source[a.start:a.end]
			}
		}
		return ""
	}
	kind, header := strings.ToLower(get("name")+get("property")), strings.ToLower(get("http-equiv"))
	button := element == "input" && slices.Contains([]string{"submit", "button", "reset"}, strings.ToLower(get("type")))
	for _, a := range list {
		if a.quote == 0 && strings.HasPrefix(w.document.source[a.start:a.end], "{") {
			continue // an expression
		}
		meta := element == "meta" && a.name == "content"
		switch {
		case element == "meta" && a.name == "charset" && plainName(w.document.source[a.start:a.end]):
			w.name(a.span, encodingName)
		case meta && header == "content-type":
			w.contentType(a.span)
		case meta && header == "content-language" && plainName(w.document.source[a.start:a.end]):
			w.name(a.span, languageName)
		case w.textAttribute(a.name) && element != "meta", meta && textMeta(kind), button && a.name == "value":
			b := newBuilder(w.document, attributeText(a.quote), htmlDecode)
			b.page = true
			(&htmlWalker{builder: b, text: w.text, base: w.base}).lines(a.span)
			b.finish()
		}
	}
}

func (w *htmlWalker) name(p span, kind nameKind) {
	w.document.names = append(w.document.names, name{p, kind})
}

// plainName says whether a value is the name of a language or an encoding, and no
// template code that makes one.
func plainName(value string) bool {
	return value != "" && !strings.ContainsFunc(value, func(r rune) bool {
		return r > unicode.MaxASCII || !wordByte(byte(r)) && !strings.ContainsRune("-_:.", r)
	})
}

// contentType notes the encoding in "text/html; charset=…".
func (w *htmlWalker) contentType(p span) {
	value := w.document.source[p.start:p.end]
	if i := strings.Index(strings.ToLower(value), "charset="); i >= 0 && plainName(value[i+len("charset="):]) {
		w.name(span{p.start + i + len("charset="), p.end}, encodingName)
	}
}

// root notes where a page's first tag names its language and direction.
func (w *htmlWalker) root(list []attribute, tag span) {
	at := tag.start + len("<html")
	direction := name{span{at, at}, directionPlace}
	for _, a := range list {
		switch {
		case (a.name == "lang" || a.name == "xml:lang") && plainName(w.document.source[a.start:a.end]):
			w.name(a.span, languageName)
		case a.name == "dir" && w.document.strict:
			direction = name{a.whole, directionName} // a translation may have added it
		case a.name == "dir":
			direction = name{a.span, directionName}
		}
	}
	value := w.document.source[direction.start:direction.end]
	if w.document.strict && value != "" {
		value = strings.Trim(value[strings.IndexByte(value, '=')+1:], " \t\r\n\"'")
	}
	if value == "" || plainName(value) && !strings.EqualFold(value, "auto") {
		w.document.names = append(w.document.names, direction)
	}
}

// untranslated says whether an element's content stays: code, drawings, and
// what its author marked so.
func untranslated(name string, list []attribute, source string) bool {
	switch name {
	case "script", "style", "pre", "code", "kbd", "samp", "var", "textarea", "svg", "math", "template", "object",
		"iframe", "xmp", "plaintext":
		return true
	}
	return slices.ContainsFunc(list, func(a attribute) bool {
		value := source[a.start:a.end]
		return a.name == "translate" && strings.EqualFold(value, "no") ||
			a.name == "class" && slices.Contains(strings.Fields(value), "notranslate")
	})
}

// inlineElement says whether an element stands within a line of text. Source:
// HTML Standard, phrasing content, without what is shown as a block of its own.
func inlineElement(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font",
		"i", "img", "ins", "kbd", "label", "mark", "math", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small",
		"span", "strike", "strong",
		"sub", "sup", "svg", "time", "tt", "u", "var", "wbr":
		return true
	}
	return false
}

// voidElement says whether an element has no end tag (HTML Standard, void
// elements).
func voidElement(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// textAttribute says whether an attribute holds text for readers.
func (w *htmlWalker) textAttribute(name string) bool {
	switch name {
	case "alt", "title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder",
		"label", "summary":
		return true
	}
	return slices.Contains(w.document.keys, name)
}

// textMeta says whether a meta element of that name holds text for readers.
func textMeta(name string) bool {
	switch name {
	case "description", "title", "og:title", "og:description", "og:image:alt",
		"twitter:title", "twitter:description", "twitter:image:alt":
		return true
	}
	return false
}

// textOf is HTML as a reader sees it.
func textOf(raw string) string {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(raw)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		}
	}
}

// attribute is one of a tag; its span is the value's, without quotation marks.
type attribute struct {
	name string // in lower case
	span
	quote byte // 0: none
	whole span // with its name and the space before it
}

const tagSpace = " \t\r\n\f"

// tagName is the name of the tag that raw is, in lower case; "" for others.
func tagName(raw string) string {
	start, end := tagNameAt(raw)
	return strings.ToLower(raw[start:end])
}

// tagNameAt is the place of a tag's name in raw.
func tagNameAt(raw string) (start, end int) {
	name := strings.TrimPrefix(strings.TrimPrefix(raw, "<"), "/")
	start = len(raw) - len(name)
	if start == 0 || name == "" || !wordByte(name[0]) {
		return start, start
	}
	if n := strings.IndexAny(name, tagSpace+"/>"); n >= 0 {
		return start, start + n
	}
	return start, len(raw)
}

// attributesOf finds the attributes of a start tag that have a value, as the
// HTML Standard reads them. base is where the tag begins in the source.
func attributesOf(tag string, base int) []attribute {
	var list []attribute
	rest := strings.TrimSuffix(tag, ">")
	_, i := tagNameAt(rest)
	for {
		before := i
		i += len(rest[i:]) - len(strings.TrimLeft(rest[i:], tagSpace+"/"))
		if i >= len(rest) {
			return list
		}
		n := strings.IndexAny(rest[i+1:], tagSpace+"/=")
		if n < 0 {
			return list
		}
		a := attribute{name: strings.ToLower(rest[i : i+1+n])}
		i += 1 + n
		i += len(rest[i:]) - len(strings.TrimLeft(rest[i:], tagSpace))
		if !strings.HasPrefix(rest[i:], "=") {
			continue
		}
		i++
		i += len(rest[i:]) - len(strings.TrimLeft(rest[i:], tagSpace))
		i = a.value(rest, i, base)
		a.whole = span{base + before, base + i}
		list = append(list, a)
	}
}

// value reads the value that begins at i and returns the offset behind it.
func (a *attribute) value(rest string, i, base int) int {
	if n := bracesLength(rest[min(i, len(rest)):]); n > 0 {
		a.span = span{base + i, base + i + n}
		return i + n
	}
	ends := tagSpace
	if i < len(rest) && (rest[i] == '"' || rest[i] == '\'') {
		a.quote, ends = rest[i], rest[i:i+1]
		i++
	}
	n := strings.IndexAny(rest[i:], ends)
	if n < 0 {
		n = len(rest) - i
	}
	a.span = span{base + i, base + i + n}
	if a.quote != 0 {
		n++
	}
	return min(i+n, len(rest))
}

// bracesLength is the length of an expression in braces, as JSX has it for a value; 0
// where rest begins with none.
func bracesLength(rest string) int {
	depth := 0
	for i := range len(rest) {
		switch rest[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return i + min(i, 1)
		}
	}
	return 0
}

// entityLength is the length of the character reference that rest begins
// with, 0 where it is none.
func entityLength(rest string) int {
	const longest = 32
	end := strings.IndexByte(rest[:min(len(rest), longest+1)], ';')
	if end < 2 || rest[0] != '&' || html.UnescapeString(rest[:end+1]) == rest[:end+1] {
		return 0
	}
	return end + 1
}

// htmlDecode resolves entities; bare are the signs that need none.
func htmlDecode(raw string) (text, bare string) {
	text = html.UnescapeString(raw)
	for i := range len(raw) {
		if raw[i] == '>' || raw[i] == '&' && entityLength(raw[i:]) == 0 || opensTemplate(raw[i:]) {
			bare += raw[i : i+1]
		}
	}
	return text, bare
}

// htmlText escapes what would be markup. No-break spaces stay visible to
// authors.
func htmlText(text string, s *Segment, _, _ bool) string { return withEntities(text, s, htmlEntity) }

// attributeText is htmlText between quotation marks; 0 for none.
func attributeText(quote byte) encoder {
	return func(text string, s *Segment, _, _ bool) string {
		return withEntities(text, s, func(r rune) string { return attributeEntity(r, quote) })
	}
}

// withEntities writes as entities what entity wants so, and what the source
// writes so.
func withEntities(text string, s *Segment, entity func(rune) string) string {
	var b strings.Builder
	for i, r := range text {
		e, spelled := s.spelled[r]
		bare := strings.ContainsRune(s.bare, r) && !(r == '&' && mayBeEntity(text[i:]))
		switch {
		case spelled || bare:
		case opensTemplate(text[i:]):
			e = "&#123;"
		default:
			e = entity(r)
		}
		if e == "" {
			e = string(r)
		}
		b.WriteString(e)
	}
	return b.String()
}

// mayBeEntity says whether a browser may take the & that rest begins with for
// the start of an entity: some need no semicolon.
func mayBeEntity(rest string) bool {
	const longest = 12
	rest = rest[:min(len(rest), longest)]
	return strings.HasPrefix(rest, "&#") || html.UnescapeString(rest) != rest || entityLength(rest) > 0
}

func htmlEntity(r rune) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '\u00a0':
		return "&nbsp;"
	}
	return ""
}

func attributeEntity(r rune, quote byte) string {
	switch {
	case r == '"' && quote != '\'':
		return "&quot;"
	case r == '\'' && quote != '"':
		return "&#39;"
	case quote == 0 && strings.ContainsRune("`= ", r):
		return fmt.Sprintf("&#%d;", r)
	}
	return htmlEntity(r)
}
