package render

import (
	"strconv"
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// mark follows what the article does not bear out, where there is no colour.
const mark = "[?]"

// textBrief returns b in the text format.
func textBrief(b *result.Brief, o Options) string {
	var out strings.Builder
	out.WriteString(heading(b.Source, o))
	for _, bu := range b.Bullets {
		out.WriteString(bullet(bu, o))
	}
	out.WriteString(textTables(b, o))
	return out.String()
}

// heading returns the line that names the article where there are several.
func heading(s result.Source, o Options) string {
	if !o.Several {
		return ""
	}
	return style(o, color.Bold).Sprint(plain.Line(s.Name)) + "\n"
}

// bullet returns one bullet, its lines after the first indented to its text,
// then what is wrong with it.
func bullet(b result.Bullet, o Options) string {
	const lead = "• "
	words := marked(b.Text, b.Claims, o)
	if numbers := sentenceNumbers(b.Evidence); len(numbers) > 0 {
		words = append(words, word{text: "[" + join(numbers, ",") + "]", space: true, style: style(o, color.Faint)})
	}
	return lead + wrap(words, o.Width, width(lead)) + "\n" + reasons(b.Claims, o)
}

// reasons returns a line for each claim that the source does not bear out,
// and below it the sentence that says otherwise.
func reasons(claims []result.Finding, o Options) string {
	var out strings.Builder
	quoted := 0
	for _, c := range claims {
		if c.Status.Good() {
			continue
		}
		out.WriteString(note(reason(c), 4, style(o, color.FgRed), o))
		if c.Quote != "" && c.Sentence != quoted {
			out.WriteString(note("["+strconv.Itoa(c.Sentence)+"] "+plain.Line(c.Quote), 6, style(o, color.Faint), o))
			quoted = c.Sentence
		}
	}
	return out.String()
}

// reason says what is wrong with a claim.
func reason(c result.Finding) string {
	if c.Whole() {
		return plain.Line(c.Reason)
	}
	return plain.Line(c.Text) + ": " + plain.Line(c.Reason)
}

// note returns an indented, wrapped line in one style.
func note(text string, indent int, c *color.Color, o Options) string {
	return strings.Repeat(" ", indent) + c.Sprint(wrap(split(text), o.Width, indent)) + "\n"
}

// style returns a style that follows o alone, never the package's own guess
// from the process's standard output.
func style(o Options, a ...color.Attribute) *color.Color {
	c := color.New(a...)
	if o.Color {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}

// sentenceNumbers returns the numbers of the sentences cited, in their order.
func sentenceNumbers(evidence []result.Evidence) []int {
	var numbers []int
	for _, e := range evidence {
		numbers = append(numbers, e.Sentence)
	}
	return numbers
}

// join writes numbers with sep between them.
func join(numbers []int, sep string) string {
	var parts []string
	for _, n := range numbers {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, sep)
}
