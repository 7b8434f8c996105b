package office

import (
	"encoding/hex"
	"io"
	"iter"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// pdfFont turns the codes of a string into text and widths.
type pdfFont struct {
	size     int // bytes of a code
	unicode  map[int]string
	encoder  pdf.TextEncoding // of codes that unicode does not know; nil: nobody does
	widths   map[int]float64  // in thousandths of the font's size
	fallback float64          // width of the others; 0: by their letters
}

// newFont reads a font. A composite font without a table to Unicode cannot be read.
func newFont(f pdf.Font) *pdfFont {
	font := &pdfFont{size: 1, widths: map[int]float64{}, unicode: toUnicode(f.V.Key("ToUnicode"))}
	if f.V.Key("Subtype").Name() == "Type0" {
		font.size, font.fallback = 2, 1000
		font.readComposite(f.V.Key("DescendantFonts").Index(0))
		return font
	}
	font.encoder = f.Encoder()
	drawn := f.V.Key("Subtype").Name() == "Type3" && len(font.unicode) == 0
	if drawn && f.V.Key("Encoding").Kind() != pdf.Name {
		font.encoder = nil // its characters are drawings
	}
	first := f.FirstChar()
	for i, w := range f.Widths() {
		font.widths[first+i] = w
	}
	return font
}

// mostGlyphs is how many widths a font has.
const mostGlyphs = 1 << 16

// readComposite reads the widths of a CID font: "c [w w …]" and "first last w".
func (f *pdfFont) readComposite(cid pdf.Value) {
	if dw := cid.Key("DW"); !dw.IsNull() {
		f.fallback = dw.Float64()
	}
	w := cid.Key("W")
	for i := 0; i+1 < w.Len(); {
		first := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range min(list.Len(), mostGlyphs) {
				f.widths[first+k] = list.Index(k).Float64()
			}
			i += 2
			continue
		}
		last := int(w.Index(i + 1).Int64())
		for c := first; c <= last && c-first < mostGlyphs; c++ {
			f.widths[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// toUnicode reads a table of codes and their text (Adobe Technical Note 5411): pairs
// between beginbfchar and endbfchar, and ranges, whose text is that of the first or a
// list.
func toUnicode(stream pdf.Value) map[int]string {
	table := map[int]string{}
	if stream.Kind() != pdf.Stream {
		return table
	}
	r := stream.Reader()
	defer r.Close()
	data, _ := io.ReadAll(io.LimitReader(r, 4<<20))
	var codes []string // since the last operator
	list := -1         // where a list began among them
	for token := range cmapTokens(string(data)) {
		switch {
		case token == "[":
			list = len(codes)
		case token == "]" && list >= 2:
			first := codeOf(codes[list-2])
			for k, text := range codes[list:] {
				table[first+k] = utf16Text(text)
			}
			codes, list = codes[:list-2], -1
		case token == "endbfchar":
			for ; len(codes) >= 2; codes = codes[2:] {
				table[codeOf(codes[0])] = utf16Text(codes[1])
			}
		case token == "endbfrange":
			for ; len(codes) >= 3; codes = codes[3:] {
				addRange(table, codeOf(codes[0]), codeOf(codes[1]), []rune(utf16Text(codes[2])))
			}
		case token[0] == '<':
			raw, _ := hex.DecodeString(token[1:])
			codes = append(codes, string(raw))
		default:
			codes, list = nil, -1
		}
	}
	return table
}

// cmapTokens are the words, brackets and "<" with hexadecimal digits of a table.
func cmapTokens(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			text = strings.TrimLeft(text, " \t\r\n\x00\f")
			if text == "" {
				return
			}
			size := 1
			switch text[0] {
			case '[', ']', '>':
			case '<':
				if size = strings.IndexByte(text, '>'); size < 0 {
					return
				}
			default:
				if size = strings.IndexAny(text[1:], " \t\r\n\x00\f<[]") + 1; size == 0 {
					size = len(text)
				}
			}
			token := strings.Join(strings.Fields(text[:size]), "")
			if text = text[size:]; token != ">" && !yield(token) {
				return
			}
		}
	}
}

func addRange(table map[int]string, first, last int, start []rune) {
	if len(start) == 0 {
		return
	}
	for k := 0; k <= last-first && k < mostGlyphs && len(table) <= mostGlyphs; k++ {
		table[first+k] = string(start)
		start[len(start)-1]++
	}
}

func codeOf(raw string) (code int) {
	for i := range min(len(raw), 4) {
		code = code<<8 | int(raw[i])
	}
	return code
}

func utf16Text(raw string) string {
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// text is what a code means; U+FFFD where nobody knows.
func (f *pdfFont) text(raw string) string {
	if text, ok := f.unicode[codeOf(raw)]; ok {
		return text
	}
	if f.encoder == nil {
		return "\uFFFD"
	}
	return f.encoder.Decode(raw)
}

// width is a code's, in parts of the font's size.
func (f *pdfFont) width(raw, text string) float64 {
	if w, ok := f.widths[codeOf(raw)]; ok {
		return w / 1000
	}
	if f.fallback > 0 {
		return f.fallback / 1000
	}
	return usualWidth(text)
}

// usualWidth is about what a letter has in fonts that need not tell theirs, Helvetica
// and Times.
func usualWidth(text string) float64 {
	switch {
	case text == "" || strings.Contains("ijlI.,:;'|! ", text):
		return 0.27
	case strings.Contains("frt()[]-", text):
		return 0.33
	case strings.Contains("mMW@", text):
		return 0.86
	case text >= "A" && text <= "Z":
		return 0.68
	}
	return 0.52
}
