package llm

import (
	"encoding/json"
	"fmt"
	"net"
	"strings"
	"testing"

	"newsbrief/internal/llm/wire"
)

// What goes over the wire where a server refuses parameters: each is left out,
// or goes under its other name.
func TestEncode(t *testing.T) {
	half, seven := 0.5, 7
	question := Request{Model: "m", MaxTokens: 90, Temperature: &half, Seed: &seven, Messages: []Message{{"system", "Be brief."}, {"user", "Why?"}}}
	for _, tt := range []struct {
		left refusal
		want string // the members besides model and messages
	}{
		{0, "max_tokens seed stream=true stream_options temperature"},
		{streamOptions, "max_tokens seed stream=true temperature"},
		{maxTokens, "max_completion_tokens seed stream=true stream_options temperature"},
		{maxTokens | maxCompletionTokens, "seed stream=true stream_options temperature"},
		{temperature | seed, "max_tokens stream=true stream_options"},
		{streaming, "max_tokens seed stream=false temperature"},
	} {
		body, whole, err := encode(question, 0, tt.left)
		if err != nil {
			t.Fatal(err)
		}
		var members map[string]any
		if err := json.Unmarshal(body, &members); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, name := range []string{"max_completion_tokens", "max_tokens", "seed", "stream", "stream_options", "temperature"} {
			switch value, ok := members[name]; {
			case ok && name == "stream":
				got = append(got, fmt.Sprintf("stream=%v", value))
			case ok:
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != tt.want || whole != (tt.left&streaming != 0) {
			t.Errorf("without %v: %q, whole %v; want %q", tt.left, got, whole, tt.want)
		}
	}
	question.Whole = true
	if body, whole, err := encode(question, 0, 0); err != nil || !whole || strings.Contains(string(body), "stream_options") {
		t.Errorf("in one piece: %s, %v, %v", body, whole, err)
	}
}

// A server without a system role gets its text with the first question.
func TestWithoutSystem(t *testing.T) {
	system, user, model := Message{"system", "Be brief."}, Message{"user", "Why?"}, Message{"assistant", "So."}
	for _, tt := range []struct {
		messages []Message
		want     string
	}{
		{[]Message{system, user}, "[{user Be brief.\n\nWhy?}]"},
		{[]Message{system, user, model, user}, "[{user Be brief.\n\nWhy?} {assistant So.} {user Why?}]"},
		{[]Message{system, model, user}, "[{user Be brief.} {assistant So.} {user Why?}]"},
		{[]Message{system}, "[{user Be brief.}]"},
		{[]Message{user, model}, "[{user Why?} {assistant So.}]"},
		{nil, "[]"},
	} {
		if got := fmt.Sprint(withoutSystem(tt.messages)); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.messages, got, tt.want)
		}
	}
}

// A server nearby is asked for its likeliest answer where the user names no
// temperature; a hosted one, a batch and one within the program keep theirs.
func TestSteady(t *testing.T) {
	warm := 0.7
	for _, tt := range []struct {
		config Config
		given  *float64
		want   string
	}{
		{Config{BaseURL: "http://127.0.0.1:11434/v1"}, nil, `"temperature":0,`},
		{Config{BaseURL: "http://127.0.0.1:11434/v1"}, &warm, `"temperature":0.7,`},
		{Config{BaseURL: "https://api.example.com/v1"}, nil, ""},
		{Config{BaseURL: "http://127.0.0.1:11434/v1", Repeatable: true}, nil, ""},
		{Config{BaseURL: "http://localhost/v1", Dial: new(net.Dialer).DialContext}, nil, ""},
	} {
		body, _, err := encode(Request{Temperature: tt.given}.steady(&tt.config), 0, 0)
		if got := strings.Contains(string(body), `"temperature"`); err != nil || got != (tt.want != "") ||
			!strings.Contains(string(body), tt.want) {
			t.Errorf("%+v: %s, %v", tt.config, body, err)
		}
	}
	said := wire.Said{Message: "`temperature` must be strictly positive"}
	if got := refuses(said, 422, 0); got != temperature {
		t.Errorf("refuses %v", got)
	}
}
