package render

import (
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/document"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// Translation prints one translated document: as it is, or beside its source,
// or with all that is known of it.
func (w *Writer) Translation(t *result.Translation) error {
	text := w.separator()
	switch w.format {
	case FormatHTML:
		html, err := w.article(htmlTranslation(t, w.count, w.o.Bilingual || w.o.Report))
		if err != nil {
			return err
		}
		text += html
	case FormatText:
		text += heading(t.Source, w.o) + translationText(t, w.o)
		if w.o.Several && !strings.HasSuffix(text, "\n") {
			text += "\n" // what follows begins a line
		}
	default:
		data, err := w.encode(translationLists(*t))
		if err != nil {
			return err
		}
		text += data
	}
	return w.print(text)
}

// translationLists is t without nil lists, which JSON would show as null.
func translationLists(t result.Translation) result.Translation {
	t.Segments = append([]result.Segment{}, t.Segments...)
	t.Warnings = append([]result.Warning{}, t.Warnings...)
	return t
}

// translationText is the document. A file gets its very bytes, a terminal
// nothing that could steer it.
func translationText(t *result.Translation, o Options) string {
	switch {
	case o.Bilingual:
		return columns(t, o)
	case o.Width == 0:
		return t.Text
	}
	text := plain.Clean(t.Text)
	if document.RightToLeft(t.To) {
		text = directed(text)
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}

// directed begins every line with a right-to-left mark: a terminal that orders
// text by direction takes a line's from its first strong character.
func directed(text string) string {
	const rightToLeftMark = "\u200F"
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			lines[i] = rightToLeftMark + line
		}
	}
	return strings.Join(lines, "\n")
}

// columns prints source and translation side by side, a passage below the
// other.
func columns(t *result.Translation, o Options) string {
	const gap, widest = 3, 100
	total := o.Width
	if total == 0 {
		total = widest
	}
	cells := max((total-gap)/2, 10)
	var out strings.Builder
	for i, s := range t.Segments {
		if i > 0 {
			out.WriteByte('\n')
		}
		target := plain.Line(s.Target)
		if s.Doubtful() {
			target += " " + mark
		}
		left := strings.Split(wrap(split(plain.Line(s.Source)), cells, 0), "\n")
		right := strings.Split(wrap(split(target), cells, 0), "\n")
		for k := range max(len(left), len(right)) {
			out.WriteString(row(at(left, k), at(right, k), cells, t, s, o))
		}
	}
	return out.String()
}

// row is a line of both columns. An isolate keeps right-to-left text within
// its column.
func row(left, right string, cells int, t *result.Translation, s result.Segment, o Options) string {
	const isolate, pop = "\u2067", "\u2069"
	pad := strings.Repeat(" ", max(cells-width(left), 0))
	if document.RightToLeft(t.From) && left != "" {
		left = isolate + left + pop
	}
	if s.Doubtful() {
		right = style(o, color.FgRed).Sprint(right)
	}
	if document.RightToLeft(t.To) && right != "" {
		right = isolate + right + pop
	}
	return strings.TrimRight(left+pad+" │ "+right, " ") + "\n"
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
