package cmd

import (
	"fmt"
	"strings"
)

// roff writes the language of manual pages, in ASCII.
type roff struct {
	strings.Builder
	fresh bool // a section has just begun
}

// section begins one.
func (r *roff) section(title string) {
	r.line(`.SH "` + roffText(title) + `"`)
	r.fresh = true
}

// gap is the space between paragraphs.
func (r *roff) gap() {
	if !r.fresh {
		r.line(".PP")
	}
	r.fresh = false
}

// line writes a line of roff.
func (r *roff) line(text string) { r.WriteString(text + "\n") }

// item writes a term, in roff, and what it means.
func (r *roff) item(term, text string) {
	r.fresh = false
	r.line(".TP")
	r.line(term)
	r.line(roffText(text))
}

// text writes paragraphs; lines that begin with two spaces stay as they are.
func (r *roff) text(text string) {
	for paragraph := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		r.paragraph(strings.Split(paragraph, "\n"))
	}
}

// paragraph writes prose and, behind it or before, lines that stay as they are.
func (r *roff) paragraph(lines []string) {
	for len(lines) > 0 && lines[0] != "" {
		n, indented := 1, strings.HasPrefix(lines[0], "  ")
		for n < len(lines) && strings.HasPrefix(lines[n], "  ") == indented {
			n++
		}
		run := strings.Join(lines[:n], "\n")
		lines = lines[n:]
		if indented {
			r.block(unindent(run))
			continue
		}
		r.gap()
		r.line(roffText(run))
	}
}

// block writes lines that stay as they are.
func (r *roff) block(text string) {
	r.gap()
	r.line(".RS 4\n.nf\n" + roffText(text) + "\n.fi\n.RE")
}

// roffText writes text so that it stands for itself.
func roffText(text string) string {
	var b strings.Builder
	start := true // of a line
	for _, c := range text {
		switch {
		case start && (c == '.' || c == '\''):
			b.WriteString(`\&` + roffRune(c))
		default:
			b.WriteString(roffRune(c))
		}
		start = c == '\n'
	}
	return b.String()
}

func roffRune(c rune) string {
	switch {
	case c == '\\':
		return `\e`
	case c == '-':
		return `\-`
	case c == '\'':
		return `\(aq`
	case c == '`':
		return `\(ga`
	case c == '"':
		return `\(dq`
	case c > '~':
		return fmt.Sprintf(`\[u%04X]`, c)
	}
	return string(c)
}
