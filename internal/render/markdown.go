package render

import (
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// markdown returns b as a list whose evidence stands in footnotes, labelled
// with the sentence's number.
func markdown(b *result.Brief, o Options) string {
	var out strings.Builder
	label := ""
	if o.Several {
		fmt.Fprintf(&out, "## %s\n\n", escapeMarkdown(plain.Line(b.Source.Name)))
		label = b.Source.SHA256[:min(8, len(b.Source.SHA256))] + "-"
	}
	notes := map[int]string{}
	for _, bu := range b.Bullets {
		out.WriteString("- " + markedMarkdown(bu.Text, bu.Claims))
		behind, below := senseMarkdown(bu.Sense)
		out.WriteString(behind)
		for _, e := range bu.Evidence {
			fmt.Fprintf(&out, "[^%s%d]", label, e.Sentence)
			notes[e.Sentence] = e.Quote
		}
		out.WriteString("\n")
		for _, c := range bu.Claims {
			if c.Status.Good() {
				continue
			}
			out.WriteString("  - " + escapeMarkdown(reason(c)))
			if c.Quote != "" {
				fmt.Fprintf(&out, "[^%s%d]", label, c.Sentence)
				notes[c.Sentence] = c.Quote
			}
			out.WriteString("\n")
		}
		out.WriteString(below)
	}
	out.WriteString(markdownTables(b, label, notes))
	writeNotes(&out, label, notes)
	return out.String()
}

// markedMarkdown is a line with a mark behind each claim that the source does
// not bear out.
func markedMarkdown(text string, claims []result.Finding) string {
	var out strings.Builder
	from := 0
	for _, c := range claims {
		if !c.Status.Good() && c.End > from {
			out.WriteString(escapeMarkdown(oneLine(text[from:c.End])) + " **" + escapeMarkdown(mark) + "**")
			from = c.End
		}
	}
	return out.String() + escapeMarkdown(oneLine(text[from:]))
}

// oneLine is a part of a line; unlike plain.Line it keeps the spaces at its
// ends.
func oneLine(part string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(plain.Clean(part))
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

// markdownArticle leaves the text unescaped: it uses Markdown's own marks. What is
// known of it stands in a head, which is read back as one; where several articles
// follow each other, above the text.
func markdownArticle(a *article.Article, several bool) string {
	if several {
		return titled(a) + a.Text + "\n"
	}
	var head strings.Builder
	for _, field := range [][2]string{
		{"title", a.Title}, {"author", a.Byline}, {"date", a.Published}, {"language", knownLanguage(a.Language)},
		{"url", a.URL},
	} {
		if field[1] != "" {
			fmt.Fprintf(&head, "%s: %s\n", field[0], quoted(field[1]))
		}
	}
	if head.Len() == 0 {
		return a.Text + "\n"
	}
	return "---\n" + head.String() + "---\n\n" + a.Text + "\n"
}

func knownLanguage(tag string) string { return strings.TrimPrefix(tag, "und") }

// quoted is a value of YAML as JSON writes it, which is YAML too.
func quoted(value string) string {
	s, err := encodeValue(plain.Line(value), "", "")
	if err != nil {
		return `""`
	}
	return s
}

// titled is what is known of an article as Markdown shows it. A title that stands in
// the text already is not repeated.
func titled(a *article.Article) string {
	var out strings.Builder
	first, _, _ := strings.Cut(strings.TrimLeft(a.Text, "# "), "\n")
	if a.Title != "" && a.Title != first {
		out.WriteString("# " + escapeMarkdown(a.Title) + "\n\n")
	}
	var about []string
	for _, s := range []string{a.Byline, a.Published, a.URL} {
		if s != "" {
			about = append(about, escapeMarkdown(s))
		}
	}
	if len(about) > 0 {
		out.WriteString("*" + strings.Join(about, " · ") + "*\n\n")
	}
	return out.String()
}
