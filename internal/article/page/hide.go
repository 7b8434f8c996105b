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
	for _, way := range []string{
		"rect(0", "rect(1px,1px,1px,1px", "inset(50%", "inset(100%", "circle(0", "scale(0)", "scale(0,0)",
	} {
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
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "sr-hidden",
			"u-visually-hidden", "hide-visually", "element-invisible", "a11y-hidden":
			return true
		}
	}
	return false
}

// hiddenNames are the classes (".name") and ids ("#name") that the page's own
// style sheets hide.
type hiddenNames map[string]bool

// styledAway reads the style sheets of a page. Only plain rules count: what
// holds for a medium, or in a context, may well be shown. Nor does opacity,
// which texts that fade in begin with.
func styledAway(doc *html.Node) hiddenNames {
	names := hiddenNames{}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Style && n.FirstChild != nil && attribute(n, "media") == "" {
			names.read(withoutComments(n.FirstChild.Data))
		}
	}
	return names
}

func (h hiddenNames) read(sheet string) {
	for {
		selectors, rest, found := strings.Cut(sheet, "{")
		if !found {
			return
		}
		selectors = strings.TrimSpace(selectors)
		if strings.HasPrefix(selectors, "@") {
			sheet = behindBlock(rest)
			continue
		}
		rules, rest, _ := strings.Cut(rest, "}")
		sheet = rest
		if strings.Contains(rules, "opacity") || !hiddenStyle(rules) {
			continue
		}
		for name := range strings.SplitSeq(selectors, ",") {
			if name = strings.TrimSpace(name); isPlainSelector(name) {
				h[name] = true
			}
		}
	}
}

// behindBlock is what follows the brace that ends a block.
func behindBlock(sheet string) string {
	depth := 1
	for i, c := range sheet {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return sheet[i+1:]
			}
		}
	}
	return ""
}

// isPlainSelector knows one class or id, and nothing else.
func isPlainSelector(s string) bool {
	return len(s) > 1 && (s[0] == '.' || s[0] == '#') && !strings.ContainsAny(s[1:], ".#:[]>+~* \t\r\n")
}

func withoutComments(sheet string) string {
	var kept strings.Builder
	for sheet != "" {
		before, rest, _ := strings.Cut(sheet, "/*")
		kept.WriteString(before)
		_, sheet, _ = strings.Cut(rest, "*/")
	}
	return kept.String()
}

func (h hiddenNames) hides(n *html.Node) bool {
	if len(h) == 0 || n.Type != html.ElementNode || n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	for name := range strings.FieldsSeq(attribute(n, "class")) {
		if h["."+name] {
			return true
		}
	}
	return h["#"+attribute(n, "id")]
}
