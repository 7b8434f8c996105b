package office

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime/debug"
	"strings"

	"github.com/ledongthuc/pdf"
)

// ServePDF is the other side of the helper process: a PDF in, out what
// it says of itself and its text, with form feeds between pages.
func ServePDF(stdin io.Reader, stdout io.Writer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed: %v", r)
		}
	}()
	debug.SetMemoryLimit(helperMemory / 2)
	data, err := io.ReadAll(stdin)
	if err != nil {
		return err
	}
	reader, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return errors.New("it is encrypted with a password")
	}
	if err != nil {
		return err
	}
	var pages []string
	for n := 1; n <= reader.NumPage(); n++ {
		text, err := pageText(reader.Page(n))
		if err != nil {
			return fmt.Errorf("page %d: %w", n, err)
		}
		pages = append(pages, text)
	}
	text := strings.Join(pages, "\f")
	if isGarbage(text) {
		return errors.New(unknownFonts)
	}
	_, err = io.WriteString(stdout, headOf(reader)+text)
	return err
}

// unknownFonts is what the helper says of a PDF whose text it cannot tell.
const unknownFonts = "its fonts do not say which characters they draw"

// isGarbage says whether a text is not what the page shows: characters that nobody
// knows, controls, or hardly a letter.
func isGarbage(text string) bool {
	all, unknown, letters := 0, 0, 0
	single, words := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		runes := []rune(word)
		if len(runes) == 1 && runes[0] < 0x2E80 {
			single++
		}
		for _, r := range runes {
			all++
			switch {
			case r == 0xFFFD, r < ' ', 0x7F <= r && r < 0xA0, 0xE000 <= r && r <= 0xF8FF:
				unknown++
			case isLetter(r):
				letters++
			}
		}
	}
	coded := 20*unknown > all || all > 100 && 5*letters < all*2
	apart := words > 40 && 2*single > words
	return all > 0 && (coded || apart)
}

// glyph is a character where it is drawn: y counts down, x1 is where the next follows.
type glyph struct {
	x, y, x1, size float64
	text           string
}

// painter draws a page as far as its text goes.
type painter struct {
	drawn  map[glyphPlace]bool
	turned [4][]glyph // by quarters of a turn
	fonts  map[string]*pdfFont
	state  textState
	stack  []textState
	forms  int // drawn
	depth  int // forms in one another
}

type glyphPlace struct {
	text string
	x, y int
}

type textState struct {
	ctm, tm, line          matrix
	font                   *pdfFont
	size, char, word, lead float64
	scale, rise            float64
}

// Most that a page draws.
const (
	mostForms = 500
	maxForms  = 10 // in one another
)

// pageText is what a page shows. Half a page is an error.
func pageText(page pdf.Page) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed: %v", r)
		}
	}()
	p := &painter{drawn: map[glyphPlace]bool{}, state: textState{ctm: identity, scale: 1}}
	if contents := page.V.Key("Contents"); !contents.IsNull() {
		p.draw(contents, page.Resources())
	}
	best := 0
	for i := range p.turned {
		if len(p.turned[i]) > len(p.turned[best]) {
			best = i
		}
	}
	return textOfBlocks(inOrder(wordsIn(p.turned[best]))), nil
}

// draw runs a content stream.
func (p *painter) draw(contents, resources pdf.Value) {
	fonts := map[string]*pdfFont{}
	p.fonts, fonts = fonts, p.fonts
	defer func() { p.fonts = fonts }()
	pdf.Interpret(contents, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		if op == "Do" && len(args) == 1 {
			p.form(resources.Key("XObject").Key(args[0].Name()), resources)
			return
		}
		p.operate(op, args, resources)
	})
}

// form draws a form that the page shows.
func (p *painter) form(x, around pdf.Value) {
	if x.Key("Subtype").Name() != "Form" {
		return
	}
	if p.forms++; p.forms > mostForms || p.depth >= maxForms {
		panic("more forms than a page has")
	}
	p.depth++
	saved := p.state
	if m := x.Key("Matrix"); m.Len() == 6 {
		p.state.ctm = matrixOf(m.Index).mul(p.state.ctm)
	}
	resources := x.Key("Resources")
	if resources.IsNull() {
		resources = around
	}
	p.draw(x, resources)
	p.state = saved
	p.depth--
}

