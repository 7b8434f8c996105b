package render

import (
	"strconv"
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/summarize"
)

// mark follows a bullet that the article does not bear out.
const mark = "[?]"

// textBrief returns b in the text format.
func textBrief(b *summarize.Brief, o Options) string {
	var out strings.Builder
	out.WriteString(heading(b.Source, o))
	for _, bu := range b.Bullets {
		out.WriteString(bullet(bu, o))
	}
	return out.String()
}

// heading returns the line that names the article where there are several.
func heading(s summarize.Source, o Options) string {
	if !o.Several {
		return ""
	}
	return style(o, color.Bold).Sprint(plain.Line(s.Name)) + "\n"
}

// bullet returns one bullet, its lines after the first indented to its text.
func bullet(b summarize.Bullet, o Options) string {
	const lead = "• "
	words := split(plain.Line(b.Text))
	if numbers := sentenceNumbers(b.Evidence); len(numbers) > 0 {
		words = append(words, word{text: "[" + join(numbers, ",") + "]", space: true, style: style(o, color.Faint)})
	}
	if doubtful(b) {
		words = append(words, word{text: mark, space: true, style: style(o, color.FgRed)})
	}
	return lead + wrap(words, o.Width, width(lead)) + "\n"
}

// style returns a style that follows o alone, never the package's own guess
// from the process's standard output.
func style(o Options, a color.Attribute) *color.Color {
	c := color.New(a)
	if o.Color {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}

// doubtful reports whether the article does not bear the bullet out.
func doubtful(b summarize.Bullet) bool {
	return b.Status == "unsupported" || b.Status == "contradicted"
}

// sentenceNumbers returns the numbers of the sentences cited, in their order.
func sentenceNumbers(evidence []summarize.Evidence) []int {
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
