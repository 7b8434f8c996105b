package llm

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// The first token of a local server may take ten minutes; what is awaited is told
// meanwhile, as far as the server says it. Between tokens the usual limit holds.
func TestVigil(t *testing.T) {
	for name, tt := range map[string]struct {
		path, says string
		takes      time.Duration
		lines      int
		want       string
	}{
		"nobody says":     {"/none", "", 95 * time.Second, 2, "waiting for the first word of m at server.test for 10s, of at most 10m0s"},
		"soon":            {"/none", "", 5 * time.Second, 0, ""},
		"llama.cpp":       {"/slots", `[{"id":0,"is_processing":true,"n_prompt_tokens":900,"n_prompt_tokens_processed":512}]`, 30 * time.Second, 1, ": it has read 512 of 900 tokens"},
		"llama.cpp, old":  {"/slots", `[{"id":0,"is_processing":true},{"id":1}]`, 30 * time.Second, 1, ": it is at work at 1 of its 2 slots"},
		"Ollama loads":    {"/api/ps", `{"models":[]}`, 30 * time.Second, 1, ": the model is being loaded"},
		"Ollama reads":    {"/api/ps", `{"models":[{"name":"m:latest","size":9,"size_vram":9}]}`, 30 * time.Second, 1, ": it reads the article"},
		"on the CPU":      {"/api/ps", `{"models":[{"name":"m:latest","size":9}]}`, 30 * time.Second, 1, "on the processor alone"},
		"another's model": {"/api/ps", `{"models":[{"name":"other:latest","size":9}]}`, 30 * time.Second, 1, "for 10s, of at most 10m0s"},
	} {
		t.Run(name, func(t *testing.T) {
			var told []string
			c := Config{FirstToken: 10 * time.Minute, Notice: func(line string) { told = append(told, line) }}
			inMemory(t, c, func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/v1/chat/completions":
					_ = sleep(r.Context(), tt.takes)
					answerWell(w)
				case tt.path:
					io.WriteString(w, tt.says)
				default:
					http.NotFound(w, r)
				}
			}, func(t *testing.T, c *Client) {
				if got, err := complete(c, Request{Model: "m"}); err != nil || got == "" {
					t.Errorf("%q, %v", got, err)
				}
			})
			if len(told) != tt.lines || !strings.Contains(strings.Join(told, "\n")+"\n", tt.want+"\n") {
				t.Errorf("%q", told)
			}
		})
	}
}

// The long wait is for the first token alone.
func TestSilenceBehindFirstToken(t *testing.T) {
	for name, tt := range map[string]struct {
		serve http.HandlerFunc
		after time.Duration
		want  string
	}{
		"none at all": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, 10 * time.Minute,
			"no word from the endpoint in 10m0s"},
		"one": {func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, one)
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}, time.Minute, "no word from the endpoint in 1m0s"},
	} {
		inMemory(t, Config{FirstToken: 10 * time.Minute}, tt.serve, func(t *testing.T, c *Client) {
			start := time.Now()
			_, err := complete(c, Request{})
			if d := time.Since(start); err == nil || d != tt.after || err.Error() != tt.want {
				t.Errorf("%s: %v after %v", name, err, d)
			}
		})
	}
}
