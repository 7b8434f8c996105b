package document

import (
	"slices"
	"strings"
	"unicode"
)

// LostAnchors are the headings of Markdown that links in it lead to by a name
// made of their text, and that have another one in the translation. Links stay
// as they are: what names a heading gets differs between tools.
func (d *Document) LostAnchors(targets []string) []string {
	var lost []string
	for i, s := range d.Segments {
		name := anchorOf(s.Plain(s.Text))
		named := strings.HasPrefix(strings.TrimLeft(d.source[s.end:], " "), "{#")
		if s.Heading && !named && slices.Contains(d.anchors, name) && anchorOf(s.Plain(targets[i])) != name {
			lost = append(lost, name)
		}
	}
	return lost
}

// anchorOf is the name that GitHub and most others give to a heading.
func anchorOf(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
