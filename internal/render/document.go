package render

import (
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// behind is what stands behind the last statement.
func behind(t *result.Text) string {
	if n := len(t.Statements); n > 0 {
		return t.Text[t.Statements[n-1].End:]
	}
	return t.Text
}

// textLists has no list that JSON would write as null.
func textLists(t result.Text) result.Text {
	t.Statements, t.Warnings = list(t.Statements), list(t.Warnings)
	for i := range t.Statements {
		p := &t.Statements[i]
		p.Evidence, p.Claims = list(p.Evidence), list(p.Claims)
	}
	return t
}

// textOf is the text with its citations, and below each line what is wrong with it.
func textOf(t *result.Text, o Options) string {
	var f flow
	out, end := heading(t.Source, o), 0
	for _, p := range t.Statements {
		out += f.passage(t.Text[end:p.Start], p.Bullet, o)
		end = p.End
	}
	return out + f.end(behind(t))
}

// flow is a text that is printed statement by statement.
type flow struct {
	column int    // that the next word stands in
	indent int    // of the line's words
	row    bool   // the line is one of a table, which is not wrapped
	cited  []int  // by the statement before, in the same row
	notes  string // what is wrong with the line's statements
}

// passage is the next statement.
func (f *flow) passage(before string, b result.Bullet, o Options) string {
	out := f.layout(before)
	words := marked(b.Text, b.Claims, o)
	if numbers := f.cites(b.Evidence, o); len(numbers) > 0 {
		words = append(words, citation(numbers, o))
		words = append(words, startTimes(b.Evidence, o)...)
	}
	if b.Sense.Doubtful() {
		words = append(words, senseWord(o))
	}
	f.notes += reasons(b.Claims, o) + senseNote(b.Sense, o)
	limit := o.Width
	if f.row {
		limit = 0
	}
	text := wrapFrom(words, limit, f.indent, f.column)
	if at := strings.LastIndexByte(text, '\n'); at >= 0 {
		f.column = width(text[at+1:])
	} else {
		f.column += width(text)
	}
	return out + text
}

// cites are the sentences to be shown: of cells of a row those that are not the same.
func (f *flow) cites(evidence []result.Evidence, o Options) []int {
	numbers := result.Sentences(evidence)
	if o.NoCite || f.row && slices.Equal(numbers, f.cited) {
		return nil
	}
	f.cited = numbers
	return numbers
}

// layout is what stands between two statements; what is wrong with a line follows it.
func (f *flow) layout(text string) string {
	text = plain.Clean(text)
	first, rest, ends := strings.Cut(text, "\n")
	if !ends {
		f.row = f.row || strings.Contains(text, "|")
		f.column += width(text)
		return text
	}
	last := rest[strings.LastIndexByte(rest, '\n')+1:]
	out := first + "\n" + f.notes + rest
	*f = flow{column: width(last), indent: width(last), row: strings.Contains(last, "|")}
	return out
}

// end ends the text.
func (f *flow) end(text string) string {
	text = strings.TrimRight(f.layout(text), "\n") + "\n" + f.notes
	*f = flow{}
	return text
}

// markdownText is the text with its evidence in footnotes, and what is wrong with it
// too.
func markdownText(t *result.Text, o Options) string {
	m := &markdownFlow{notes: map[int]string{}, o: o}
	if o.Several {
		fmt.Fprintf(&m.out, "## %s\n\n", escapeMarkdown(plain.Line(t.Source.Name)))
		m.label = t.Source.SHA256[:min(8, len(t.Source.SHA256))] + "-"
	}
	end := 0
	for _, p := range t.Statements {
		m.passage(t.Text[end:p.Start], p.Bullet)
		end = p.End
	}
	m.out.WriteString(strings.TrimRight(safeMarkdown(behind(t)), "\n") + "\n")
	for i, text := range m.wrong {
		fmt.Fprintf(&m.out, "\n[^%sx%d]: %s\n", m.label, i+1, escapeMarkdown(text))
	}
	writeNotes(&m.out, m.label, m.notes)
	return m.out.String()
}

// markdownFlow is a text in Markdown while it is written.
type markdownFlow struct {
	o     Options
	out   strings.Builder
	label string         // that footnotes begin with
	notes map[int]string // sentences by their numbers
	wrong []string       // what is wrong, in order
	flow  flow
}

// passage writes the next statement.
func (m *markdownFlow) passage(before string, b result.Bullet) {
	m.out.WriteString(safeMarkdown(m.flow.layout(before)))
	from := 0
	for _, c := range b.Claims {
		if !c.Status.Good() && c.End > from {
			m.out.WriteString(safeMarkdown(b.Text[from:c.End]))
			m.mark(mark, reason(c))
			from = c.End
		}
	}
	m.out.WriteString(safeMarkdown(b.Text[from:]))
	if text := senseReason(b.Sense); text != "" {
		m.mark(senseMark, text)
	}
	if m.flow.cites(b.Evidence, m.o) == nil {
		return
	}
	for _, e := range b.Evidence {
		fmt.Fprintf(&m.out, "[^%s%d]", m.label, e.Sentence)
		m.notes[e.Sentence] = e.Quote
	}
}

// mark marks what is wrong, and says why in a footnote.
func (m *markdownFlow) mark(sign, why string) {
	m.wrong = append(m.wrong, why)
	fmt.Fprintf(&m.out, " **%s**[^%sx%d]", escapeMarkdown(sign), m.label, len(m.wrong))
}

// safeMarkdown is Markdown that a model wrote: its headings, lists, tables and stress
// stay, and what could fetch something, lead elsewhere or be markup does not.
func safeMarkdown(text string) string {
	var out strings.Builder
	for _, r := range plain.Clean(text) {
		if strings.ContainsRune("<&[]\\", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
