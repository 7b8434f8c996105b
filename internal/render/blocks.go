package render

import (
	"strings"
	"unicode"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// htmlBlock is a part of a text: a heading or paragraph of statements, a list of items, a
// table of rows.
type htmlBlock struct {
	Kind  string // heading, paragraph, list or table
	Head  []string
	Parts [][]htmlLine // statements, by item or row
}

// htmlText is the text as article n of a page.
func htmlText(t *result.Text, of *article.Article, n int, o Options) *htmlArticle {
	a := newArticle(t.Source, t.Usage, t.Warnings)
	m := &marker{n: n, article: of, cited: map[int]string{}}
	a.Lines = speech(t.Language)
	b := &blocks{}
	end := 0
	for _, p := range t.Statements {
		b.layout(t.Text[end:p.Start])
		end = p.End
		if o.NoCite {
			p.Evidence = nil
		}
		line := m.bullet(p.Bullet)
		a.count(line)
		b.add(line)
	}
	a.Blocks = b.list
	a.Text, a.Quotes = m.text()
	a.Counts = countOf(len(t.Statements), "line")
	return a
}

// blocks gathers the blocks of a text while its statements come.
type blocks struct {
	list  []htmlBlock
	head  []string // of the next table
	kind  string   // of the next block
	fresh bool     // the next statement begins an item, a row or a paragraph
}

// layout takes what stands between two statements.
func (b *blocks) layout(text string) {
	lines := strings.Split(text, "\n")
	if len(lines) == 1 && len(b.list) > 0 {
		return
	}
	for _, l := range lines[:len(lines)-1] {
		if strings.Contains(l, "|") && strings.ContainsFunc(l, unicode.IsLetter) {
			b.head = nil
			for cell := range strings.SplitSeq(strings.Trim(plain.Line(l), "| "), "|") {
				b.head = append(b.head, strings.TrimSpace(cell))
			}
		}
	}
	b.kind, b.fresh = kindBehind(lines[len(lines)-1]), true
}

// kindBehind is the kind of block that a line begins with these marks.
func kindBehind(marks string) string {
	switch marks = strings.TrimSpace(marks); {
	case strings.HasPrefix(marks, "|"):
		return "table"
	case strings.HasPrefix(marks, "#"):
		return "heading"
	case marks != "" && len([]rune(marks)) < len("1000."):
		return "list"
	}
	return "paragraph"
}

// add takes the next statement.
func (b *blocks) add(l htmlLine) {
	n := len(b.list) - 1
	grouped := n >= 0 && b.list[n].Kind == b.kind && b.head == nil && (b.kind == "list" || b.kind == "table")
	if b.fresh && !grouped || n < 0 {
		b.list = append(b.list, htmlBlock{Kind: b.kind, Head: b.head})
		n++
	}
	block := &b.list[n]
	if b.fresh || len(block.Parts) == 0 {
		block.Parts = append(block.Parts, nil)
	}
	last := len(block.Parts) - 1
	block.Parts[last] = append(block.Parts[last], l)
	b.fresh, b.head = false, nil
}
