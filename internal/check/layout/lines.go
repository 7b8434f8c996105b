package layout

import (
	"strings"

	"newsbrief/internal/lang"
)

// Kind is what a line of a text is.
type Kind int

// The kinds of lines.
const (
	Blank Kind = iota
	Prose
	Item    // of a list
	Heading // with a mark
	Row     // of a table
	Rule    // between parts, or under a table's head
)

// Line is a line apart from its layout. Offsets are bytes in the line.
type Line struct {
	Kind  Kind
	Start int      // of the words behind the marks
	Cells [][2]int // of a row: where the words of each begin and end
}

// Reader reads a text line by line. Its zero value is ready.
type Reader struct{ page page }

// Line reads the next line.
func (r *Reader) Line(line string) Line {
	at, kind := spaces(line), Prose
	switch {
	case strings.TrimSpace(line) == "":
		return Line{Kind: Blank, Start: len(line)}
	case isRule(line):
		return Line{Kind: Rule, Start: len(line)}
	case isRow(line):
		return Line{Kind: Row, Start: at, Cells: cellsOf(line)}
	}
	for {
		size, heading := r.page.markAt(line[at:])
		if size == 0 {
			return Line{Kind: kind, Start: at}
		}
		if kind = Item; heading {
			kind = Heading
		}
		at += size
		at += spaces(line[at:])
	}
}

// isRow says whether a line is one of a table.
func isRow(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "|") && strings.Count(line, "|") > 1
}

// cellsOf are the cells of a row that hold anything.
func cellsOf(line string) (cells [][2]int) {
	start := strings.IndexByte(line, '|') + 1
	for start < len(line) {
		size := barIn(line[start:])
		cell := line[start : start+size]
		if text := strings.TrimSpace(cell); text != "" {
			from := start + strings.Index(cell, text)
			cells = append(cells, [2]int{from, from + len(text)})
		}
		start += size + 1
	}
	return cells
}

// barIn is where the next bar stands that ends a cell; one behind a backslash is text.
func barIn(text string) int {
	for i := range len(text) {
		if text[i] == '|' && (i == 0 || text[i-1] != '\\') {
			return i
		}
	}
	return len(text)
}

// Announces says whether a line only announces a text, or closes it ("Here is the
// summary:").
func Announces(line, language string) bool {
	p := &page{language: lang.Of(language)}
	return p.announces(line)
}