func (p *painter) operate(op string, args []pdf.Value, resources pdf.Value) {
	s := &p.state
	number := func(i int) float64 {
		if i < len(args) {
			return args[i].Float64()
		}
		return 0
	}
	switch op {
	case "q":
		if len(p.stack) < 1000 {
			p.stack = append(p.stack, *s)
		}
	case "Q":
		if n := len(p.stack); n > 0 {
			*s, p.stack = p.stack[n-1], p.stack[:n-1]
		}
	case "cm", "Tm":
		if len(args) == 6 {
			m := matrixOf(func(i int) pdf.Value { return args[i] })
			if op == "cm" {
				s.ctm = m.mul(s.ctm)
			} else {
				s.tm, s.line = m, m
			}
		}
	case "BT":
		s.tm, s.line = identity, identity
	case "Tf":
		if len(args) == 2 {
			s.font, s.size = p.font(args[0].Name(), resources), number(1)
		}
	case "Tc":
		s.char = number(0)
	case "Tw":
		s.word = number(0)
	case "Tz":
		s.scale = number(0) / 100
	case "Ts":
		s.rise = number(0)
	case "TL":
		s.lead = number(0)
	default:
		p.show(op, args, number)
	}
}

// show runs the operators that move and write.
func (p *painter) show(op string, args []pdf.Value, number func(int) float64) {
	s := &p.state
	switch op {
	case "Td", "TD":
		if op == "TD" {
			s.lead = -number(1)
		}
		s.move(number(0), number(1))
	case "T*":
		s.move(0, -s.lead)
	case "'", "\"":
		if op == "\"" {
			s.word, s.char = number(0), number(1)
		}
		s.move(0, -s.lead)
		p.write(args[len(args)-1].RawString())
	case "Tj":
		if len(args) > 0 {
			p.write(args[0].RawString())
		}
	case "TJ":
		for i := range listLength(args) {
			if v := args[0].Index(i); v.Kind() == pdf.String {
				p.write(v.RawString())
			} else {
				s.tm = matrix{1, 0, 0, 1, -v.Float64() / 1000 * s.size * s.scale, 0}.mul(s.tm)
			}
		}
	}
}

func listLength(args []pdf.Value) int {
	if len(args) == 0 {
		return 0
	}
	return args[0].Len()
}

func (s *textState) move(x, y float64) {
	s.line = matrix{1, 0, 0, 1, x, y}.mul(s.line)
	s.tm = s.line
}

func (p *painter) font(name string, resources pdf.Value) *pdfFont {
	if p.fonts[name] == nil {
		p.fonts[name] = newFont(pdf.Font{V: resources.Key("Font").Key(name)})
	}
	return p.fonts[name]
}

// mostDrawn is how many characters a page may draw.
const mostDrawn = 200_000

// write draws a string.
func (p *painter) write(raw string) {
	s := &p.state
	if len(p.drawn) > mostDrawn {
		panic("more characters than a page has")
	}
	if s.font == nil {
		return
	}
	for ; len(raw) >= s.font.size; raw = raw[s.font.size:] {
		code := raw[:s.font.size]
		text := s.font.text(code)
		width := s.font.width(code, text) * s.size
		at := matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.mul(s.tm).mul(s.ctm)
		p.put(at, width/max(s.size, 0.001), s.char/max(s.size, 0.001), text)
		advance := width + s.char
		if code == " " {
			advance += s.word
		}
		s.tm = matrix{1, 0, 0, 1, advance * s.scale, 0}.mul(s.tm)
	}
}

// put takes a character in, once where it is drawn twice to look bold. One that is
// not upright, as of a watermark, is left out.
func (p *painter) put(at matrix, width, spacing float64, text string) {
	quarter := -1
	switch a, b := at[0], at[1]; {
	case abs(b) < abs(a)/10 && a > 0:
		quarter = 0
	case abs(a) < abs(b)/10 && b > 0:
		quarter = 1
	case abs(b) < abs(a)/10:
		quarter = 2
	case abs(a) < abs(b)/10:
		quarter = 3
	}
	if quarter < 0 {
		return
	}
	x, y := at[4], -at[5]
	for range quarter { // turn the page until the character is upright
		x, y = -y, x
	}
	size := math.Hypot(at[2], at[3])
	if text != " " && p.isDouble(text, x, y, size) {
		return
	}
	advance := math.Hypot(at[0], at[1]) * (width + max(spacing, 0))
	p.turned[quarter] = append(p.turned[quarter], glyph{x, y, x + advance, size, text})
}

// isDouble says whether a character was drawn before at nearly the same place.
func (p *painter) isDouble(text string, x, y, size float64) bool {
	step := max(size, 1) / 8
	place := glyphPlace{text, int(x / step), int(y / step)}
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if p.drawn[glyphPlace{text, place.x + dx, place.y + dy}] {
				return true
			}
		}
	}
	p.drawn[place] = true
	return false
}

// matrix is a b c d e f of PDF (ISO 32000-1, 8.3.3).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

func matrixOf(at func(int) pdf.Value) (m matrix) {
	for i := range m {
		m[i] = at(i).Float64()
	}
	return m
}

func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}
