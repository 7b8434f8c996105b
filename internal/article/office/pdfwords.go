package office

import (
	"html"
	"strconv"
	"strings"
)

// pdfWord is a word where it stands on a page: y counts down from the top, in points.
type pdfWord struct {
	x0, y0, x1, y1 float64
	text           string
}

func (w pdfWord) height() float64 { return w.y1 - w.y0 }

// pdfBlock are lines that stand close together.
type pdfBlock [][]pdfWord

// wordsOfPages reads what pdftotext -bbox-layout writes: the blocks of each page in
// reading order.
func wordsOfPages(out string) (pages [][]pdfBlock) {
	for len(out) > 0 {
		at := strings.IndexByte(out, '<')
		if at < 0 {
			break
		}
		out = out[at+1:]
		tag, rest, _ := strings.Cut(out, ">")
		name, _, _ := strings.Cut(tag, " ")
		switch {
		case name == "page":
			pages = append(pages, nil)
		case len(pages) == 0:
		case name == "block":
			last := &pages[len(pages)-1]
			*last = append(*last, nil)
		case name == "line":
			if blocks := pages[len(pages)-1]; len(blocks) > 0 {
				blocks[len(blocks)-1] = append(blocks[len(blocks)-1], nil)
			}
		case name == "word":
			text, _, _ := strings.Cut(rest, "<")
			addWord(pages[len(pages)-1], pdfWord{
				attribute(tag, "xMin"), attribute(tag, "yMin"), attribute(tag, "xMax"), attribute(tag, "yMax"),
				html.UnescapeString(text),
			})
		}
		out = rest
	}
	return pages
}

func addWord(blocks []pdfBlock, w pdfWord) {
	if len(blocks) == 0 || len(blocks[len(blocks)-1]) == 0 {
		return
	}
	lines := blocks[len(blocks)-1]
	lines[len(lines)-1] = append(lines[len(lines)-1], w)
}

func attribute(tag, name string) float64 {
	_, rest, _ := strings.Cut(tag, name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	n, _ := strconv.ParseFloat(value, 64)
	return n
}

// textOfBlocks writes a page: an empty line between blocks, but where one goes on
// with the line that the one before ends with.
func textOfBlocks(blocks []pdfBlock) string {
	raise(blocks)
	var b strings.Builder
	var last pdfWord
	for _, block := range blocks {
		first := true
		for _, line := range block {
			if line = shown(line); len(line) == 0 {
				continue
			}
			switch w := line[0]; {
			case b.Len() == 0:
			case sameLine(last, w):
				b.WriteByte(' ')
			case first:
				b.WriteString("\n\n")
			default:
				b.WriteByte('\n')
			}
			first = false
			for i, w := range line {
				if i > 0 {
					b.WriteByte(' ')
				}
				b.WriteString(w.text)
			}
			last = line[len(line)-1]
		}
	}
	return b.String()
}

// shown are the words of a line that are left.
func shown(line []pdfWord) []pdfWord {
	kept := line[:0:0]
	for _, w := range line {
		if w.text != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// sameLine says whether a word follows on another's line.
func sameLine(before, w pdfWord) bool {
	h := before.height()
	gap := w.x0 - before.x1
	return abs(w.y1-before.y1) < h/4 && gap > -h/4 && gap < 2*h
}

func abs(x float64) float64 { return max(x, -x) }

// mostWords is how many words a page may have for raised ones to be looked for.
const mostWords = 20_000

// raise writes raised figures behind what they stand at: the exponent of a number or a
// unit raised (10⁶, km²), an ordinal's letters as they are; the mark of a note is
// taken out.
func raise(blocks []pdfBlock) {
	var words, small []*pdfWord
	for _, block := range blocks {
		for _, line := range block {
			for i := range line {
				words = append(words, &line[i])
				if isRaisable(line[i].text) {
					small = append(small, &line[i])
				}
			}
		}
	}
	if len(words) > mostWords {
		return
	}
	for _, s := range small {
		for _, w := range words {
			if w == s || w.text == "" || !standsAbove(*s, *w) {
				continue
			}
			w.text += exponent(w.text, s.text)
			s.text = ""
			break
		}
	}
}

func isRaisable(text string) bool {
	digits := strings.Trim(text, "0123456789-−,") == "" && len(text) <= 5
	return digits || text == "th" || text == "st" || text == "nd" || text == "rd"
}

// standsAbove says whether s is smaller than w and stands at its upper end.
func standsAbove(s, w pdfWord) bool {
	h := w.height()
	gap := s.x0 - w.x1
	return s.height() < 0.8*h && gap > -h/4 && gap < 0.9*h && s.y1 < w.y1-0.2*h && s.y1 > w.y0+0.1*h
}

// exponent is what a raised figure is written as behind a word.
func exponent(word, figure string) string {
	last := word[len(word)-1]
	number := '0' <= last && last <= '9'
	switch {
	case strings.Trim(figure, "0123456789-−") != "":
		if number && figure[0] >= 'a' {
			return figure
		}
		return ""
	case number, isUnit(word):
		return raised.Replace(figure)
	}
	return ""
}

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
	"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻")

func isUnit(word string) bool {
	switch strings.TrimLeft(word, "0123456789.,/(") {
	case "m", "km", "cm", "mm", "dm", "nm", "µm", "μm", "ft", "in", "mi", "yd", "s", "x", "n", "r":
		return true
	}
	return false
}
