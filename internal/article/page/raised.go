package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// superscripts keep raised digits from becoming digits of the number before
// them.
var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻", "+", "⁺")

// readRaised reads a <sup>: an exponent becomes raised digits, the mark of a
// note is left out, anything else ("1st") is text.
func (r *blockReader) readRaised(n *html.Node) {
	text := strings.TrimSpace(textOf(n))
	switch digits := strings.Trim(text, "0123456789+-−") == ""; {
	case digits && text != "" && !hasLink(n) && r.takesExponent():
		r.write(superscripts.Replace(text))
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
