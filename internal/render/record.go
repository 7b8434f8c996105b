package render

import (
	"fmt"
	"strings"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// recordLists has no list that JSON would write as null.
func recordLists(r result.Record) result.Record {
	r.Statements, r.Warnings = list(r.Statements), list(r.Warnings)
	for i := range r.Statements {
		l := &r.Statements[i]
		l.Evidence, l.Claims = list(l.Evidence), list(l.Claims)
	}
	return r
}

// textRecord is the value alone, and below it what is wrong with it, for people. A
// file gets the value.
func textRecord(r *result.Record, o Options) string {
	out := heading(r.Source, o)
	value, err := encodeLines(r.Record, true)
	if err != nil { // it was parsed before
		return out
	}
	out += value
	for _, l := range r.Statements {
		if l.Doubtful() {
			words := append(split(plain.Line(l.Path)+":"), spaced(marked(l.Text, l.Claims, o))...)
			out += wrap(words, o.Width, 2) + "\n" + reasons(l.Claims, o) + senseNote(l.Sense, o)
		}
	}
	return out
}

// spaced are words that stand behind others.
func spaced(words []word) []word {
	if len(words) > 0 {
		words[0].space = true
	}
	return words
}

// recordLines are the leaves as lines of a brief, behind their paths.
func recordLines(r *result.Record) *result.Brief {
	b := &result.Brief{Source: r.Source, Usage: r.Usage, Warnings: r.Warnings, Language: r.Language}
	for _, l := range r.Statements {
		line := l.Bullet
		before := l.Path + ": "
		line.Text, line.Claims = before+line.Text, list(line.Claims)
		for i := range line.Claims {
			line.Claims[i].Start += len(before)
			line.Claims[i].End += len(before)
		}
		b.Bullets = append(b.Bullets, line)
	}
	return b
}

// markdownRecord is the value in a block of code, and its leaves with their evidence.
func markdownRecord(r *result.Record, o Options) string {
	value, err := encodeLines(r.Record, true)
	if err != nil {
		return ""
	}
	fence := "```"
	for strings.Contains(value, fence) {
		fence += "`"
	}
	head := ""
	if o.Several {
		head = fmt.Sprintf("## %s\n\n", escapeMarkdown(plain.Line(r.Source.Name)))
	}
	lines := recordLines(r)
	o.Several = false
	return head + fence + "json\n" + value + fence + "\n\n" + markdown(lines, o)
}
