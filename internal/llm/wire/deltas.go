package wire

import (
	"errors"
	"strings"
)

// ErrChanged is that of a text which is not what came before and more.
var ErrChanged = errors.New("the endpoint changed what it had sent before")

// Deltas tells the new part of each text that a stream brings. Most servers send just
// that; some send all of the answer so far each time. While each text begins with the
// one before, it may be either, and is held.
type Deltas struct {
	kind  deltaKind
	last  string   // the text before
	given int      // bytes of it that were given out, unless it is a part
	held  []string // what was not
}

type deltaKind int

const (
	undecided  deltaKind = iota
	partial              // each text is a part
	cumulative           // each text is all so far
)

// Of so many texts, the last of so many bytes, each begins with the one before: they
// are no parts.
const (
	mostHeld  = 2
	leastText = 16
)

// Next takes a text and returns what it adds.
func (d *Deltas) Next(text string) (string, error) {
	switch {
	case text == "" || d.kind == partial:
		return text, nil
	case d.kind == cumulative:
		return d.grown(text)
	case d.last == "":
		d.last, d.given = text, len(text)
		return text, nil
	case len(text) == len(d.last) || !strings.HasPrefix(text, d.last):
		d.kind = partial
		return strings.Join(d.held, "") + text, nil
	}
	d.held, d.last = append(d.held, text), text
	if len(d.held) < mostHeld || len(text) < leastText {
		return "", nil
	}
	d.kind = cumulative
	return text[d.given:], nil
}

// grown is what a text adds to the one before; an earlier state of it adds nothing.
func (d *Deltas) grown(text string) (string, error) {
	if strings.HasPrefix(d.last, text) {
		return "", nil
	}
	more, ok := strings.CutPrefix(text, d.last)
	if !ok {
		return "", ErrChanged
	}
	d.last = text
	return more, nil
}

// Rest gives out what is held at an answer's end. Two texts of which one begins with
// the other are states of one, unless they are too short to tell.
func (d *Deltas) Rest() string {
	held := d.held
	d.held = nil
	switch {
	case d.kind != undecided || len(held) == 0:
		return ""
	case d.given >= leastText/2:
		return d.last[d.given:]
	}
	return strings.Join(held, "")
}
