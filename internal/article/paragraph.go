package article

import (
	"strings"

	"newsbrief/internal/article/furniture"
	"newsbrief/internal/lang"
)

// paragraphsOf splits text at blank lines, and at the single line ends that
// end a paragraph: around headings and list items, and wherever most lines of
// the block end as sentences do (then they are no soft wraps).
func paragraphsOf(text string) []span {
	var paragraphs []span
	start := 0
	for block := range strings.SplitSeq(text, "\n\n") {
		for _, p := range splitBlock(block) {
			paragraphs = append(paragraphs, span{start + p.start, start + p.end})
		}
		start += len(block) + 2
	}
	return paragraphs
}

// Span is a part of a text, in bytes.
type Span struct{ Start, End int }

// Paragraphs are the paragraphs that Parse finds in a text whose lines end in
// "\n" without white space, without the marks of headings and list items.
func Paragraphs(text string) []Span {
	var list []Span
	for _, p := range paragraphsOf(text) {
		list = append(list, Span{p.start, p.end})
	}
	return list
}

func splitBlock(block string) []span {
	lines := strings.Split(block, "\n")
	joints, ended := 0, 0 // between lines of prose
	for i, line := range lines[:len(lines)-1] {
		if isItem(line) || isItem(lines[i+1]) {
			continue
		}
		joints++
		if endsParagraph(line) {
			ended++
		}
	}
	wrapped := 3*ended < 2*joints
	var paragraphs []span
	at, head := 0, true // only headings have come
	for i, line := range lines {
		s := span{at + markLength(line), at + len(line)}
		head = head && (i == 0 || furniture.Heading(lines[i-1], line))
		joins := i > 0 && wrapped && !head && !isItem(line) && !strings.HasPrefix(lines[i-1], "#")
		switch {
		case joins:
			paragraphs[len(paragraphs)-1].end = s.end
		case s.end > s.start:
			paragraphs = append(paragraphs, s)
		default:
			paragraphs = append(paragraphs, span{at, s.end})
		}
		at += len(line) + 1
	}
	return paragraphs
}

// isItem says whether a line is a heading or a list item of Markdown.
func isItem(line string) bool { return markLength(line) > 0 }

// markLength is the length of a heading's or list item's mark with its spaces.
func markLength(line string) int {
	body := strings.TrimLeft(line, " \t")
	mark := strings.TrimLeft(body, "#")
	if mark == body || len(body)-len(mark) > 6 {
		mark = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(body, "-"), "*"), ">")
		if len(body)-len(mark) != 1 {
			return 0
		}
	}
	text := strings.TrimLeft(mark, " \t")
	if text == mark || text == "" {
		return 0
	}
	return len(line) - len(text)
}

// endsParagraph says whether a line may end a paragraph.
func endsParagraph(line string) bool {
	return lang.EndsSentence(line) || strings.HasSuffix(lang.Unclosed(line), ":")
}
