// Package frontmatter finds the head of a text, which says what the text is
// called, by whom and of when it is, and hides how it is written: as YAML, TOML
// or JSON, by the conventions of Hugo and Jekyll.
package frontmatter

import (
	"encoding/json"
	"strings"
)

// Format is how a head is written.
type Format int8

// The formats; None where there is no head.
const (
	None Format = iota
	YAML        // between lines "---", or up to one "..."
	TOML        // between lines "+++"
	JSON        // one object
)

// Head is a text's head: where it stands, in bytes of the text.
type Head struct {
	Format
	Start, End int // without the lines around it
	Body       int // where the text goes on
}

// Find finds the head that text begins with; white space may stand before it,
// a byte order mark may not. A rule and a text behind it are no head. An object
// of JSON is one where text follows.
func Find(text string) Head {
	start := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	if strings.HasPrefix(text[start:], "{") {
		return findJSON(text, start)
	}
	start = strings.LastIndexByte(text[:start], '\n') + 1
	h, closed := Fenced(text[start:])
	if !closed || !h.plausible(text[start+h.Start:start+h.End]) {
		return Head{}
	}
	return Head{h.Format, start + h.Start, start + h.End, start + h.Body}
}

// Fenced finds the head between the fences that text begins with, whatever is
// in it. closed is false where there is no second fence.
func Fenced(text string) (h Head, closed bool) {
	fence, rest, _ := strings.Cut(text, "\n")
	switch strings.TrimRight(fence, " \t\r") {
	case "---":
		h.Format = YAML
	case "+++":
		h.Format = TOML
	default:
		return Head{}, false
	}
	h.Start = len(text) - len(rest)
	at := h.Start
	for line := range strings.Lines(rest) {
		switch end := strings.TrimRight(line, " \t\r\n"); {
		case end == "---" && h.Format == YAML, end == "..." && h.Format == YAML, end == "+++" && h.Format == TOML:
			h.End, h.Body = at, at+len(line)
			return h, true
		}
		at += len(line)
	}
	return h, false
}

// findJSON finds the object that begins at start. What follows on its line, or
// is JSON too, is no text.
func findJSON(text string, start int) Head {
	var object map[string]json.RawMessage
	d := json.NewDecoder(strings.NewReader(text[start:]))
	if d.Decode(&object) != nil {
		return Head{}
	}
	end := start + int(d.InputOffset())
	line, body, _ := strings.Cut(text[end:], "\n")
	body = strings.TrimLeft(body, " \t\r\n")
	if strings.TrimSpace(line) != "" || body == "" || body[0] == '{' {
		return Head{}
	}
	return Head{JSON, start, end, end + len(line) + 1}
}

// plausible says whether every line at the left margin of YAML begins a value,
// or belongs to one; of TOML, the first. Values themselves may be broken: other
// tools replace parts of them first.
func (h Head) plausible(head string) bool {
	inside := false // of a value
	for line := range strings.Lines(head) {
		line = strings.TrimRight(line, " \t\r\n")
		switch {
		case line == "", line[0] == '#':
		case h.Format == TOML:
			return line[0] == '[' || strings.Contains(line, "=")
		case line[0] != '-' && strings.Contains(line, ":"):
			inside = true
		case !inside || strings.IndexByte(" \t-]})\"'", line[0]) < 0:
			return false
		}
	}
	return true
}
