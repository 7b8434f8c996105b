package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/style"
	"newsbrief/internal/article/tree"
)

// hide removes what a browser does not show, so that no text reaches a model
// that no reader sees, and returns how many scripts there were.
func hide(doc *html.Node) (scripts int) {
	openShadows(doc)
	openNoscripts(doc)
	style.Remove(doc)
	var next *html.Node
	for n := doc.FirstChild; n != nil; n = next {
		next = tree.Following(n, doc)
		if n.DataAtom == atom.Script {
			scripts++
		}
		if isHidden(n) {
			next = tree.Skipping(n, doc)
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
	case atom.Style, atom.Script, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Canvas, atom.Audio,
		atom.Video, atom.Select, atom.Textarea, atom.Input, atom.Button, atom.Datalist, atom.Meter, atom.Progress,
		atom.Noscript, atom.Noembed, atom.Noframes, atom.Rp, atom.Rt, atom.Rtc, atom.Annotation:
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

// openShadows puts declarative shadow trees in the place of what their hosts hold,
// and that where slots are: it is all that a browser shows of a host. Styles hold in
// their own tree only.
func openShadows(doc *html.Node) {
	var shadows []*html.Node
	for n := range doc.Descendants() {
		mode := tree.Attribute(n, "shadowrootmode")
		if n.DataAtom == atom.Template && n.Parent != nil && (mode == "open" || mode == "closed") {
			shadows = append(shadows, n)
		}
	}
	for _, shadow := range slices.Backward(shadows) {
		style.Remove(shadow)
		openShadow(shadow, shadow.Parent)
	}
}

func openShadow(shadow, host *html.Node) {
	light := map[string][]*html.Node{}
	for _, c := range childrenOf(host) {
		host.RemoveChild(c)
		if c != shadow {
			light[tree.Attribute(c, "slot")] = append(light[tree.Attribute(c, "slot")], c)
		}
	}
	for _, n := range slices.Collect(shadow.Descendants()) {
		switch {
		case n.DataAtom == atom.Style:
			n.Parent.RemoveChild(n)
		case n.DataAtom == atom.Slot && len(light[tree.Attribute(n, "name")]) > 0:
			for _, c := range light[tree.Attribute(n, "name")] {
				n.Parent.InsertBefore(c, n)
			}
			n.Parent.RemoveChild(n)
			delete(light, tree.Attribute(n, "name"))
		}
	}
	for _, c := range childrenOf(shadow) {
		shadow.RemoveChild(c)
		host.AppendChild(c)
	}
}

func childrenOf(n *html.Node) []*html.Node { return slices.Collect(n.ChildNodes()) }

// longNotice is more than the bytes of a notice that a page needs scripts.
const longNotice = 300

// openNoscripts shows what a page holds for browsers without scripts, where it is
// all the text of its element: there the scripts would have shown the same.
func openNoscripts(doc *html.Node) {
	for _, n := range slices.Collect(doc.Descendants()) {
		if n.DataAtom != atom.Noscript || n.FirstChild == nil || len(n.FirstChild.Data) < longNotice {
			continue
		}
		nodes, err := html.ParseFragment(strings.NewReader(n.FirstChild.Data), n.Parent)
		if err != nil || lengthOfAll(nodes) < longNotice || hasOtherText(n) {
			continue
		}
		for _, c := range nodes {
			n.Parent.InsertBefore(c, n)
		}
	}
}

func lengthOfAll(nodes []*html.Node) (length int) {
	for _, n := range nodes {
		length += textLength(n)
	}
	return length
}

func hasOtherText(n *html.Node) bool {
	for c := range n.Parent.ChildNodes() {
		if c != n && c.DataAtom != atom.Script && c.DataAtom != atom.Style && textLength(c) > 0 {
			return true
		}
	}
	return false
}
