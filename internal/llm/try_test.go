package llm

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestDeadlines(t *testing.T) {
	tick := func(w http.ResponseWriter, r *http.Request, event string, every time.Duration) {
		for r.Context().Err() == nil {
			io.WriteString(w, event)
			_ = http.NewResponseController(w).Flush()
			_ = sleep(r.Context(), every)
		}
	}
	text := `data: {"choices":[{"delta":{"content":"x"}}]}` + "\n\n"
	for _, tt := range []struct {
		name  string
		whole bool
		serve http.HandlerFunc
		after time.Duration
	}{
		{"silence", false, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, time.Minute},
		{"silence in one piece", true, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			5 * time.Minute},
		{"comments", false, func(w http.ResponseWriter, r *http.Request) { tick(w, r, ": wait\n\n", time.Second) },
			time.Minute},
		{"a drip", false, func(w http.ResponseWriter, r *http.Request) { tick(w, r, text, 30*time.Second) },
			15 * time.Minute},
		{"too slow a drip", false, func(w http.ResponseWriter, r *http.Request) { tick(w, r, text, 61*time.Second) },
			time.Minute},
		{"an error without end", false, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(400)
			tick(w, r, "x", time.Second)
		}, forErrors},
	} {
		inMemory(t, Config{}, tt.serve, func(t *testing.T, c *Client) {
			start := time.Now()
			_, err := complete(c, Request{Whole: tt.whole})
			if d := time.Since(start); err == nil || d < tt.after || d > tt.after+time.Second {
				t.Errorf("%s: %v after %v, want an error after %v", tt.name, err, d, tt.after)
			}
		})
	}
}

// A model that thinks, writes or refuses slowly is at work: only silence is
// waited for no longer.
func TestSlowIsNoSilence(t *testing.T) {
	for _, member := range []string{"content", "reasoning", "reasoning_content", "refusal"} {
		inMemory(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
			for range 6 {
				io.WriteString(w, `data: {"choices":[{"delta":{"`+member+`":"so "}}]}`+"\n\n")
				_ = http.NewResponseController(w).Flush()
				_ = sleep(r.Context(), 50*time.Second)
			}
			answerWell(w)
		}, func(t *testing.T, c *Client) {
			if got, err := complete(c, Request{}); err != nil || !strings.HasSuffix(got, "- one [1]\n") {
				t.Errorf("%s: %q, %v", member, got, err)
			}
		})
	}
}

// Behind a finish_reason only counts can follow: a server that never ends its
// stream keeps nobody waiting.
func TestFinishedIsEnough(t *testing.T) {
	inMemory(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, one+stop)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}, func(t *testing.T, c *Client) {
		start := time.Now()
		if _, err := complete(c, Request{}); err != nil || time.Since(start) > afterFinish {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}
