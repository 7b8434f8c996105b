package render

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// table is figures or people, a line each.
type table struct {
	title, first, second string // the heads of its columns
	lines                []tableLine
}

type tableLine struct {
	first, second string
	status        result.Status
	evidence      *result.Evidence
	claims        []result.Finding
	sense         *result.Sense
}

// tables are the brief's that are not empty.
func tables(b *result.Brief) []table {
	figures := table{title: "Figures", first: "Figure", second: "Measures"}
	for _, f := range b.Figures {
		figures.add(tableLine{f.Text, f.Measures, f.Status, f.Evidence, f.Claims, f.Sense})
	}
	people := table{title: "People", first: "Name", second: "Role"}
	for _, p := range b.People {
		people.add(tableLine{p.Name, p.Role, p.Status, p.Evidence, p.Claims, p.Sense})
	}
	return slices.DeleteFunc([]table{figures, people}, func(t table) bool { return len(t.lines) == 0 })
}

func (t *table) add(l tableLine) {
	l.first, l.second = plain.Line(l.first), plain.Line(l.second)
	t.lines = append(t.lines, l)
}

// widest is how many cells the first column takes at most; longer values
// push their line out.
const widest = 28

// narrowest is how many cells the second column has at least beside the first.
const narrowest = 24

// textTables returns figures and people in columns.
func textTables(b *result.Brief, o Options) string {
	var out strings.Builder
	for i, t := range tables(b) {
		if i > 0 || len(b.Bullets) > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(style(o, color.Bold).Sprint(t.title) + "\n")
		column := 0
		for _, l := range t.lines {
			column = max(column, min(width(l.first), widest))
		}
		for _, l := range t.lines {
			out.WriteString(l.text(column, o))
		}
	}
	return out.String()
}

func (l tableLine) text(column int, o Options) string {
	first := style(o, color.Bold)
	if !l.status.Good() {
		first = style(o, color.FgRed, color.Underline)
	}
	words := split(l.second)
	if l.evidence != nil {
		words = append(words, citation([]int{l.evidence.Sentence}, o))
	}
	if !l.status.Good() && !o.Color {
		words = append(words, word{text: mark, space: true})
	}
	if l.sense.Doubtful() {
		words = append(words, senseWord(o))
	}
	indent := 2 + column + 2
	if o.Width > 0 && o.Width-indent < narrowest { // below each other
		return "  " + first.Sprint(wrap(split(l.first), o.Width, 2)) + "\n" +
			strings.Repeat(" ", 4) + wrap(words, o.Width, 4) + "\n" + reasons(l.claims, o)
	}
	pad := strings.Repeat(" ", max(column-width(l.first), 0)+2)
	text := wrap(words, o.Width, max(indent, 4+width(l.first)))
	return "  " + first.Sprint(l.first) + pad + text + "\n" + reasons(l.claims, o) +
		senseNote(l.sense, o)
}

// markdownTables returns figures and people as tables whose evidence stands
// in the footnotes.
func markdownTables(b *result.Brief, label string, notes map[int]string) string {
	var out strings.Builder
	for i, t := range tables(b) {
		if i > 0 || len(b.Bullets) > 0 {
			out.WriteByte('\n')
		}
		fmt.Fprintf(&out, "| %s | %s |\n| --- | --- |\n", t.first, t.second)
		for _, l := range t.lines {
			out.WriteString("| " + escapeMarkdown(l.first))
			if !l.status.Good() {
				out.WriteString(" **" + escapeMarkdown(mark) + "**")
			}
			behind, _ := senseMarkdown(l.sense)
			out.WriteString(behind + " | " + escapeMarkdown(l.second))
			if l.evidence != nil {
				fmt.Fprintf(&out, "[^%s%d]", label, l.evidence.Sentence)
				notes[l.evidence.Sentence] = l.evidence.Quote
			}
			out.WriteString(" |\n")
		}
	}
	return out.String()
}

// harmless is a cell that no spreadsheet takes for a formula, which may fetch or
// run something: an apostrophe makes text of it (OWASP, CSV injection). Numbers
// stay.
func harmless(cell string) string {
	first, size := utf8.DecodeRuneInString(cell)
	number := (first == '+' || first == '-') && strings.Trim(cell[size:], "0123456789.,% ") == ""
	if number || size == 0 || !strings.ContainsRune("=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20", first) {
		return cell
	}
	return "'" + cell
}

// csvHead names the columns of csvRows.
var csvHead = []string{"article", "type", "text", "kind", "value", "unit", "measures", "status", "sentence", "quote"}

// csvRows returns a row for each figure and, of type person, for each person:
// the name is the text, the role what it measures.
func csvRows(b *result.Brief, first bool) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	if first {
		w.Write(csvHead)
	}
	row := func(kind string, cells [5]string, s result.Status, e *result.Evidence) {
		sentence, quote := "", ""
		if e != nil {
			sentence, quote = strconv.Itoa(e.Sentence), e.Quote
		}
		line := []string{b.Source.Name, kind}
		line = append(append(line, cells[:]...), string(s), sentence, quote)
		for i := range line {
			line[i] = harmless(plain.Line(line[i]))
		}
		w.Write(line)
	}
	for _, f := range b.Figures {
		value := strconv.FormatFloat(f.Value, 'f', -1, 64)
		row("figure", [5]string{f.Text, f.Kind, value, f.Unit, f.Measures}, f.Status, f.Evidence)
	}
	for _, p := range b.People {
		row("person", [5]string{p.Name, "", "", "", p.Role}, p.Status, p.Evidence)
	}
	w.Flush() // writing to a strings.Builder never fails
	return out.String()
}
