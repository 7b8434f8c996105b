package llm

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
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
			if got := c.Context(context.Background(), promptOf(5000)); got != tt.want {
				t.Errorf("%d, want %d; asked %q", got, tt.want, paths)
			}
			if tt.paths != nil && !slices.Equal(paths, tt.paths) {
				t.Errorf("asked %q, want %q", paths, tt.paths)
			}
			paths = nil
			if c.Context(context.Background(), promptOf(5000)); tt.want > 0 && len(paths) > 0 {
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
				if got := c.Context(t.Context(), promptOf(9000)); got != want {
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
	prompt := c.Tokens(promptOf(1000))
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
		if got := c.Room(r, 4000); got != tt.want {
			t.Errorf("%d, %d: %d, want %d", tt.answer, tt.most, got, tt.want)
		}
	}
	if !c.Holds(promptOf(1000)) || c.Holds(promptOf(4000)) {
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
	if got := c.Context(ctx, promptOf(500)); got != 0 || *n != 0 {
		t.Errorf("a short request: %d, asked %d times", got, *n)
	}
	c.config.Context = 9000
	if got := c.Context(ctx, promptOf(5000)); got != 9000 || *n != 0 {
		t.Errorf("a context that the user names: %d, asked %d times", got, *n)
	}
	c.Learn("m", 2000)
	if got := c.Context(ctx, promptOf(5000)); got != 2000 || *n != 0 {
		t.Errorf("an overflow shows less: %d, asked %d times", got, *n)
	}
	c, n = asked()
	c.config.Cache = &Cache{Mode: CacheOnly}
	if got := c.Context(ctx, promptOf(5000)); got != 0 || *n != 0 {
		t.Errorf("no network: %d, asked %d times", got, *n)
	}
	c, n = asked()
	c.config.DryRun = func(Draft) {}
	if got := c.Context(ctx, promptOf(5000)); got != 0 || *n != 0 {
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
