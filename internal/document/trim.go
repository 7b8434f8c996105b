package document

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trimmed drops the markup and the white space around the text: what is at
// the edge need not travel.
func (b *builder) trimmed() (list []int) {
	first, last := 0, len(b.pieces)-1
	for first <= last {
		p, q := &b.pieces[first], &b.pieces[last]
		switch {
		case b.edge(p, true):
			first++
		case b.edge(q, false):
			last--
		case p.kind == openPiece && p.match == last:
			first, last = first+1, last-1
		default:
			for i := first; i <= last; i++ {
				list = append(list, i)
			}
			return list
		}
	}
	return nil
}

// edge trims a piece at the left or right edge and says whether nothing of it
// is left.
func (b *builder) edge(p *piece, left bool) bool {
	switch p.kind {
	case singlePiece:
		return p.literal == ""
	case jointPiece:
		return true
	case textPiece:
		b.trim(p, left)
		return p.text == ""
	}
	return false
}

// trim cuts the white space at a side of a text, written as such or as an
// entity.
func (b *builder) trim(p *piece, left bool) {
	for p.text != "" {
		raw := b.document.source[p.start:p.end]
		size, shown := spaceAt(raw, left)
		switch {
		case size == 0:
			return
		case left && strings.HasPrefix(p.text, shown):
			p.start, p.text = p.start+size, p.text[len(shown):]
		case !left && strings.HasSuffix(p.text, shown):
			p.end, p.text = p.end-size, p.text[:len(p.text)-len(shown)]
		default:
			return
		}
	}
}

// spaceAt is the length of the white space that raw begins or ends with, and
// what it stands for.
func spaceAt(raw string, left bool) (size int, shown string) {
	r, size := utf8.DecodeRuneInString(raw)
	if !left {
		r, size = utf8.DecodeLastRuneInString(raw)
	}
	if unicode.IsSpace(r) {
		return size, string(r)
	}
	at := 0
	if !left {
		at = max(strings.LastIndexByte(raw, '&'), 0)
	}
	if n := entityLength(raw[at:]); n > 0 && (left || at+n == len(raw)) {
		shown = html.UnescapeString(raw[at : at+n])
		if strings.TrimSpace(shown) == "" {
			return n, shown
		}
	}
	return 0, ""
}
