package llm

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"newsbrief/internal/llm/wire"
)

// The words are those of the servers named, or as near as their sources and
// issue trackers show them.
func TestOverflow(t *testing.T) {
	for _, tt := range []struct {
		server, body  string
		limit, prompt int
	}{
		{"OpenAI",
			`{"error":{"message":"This model's maximum context length is 4097 tokens. However, your messages resulted in 5210 tokens. Please reduce the length of the messages.","code":"context_length_exceeded"}}`, 4097, 5210},
		{"vLLM",
			`{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4500 in the messages, 500 in the completion).","code":400}`, 4096, 4500},
		{"vLLM, prompt",
			`{"message":"The decoder prompt (length 5210) is longer than the maximum model length of 4096."}`, 4096,
			5210},
		{"vLLM, max_tokens",
			`{"message":"'max_tokens' or 'max_completion_tokens' is too large: 5000. This model's maximum context length is 4096 tokens and your request has 1200 input tokens (5000 > 4096 - 1200)."}`, 4096, 1200},
		{"llama.cpp",
			`{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":5210,"n_ctx":4096}}`, 4096, 5210},
		{"llama.cpp, in words",
			`{"error":{"message":"request (5210 tokens) exceeds the available context size (4096 tokens), try increasing it"}}`, 4096, 5210},
		{"llama.cpp, old", `{"error":{"message":"Context size has been exceeded."}}`, 0, 0},
		{"llama-cpp-python", `{"error":{"message":"Requested tokens (5210) exceed context window of 4096"}}`, 4096,
			5210},
		{"LM Studio",
			`{"error":"Trying to keep the first 5210 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens"}`, 4096, 5210},
		{"OpenRouter",
			`{"error":{"message":"This endpoint's maximum context length is 131072 tokens. However, you requested about 140100 tokens (140000 of text input, 100 in the output).","code":400}}`, 131072, 140000},
		{"TGI",
			"{\"error\":\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5210 " +
				"`inputs` tokens and 20 `max_new_tokens`\"}", 4096, 5210},
		{"Anthropic", `{"type":"error","error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}}`,
			200000, 210000},
		{"Gemini",
			`[{"error":{"code":400,"message":"The input token count (1250000) exceeds the maximum number of tokens allowed (1048576)."}}]`, 1048576, 1250000},
		{"Mistral",
			`{"message":"Prompt contains 5210 tokens and 0 draft tokens, too large for model with 4096 maximum context length"}`, 4096, 5210},
		{"a minute's tokens",
			`{"error":{"message":"Request too large for gpt-4o on tokens per min (TPM): Limit 30,000, Requested 45,000.","code":"rate_limit_exceeded"}}`, 30000, 45000},
	} {
		s := wire.ReadSaid([]byte(tt.body))
		if kind := kindOf(s, 400); kind != Overflow {
			t.Errorf("%s: kind %d", tt.server, kind)
		}
		if limit, prompt := s.Overflow(); limit != tt.limit || prompt != tt.prompt {
			t.Errorf("%s: limit %d, prompt %d, want %d and %d", tt.server, limit, prompt, tt.limit, tt.prompt)
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, tt := range []struct {
		status int
		body   string
		left   refusal
		want   refusal
	}{
		{400, `{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model."}}`, 0,
			temperature},
		{400, `{"error":{"message":"Unsupported parameter","param":"seed","code":"unsupported_parameter"}}`, 0, seed},
		{400, `{"error":{"message":"Unknown parameter: 'stream_options'."}}`, 0, streamOptions},
		{400, `{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}}`, 0,
			maxTokens},
		{400, `{"error":{"message":"Unknown parameter: 'max_completion_tokens'."}}`, maxTokens, maxCompletionTokens},
		{400, `{"error":{"message":"'stream' does not support true"}}`, 0, streaming},
		{422,
			`{"detail":"body -> max_tokens\n  Extra inputs are not permitted\nbody -> seed\n  Extra inputs are not permitted"}`, 0, maxTokens},
		{422, `{"detail":"body -> seed\n  Extra inputs are not permitted"}`, seed, 0},
		{400,
			`{"message":"[{'type': 'literal_error', 'loc': ('body', 'messages', 0, 'role'), 'msg': \"Input should be 'user'\", 'input': 'system'}]"}`, 0, systemRole},
		{400, `{"error":{"message":"Developer instruction is not enabled for models/gemma-3-27b-it"}}`, 0, systemRole},
		{400, `{"error":{"message":"temperature is not supported"}}`, 0, temperature},
		{400, `{"error":{"message":"not supported: seed"}}`, 0, seed},
		{500, `{"error":{"message":"my_seed is not supported"}}`, 0, 0},
		{500, `{"error":{"message":"seeds are not supported"}}`, 0, 0},
		{400, `{"error":{"message":"seeds, and seed, are not supported"}}`, 0, seed},
		{400, `{"error":{"message":"Unsupported parameter: 'max_completion_tokens'"}}`, 0, 0}, // it was not sent
		// The value is bad, not the parameter.
		{400, `{"error":{"message":"temperature must be between 0 and 1"}}`, 0, 0},
		{400, `{"error":{"message":"max_tokens is too large: 5000"}}`, 0, 0},
		// Nothing of ours, or another status.
		{400, `{"error":{"message":"unsupported image"}}`, 0, 0},
		{400, `{"error":{"message":"the upstream is not available"}}`, 0, 0},
		{400, `{"error":{"message":"streaming_mode is not supported"}}`, 0, 0},
		{404, `{"error":{"message":"temperature is not supported"}}`, 0, 0},
	} {
		if got := refuses(wire.ReadSaid([]byte(tt.body)), tt.status, tt.left); got != tt.want {
			t.Errorf("%d %s: %b, want %b", tt.status, tt.body, got, tt.want)
		}
	}
}

func TestAzureURLs(t *testing.T) {
	for _, tt := range []struct{ base, version, chat, models string }{
		{"http://h/v1", "", "http://h/v1/chat/completions", "http://h/v1/models"},
		{"https://n.openai.azure.com", "2024-10-21",
			"https://n.openai.azure.com/openai/deployments/my%2Fmodel/chat/completions?api-version=2024-10-21",
			"https://n.openai.azure.com/openai/models?api-version=2024-10-21"},
		{"https://n.openai.azure.com/openai", "v",
			"https://n.openai.azure.com/openai/deployments/my%2Fmodel/chat/completions?api-version=v",
			"https://n.openai.azure.com/openai/models?api-version=v"},
		{"https://n.openai.azure.com/openai/deployments/d", "v",
			"https://n.openai.azure.com/openai/deployments/d/chat/completions?api-version=v",
			"https://n.openai.azure.com/openai/models?api-version=v"},
	} {
		c := Config{BaseURL: tt.base, AzureVersion: tt.version}
		if got := c.chatURL("my/model"); got != tt.chat {
			t.Errorf("chat: %s, want %s", got, tt.chat)
		}
		if got := c.modelsURL(); got != tt.models {
			t.Errorf("models: %s, want %s", got, tt.models)
		}
	}
	if got := AzureDeployment("https://n/openai/deployments/d/"); got != "d" {
		t.Errorf("deployment %q", got)
	}
}

func TestRedact(t *testing.T) {
	c := Config{APIKey: "abcdef-0123456789-uvwxyz"}
	for in, want := range map[string]string{
		"key abcdef-0123456789-uvwxyz is bad":    "key [key] is bad",
		"key abcdef*** or ***xyz is bad":         "key [key] or [key] is bad",
		"key 'abcdef…' is bad":                   "key [key] is bad",
		"key …uvwxyz is bad":                     "key [key] is bad",
		"(sk-other) and http://u:p@proxy:80 too": "[key] and [key] too",
		"two\n lines \x1b[31mred\u202e":          "two lines red",
		"nothing secret":                         "nothing secret",
	} {
		if got := c.redact(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := c.redact(strings.Repeat("é", 400)); len(got) > maxSaid+len("…") || !strings.HasSuffix(got, "é…") {
		t.Errorf("long: %q", got)
	}
}

// FuzzSaid: whatever a server says of a failure, what is printed of it is
// short, clean and without the key.
func FuzzSaid(f *testing.F) {
	const key = "abcdef-0123456789-uvwxyz"
	for _, body := range []string{
		`{"error":{"message":"maximum context length is 4096 tokens, you requested 5000","code":"x","param":"max_tokens"}}`,
		`[{"error":{"code":429,"details":[{"retryDelay":"3s"}]}}]`, `{"detail":[{"loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}`,
		"<title>bad &amp; " + key + "</title>", `{"error":"` + key + ` abcdef**** \u001b[31m"}`, strings.Repeat(" ",
			4<<10-10) + key,
	} {
		f.Add([]byte(body), 400)
	}
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		c := Config{APIKey: key}
		s := wire.ReadSaid(body)
		kindOf(s, status)
		refuses(s, status, 0)
		if limit, prompt := s.Overflow(); limit < 0 || prompt < 0 {
			t.Errorf("%q: limit %d, prompt %d", body, limit, prompt)
		}
		if wait := wordedWait(s); wait < 0 {
			t.Errorf("%q: wait %v", body, wait)
		}
		got := c.redact(s.Message)
		if len(got) > maxSaid+len("…") || strings.Contains(got, key[:6]) || strings.ContainsAny(got, "\x1b\n\u202e") {
			t.Errorf("%q is printed as %q", body, got)
		}
	})
}

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
		if got := kindOf(wire.ReadSaid([]byte(tt.body)), tt.status); got != tt.want {
			t.Errorf("%d %s: kind %d, want %d", tt.status, tt.body, got, tt.want)
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
		for word, is := range map[string]bool{"rest": (&Error{Kind: kind}).Incomplete(), "end": kind.Permanent(), "later": kind.Passing()} {
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
		e := (&try{endpoint: client.endpoint}).statusError(&http.Response{StatusCode: 404}, wire.Said{Message: "page not found"})
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
