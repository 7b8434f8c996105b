package office

import (
	"slices"
	"strings"
	"unicode"
)

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordsIn makes words of characters in the order they are drawn: a space, a gap,
// another line or another size ends one.
func wordsIn(glyphs []glyph) (words []pdfWord) {
	var last glyph
	open, widest := false, 0.2 // gap inside a word, in parts of the size
	if drawsSpaces(glyphs) {
		widest = 0.4
	}
	for _, g := range glyphs {
		text := strings.TrimFunc(g.text, func(r rune) bool { return unicode.IsSpace(r) || r == 0 })
		if text == "" {
			open = false
			continue
		}
		gap := g.x - last.x1
		alike := abs(g.y-last.y) < g.size/10 && abs(g.size-last.size) < g.size/5
		joins := open && alike && gap < widest*g.size && gap > -g.size
		if joins {
			w := &words[len(words)-1]
			w.text += text
			w.x1 = g.x1
		} else {
			words = append(words, pdfWord{g.x, g.y - 0.75*g.size, g.x1, g.y + 0.25*g.size, text})
		}
		last, open = g, true
	}
	return words
}

// drawsSpaces says whether the spaces between words are characters, so that a gap need
// not be one.
func drawsSpaces(glyphs []glyph) bool {
	spaces := 0
	for _, g := range glyphs {
		if strings.TrimSpace(g.text) == "" {
			spaces++
		}
	}
	return 12*spaces > len(glyphs)
}

// inOrder are the words of a page in lines and blocks as they are read: a page is cut
// at the gutter between columns, else at the widest gap between lines, and so on
// (recursive X-Y cut: Nagy and Seth 1984).
func inOrder(words []pdfWord) []pdfBlock {
	return cutColumns(words, 0)
}

const deepestCut = 30

func cutColumns(words []pdfWord, depth int) []pdfBlock {
	if len(words) > 8 && depth < deepestCut && len(words) < mostWords {
		if left, right, ok := atGutter(words); ok {
			return append(cutColumns(left, depth+1), cutColumns(right, depth+1)...)
		}
		if above, below, ok := atGap(words); ok {
			return append(cutColumns(above, depth+1), cutColumns(below, depth+1)...)
		}
	}
	return blocksOfLines(linesOf(words))
}

// atGutter cuts where an upright strip is free of words over all lines of text.
func atGutter(words []pdfWord) (left, right []pdfWord, ok bool) {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b pdfWord) int { return compare(a.x0, b.x0) })
	end, best, at := sorted[0].x1, 0.0, 0.0
	for _, w := range sorted[1:] {
		if gap := w.x0 - end; gap > best {
			best, at = gap, w.x0-gap/2
		}
		end = max(end, w.x1)
	}
	if best < 0.8*words[0].height() {
		return nil, nil, false
	}
	for _, w := range words {
		if w.x0 < at {
			left = append(left, w)
		} else {
			right = append(right, w)
		}
	}
	// Columns are several lines of some words each; numbers beside their labels are a table.
	return left, right, isColumn(left) && isColumn(right)
}

func isColumn(words []pdfWord) bool {
	lines := len(linesOf(words))
	return lines >= 3 && len(words) >= 2*lines
}

// atGap cuts at the widest gap between lines, where it is wider than the others.
func atGap(words []pdfWord) (above, below []pdfWord, ok bool) {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b pdfWord) int { return compare(a.y0, b.y0) })
	end, best, at := sorted[0].y1, 0.0, 0.0
	for _, w := range sorted[1:] {
		if gap := w.y0 - end; gap > best {
			best, at = gap, w.y0-gap/2
		}
		end = max(end, w.y1)
	}
	if best < 0.5*words[0].height() {
		return nil, nil, false
	}
	for _, w := range words {
		if w.y0 < at {
			above = append(above, w)
		} else {
			below = append(below, w)
		}
	}
	return above, below, true
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// linesOf sorts words into lines from the top, each from the left; what is raised a
// little belongs to its line.
func linesOf(words []pdfWord) (lines [][]pdfWord) {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b pdfWord) int { return compare(a.y1, b.y1) })
	for _, w := range sorted {
		if n := len(lines); n > 0 && abs(w.y1-lines[n-1][0].y1) < w.height()/2 {
			lines[n-1] = append(lines[n-1], w)
			continue
		}
		lines = append(lines, []pdfWord{w})
	}
	for _, line := range lines {
		slices.SortStableFunc(line, func(a, b pdfWord) int { return compare(a.x0, b.x0) })
	}
	return lines
}

// blocksOfLines divides lines where they stand apart or change their size.
func blocksOfLines(lines [][]pdfWord) (blocks []pdfBlock) {
	for i, line := range lines {
		if i > 0 {
			before, h := lines[i-1][0], line[0].height()
			if line[0].y1-before.y1 < 1.6*max(h, before.height()) && abs(h-before.height()) < h/5 {
				blocks[len(blocks)-1] = append(blocks[len(blocks)-1], line)
				continue
			}
		}
		blocks = append(blocks, pdfBlock{line})
	}
	return blocks
}
