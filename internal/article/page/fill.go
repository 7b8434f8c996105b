package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/furniture"
	"newsbrief/internal/article/tree"
	"newsbrief/internal/lang"
)

// place is a block of the whole page, with what is lost when readability takes the
// page apart.
type place struct {
	block
	path []*html.Node // the elements around it, from the innermost
	kin  string       // what elements around blocks like it are called; "" if nothing
}

// outlineOf lists the blocks of a page.
func outlineOf(doc *html.Node) []place {
	blocks := blocksOf(doc)
	outline := make([]place, len(blocks))
	for i, b := range blocks {
		var path []*html.Node
		for n := b.node; n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Body; n = n.Parent {
			path = append(path, n)
		}
		outline[i] = place{b, path, kinOf(path)}
	}
	return outline
}

func kinOf(path []*html.Node) string {
	if len(path) < 3 {
		return ""
	}
	parent, outer := tree.Attribute(path[1], "class"), tree.Attribute(path[2], "class")
	if parent+outer == "" {
		return ""
	}
	return path[0].Data + "<" + path[1].Data + "." + parent + "<" + path[2].Data + "." + outer
}

// filler gives an article back what readability has left out: its standfirst, and
// paragraphs among or beside those that it kept.
type filler struct {
	outline     []place
	title       string
	kept        map[string]bool     // texts of blocks
	text        string              // all of them
	around      map[*html.Node]bool // what those of prose stand in
	parents     map[*html.Node]bool // what they stand in without anything between
	kin         map[string]bool
	first, last int // of the outline, that were kept and are prose
}

// fill is the article with what is given back; all is what readability kept, blocks
// what was left of that.
func fill(blocks, all []block, outline []place, title string) []block {
	f := filler{outline: outline, title: title, kept: map[string]bool{}, around: map[*html.Node]bool{},
		parents: map[*html.Node]bool{}, kin: map[string]bool{}, first: len(outline), last: -1}
	var text strings.Builder
	for _, b := range all {
		f.kept[b.text] = true
		text.WriteString(b.text)
		text.WriteByte('\n')
	}
	f.text = text.String()
	for i, p := range outline {
		if f.kept[p.text] && isProse(p.block) {
			f.first, f.last = min(f.first, i), i
			f.kin[p.kin] = true
			for i, n := range p.path[min(1, len(p.path)):] {
				f.around[n] = true
				f.parents[n] = f.parents[n] || i == 0
			}
		}
	}
	if f.last < 0 {
		return blocks
	}
	return f.merge(blocks)
}

// merge puts what is given back in its place.
func (f *filler) merge(blocks []block) []block {
	merged := make([]block, 0, len(blocks)+4)
	title := f.headline()
	next := 0
	for i, p := range f.outline {
		switch {
		case f.kept[p.text]:
			if at := indexOf(blocks[next:], p.text); at >= 0 {
				merged = append(merged, blocks[next:next+at+1]...)
				next += at + 1
			}
		case strings.Contains(f.text, p.text):
		case i > title && i < f.first && f.isLead(p, i == title+1), i > f.first && f.isBeside(i, p):
			p.kind = atom.P
			merged = append(merged, p.block)
		}
	}
	return append(merged, blocks[next:]...)
}

func indexOf(blocks []block, text string) int {
	for i, b := range blocks {
		if b.text == text {
			return i
		}
	}
	return -1
}

// headline is the index of the title nearest before the article.
func (f *filler) headline() int {
	for i := f.first - 1; i >= 0; i-- {
		p := f.outline[i]
		if p.kind == atom.H1 || f.title != "" && p.text == f.title {
			return i
		}
	}
	return f.first
}

// isApart says whether something around a block, but not around the article, is
// furniture or another article.
func (f *filler) isApart(p place) bool {
	for _, n := range p.path {
		if f.around[n] {
			return false
		}
		if isFurniture(n) || n.DataAtom == atom.Footer || n.DataAtom == atom.Article {
			return true
		}
	}
	return false
}

// isLead says whether a block before the article is its standfirst; below is true
// of what stands right under the title.
func (f *filler) isLead(p place, below bool) bool {
	if p.kind == atom.Li || p.linkShare() > 0.3 || len(p.text) < 40 || f.isApart(p) {
		return false
	}
	if furniture.Line(p.text) || furniture.Stamp(p.text) || furniture.Byline(p.text) || furniture.Caption(p.text) {
		return false
	}
	return lang.EndsSentence(p.text) || below && len(p.text) > 60
}

// isBeside says whether a paragraph stands among those that were kept; one that is
// all a link counts where it is a sentence.
func (f *filler) isBeside(i int, p place) bool {
	sentence := i < f.last && len(p.text) > 40 && lang.EndsSentence(p.text)
	if isHeading(p.block) || !isProse(p.block) && !sentence || len(p.path) < 2 {
		return false
	}
	near := f.parents[p.path[1]] || i < f.last && f.kin[p.kin] && p.kin != ""
	return near && !f.isApart(p)
}
