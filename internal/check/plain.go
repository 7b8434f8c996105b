package check

import (
	"sort"
	"strings"
	"unicode"

	"newsbrief/internal/article"
	"newsbrief/internal/claim"
)

// plainText is a text as quotations and links are looked up in it.
type plainText struct {
	text  string         // words without marks
	start []int          // of each sentence in text
	links map[string]int // to their sentences, from 1
}

func newPlainText(a *article.Article, claims []located) *plainText {
	var b strings.Builder
	b.Grow(len(a.Text) + len(a.Sentences))
	b.WriteByte(' ')
	p := &plainText{start: make([]int, 0, len(a.Sentences)), links: map[string]int{}}
	for n := range a.Sentences {
		p.start = append(p.start, b.Len()-1)
		writeNormal(&b, a.Sentence(n+1))
	}
	p.text = b.String()
	for _, l := range claims {
		if l.Kind == claim.URL || l.Kind == claim.Code {
			p.links[bareLink(l.text)] = l.sentence + 1
		}
	}
	return p
}

// sentence is the one, from 1, in which the words at a byte of text stand.
func (p *plainText) sentence(at int) int {
	return sort.Search(len(p.start), func(i int) bool { return p.start[i] > at })
}

// end is the byte behind sentence n, which counts from 0.
func (p *plainText) end(n int) int {
	if n+1 < len(p.start) {
		return p.start[n+1]
	}
	return len(p.text)
}

// normal reduces text to its words in lower case, so that quotations compare
// without marks, line ends and capitals. A space stands at both ends.
func normal(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 2)
	b.WriteByte(' ')
	writeNormal(&b, text)
	return b.String()
}

// writeNormal writes words and a space behind each.
func writeNormal(b *strings.Builder, text string) {
	gap, begun := false, false
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			if gap && begun {
				b.WriteByte(' ')
			}
			gap, begun = false, true
			b.WriteRune(unicode.ToLower(r))
		case r != '\'' && r != '’':
			gap = true
		}
	}
	if begun {
		b.WriteByte(' ')
	}
}
