package llm

import (
	"fmt"
	"strings"
)

// Reading ends before the server says so where nothing that follows can be of use.
const (
	// idleTokens is how many tokens without a line in form are read, musedTokens
	// where they may be thoughts.
	idleTokens, musedTokens = 400, 2000
	// sameLines is how often a line comes until the model turns in a circle.
	sameLines = 3
	// preamble is how many tokens before the first line in form are talk; more may
	// be thoughts, whose lines are no answer.
	preamble = 60
)

// ends tells when an answer needs to be read no further: its lines are whole and one
// more has begun, a line comes for the third time, or nothing in form comes any
// more. A request that has no Form is read to its end.
type ends struct {
	request Request
	seen    map[string]int // lines in form
	idle    float64        // tokens since the last of them
	line    float64        // tokens of the line that is coming, among these
	before  float64        // tokens before the first
	muses   bool           // what came before it sounds like thoughts
	marked  bool           // thoughts have come to their end: what follows is the answer
	why     string         // reading is over, for this reason
}

// takes takes a line, and says whether it is part of the answer. A line that comes for
// the third time is where any number may come: its reader is to see the circle.
func (e *ends) takes(l Line) bool {
	if l.Restart {
		*e = ends{request: e.request, marked: true}
	}
	before := e.idle - e.line
	e.line = 0
	switch key := e.key(l.Text); {
	case e.why != "":
		return false
	case e.request.Form == nil || strings.TrimSpace(l.Text) == "":
	case e.whole():
		e.why = "the lines asked for are whole"
		return false
	case key == "":
		e.muses = e.muses || len(e.seen) == 0 && soundsLikeThought(l.Text)
	case e.seen[key] == sameLines-1:
		e.why = "a line came for the third time"
		return e.request.Lines == 0
	case len(e.seen) == 0:
		e.seen, e.before, e.idle = map[string]int{key: 1}, before, 0
	default:
		e.seen[key]++
		e.idle = 0
	}
	return true
}

// key is what a line says where it is in form, else "".
func (e *ends) key(line string) string {
	if e.request.Form == nil {
		return ""
	}
	return e.request.Form(line)
}

// thought takes thoughts that are marked as such.
func (e *ends) thought() { e.marked, e.idle = true, 0 }

// more takes tokens of a line of which this much has come.
func (e *ends) more(tokens float64, partial string) {
	if e.request.Form == nil || e.why != "" {
		return
	}
	e.idle += tokens
	e.line += tokens
	switch {
	case strings.TrimSpace(partial) != "" && e.whole():
		e.why = "the lines asked for are whole"
	case e.idle > idleTokens && e.idle > e.patience(partial):
		e.why = fmt.Sprintf("no line in form came within %.0f tokens", e.idle)
	}
}

// whole says whether there are as many lines as were asked for, and they can be no
// draft among thoughts.
func (e *ends) whole() bool {
	n := e.request.Lines
	return n > 0 && len(e.seen) >= n && (e.marked || e.before < preamble && !e.muses)
}

// patience is how many tokens without a line in form are read. A line that is in form
// so far may be as long as the answer.
func (e *ends) patience(partial string) float64 {
	switch {
	case e.key(partial) != "":
		return float64(max(idleTokens, 4*e.request.Answer))
	case e.muses || len(e.seen) == 0 && soundsLikeThought(partial):
		return musedTokens
	}
	return idleTokens
}

// musings are how models begin to think aloud, where a server has cut off the mark
// before it; reasoning models are trained to in English and Chinese.
const musings = "okay|ok,|alright|hmm|let me|let's|let us|first,|i need|we need|the user|the task|so,|so the|got it|" +
	"here's a thinking process|thinking process|analy|嗯|好的|好，|首先|用户|我需要|我们"

// soundsLikeThought says whether a text begins as thoughts do.
func soundsLikeThought(text string) bool {
	text = strings.ToLower(strings.TrimLeft(text, " \t*#"))
	for word := range strings.SplitSeq(musings, "|") {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}
