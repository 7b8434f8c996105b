package document

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
}

// piece is a part of the source.
type piece struct {
	kind pieceKind
	span
	text    string // of a textPiece, decoded; of a singlePiece, what it shows
	name    string // of open and close: what has to match
	match   int    // of open and close: the other one's index; -1: none
	literal string // of a singlePiece, or of a closePiece its ending: see mark
}

type pieceKind int8

const (
	textPiece pieceKind = iota
	jointPiece
	openPiece
	closePiece
	singlePiece
)

func (d *Document) newBuilder(encode encoder, decode func(string) (string, string)) *builder {
	return &builder{document: d, encode: encode, decode: decode}
}

// text adds source text; what must not be translated in it becomes markup.
func (b *builder) text(p span) {
	raw := b.document.source[p.start:p.end]
	for raw != "" {
		i, n, name := b.document.protected(raw)
		if n == 0 {
			i = len(raw)
		}
		b.words(span{p.start, p.start + i})
		p.start += i
		if n > 0 {
			b.protect(span{p.start, p.start + n}, name)
			p.start += n
		}
		raw = raw[i+n:]
	}
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
	b.pair()
	list := b.trimmed()
	if s := b.segment(list); s != nil {
		b.document.Segments = append(b.document.Segments, s)
	}
	*b = builder{document: b.document, encode: b.encode, decode: b.decode}
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
	s := &Segment{encode: b.encode, wrap: b.wrap, bare: b.bare, spelled: b.spelled, Heading: b.heading}
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
	s.Text = out.String()
	for i := range s.joints {
		s.joints[i].at /= float64(max(length, 1))
	}
	// A translation may be a figure: all that was or may be text is compared.
	if !letters && !b.document.strict {
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
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}
