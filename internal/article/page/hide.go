package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/style"
)

// hide removes what a browser does not show, so that no text reaches a model
// that no reader sees, and returns how many scripts there were.
func hide(doc *html.Node) (scripts int) {
	openShadows(doc)
	openNoscripts(doc)
	style.Remove(doc)
	var next *html.Node
	for n := doc.FirstChild; n != nil; n = next {
		next = following(n, doc)
		if n.DataAtom == atom.Script {
			scripts++
		}
		if isHidden(n) {
			next = skipping(n, doc)
			n.Parent.RemoveChild(n)
			continue
		}
		n.Attr = slices.DeleteFunc(n.Attr, isJudged)
	}
	return scripts
}

// isJudged names the attributes that have been judged, which readability would
// judge again by their words.
func isJudged(a html.Attribute) bool {
	return a.Key == "style" || a.Key == "hidden" || a.Key == "aria-hidden"
}

func isHidden(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.ElementNode && isHiddenTag(n.DataAtom, n.Attr)
}

// isHiddenTag knows what is shown nowhere, what belongs to other kinds of browsers,
// and what is drawn or filled in and not read.
func isHiddenTag(tag atom.Atom, attributes []html.Attribute) bool {
	switch tag {
	case atom.Style, atom.Script, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Canvas, atom.Audio, atom.Video,
		atom.Select, atom.Textarea, atom.Input, atom.Button, atom.Datalist, atom.Meter, atom.Progress,
		atom.Noscript, atom.Noembed, atom.Noframes, atom.Rp, atom.Rt, atom.Annotation:
		return true
	case atom.Html, atom.Body:
		return false
	}
	for _, a := range attributes {
		if a.Key == "class" && hiddenClass(a.Val) || a.Key == "aria-hidden" && isIcon(attributes) {
			return true
		}
	}
	return false
}

// isIcon says whether an element's classes say that its text is the name of a
// picture in a font.
func isIcon(attributes []html.Attribute) bool {
	for _, a := range attributes {
		if a.Key == "class" && strings.Contains(strings.ToLower(a.Val), "icon") {
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
