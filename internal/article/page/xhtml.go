package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/style"
)

// htmlOf is a chapter of XHTML as HTML that shows the same: <title/> is an empty
// element, which in HTML would take in all that follows, and the text of drawings,
// which is left out of web pages as labels and icons, stands in paragraphs.
func htmlOf(source string) string {
	x := xhtml{tokens: html.NewTokenizer(strings.NewReader(source))}
	x.b.Grow(len(source))
	for kind := x.tokens.Next(); kind != html.ErrorToken; kind = x.tokens.Next() {
		raw := string(x.tokens.Raw())
		if kind == html.SelfClosingTagToken {
			x.tokens.NextIsNotRawText()
		}
		if t := x.tokens.Token(); x.depth > 0 || t.Data == "svg" && t.Type == html.StartTagToken {
			x.drawing(t, raw)
		} else {
			x.outside(t, raw)
		}
	}
	return x.b.String()
}

type xhtml struct {
	b      strings.Builder
	tokens *html.Tokenizer
	inline bool // a paragraph or heading is open
	svgs   int  // drawings in one another that are open
	depth  int  // elements of a drawing that are open
	text   int  // depth of the text that is open, 0 where none is
	unseen int  // depth of what is not shown, 0 where all is
	wrote  bool // the drawing has written a text
}

func (x *xhtml) outside(t html.Token, raw string) {
	if kind, ok := blockKind(t.DataAtom); ok {
		x.inline = t.Type == html.StartTagToken && (t.DataAtom == atom.P || kind != atom.P && t.Data[0] == 'h')
	}
	if t.Type != html.SelfClosingTagToken || isVoid(t.DataAtom) {
		x.b.WriteString(raw)
		return
	}
	x.b.WriteString(strings.TrimSuffix(raw, "/>") + "></" + t.Data + ">")
}

// drawing takes a token of SVG (SVG 2, 11.2: text and tspan are what draws text).
func (x *xhtml) drawing(t html.Token, raw string) {
	switch t.Type {
	case html.StartTagToken:
		if _, ok := blockKind(t.DataAtom); ok && x.text == 0 && x.unseen == 0 {
			x.leave() // as a browser does where a drawing's end is missing
			x.outside(t, raw)
			return
		}
		x.start(t)
	case html.EndTagToken:
		x.end(t)
	case html.TextToken:
		if x.text > 0 && x.unseen == 0 {
			x.b.WriteString(raw)
		}
	}
}

func (x *xhtml) start(t html.Token) {
	x.depth++
	if t.Data == "svg" {
		x.svgs++
	}
	switch {
	case x.unseen > 0:
	case isUndrawn(t):
		x.unseen = x.depth
	case x.text == 0 && (t.Data == "text" || t.Data == "foreignobject"):
		x.text = x.depth
		x.between()
	case slices.ContainsFunc(t.Attr, isPlace) || t.DataAtom == atom.P || t.DataAtom == atom.Div:
		x.b.WriteByte(' ') // a line of its own
	}
}

// between begins a text: a paragraph, but in a paragraph a part of it. The first
// stands close, as the large letter that begins a chapter.
func (x *xhtml) between() {
	switch {
	case !x.inline:
		x.b.WriteString("<p>")
	case x.wrote:
		x.b.WriteByte(' ')
	}
	x.wrote = true
}

func (x *xhtml) end(t html.Token) {
	if t.Data == "svg" {
		if x.svgs--; x.svgs == 0 {
			x.leave()
			return
		}
	}
	if x.text == x.depth {
		x.endText()
	}
	if x.unseen == x.depth {
		x.unseen = 0
	}
	x.depth = max(x.depth-1, 1)
}

func (x *xhtml) endText() {
	if x.text > 0 && !x.inline {
		x.b.WriteString("</p>")
	}
	x.text = 0
}

func (x *xhtml) leave() {
	x.endText()
	x.svgs, x.depth, x.unseen, x.wrote = 0, 0, 0, false
}

// isUndrawn says whether a part of a drawing is only named, explains it or is hidden.
func isUndrawn(t html.Token) bool {
	switch t.Data {
	case "defs", "symbol", "title", "desc", "metadata", "style", "script", "rt", "rp", "rtc":
		return true
	}
	return slices.ContainsFunc(t.Attr, hidesDrawn)
}

// hidesDrawn says whether an attribute hides its element of a drawing.
func hidesDrawn(a html.Attribute) bool {
	switch a.Key {
	case "display":
		return a.Val == "none"
	case "visibility":
		return a.Val == "hidden"
	case "style":
		return style.Hides(a.Val)
	case "class":
		return hiddenClass(a.Val)
	}
	return false
}

// isPlace says whether an attribute moves the text to a place of its own.
func isPlace(a html.Attribute) bool { return a.Key == "x" || a.Key == "y" || a.Key == "dy" }
