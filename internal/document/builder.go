package document

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/document/markdown"
	"newsbrief/internal/lang"
	"newsbrief/internal/plain"
)

// builder gathers one segment from the pieces of the source, in order and
// without gaps.
type builder struct {
	document *Document
	encode   encoder
	wrap     func(string) string // see Segment
	// decode turns source text into what a reader sees; bare are the special
	// characters that it took for text without an escape.
	decode  func(raw string) (text, bare string)
	heading bool
	pieces  []piece
	bare    string
	spelled map[rune]string
	pairs   map[string]int // marks of each name that come in pairs
	page    bool           // this is HTML
	escapes bool           // a backslash takes the meaning from a sign
	escaped string         // signs that the source writes so
	plain   string         // those that it writes without
}

// piece is a part of the source.
type piece struct {
	kind pieceKind
	span
	text    string // of a textPiece, decoded; of a singlePiece, what it shows
	name    string // of open and close: what has to match
	match   int    // of open and close: the other one's index; -1: none
	literal string // of a singlePiece, or of a closePiece its ending: see mark
	last    bool   // a segment ends here, and the piece is no part of one
}

type pieceKind int8

const (
	textPiece pieceKind = iota
	jointPiece
	openPiece
	closePiece
	singlePiece
)

func newBuilder(d *Document, encode encoder, decode func(string) (string, string)) *builder {
	return &builder{document: d, encode: encode, decode: decode}
}

// text adds source text; what must not be translated in it becomes markup.
func (b *builder) text(p span) {
	raw := b.document.source[p.start:p.end]
	for raw != "" {
		i, n, name := b.protected(raw)
		if n == 0 {
			i = len(raw)
		}
		b.words(span{p.start, p.start + i})
		p.start += i
		switch {
		case n > 0 && name == "[[":
			b.wikiLink(span{p.start, p.start + n})
		case n > 0:
			b.protect(span{p.start, p.start + n}, name)
		}
		p.start += n
		raw = raw[i+n:]
	}
}

// wikiLink adds a link to a page of a wiki: its name stays, its text does not.
func (b *builder) wikiLink(p span) {
	raw := b.document.source[p.start:p.end]
	_, from, to := markdown.WikiLink(raw)
	if from == to {
		b.single(p, strings.Trim(raw, "[]"))
		return
	}
	b.open(span{p.start, p.start + from}, "[[")
	b.text(span{p.start + from, p.start + to})
	b.close(span{p.start + to, p.end}, "[[")
}

// words adds source text that is translated. A literal <1> would be taken for
// a placeholder, so it becomes one.
func (b *builder) words(p span) {
	if p.start == p.end {
		return
	}
	raw := b.document.source[p.start:p.end]
	text, bare := b.decode(raw)
	b.bare += bare
	if text != raw {
		b.spell(raw, text)
	}
	if b.escapes {
		b.noteEscapes(raw)
	}
	tokens := scan(text)
	if len(tokens) == 1 && tokens[0].kind == textToken {
		b.add(piece{kind: textPiece, span: p, text: text})
		return
	}
	for _, t := range tokens {
		if t.kind == textToken {
			b.add(piece{kind: textPiece, span: p, text: t.text})
		} else {
			b.add(piece{kind: singlePiece, span: p, literal: t.text, text: t.text})
		}
	}
}

// noteEscapes notes the signs in raw, with a backslash and without.
func (b *builder) noteEscapes(raw string) {
	for i := 0; i < len(raw); i++ {
		list := &b.plain
		if raw[i] == '\\' && i+1 < len(raw) && isPunct(raw[i+1]) {
			i++
			list = &b.escaped
		}
		cell := raw[i] == '|' // cellText writes those
		if isPunct(raw[i]) && !cell && strings.IndexByte(*list, raw[i]) < 0 {
			*list += raw[i : i+1]
		}
	}
}

