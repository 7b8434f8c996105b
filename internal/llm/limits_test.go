package llm

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestLimits(t *testing.T) {
	for _, tt := range []struct {
		name   string
		config Config
		least  time.Duration
	}{
		{"none", Config{}, 0},
		{"rpm", Config{RPM: 60}, 3 * time.Second},
		{"tpm", Config{TPM: 100}, 50 * time.Second},
	} {
		inMemory(t, tt.config, func(w http.ResponseWriter, _ *http.Request) { answerWell(w) }, func(t *testing.T, c *Client) {
			start := time.Now()
			var workers sync.WaitGroup
			for range 4 {
				workers.Go(func() {
					_, err := complete(c, Request{Messages: []Message{{"user", strings.Repeat("word ", 40)}}})
					if err != nil {
						t.Error(err)
					}
				})
			}
			workers.Wait()
			if d := time.Since(start); d < tt.least || d > 2*tt.least+time.Second {
				t.Errorf("%s: 4 requests took %v, want %v or a little more", tt.name, d, tt.least)
			}
		})
	}
}

// The server's count is what is used up, where it is higher than the estimate.
func TestTokensAreCharged(t *testing.T) {
	inMemory(t, Config{TPM: 600}, func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, one+stop+`data: {"choices":[],"usage":{"prompt_tokens":500,"completion_tokens":90}}`+"\n\n"+done)
	}, func(t *testing.T, c *Client) {
		start := time.Now()
		for range 2 {
			if _, err := complete(c, Request{Messages: []Message{{"user", strings.Repeat("word ", 40)}}}); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(start); d < 3*time.Second || d > 6*time.Second {
			t.Errorf("the second request came after %v", d)
		}
	})
}
