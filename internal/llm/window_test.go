package llm

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsbrief/internal/llm/tokens"
	"newsbrief/result"
)

// The shapes in which servers tell a model's context, and what each is asked.
func TestContext(t *testing.T) {
	const none = `{"object":"list","data":[{"id":"m","object":"model"}]}`
	for _, tt := range []struct {
		name    string
		answers map[string]string // by path; others are 404
		want    int
		paths   []string // what is asked
	}{
		{"vLLM",
			map[string]string{"/v1/models": `{"data":[{"id":"x","max_model_len":1},{"id":"m","max_model_len":8192}]}`}, 8192, []string{"/v1/models"}},
		{"OpenRouter",
			map[string]string{"/v1/models": `{"data":[{"id":"m","context_length":131072,"top_provider":{"context_length":65536}}]}`}, 65536, nil},
		{"Together", map[string]string{"/v1/models": `[{"id":"m","context_length":32768}]`}, 32768, nil},
		{"Mistral", map[string]string{"/v1/models": `{"data":[{"id":"m","max_context_length":32000}]}`}, 32000, nil},
		{"Groq", map[string]string{"/v1/models": `{"data":[{"id":"m","context_window":8000}]}`}, 8000, nil},
		{"llama.cpp", map[string]string{"/v1/models": none,
			"/props": `{"default_generation_settings":{"n_ctx":4096}}`}, 4096, []string{"/v1/models", "/props"}},
		{"LM Studio", map[string]string{"/v1/models": none,
			"/api/v0/models": `{"data":[{"id":"m","state":"loaded","max_context_length":32768,"loaded_context_length":4096}]}`}, 4096, nil},
		{"Ollama, loaded", map[string]string{"/v1/models": none,
			"/api/ps": `{"models":[{"name":"m:latest","context_length":4096}]}`}, 4096, nil},
		{"Ollama, loaded, of another name",
			map[string]string{"/api/ps": `{"models":[{"name":"m2:latest","context_length":2048},{"name":"m","context_length":4096}]}`}, 4096, nil},
		{"Ollama, loaded, without a context",
			map[string]string{"/api/ps": `{"models":[{"name":"m","context_length":0}]}`,
				"/api/show": `{"parameters":"num_ctx 16384"}`}, 16384, nil},
		{"Ollama, by its Modelfile", map[string]string{"/v1/models": none, "/api/ps": `{"models":[]}`,
			"/api/show": `{"parameters":"stop \"<|end|>\"\nnum_ctx 16384","model_info":{"llama.context_length":131072}}`}, 16384, nil},
		{"Ollama by its default", map[string]string{"/v1/models": none, "/api/ps": `{"models":[]}`,
			"/api/show": `{"parameters":"stop \"<|end|>\"","model_info":{"llama.context_length":131072}}`}, 0,
			[]string{"/v1/models", "/props", "/api/v0/models", "/api/ps", "/api/show"}},
		{"a server that tells nothing", nil, 0, nil},
		{"nonsense", map[string]string{"/v1/models": `[[[`, "/props": `7`, "/api/ps": `{"models":7}`}, 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var paths []string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				paths = append(paths, r.URL.Path)
				if answer := tt.answers[r.URL.Path]; answer != "" {
					io.WriteString(w, answer)
				} else {
					http.NotFound(w, r)
				}
			}))
			defer server.Close()
			c, err := New(Config{BaseURL: server.URL + "/v1", Timeout: time.Second})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if got := c.Window.Context(context.Background(), promptOf(5000)); got != tt.want {
				t.Errorf("%d, want %d; asked %q", got, tt.want, paths)
			}
			if tt.paths != nil && !slices.Equal(paths, tt.paths) {
				t.Errorf("asked %q, want %q", paths, tt.paths)
			}
			paths = nil
			if c.Window.Context(context.Background(), promptOf(5000)); tt.want > 0 && len(paths) > 0 {
				t.Errorf("asked again: %q", paths)
			}
		})
	}
}

// A server on this machine that tells nothing is asked once more, when the first
// answer has loaded its model; then it is let be. A hosted one is asked once.
func TestContextAskedAgain(t *testing.T) {
	const told = `{"data":[{"id":"m","max_model_len":4096}]}`
	for _, tt := range []struct {
		name    string
		hosted  bool
		answers []string // of the list of models; "": none
		want    []int
	}{
		{"tells later", false, []string{"", told}, []int{0, 4096, 4096}},
		{"tells too late", false, []string{"", "", told}, []int{0, 0, 0}},
		{"hosted", true, []string{"", told}, []int{0, 0}},
	} {
		asked := 0
		answer := func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/v1/models" {
				http.NotFound(w, r)
				return
			}
			asked++
			io.WriteString(w, tt.answers[min(asked, len(tt.answers))-1])
		}
		inMemory(t, Config{}, answer, func(t *testing.T, c *Client) {
			c.config.Dial = nil // stands for an engine of our own, which is never asked
			c.config.BaseURL = map[bool]string{false: "http://server:80/v1", true: c.config.BaseURL}[tt.hosted]
			for i, want := range tt.want {
				if got := c.Window.Context(t.Context(), promptOf(9000)); got != want {
					t.Errorf("%s: question %d: %d, want %d", tt.name, i+1, got, want)
				}
			}
		})
	}
}

