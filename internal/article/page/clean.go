package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/furniture"
	"newsbrief/internal/article/tree"
	"newsbrief/internal/lang"
)

// clean drops the blocks that belong to the page and not to the article.
func clean(blocks []block) []block {
	blocks = cutEnding(blocks)
	blocks = dropLinkLists(blocks)
	first, last := bodyOf(blocks)
	kept := blocks[:0]
	for i, b := range blocks {
		switch {
		case isFurnitureBlock(b):
		case i < first && isHead(b):
		case i <= first && i < last-1 && furniture.Notice(b.text):
		case i >= last-2 && isTail(b):
		default:
			kept = append(kept, b)
		}
	}
	return dropEmptySections(kept)
}

// isFurnitureBlock judges a block by its own words, links and picture.
func isFurnitureBlock(b block) bool {
	text := b.text
	switch {
	case b.kind == atom.Figcaption, b.kind == atom.Pre:
		return b.kind == atom.Figcaption
	case furniture.Line(text), furniture.Caption(text), furniture.Invitation(text):
		return true
	case furniture.Reference(text) && b.linkShare() > 0.4:
		return true
	case b.linkShare() > 0.85 && !lang.EndsSentence(text) && len(text) < 200 && (!isHeading(b) || leadsAway(b)):
		return true
	case isCaption(b):
		return true
	}
	return false
}

// leadsAway says whether the link of a heading leads to another page, as those to
// other articles do.
func leadsAway(b block) bool {
	for n := range b.node.Descendants() {
		if n.DataAtom == atom.A {
			return !strings.Contains(tree.Attribute(n, "href"), "#")
		}
	}
	return false
}

// isCaption says whether a block is a short text that shares its own element
// with a picture.
func isCaption(b block) bool {
	if b.node == nil || b.node.DataAtom == atom.P || isHeading(b) || b.kind == atom.Li {
		return false
	}
	return len(b.text) < 200 && hasChild(b.node, atom.Img) && !lang.EndsSentence(b.text)
}

func hasChild(n *html.Node, kind atom.Atom) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == kind {
			return true
		}
	}
	return false
}

// bodyOf returns the range of blocks from the first paragraph to the last.
func bodyOf(blocks []block) (first, last int) {
	first = len(blocks)
	for i, b := range blocks {
		if isProse(b) {
			first, last = min(first, i), i+1
		}
	}
	return first, last
}

// isProse says whether a block is a paragraph of sentences.
func isProse(b block) bool {
	return !isHeading(b) && len(b.text) > 80 && lang.EndsSentence(b.text) && b.linkShare() < 0.5
}

// isHead says whether a block before the first paragraph is a title, a date, a
// byline or a label.
func isHead(b block) bool {
	if b.kind == atom.H1 || len(b.text) < 40 && strings.HasSuffix(b.text, ":") {
		return true
	}
	return b.kind != atom.Li && (furniture.Stamp(b.text) || furniture.Byline(b.text))
}

func isTail(b block) bool {
	if b.kind == atom.Li {
		return false
	}
	return furniture.Closing(b.text) || furniture.Stamp(b.text) || b.linked > 0 && furniture.Reference(b.text)
}

// cutEnding drops what follows a heading such as "Comments", where that is
// less than half of the text.
func cutEnding(blocks []block) []block {
	total := length(blocks)
	for i, b := range blocks {
		alone := len(b.text) < 60 && (isHeading(b) || b.linked == 0)
		if i > 0 && alone && furniture.Ending(b.text) && length(blocks[i:]) < total/2 {
			return blocks[:i]
		}
	}
	return blocks
}

func length(blocks []block) (n int) {
	for _, b := range blocks {
		n += len(b.text)
	}
	return n
}

// dropLinkLists drops lists most of whose text is links.
func dropLinkLists(blocks []block) []block {
	kept := blocks[:0]
	for len(blocks) > 0 {
		n := 1
		for blocks[0].kind == atom.Li && n < len(blocks) && blocks[n].kind == atom.Li {
			n++
		}
		if blocks[0].kind != atom.Li || !mostlyLinks(blocks[:n]) {
			kept = append(kept, blocks[:n]...)
		}
		blocks = blocks[n:]
	}
	return kept
}

func mostlyLinks(list []block) bool {
	linked, all := 0, 0
	for _, b := range list {
		linked += b.linked
		all += b.letters()
	}
	return 10*linked > 7*all
}

// dropEmptySections drops headings that nothing follows, or only a heading of
// the same rank or a higher one.
func dropEmptySections(blocks []block) []block {
	for n := len(blocks); n > 1 && isHeading(blocks[n-1]); n-- {
		blocks = blocks[:n-1]
	}
	return blocks
}

func isHeading(b block) bool {
	switch b.kind {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func (b block) linkShare() float64 { return float64(b.linked) / float64(max(b.letters(), 1)) }

// letters is the length of the block's text without white space.
func (b block) letters() int {
	n := len(b.text)
	for _, c := range b.text {
		if unicode.IsSpace(c) {
			n--
		}
	}
	return n
}
