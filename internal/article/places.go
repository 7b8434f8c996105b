package article

import "unicode/utf8"

// Places turns offsets into a text into lines and columns. Asked in rising order it
// reads the text once.
type Places struct {
	Text string

	line, start, end int // the line that was asked for last, less one, and the bytes read
}

// At is the line and the column of a byte, both from 1, columns in characters.
func (p *Places) At(offset int) (line, column int) {
	offset = min(offset, len(p.Text))
	if offset < p.end {
		*p = Places{Text: p.Text}
	}
	for ; p.end < offset; p.end++ {
		if p.Text[p.end] == '\n' {
			p.line++
			p.start = p.end + 1
		}
	}
	return p.line + 1, utf8.RuneCountInString(p.Text[p.start:offset]) + 1
}
