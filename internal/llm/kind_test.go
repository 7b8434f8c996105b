package llm

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// What a failure is taken for decides whether it is tried again, and what the
// user is told to do.
func TestKindOfFailure(t *testing.T) {
	for _, tt := range []struct {
		status int
		body   string
		want   Kind
	}{
		{404, `{"error":{"message":"model 'm' not found"}}`, Model},
		{400, `{"error":{"message":"m is not a valid model ID"}}`, Model},
		{404, `{"error":{"message":"no such model here"}}`, Model},
		{404, `{"error":{"message":"no route for /v1/models"}}`, BadRequest}, // the address, not the model
		{404, `{"error":{"message":"the file does not exist"}}`, BadRequest},
		{400, `{"error":{"message":"the model wants a temperature below 1"}}`, BadRequest},
		{500, `{"error":{"message":"the model was not found in the GPU's memory"}}`, Server},
		{403, `{"error":{"message":"not for you"}}`, Auth},
		{401, ``, Auth},
		{402, ``, Quota},
		{429, ``, RateLimit},
		{400, `{"error":{"message":"slow down","type":"rate_limit"}}`, RateLimit},
		{429, `{"error":{"message":"You exceeded your current quota."}}`, Quota},
		{429, `{"error":{"message":"You exceeded your current quota. Please retry in 20s."}}`, RateLimit},
		{400, `{"error":{"message":"bad","code":"content_filter"}}`, Refused},
		{408, ``, Server},
		{409, ``, Server},
		{500, ``, Server},
		{499, ``, BadRequest},
		{422, ``, BadRequest},
	} {
		if got := readSaid([]byte(tt.body)).kindOf(tt.status); got != tt.want {
			t.Errorf("%d %s: kind %d, want %d", tt.status, tt.body, got, tt.want)
		}
	}
}

// The words and the code of an error, in each shape that servers give it.
func TestSaid(t *testing.T) {
	for _, tt := range []struct{ body, message, code string }{
		{`{"error":{"message":"no GPU","code":"x"}}`, "no GPU", "x"},
		{`{"error":{"message":"no GPU"}}`, "no GPU", ""},
		{`{"error":{"code":"insufficient_quota"}}`, "", "insufficient_quota"},
		{`{"error":{"type":"overloaded_error"}}`, "", "overloaded_error"},
		{`{"error":{},"message":"no GPU"}`, "no GPU", ""},
		{`[{"error":{"message":"no GPU","code":503}}]`, "no GPU", "503"},
		{`[]`, "[]", ""},
		{`{"error":"no GPU"}`, "no GPU", ""},
		{`{"object":"error","message":"no GPU","code":"x"}`, "no GPU", "x"},
		{`{"errors":[{"message":"no GPU","code":"x"}]}`, "no GPU", "x"},
		{`{"detail":"no GPU"}`, "no GPU", ""},
		{`{"detail":null,"message":"no GPU"}`, "no GPU", ""},
		{`{"detail":[{"loc":["seed"]}]}`, `[{"loc":["seed"]}]`, ""},
		{`{"base_resp":{"status_code":1,"status_msg":"no GPU"}}`, "no GPU", ""},
		{`<html><head><title>no GPU</title></head>`, "no GPU", ""},
		{`<html><body>no title`, "", ""},
		{`no GPU`, "no GPU", ""},
	} {
		s := readSaid([]byte(tt.body))
		if code := strings.TrimSpace(s.code); s.message != tt.message || code != tt.code {
			t.Errorf("%s: %q, %q, want %q, %q", tt.body, s.message, code, tt.message, tt.code)
		}
	}
}

// Only an HTTP status among the codes is one.
func TestStatusInCode(t *testing.T) {
	for code, want := range map[string]int{"429": 429, `"503"`: 503, "400": 400, "599": 599, "399": 0, "600": 0, "1": 0, `"x"`: 0, "-429": 0, "1e12": 0} {
		if got := readSaid([]byte(`{"error":{"message":"m","code":` + code + `}}`)).status; got != want {
			t.Errorf("code %s: status %d, want %d", code, got, want)
		}
	}
}

// What is worth doing about a failure: asking for the rest of an answer that
// came to an end too early, ending the run, or asking again later.
func TestKindsOfUse(t *testing.T) {
	for kind, want := range map[Kind]string{
		Length: "rest", Thinking: "rest", Empty: "rest later",
		Auth: "end", Quota: "end", Model: "end", Insecure: "end", Unreachable: "end",
		RateLimit: "later", Server: "later", Network: "later", Timeout: "later", Broken: "later",
		BadRequest: "", Protocol: "", Overflow: "", Refused: "", Missing: "", NotSent: "",
	} {
		var got []string
		for word, is := range map[string]bool{"rest": kind.Incomplete(), "end": kind.Permanent(), "later": kind.Passing()} {
			if is {
				got = append(got, word)
			}
		}
		slices.Sort(got)
		slices.Reverse(got)
		if strings.Join(got, " ") != want {
			t.Errorf("kind %d: %q, want %q", kind, got, want)
		}
	}
}

// An address that lacks its version is what a 404 most often means; where it
// has one, the user is not sent to add another.
func TestVersionHint(t *testing.T) {
	for _, tt := range []struct {
		base string
		hint bool
	}{
		{"http://h", true},
		{"http://h/api", true},
		{"http://v1.example.com", true},
		{"http://h/v", true},
		{"http://h/versions", true},
		{"http://h/v1", false},
		{"http://h/V1/", false},
		{"http://h/v1beta/openai", false},
		{"http://h/api/v0", false},
		{"http://h/api/v9", false},
		{"http://h/api/v3/x", false},
	} {
		client, err := New(Config{BaseURL: tt.base})
		if err != nil {
			t.Fatal(err)
		}
		e := (&try{client: client}).statusError(&http.Response{StatusCode: 404}, said{message: "page not found"})
		if got := strings.Contains(e.Hint, "most base URLs end in /v1"); got != tt.hint {
			t.Errorf("%s: hint %q", tt.base, e.Hint)
		}
		if e.retryable() {
			t.Errorf("%s: tried again", tt.base)
		}
	}
}

func TestBaseURLs(t *testing.T) {
	for base, want := range map[string]string{
		"http://h/v1":                      "http://h/v1",
		"https://h:8000":                   "https://h:8000",
		"http://h/v1/":                     "http://h/v1",
		"http://h/v1/chat/completions":     "http://h/v1",
		"http://h/v1/models":               "http://h/v1",
		"http://[::1]:1234/v1/completions": "http://[::1]:1234/v1",

		"h/v1": "", "": "", "http://": "", "ftp://h/v1": "", "file:///v1": "", "http://u:p@h/v1": "",
		"http://h/v1?key=x": "", "http://h/v1#x": "", "http://h:port/v1": "", "://h": "",
	} {
		c, err := New(Config{BaseURL: base})
		switch {
		case want == "" && err == nil:
			t.Errorf("%q was taken", base)
		case want != "" && (err != nil || c.config.BaseURL != want):
			t.Errorf("%q: %v, want %s", base, err, want)
		}
	}
}