// spellings are how a segment's author writes signs that could stand there otherwise.
func (b *builder) spellings() map[rune]string {
	for _, r := range b.escaped {
		if strings.ContainsRune(b.plain, r) {
			continue
		}
		if b.spelled == nil {
			b.spelled = map[rune]string{}
		}
		b.spelled[r] = `\` + string(r)
	}
	return b.spelled
}

// spell notes the entities in raw, of which text was made.
func (b *builder) spell(raw, text string) {
	for i := range len(raw) {
		n := 0
		if raw[i] == '&' {
			n = entityLength(raw[i:])
		}
		if n == 0 {
			continue
		}
		r, size := utf8.DecodeRuneInString(html.UnescapeString(raw[i : i+n]))
		if size == len(html.UnescapeString(raw[i:i+n])) && strings.ContainsRune(text, r) && r > ' ' {
			if b.spelled == nil {
				b.spelled = map[rune]string{}
			}
			b.spelled[r] = raw[i : i+n]
		}
	}
}

// protect adds text that stays: a link, or a mark that comes in pairs.
func (b *builder) protect(p span, name string) {
	if name == "" {
		b.single(p, b.document.source[p.start:p.end])
		return
	}
	if b.pairs == nil {
		b.pairs = map[string]int{}
	}
	b.pairs[name]++
	if b.pairs[name]%2 == 1 {
		b.open(p, name)
	} else {
		b.close(p, name)
	}
}

func (b *builder) add(p piece) { p.match = -1; b.pieces = append(b.pieces, p) }

func (b *builder) open(p span, name string) { b.add(piece{kind: openPiece, span: p, name: name}) }

func (b *builder) close(p span, name string) {
	b.add(piece{kind: closePiece, span: p, name: name})
}

// single adds markup without text of its own; show is what a reader sees.
func (b *builder) single(p span, show string) {
	b.add(piece{kind: singlePiece, span: p, text: show})
}

// joint adds a line end inside the text.
func (b *builder) joint(p span) { b.add(piece{kind: jointPiece, span: p}) }

// finish adds the segment to the document, where there is a word in it, and
// empties the builder.
func (b *builder) finish() {
	b.divide()
	b.pair()
	first := 0
	for i := 0; i <= len(b.pieces); i++ {
		if i < len(b.pieces) && !b.pieces[i].last {
			continue
		}
		if s := b.segment(b.trimmed(first, i)); s != nil {
			b.document.Segments = append(b.document.Segments, s)
		}
		first = i + 1
	}
	*b = builder{document: b.document, encode: b.encode, decode: b.decode, page: b.page, escapes: b.escapes}
}

// longest is how many bytes a passage may have before it is divided, and share how
// many its parts have at least: what a model answers in one line.
const (
	longest = 6000
	share   = 1500
)

// divide makes parts of a passage that is too long for one answer, each of whole
// sentences: at the ends of lines and inside of pieces where no markup is open.
func (b *builder) divide() {
	if b.document.strict || len(b.pieces) == 0 || b.pieces[len(b.pieces)-1].end-b.pieces[0].start <= longest {
		return
	}
	var list []piece
	from, depth := b.pieces[0].start, 0
	for i, p := range b.pieces {
		switch p.kind {
		case openPiece:
			depth++
		case closePiece:
			depth--
		case jointPiece:
			p.last = depth == 0 && p.start-from >= share && i > 0 && lang.EndsSentence(b.pieces[i-1].text)
		case textPiece:
			if depth == 0 {
				list = append(list, b.parts(&p, &from)...)
			}
		}
		if list = append(list, p); p.last {
			from = p.end
		}
	}
	b.pieces = list
}

// parts cuts a text at sentences, and leaves the last part in p. from is where
// the segment began.
func (b *builder) parts(p *piece, from *int) (list []piece) {
	raw := b.document.source[p.start:p.end]
	if p.end-*from < share {
		return nil
	}
	start := p.start
	for _, s := range article.Exact("", raw, "").Sentences {
		at := start + s.Start
		if at-*from < share || at == p.start {
			continue
		}
		before, behind := b.cut(*p, p.start, at), b.cut(*p, at, p.end)
		if before.text+behind.text != p.text {
			continue // a place inside of an escape
		}
		list = append(list, before, piece{kind: singlePiece, span: span{at, at}, match: -1, last: true})
		*p, *from = behind, at
	}
	return list
}

// cut is a part of a text.
func (b *builder) cut(p piece, start, end int) piece {
	p.text, _ = b.decode(b.document.source[start:end])
	p.span = span{start, end}
	return p
}

// pair matches opening with closing markup; what has no partner stands alone.
func (b *builder) pair() {
	var stack []int
	open := map[string]int{} // in the stack
	for i := range b.pieces {
		switch p := &b.pieces[i]; p.kind {
		case openPiece:
			stack = append(stack, i)
			open[p.name]++
		case closePiece:
			for open[p.name] > 0 && p.match < 0 {
				last := len(stack) - 1
				if q := &b.pieces[stack[last]]; q.name == p.name {
					p.match, q.match = stack[last], i
				}
				open[b.pieces[stack[last]].name]--
				stack = stack[:last]
			}
		}
	}
	for i := range b.pieces {
		if p := &b.pieces[i]; (p.kind == openPiece || p.kind == closePiece) && p.match < 0 {
			p.kind = singlePiece
		}
	}
}

// segment numbers the markup and makes the text of the pieces.
func (b *builder) segment(list []int) *Segment {
	if len(list) == 0 {
		return nil
	}
	s := &Segment{encode: b.encode, wrap: b.wrap, bare: b.bare, spelled: b.spellings(), Heading: b.heading}
	s.span = span{b.pieces[list[0]].start, b.pieces[list[len(list)-1]].end}
	var out strings.Builder
	letters, length := false, 0 // of the text so far, in characters
	number := map[int]int{}     // of an opening piece
	for _, i := range list {
		p := b.pieces[i]
		switch p.kind {
		case textPiece:
			letters = letters || hasLetter(p.text)
			out.WriteString(oneLine(p.text))
			length += utf8.RuneCountInString(oneLine(p.text))
		case jointPiece:
			s.joints = append(s.joints, joint{p.span, float64(length)})
			if !b.unspaced(i) {
				out.WriteByte(' ')
				length++
			}
		case openPiece:
			end := b.pieces[p.match]
			s.marks = append(s.marks, mark{open: p.span, close: end.span, ending: end.literal, paired: true})
			number[i] = len(s.marks)
			out.WriteString("<" + strconv.Itoa(len(s.marks)) + ">")
		case closePiece:
			out.WriteString("</" + strconv.Itoa(number[p.match]) + ">")
		default:
			s.marks = append(s.marks, mark{open: p.span, literal: p.literal, show: p.text})
			out.WriteString("<" + strconv.Itoa(len(s.marks)) + "/>")
		}
	}
	// A translation may be a figure: all that was or may be text is compared.
	if b.document.strict {
		s.joints = nil // only the markup is compared
		return s
	}
	s.Text = strings.TrimSpace(plain.Line(out.String())) // as it is sent
	for i := range s.joints {
		s.joints[i].at /= float64(max(length, 1))
	}
	if !letters {
		return nil
	}
	return s
}

// oneLine makes the white space of a text harmless in a line.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\n\r\t") {
		return text
	}
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text)
}

// unspaced says whether joint i stands in a script that writes no spaces.
func (b *builder) unspaced(i int) bool {
	if i == 0 || i+1 == len(b.pieces) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(b.pieces[i-1].text)
	after, _ := utf8.DecodeRuneInString(b.pieces[i+1].text)
	return noSpaces(before) && noSpaces(after)
}

// noSpaces says whether r is of a script without spaces between words.
func noSpaces(r rune) bool {
	const punctuation, wide = 0x3000, 0xFF00 // where these blocks begin
	return lang.Unspaced(r) || r&^0x3F == punctuation || r >= wide && r <= 0xFFEF
}

// protected finds the first part of raw that must not be translated: a link,
// and in Markdown what is markup there by convention only. name is set for a
// mark that comes in pairs.
func (b *builder) protected(raw string) (start, length int, name string) {
	if b.document.strict {
		return 0, 0, ""
	}
	for i := 0; i < len(raw); i++ {
		rest := raw[i:]
		if n := max(linkLength(raw, i), mailLength(raw, i)); n > 0 {
			return i, n, ""
		}
		if b.page {
			if n := templateLength(rest); n > 0 {
				return i, n, ""
			}
		}
		if b.document.Kind != input.Markdown {
			continue
		}
		switch {
		case strings.HasPrefix(rest, "~~"):
			return i, 2, "~~"
		case rest[0] == '\\' && len(rest) > 1 && rest[1] != '(':
			i++
		default:
			if n, name := conventionAt(raw, i); n > 0 {
				return i, n, name
			}
		}
	}
	return 0, 0, ""
}

// conventionAt is the length of the markup by convention at raw[i:], 0 for none.
func conventionAt(raw string, i int) (length int, name string) {
	rest := raw[i:]
	n := markdown.ConventionLength(rest)
	switch {
	case n > 0 && rest[0] == ':' && i > 0 && wordByte(raw[i-1]):
		return 0, "" // a time, a ratio
	case n > 0:
		return n, ""
	case rest[0] == '^' && i > 0 && raw[i-1] == ' ' && len(rest) > 1 && isBlockName(rest[1:]):
		return len(rest), ""
	}
	n, _, _ = markdown.WikiLink(rest)
	return n, "[["
}

// isBlockName says whether text is the name that a wiki gives to a block.
func isBlockName(text string) bool {
	other := func(r rune) bool { return r > unicode.MaxASCII || r != '-' && !wordByte(byte(r)) }
	return !strings.ContainsFunc(text, other)
}

// linkLength is the length of the URL at offset i, 0 where none begins there.
func linkLength(raw string, i int) int {
	rest := raw[i:]
	if i > 0 && wordByte(raw[i-1]) || !strings.HasPrefix(rest, "www.") && !hasScheme(rest) {
		return 0
	}
	n := strings.IndexAny(rest, " \t\r\n<>\"“”«»、。，「」")
	if n < 0 {
		n = len(rest)
	}
	link := strings.TrimRight(rest[:n], ".,;:!?'’*_~")
	if strings.HasSuffix(link, ")") && !strings.Contains(link, "(") {
		link = strings.TrimRight(link, ").,;:")
	}
	return len(link)
}

// hasScheme says whether rest begins like a URL, as https://.
func hasScheme(rest string) bool {
	const longest = 12
	scheme, _, found := strings.Cut(rest[:min(len(rest), longest)], "://")
	other := func(r rune) bool { return r > 'z' || !wordByte(byte(r)) }
	return found && scheme != "" && !strings.ContainsFunc(scheme, other)
}

// mailLength is the length of the mail address at offset i, 0 where none
// begins there.
func mailLength(raw string, i int) int {
	const longest = 64 // of the part before the @
	if !wordByte(raw[i]) || i > 0 && mailByte(raw[i-1]) {
		return 0
	}
	n := 0
	for n < longest && i+n < len(raw) && mailByte(raw[i+n]) {
		n++
	}
	if i+n == len(raw) || raw[i+n] != '@' {
		return 0
	}
	end := n + 1
	for i+end < len(raw) && (wordByte(raw[i+end]) || raw[i+end] == '.' || raw[i+end] == '-') {
		end++
	}
	host := strings.TrimRight(raw[i+n+1:i+end], ".-")
	if dot := strings.IndexByte(host, '.'); dot < 1 || strings.Contains(host, "..") {
		return 0
	}
	return n + 1 + len(host)
}

func mailByte(c byte) bool { return wordByte(c) || strings.IndexByte("._%+-", c) >= 0 }

func wordByte(c byte) bool {
	lower := c | ' '
	return 'a' <= lower && lower <= 'z' || '0' <= c && c <= '9'
}

// trimmed drops the markup and the white space around the text: what is at
// the edge need not travel. end is the index behind the last piece.
func (b *builder) trimmed(first, end int) (list []int) {
	last := end - 1
	for first <= last {
		p, q := &b.pieces[first], &b.pieces[last]
		switch {
		case b.edge(p, true):
			first++
		case b.edge(q, false):
			last--
		case p.kind == openPiece && p.match == last && q.literal == "":
			first, last = first+1, last-1
		default:
			for i := first; i <= last; i++ {
				list = append(list, i)
			}
			return list
		}
	}
	return nil
}

// edge trims a piece at the left or right edge and says whether nothing of it
// is left.
func (b *builder) edge(p *piece, left bool) bool {
	switch p.kind {
	case singlePiece:
		return p.literal == ""
	case jointPiece:
		return true
	case textPiece:
		b.trim(p, left)
		return p.text == ""
	}
	return false
}

// trim cuts the white space at a side of a text, written as such or as an
// entity.
func (b *builder) trim(p *piece, left bool) {
	for p.text != "" {
		raw := b.document.source[p.start:p.end]
		size, shown := spaceAt(raw, left)
		switch {
		case size == 0:
			return
		case left && strings.HasPrefix(p.text, shown):
			p.start, p.text = p.start+size, p.text[len(shown):]
		case !left && strings.HasSuffix(p.text, shown):
			p.end, p.text = p.end-size, p.text[:len(p.text)-len(shown)]
		default:
			return
		}
	}
}

// spaceAt is the length of the white space that raw begins or ends with, and
// what it stands for.
func spaceAt(raw string, left bool) (size int, shown string) {
	r, size := utf8.DecodeRuneInString(raw)
	if !left {
		r, size = utf8.DecodeLastRuneInString(raw)
	}
	if unicode.IsSpace(r) {
		return size, string(r)
	}
	at := 0
	if !left {
		at = max(strings.LastIndexByte(raw, '&'), 0)
	}
	if n := entityLength(raw[at:]); n > 0 && (left || at+n == len(raw)) {
		shown = html.UnescapeString(raw[at : at+n])
		if strings.TrimSpace(shown) == "" {
			return n, shown
		}
	}
	return 0, ""
}
