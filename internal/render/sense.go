package render

import (
	"fmt"
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// senseMark follows a line that a second model does not bear out.
const senseMark = "[!]"

// senseReason is what a second model has against a line; "" where that is nothing.
func senseReason(s *result.Sense) string {
	if !s.Doubtful() {
		return ""
	}
	return senseSaid(s)
}

// senseSaid is a verdict with its sentences and why.
func senseSaid(s *result.Sense) string {
	text := plain.Line(s.Model) + ": " + map[result.Verdict]string{
		result.SenseSupported:    "the article says this",
		result.SenseContradicted: "the article says otherwise",
		result.Unstated:          "the article does not say this",
		result.Unchecked:         "no usable answer",
	}[s.Verdict]
	if len(s.Sentences) > 0 {
		text += " " + strings.ReplaceAll(fmt.Sprint(s.Sentences), " ", ",")
	}
	if why := strings.TrimSpace(plain.Line(s.Why)); why != "" {
		text += ": " + why
	}
	return text
}

// senseWord is the mark as a word of a line in text.
func senseWord(o Options) word {
	return word{text: senseMark, space: true, style: style(o, color.FgRed)}
}

// senseNote is the reason below a line in text.
func senseNote(s *result.Sense, o Options) string {
	if text := senseReason(s); text != "" {
		return note(text, 4, style(o, color.FgRed), o)
	}
	return ""
}

// senseMarkdown is the mark in Markdown, and the reason as an item below the line.
func senseMarkdown(s *result.Sense) (behind, below string) {
	text := senseReason(s)
	if text == "" {
		return "", ""
	}
	return " **" + escapeMarkdown(senseMark) + "**", "  - " + escapeMarkdown(text) + "\n"
}

// sense adds what a second model has against a line.
func (m *marker) sense(l *htmlLine, s *result.Sense) {
	text := senseReason(s)
	if text == "" {
		return
	}
	l.Reasons = append(l.Reasons, htmlReason{m.nextReason(), text, ""})
	if l.Doubt == "" {
		l.Doubt = string(s.Verdict)
	}
}
