package render

import (
	"fmt"
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// CheckOptions say what the text of a check tells.
type CheckOptions struct {
	Explain  bool    // every claim and statement, not only what is wrong
	MaxDoubt float64 // statements above it are told
	Color    bool
	Width    int // of the terminal, in cells, that sentences are wrapped to; 0: they are not
}

// CheckText returns a line for each claim that lacks support and each statement
// that is too doubtful, or for all of them, with the reason, and a last line that
// counts. Lines and columns of the candidate count from 1, columns in characters.
func CheckText(c *result.Check, source, candidate *article.Article, o CheckOptions) string {
	t := &checkText{
		CheckOptions: o, id: plain.Line(c.ID), source: source, places: article.Places{Text: candidate.Text},
	}
	rest := c.Statements
	for _, f := range c.Claims {
		for f.End > f.Start && len(rest) > 0 && rest[0].Start <= f.Start {
			t.statement(rest[0])
			rest = rest[1:]
		}
		t.claim(f)
	}
	for _, s := range rest {
		t.statement(s)
	}
	return t.out.String() + t.id + ": " + tally(c) + "\n"
}

// checkText is the lines of a check.
type checkText struct {
	CheckOptions
	out    strings.Builder
	id     string
	source *article.Article
	places article.Places
}

func (t *checkText) style(a color.Attribute) *color.Color { return style(Options{Color: t.Color}, a) }

// at is ":LINE:COLUMN" of a byte of the candidate.
func (t *checkText) at(offset int) string {
	line, column := t.places.At(offset)
	return fmt.Sprintf(":%d:%d", line, column)
}

func (t *checkText) claim(f result.Finding) {
	if f.Good() && !t.Explain {
		return
	}
	where := t.id
	if f.End > f.Start {
		where += t.at(f.Start)
	}
	status := t.style(statusColor(f.Status)).Sprint(string(f.Status))
	if f.Accepted {
		status += ", accepted"
	}
	fmt.Fprintf(&t.out, "%s: %s %s %q", where, status, f.Kind, plain.Line(f.Text))
	if t.Explain && f.Of != "" {
		fmt.Fprintf(&t.out, " (%s)", plain.Line(f.Of))
	}
	t.out.WriteString(": " + plain.Line(f.Reason))
	if t.Explain && f.Sentence > 0 && f.Quote == "" {
		fmt.Fprintf(&t.out, " [%d] %s", f.Sentence, plain.Line(shortened(t.source.Sentence(f.Sentence))))
	}
	t.out.WriteByte('\n')
	if f.Quote != "" {
		quote := fmt.Sprintf("[%d] %s", f.Sentence, plain.Line(f.Quote))
		t.out.WriteString(note(quote, 4, t.style(color.Faint), Options{Width: t.Width}))
	}
}

func (t *checkText) statement(s result.Statement) {
	t.sense(s)
	tooMuch := s.Doubt > t.MaxDoubt && !s.Accepted
	if !tooMuch && !t.Explain {
		return
	}
	fmt.Fprintf(&t.out, "%s%s: doubt %.2f", t.id, t.at(s.Start), s.Doubt)
	if tooMuch {
		t.out.WriteString(t.style(color.FgRed).Sprintf(" above %v", t.MaxDoubt))
	}
	fmt.Fprintf(&t.out, " %q", plain.Line(shortened(s.Text)))
	if s.Reason != "" {
		t.out.WriteString(": " + plain.Line(s.Reason))
	}
	t.out.WriteByte('\n')
}

// sense is what a second model says of a statement.
func (t *checkText) sense(s result.Statement) {
	if s.Sense == nil || !t.Explain && (s.Accepted || !s.Sense.Doubtful()) {
		return
	}
	verdict, col := string(s.Sense.Verdict), color.FgGreen
	if s.Sense.Doubtful() {
		col = color.FgRed
	}
	fmt.Fprintf(&t.out, "%s%s: sense %s %q: %s\n", t.id, t.at(s.Start), t.style(col).Sprint(verdict),
		plain.Line(shortened(s.Text)), senseSaid(s.Sense))
}

// shortened is the beginning of a statement.
func shortened(text string) string {
	const most = 60 // characters
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimSpace(string(runes[:most])) + "…"
}

// accepted stands in the count for findings that a person has accepted.
const accepted result.Status = "accepted"

// tally is "7 claims: 5 supported, 2 derived".
func tally(c *result.Check) string {
	if len(c.Claims) == 0 {
		return "no claim to check"
	}
	counts := map[result.Status]int{}
	for _, f := range c.Claims {
		if f.Accepted {
			counts[accepted]++
			continue
		}
		counts[f.Status]++
	}
	var parts []string
	order := [...]result.Status{result.Supported, result.Derived, result.Contradicted, result.Unsupported, accepted}
	for _, s := range order {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	return countOf(len(c.Claims), "claim") + ": " + strings.Join(parts, ", ")
}
