package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/style"
)

// openShadows puts declarative shadow trees in the place of what their hosts hold,
// and that where slots are: it is all that a browser shows of a host. Styles hold in
// their own tree only.
func openShadows(doc *html.Node) {
	var shadows []*html.Node
	for n := range doc.Descendants() {
		mode := attribute(n, "shadowrootmode")
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
			light[attribute(c, "slot")] = append(light[attribute(c, "slot")], c)
		}
	}
	for _, n := range slices.Collect(shadow.Descendants()) {
		switch {
		case n.DataAtom == atom.Style:
			n.Parent.RemoveChild(n)
		case n.DataAtom == atom.Slot && len(light[attribute(n, "name")]) > 0:
			for _, c := range light[attribute(n, "name")] {
				n.Parent.InsertBefore(c, n)
			}
			n.Parent.RemoveChild(n)
			delete(light, attribute(n, "name"))
		}
	}
	for _, c := range childrenOf(shadow) {
		shadow.RemoveChild(c)
		host.AppendChild(c)
	}
}

func childrenOf(n *html.Node) []*html.Node { return slices.Collect(n.ChildNodes()) }

// longNotice is more than the bytes of a notice that a page needs scripts.
const longNotice = 500

// openNoscripts shows what a page holds for browsers without scripts, where it is
// all the text of its element: there the scripts would have shown the same.
func openNoscripts(doc *html.Node) {
	for _, n := range slices.Collect(doc.Descendants()) {
		if n.DataAtom != atom.Noscript || n.Parent == nil || n.FirstChild == nil || len(n.FirstChild.Data) < longNotice {
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