// Room is what is left for more text when the answer has its share, which is at
// most a quarter of the context.
func TestRoom(t *testing.T) {
	c, err := New(Config{BaseURL: "http://127.0.0.1/v1", Context: 4000})
	if err != nil {
		t.Fatal(err)
	}
	prompt := c.Window.Tokens(promptOf(1000))
	for _, tt := range []struct {
		answer, most int
		want         int
	}{
		{0, 0, 4000 - prompt - 256},
		{300, 0, 4000 - prompt - 600},
		{300, 900, 4000 - prompt - 900},
		{3000, 0, 4000 - prompt - 1000},
	} {
		r := promptOf(1000)
		r.Answer, r.MaxTokens = tt.answer, tt.most
		if got := c.Window.Room(r, 4000); got != tt.want {
			t.Errorf("%d, %d: %d, want %d", tt.answer, tt.most, got, tt.want)
		}
	}
	if !c.Window.Holds(promptOf(1000)) || c.Window.Holds(promptOf(4000)) {
		t.Error("a prompt fits where there is room, and only there")
	}
}

func TestContextUnasked(t *testing.T) {
	asked := func() (*Client, *int) {
		n := new(int)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			*n++
			fmt.Fprint(w, `{"data":[{"id":"m","max_model_len":4096}]}`)
		}))
		t.Cleanup(server.Close)
		c, err := New(Config{BaseURL: server.URL + "/v1", Timeout: time.Second})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		return c, n
	}
	ctx := context.Background()
	c, n := asked()
	if got := c.Window.Context(ctx, promptOf(500)); got != 0 || *n != 0 {
		t.Errorf("a short request: %d, asked %d times", got, *n)
	}
	c.config.Context = 9000
	if got := c.Window.Context(ctx, promptOf(5000)); got != 9000 || *n != 0 {
		t.Errorf("a context that the user names: %d, asked %d times", got, *n)
	}
	c.Window.learn("m", 2000)
	if got := c.Window.Context(ctx, promptOf(5000)); got != 2000 || *n != 0 {
		t.Errorf("an overflow shows less: %d, asked %d times", got, *n)
	}
	c, n = asked()
	c.config.Cache = &Cache{Mode: CacheOnly}
	if got := c.Window.Context(ctx, promptOf(5000)); got != 0 || *n != 0 {
		t.Errorf("no network: %d, asked %d times", got, *n)
	}
	c, n = asked()
	c.config.DryRun = func(Draft) {}
	if got := c.Window.Context(ctx, promptOf(5000)); got != 0 || *n != 0 {
		t.Errorf("a dry run: %d, asked %d times", got, *n)
	}
}

func TestIsLocal(t *testing.T) {
	for base, want := range map[string]bool{
		"http://127.0.0.1:11434/v1": true, "http://localhost:1234/v1": true, "http://[::1]/v1": true,
		"http://192.168.1.7/v1": true, "http://gpu-box:8000/v1": true,
		"https://api.openai.com/v1": false, "http://8.8.8.8/v1": false,
	} {
		if IsLocal(base) != want {
			t.Errorf("%s: %v", base, !want)
		}
	}
}

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

// A text full of web addresses, rules and numbers has fewer tokens than its characters
// say. The counts are those of the vocabularies of Qwen 2.5 and SmolLM2.
func TestLinksAreNoCut(t *testing.T) {
	for name, tt := range map[string]struct {
		text   string
		counts []int
	}{
		"paths of words": {strings.Repeat("https://www.example.com/international/business/technology/government/"+
			"infrastructure/development\n", 120), []int{2160, 2520}},
		"a table's rules": {strings.Repeat("| --- | --- | --- |\n", 400) + strings.Repeat("=", 2000) +
			strings.Repeat("-", 4000), []int{2893, 3295}},
		"numbers of three digits": {strings.Repeat("847 ", 2000), []int{2000, 8000}}, // as GPT-4o and Llama 3 count, which know such numbers
	} {
		r := Request{Messages: []Message{{"user", tt.text}}}
		for _, counted := range tt.counts {
			var m meter
			if !m.whole(r, counted, 0) || m.short(r, counted) {
				t.Errorf("%s: %d tokens are no cut of %v", name, counted, r.prompt())
			}
		}
	}
}

