package llm

import (
	"context"
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
		{"both, where the requests are fewer", Config{RPM: 6, TPM: 100_000}, 30 * time.Second},
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

// Who waits for a limit waits no longer than the run lasts.
func TestLimitsEndWithContext(t *testing.T) {
	for name, config := range map[string]Config{"rpm": {RPM: 1}, "tpm": {TPM: 60}} {
		inMemory(t, config, func(w http.ResponseWriter, _ *http.Request) { answerWell(w) }, func(t *testing.T, c *Client) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			ask := func() error {
				_, err := c.Complete(ctx, Request{Messages: []Message{{"user", strings.Repeat("word ", 60)}}}, func(Line) {})
				return err
			}
			first, second := ask(), ask()
			if first != nil || second == nil {
				t.Errorf("%s: %v, then %v", name, first, second)
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
