package wire

import (
	"strings"
	"testing"
)

func TestDeltas(t *testing.T) {
	const text = "- The river rose by 3 metres [1]\n- Nobody was hurt [2]\n"
	words := strings.SplitAfter(text, " ")
	var states []string
	for i := range words {
		states = append(states, strings.Join(words[:i+1], ""))
	}
	for name, tt := range map[string]struct {
		texts []string
		want  string // "": an error
	}{
		"parts":                       {words, text},
		"states":                      {states, text},
		"states, with empty ones":     {strings.Split(strings.Join(states, "||")+"|", "|"), text},
		"the last state twice":        {append(states[:len(states):len(states)], text), text},
		"an earlier state":            {append(states[:len(states):len(states)], states[3]), text},
		"two states":                  {[]string{states[4], text}, text},
		"two parts that begin alike":  {[]string{"-", "- one\n"}, "-- one\n"},
		"parts that are the same":     {[]string{"ha", "ha", "ha"}, "hahaha"},
		"parts that grow at first":    {[]string{"-", "--", "--- more", " and more"}, "------ more and more"},
		"one text":                    {[]string{text}, text},
		"a state that takes back one": {append(states[:5:5], "- Other words altogether"), ""},
	} {
		var d Deltas
		var got strings.Builder
		var failed error
		for _, text := range tt.texts {
			more, err := d.Next(text)
			got.WriteString(more)
			if err != nil {
				failed = err
			}
		}
		got.WriteString(d.Rest())
		if (failed != nil) != (tt.want == "") || failed == nil && got.String() != tt.want {
			t.Errorf("%s: %q, %v", name, got.String(), failed)
		}
	}
}
