package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hide removes what a browser does not show, so that no text reaches a model
// that no reader sees, and returns how many scripts there were.
func hide(doc *html.Node) (scripts int) {
	named, most := styledAway(doc), textLength(doc)/3
	var next *html.Node
	for n := doc.FirstChild; n != nil; n = next {
		next = following(n, doc)
		if n.DataAtom == atom.Script {
			scripts++
		}
		if isHidden(n) || named.hides(n) && textLength(n) <= most {
			next = skipping(n, doc)
			n.Parent.RemoveChild(n)
		}
	}
	return scripts
}

func isHidden(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.ElementNode && isHiddenTag(n.DataAtom, n.Attr)
}

func isHiddenTag(tag atom.Atom, attributes []html.Attribute) bool {
	switch tag {
	case atom.Style, atom.Script, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Canvas, atom.Dialog,
		atom.Select, atom.Textarea, atom.Input, atom.Button:
		return true
	case atom.Html, atom.Body:
		return false // a page is hidden until its scripts have run
	}
	for _, a := range attributes {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") && tag != atom.Img && tag != atom.A {
				return true
			}
		case "style":
			if hiddenStyle(a.Val) {
				return true
			}
		case "class":
			if hiddenClass(a.Val) {
				return true
			}
		}
	}
	return false
}

// hiddenStyle knows the ways to write text that cannot be seen.
func hiddenStyle(style string) bool {
	for rule := range strings.SplitSeq(strings.ToLower(style), ";") {
		property, value, _ := strings.Cut(rule, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(property) {
		case "display":
			if value == "none" {
				return true
			}
		case "visibility":
			if value == "hidden" || value == "collapse" {
				return true
			}
		case "opacity", "font-size", "max-height":
			if isTiny(value) {
				return true
			}
		case "color":
			if value == "transparent" {
				return true
			}
		case "clip", "clip-path", "transform":
			if clipsAll(value) {
				return true
			}
		case "text-indent", "left", "top", "right", "margin-left":
			if strings.HasPrefix(value, "-") && len(strings.TrimRight(value, "pxemt%r")) >= 5 {
				return true // moved thousands of pixels away
			}
		}
	}
	return false
}

// isTiny says whether a length, or a share, is too small to be seen.
func isTiny(value string) bool {
	number, err := strconv.ParseFloat(strings.TrimRight(value, "pxemtr%"), 64)
	return err == nil && (number < 0.02 || strings.HasSuffix(value, "px") && number <= 1)
}

// clipsAll knows the ways to cut a box down to nothing.
func clipsAll(value string) bool {
	value = strings.Join(strings.Fields(value), "")
	for _, way := range []string{"rect(0", "rect(1px,1px,1px,1px", "inset(50%", "inset(100%", "circle(0", "scale(0)", "scale(0,0)"} {
		if strings.HasPrefix(value, way) {
			return true
		}
	}
	return false
}

// hiddenClass knows the usual names of classes for screen readers only, whose
// texts repeat or explain what is shown.
func hiddenClass(names string) bool {
	for name := range strings.FieldsSeq(names) {
		switch strings.ToLower(name) {
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "sr-hidden", "u-visually-hidden", "hide-visually", "element-invisible", "a11y-hidden":
			return true
		}
	}
	return false
}
