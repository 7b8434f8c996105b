package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"newsbrief/internal/check"
	"newsbrief/internal/plain"
	"newsbrief/summarize"
)

// Check is the result of checking one candidate, in its JSON form.
type Check struct {
	Schema string          `json:"schema"`
	Kind   string          `json:"kind"`
	ID     string          `json:"id"`
	Status check.Status    `json:"status"` // supported or unsupported
	Claims []check.Finding `json:"claims"`
}

// NewCheck sums findings up.
func NewCheck(id string, findings []check.Finding) *Check {
	c := &Check{Schema: summarize.Schema, Kind: "check", ID: id, Status: check.Supported, Claims: findings}
	for _, f := range findings {
		if !f.Status.Good() {
			c.Status = check.Unsupported
		}
	}
	return c
}

// JSON returns the check as one line, or indented, with a final newline.
func (c *Check) JSON(indented bool) (string, error) {
	indent := ""
	if indented {
		indent = "  "
	}
	s, err := encodeValue(c, "", indent)
	return s + "\n", err
}

// Text returns a line for each claim that lacks support, or for every claim
// with its reason where explain is set, and a last line that counts. text is
// the candidate; lines and columns count from 1, columns in characters.
func (c *Check) Text(text string, explain bool, o Options) string {
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
	return out.String() + plain.Line(c.ID) + ": " + c.tally() + "\n"
}

func statusColor(s check.Status) color.Attribute {
	switch s {
	case check.Supported:
		return color.FgGreen
	case check.Derived:
		return color.FgCyan
	}
	return color.FgRed
}

// tally is "7 claims: 5 supported, 2 derived".
func (c *Check) tally() string {
	if len(c.Claims) == 0 {
		return "no claim to check"
	}
	counts := map[check.Status]int{}
	for _, f := range c.Claims {
		counts[f.Status]++
	}
	var parts []string
	for _, s := range []check.Status{check.Supported, check.Derived, check.Contradicted, check.Unsupported} {
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
