package render

import (
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/plain"
	"newsbrief/summarize"
)

// markdown returns b as a list whose evidence stands in footnotes, labelled
// with the sentence's number.
func markdown(b *summarize.Brief, o Options) string {
	var out strings.Builder
	label := ""
	if o.Several {
		fmt.Fprintf(&out, "## %s\n\n", escapeMarkdown(plain.Line(b.Source.Name)))
		label = b.Source.SHA256[:min(8, len(b.Source.SHA256))] + "-"
	}
	notes := map[int]string{}
	for _, bu := range b.Bullets {
		out.WriteString("- " + escapeMarkdown(plain.Line(bu.Text)))
		for _, e := range bu.Evidence {
			fmt.Fprintf(&out, "[^%s%d]", label, e.Sentence)
			notes[e.Sentence] = e.Quote
		}
		if doubtful(bu) {
			out.WriteString(" **" + escapeMarkdown(mark) + "**")
		}
		out.WriteString("\n")
	}
	writeNotes(&out, label, notes)
	return out.String()
}

// writeNotes writes the footnotes in the order of their sentences.
func writeNotes(out *strings.Builder, label string, notes map[int]string) {
	var numbers []int
	for n := range notes {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		fmt.Fprintf(out, "\n[^%s%d]: %s\n", label, n, escapeMarkdown(plain.Line(notes[n])))
	}
}

// escapeMarkdown returns a line that Markdown and the HTML in it show as it
// stands, also at the start of a block.
func escapeMarkdown(line string) string {
	const inline = "\\`*_{}[]<>&~|$#"
	var out strings.Builder
	start := blockMarker(line)
	for i, r := range line {
		if i == start || strings.ContainsRune(inline, r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// blockMarker returns the byte index of the character that would make a list
// of a line, as "-" or the full stop of "1. ", or -1.
func blockMarker(line string) int {
	if line == "" {
		return -1
	}
	if strings.ContainsRune("+-", rune(line[0])) {
		return 0
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < len(line) && strings.ContainsRune(".)", rune(line[digits])) {
		return digits
	}
	return -1
}
