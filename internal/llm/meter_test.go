package llm

import (
	"strings"
	"testing"
)

// prompt is a request whose text has about so many tokens: a word is one.
func promptOf(words int) Request {
	return Request{Model: "m", Messages: []Message{{"user", strings.Repeat("town ", words)}}}
}

func TestMeter(t *testing.T) {
	var m meter
	estimate := promptOf(1000).prompt().Most
	if got := m.count(promptOf(1000)); got != estimate {
		t.Errorf("with no evidence %d, want %d", got, estimate)
	}
	if !m.whole(promptOf(1000), 900, 0) {
		t.Error("a count near the estimate is no cut")
	}
	if got := m.count(promptOf(1000)); got >= estimate || got < 900 {
		t.Errorf("a server that counts 900: %d, want a little more", got)
	}
}

func TestMeterCut(t *testing.T) {
	for _, tt := range []struct {
		name           string
		words, counted int
		limit          int
		whole          bool
	}{
		{"as estimated", 3000, 3001, 0, true},
		{"half", 3000, 1500, 0, false},
		{"no count", 3000, 0, 0, true},
		{"a count of what was not cached", 3000, 400, 0, true},
		{"a prompt that every context holds", 1500, 700, 0, true},
		{"the old default context", 2300, 2048, 0, false},
		{"half of it and two", 2300, 1026, 0, false},
		{"a multiple of it", 4600, 3072, 0, false},
		{"half of a larger one and two", 4600, 2050, 0, false},
		{"two less than a multiple", 2300, 2046, 0, true},
		{"half of the context and two", 2300, 2002, 4000, false},
		{"half of the context", 2300, 2000, 4000, true},
		{"just enough to be a count", 5000, 512, 0, false},
		{"just too little for one", 5000, 511, 0, true},
		{"a round number by a context that is larger", 2300, 2048, 8192, true},
		{"the context itself", 2300, 2000, 2000, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var m meter
			if got := m.whole(promptOf(tt.words), tt.counted, tt.limit); got != tt.whole {
				t.Errorf("whole: %v", got)
			}
		})
	}
}

// A server that counts words, or leaves out what it had cached, reports too
// little of every prompt.
func TestMeterUnreliable(t *testing.T) {
	var m meter
	if m.whole(promptOf(6000), 3000, 0) || !m.whole(promptOf(2800), 1400, 0) {
		t.Error("half of a long and of a shorter prompt: the server counts otherwise")
	}
	m = meter{}
	if m.whole(promptOf(6000), 3000, 0) || m.whole(promptOf(2800), 700, 0) {
		t.Error("a smaller share of a shorter prompt: cut again")
	}
	m = meter{}
	if m.whole(promptOf(13000), 2048, 0) || m.whole(promptOf(9500), 2048, 0) {
		t.Error("the same count of a long and of a shorter prompt: the context")
	}
}