// A server with more tokens of prompt and answer than its context has forgotten the
// beginning of the prompt while it answered. What the user says of a context proves
// nothing, nor does a smaller one that is tried after an overflow.
func TestForgottenWhileAnswering(t *testing.T) {
	for name, tt := range map[string]struct {
		told, named, overflown, written int
		forgot                          bool
	}{
		"just room":          {3100, 0, 3100, 90, false},
		"too long":           {3100, 0, 3100, 101, true},
		"said by user":       {0, 3100, 3100, 101, false},
		"guessed from a 400": {4096, 0, 3072, 101, false},
		"not told":           {0, 0, 0, 5000, false},
		"nothing written":    {2999, 0, 2999, 0, false},
	} {
		c, err := New(Config{BaseURL: "http://127.0.0.1:1/v1", Context: tt.named})
		if err != nil {
			t.Fatal(err)
		}
		c.Window.stated = map[string]int{"m": tt.told}
		c.Window.learn("m", tt.overflown)
		r := promptOf(3000)
		err = c.Window.checkWhole(t.Context(), r, result.Usage{PromptTokens: 3000, CompletionTokens: tt.written}, 0)
		if (err != nil) != tt.forgot {
			t.Errorf("%s: %v", name, err)
		}
		c.Close()
	}
}

// A server that reads the last message and not those before it: all is sent in one
// message, and the cure is named once that was read. One that counts otherwise is
// taken as it is.
func TestDroppedMessages(t *testing.T) {
	question := promptOf(200)
	question.Messages = append([]Message{{"system", strings.Repeat("rule ", 100)}, {"user", strings.Repeat("example ", 100)},
		{"assistant", "- like this"}}, question.Messages...)
	reads := func(messages []Message) int { return tokens.Count(messages[len(messages)-1].Content).Most }
	for name, tt := range map[string]struct {
		counts func(messages []Message) int
		live   bool
		asked  string // how many messages each of two questions had
		told   int
	}{
		"all is read":         {func(m []Message) int { return Request{Messages: m}.prompt().Most }, false, "4 4", 0},
		"the last message":    {reads, false, "4 1 1", 1},
		"shown as it comes":   {reads, true, "4 1", 1},
		"half of each":        {func(m []Message) int { return (Request{Messages: m}).prompt().Most * 6 / 10 }, false, "4 1 4", 0},
		"nothing":             {func([]Message) int { return 0 }, false, "4 4", 0},
		"less than a message": {func([]Message) int { return 100 }, false, "4 4", 0},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			var told []string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				var q struct{ Messages []Message }
				if json.NewDecoder(r.Body).Decode(&q); len(q.Messages) == 0 {
					http.NotFound(w, r)
					return
				}
				asked = append(asked, strconv.Itoa(len(q.Messages)))
				fmt.Fprintf(w, "%sdata: {\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":1}}\n\n%s", one+stop,
					tt.counts(q.Messages), done)
			}))
			defer server.Close()
			c, err := New(Config{BaseURL: server.URL + "/v1", Timeout: time.Second, Notice: func(s string) { told = append(told, s) }})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			question.Live = tt.live
			for range 2 {
				if got, err := complete(c, question); err != nil || got != "- one [1]\n" {
					t.Errorf("%q, %v", got, err)
				}
			}
			if strings.Join(asked, " ") != tt.asked || len(told) != tt.told {
				t.Errorf("messages %v, want %s; told %q", asked, tt.asked, told)
			}
			if tt.told > 0 && !strings.Contains(told[0], "drops the system message") {
				t.Errorf("%q", told)
			}
		})
	}
}

// An overflow shows a smaller context, or makes the question a quarter smaller;
// where nothing useful is left, and after any other failure, there is none.
func TestShrink(t *testing.T) {
	overflow := func(limit int) error { return &Error{Kind: Overflow, Limit: limit} }
	for _, tt := range []struct {
		name  string
		err   error
		limit int
		want  int
	}{
		{"the server says", overflow(2048), 8000, 2048},
		{"the server says more than it was", overflow(9000), 8000, 6000},
		{"the server does not say", overflow(0), 4000, 3000},
		{"too small", overflow(0), 600, 0},
		{"another failure", &Error{Kind: Server, Limit: 2048}, 8000, 0},
		{"none", nil, 8000, 0},
	} {
		c, err := New(Config{BaseURL: "http://127.0.0.1/v1", Context: 8000})
		if err != nil {
			t.Fatal(err)
		}
		r := promptOf(5000)
		if got := c.Window.Shrink(r, tt.limit, tt.err); got != tt.want {
			t.Errorf("%s: %d; want %d", tt.name, got, tt.want)
		}
		want := tt.want
		if want == 0 {
			want = 8000
		}
		if got := c.Window.Context(t.Context(), r); got != want {
			t.Errorf("%s: %d is remembered; want %d", tt.name, got, want)
		}
	}
}

// A part is full, or due, or holds one thing that is larger than any may be.
func TestSplitParts(t *testing.T) {
	sizes := []int{3, 3, 3, 20, 1, 1, 1}
	never := func(int) bool { return false }
	for _, tt := range []struct {
		name string
		due  func(size int) bool
		want string
	}{
		{"full", never, "[[0 2] [2 3] [3 4] [4 7]]"},
		{"by size", func(size int) bool { return size >= 2 }, "[[0 1] [1 2] [2 3] [3 4] [4 6] [6 7]]"},
	} {
		if got := fmt.Sprint(Split(sizes, 8, tt.due)); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.name, got, tt.want)
		}
	}
	if got := Split(nil, 8, never); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}
