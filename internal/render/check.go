package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// CheckJSON returns the check as one line, or indented, with a final newline.
func CheckJSON(c *result.Check, indented bool) (string, error) {
	indent := ""
	if indented {
		indent = "  "
	}
	s, err := encodeValue(c, "", indent)
	return s + "\n", err
}

// CheckText returns a line for each claim that lacks support, or for every claim
// with its reason where explain is set, and a last line that counts. text is
// the candidate; lines and columns count from 1, columns in characters.
func CheckText(c *result.Check, text string, explain bool, o Options) string {
	var out strings.Builder
	place := placer{text: text, line: 1}
	for _, f := range c.Claims {
		if f.Status.Good() && !explain {
			continue
		}
		where := plain.Line(c.ID)
		if f.End > f.Start {
			where += place.at(f.Start)
		}
		status := style(o, statusColor(f.Status)).Sprint(string(f.Status))
		fmt.Fprintf(&out, "%s: %s %s %q: %s\n", where, status, f.Kind, plain.Line(f.Text), plain.Line(f.Reason))
		if f.Quote != "" {
			fmt.Fprintf(&out, "    [%d] %s\n", f.Sentence, style(o, color.Faint).Sprint(plain.Line(f.Quote)))
		}
	}
	return out.String() + plain.Line(c.ID) + ": " + tally(c) + "\n"
}

func statusColor(s result.Status) color.Attribute {
	switch s {
	case result.Supported:
		return color.FgGreen
	case result.Derived:
		return color.FgCyan
	}
	return color.FgRed
}

// tally is "7 claims: 5 supported, 2 derived".
func tally(c *result.Check) string {
	if len(c.Claims) == 0 {
		return "no claim to check"
	}
	counts := map[result.Status]int{}
	for _, f := range c.Claims {
		counts[f.Status]++
	}
	var parts []string
	for _, s := range []result.Status{result.Supported, result.Derived, result.Contradicted, result.Unsupported} {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	return countOf(len(c.Claims), "claim") + ": " + strings.Join(parts, ", ")
}

// placer turns byte offsets of a text, in rising order, into lines and columns.
type placer struct {
	text             string
	line, start, end int // the line that was asked for last, and the bytes read
}

// at is ":LINE:COLUMN" of a byte.
func (p *placer) at(offset int) string {
	offset = min(offset, len(p.text))
	if offset < p.end {
		*p = placer{text: p.text, line: 1}
	}
	for ; p.end < offset; p.end++ {
		if p.text[p.end] == '\n' {
			p.line++
			p.start = p.end + 1
		}
	}
	return fmt.Sprintf(":%d:%d", p.line, utf8.RuneCountInString(p.text[p.start:offset])+1)
}
