// Package style removes from a page what its own styles keep from being seen. It
// hides the cascade, for the few properties that can hide text: a browser's rules
// (CSS Cascade 5, Conditional 5, Selectors 4), by what the page itself states. Style
// sheets that stand elsewhere are not fetched.
package style

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/tree"
)

// Remove takes out of a tree what is not displayed, and the texts that cannot be
// seen where they stand. The page as a whole stays: html and body are often hidden
// until scripts have run, and so is any part that holds most of the text.
func Remove(doc *html.Node) {
	r := remover{styles: read(doc)}
	r.whole = r.textLength(rootOf(doc))
	var next *html.Node
	for n := doc.FirstChild; n != nil; n = next {
		next = tree.Following(n, doc)
		switch {
		case n.Type != html.ElementNode || isFrame(n.DataAtom):
		case n.DataAtom == atom.Svg:
			next = tree.Skipping(n, doc)
		case r.removes(n):
			next = tree.Skipping(n, doc)
			r.unseen = append(r.unseen, n)
		}
	}
	r.spareSlides()
	for _, n := range r.unseen { // not before: selectors look at what is around
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// spareSlides shows what a script shows one after another: three and more parts beside
// one that is seen and has their class, which hold most of the text of a page.
func (r *remover) spareSlides() {
	hidden, parts := map[*html.Node]bool{}, map[*html.Node][]*html.Node{}
	for _, n := range r.unseen {
		if n.Type == html.ElementNode {
			hidden[n] = true
			parts[n.Parent] = append(parts[n.Parent], n)
		}
	}
	for parent, list := range parts {
		length := 0
		for _, n := range list {
			length += r.textLength(n)
		}
		if !r.scripts || len(list) < 3 || length <= r.whole/3 || !hasShown(parent, list[0], hidden) {
			delete(parts, parent)
		}
	}
	r.unseen = slices.DeleteFunc(r.unseen, func(n *html.Node) bool {
		return n.Type == html.ElementNode && parts[n.Parent] != nil
	})
}

// hasShown says whether one of the children that are not hidden shares a class with a
// hidden one.
func hasShown(parent, like *html.Node, hidden map[*html.Node]bool) bool {
	names := tree.Attribute(like, "class")
	for c := range parent.ChildNodes() {
		other := tree.Attribute(c, "class")
		for name := range strings.FieldsSeq(other) {
			if !hidden[c] && slices.Contains(strings.Fields(names), name) {
				return true
			}
		}
	}
	return false
}

func rootOf(n *html.Node) *html.Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// Hides says whether the declarations of a style attribute, by themselves, hide
// what stands in a block.
func Hides(attribute string) bool {
	list := inlineOf(attribute)
	p := props{}
	for i := range list {
		p[list[i].name] = &list[i]
	}
	return p.hides(false) || p.isSilent()
}

func isFrame(tag atom.Atom) bool { return tag == atom.Html || tag == atom.Body || tag == atom.Head }

type remover struct {
	*styles
	whole  int // bytes of text of the page
	unseen []*html.Node
}

// removes says whether an element is not displayed; texts in it that cannot be seen
// it notes itself.
func (r *remover) removes(n *html.Node) bool {
	stated, suspect := r.isStated(n), r.isSuspect(n)
	if !stated && !suspect || !hasText(n) {
		return false
	}
	p := r.of(n)
	for _, reason := range []reason{silent, tiny, faint} {
		if reason.holds(r.styles, n, p) && (stated || !r.isMost(n)) {
			r.quiet(n, reason)
		}
	}
	switch {
	case !p.hides(isInline(n, p)) || r.fadesIn(p):
		return false
	case stated:
		return true
	}
	return !r.isMost(n)
}

// isMost says whether a page with scripts has so much of its text in an element
// that it must be meant to be shown.
func (r *remover) isMost(n *html.Node) bool {
	return r.textLength(n) > r.whole/3 && (r.scripts || r.textLength(n) > r.whole*4/5)
}

// fadesIn says whether what begins unseen is made to appear, by an animation or a
// script.
func (r *remover) fadesIn(p props) bool {
	if p.get("display") == "none" {
		return false
	}
	animated := p.get("animation") != "" && p.get("animation") != "none"
	return animated || p["transition"] != nil && r.scripts && p["opacity"] != nil && !p["opacity"].inline
}

// quiet notes the texts below n but those in elements that are seen again.
func (r *remover) quiet(n *html.Node, why reason) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			r.unseen = append(r.unseen, c)
		case c.Type == html.ElementNode && !why.ends(r.styles, c, r.of(c)):
			r.quiet(c, why)
		}
	}
}

// textLength is the number of bytes of text below n, without white space at the ends
// of texts and without scripts and styles.
func (r *remover) textLength(n *html.Node) (length int) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !isCode(d.Parent.DataAtom) {
			length += len(strings.TrimSpace(d.Data))
		}
	}
	return length
}

// hasText says whether there is text below n; what has none need not be hidden.
func hasText(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = tree.Following(c, n) {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

func isCode(tag atom.Atom) bool {
	return tag == atom.Script || tag == atom.Style || tag == atom.Noscript
}
