package llm

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"newsbrief/internal/pipe"
)

// inMemory runs test in a bubble whose clock jumps over waits, with a client
// of a real server on pipes.
func inMemory(t *testing.T, c Config, h http.HandlerFunc, test func(t *testing.T, c *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := pipe.Listen("server.test:80")
		server := &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body) // only then is a client noticed that hangs up
			r.Body = io.NopCloser(bytes.NewReader(body))
			h(w, r)
		})}}
		server.Start()
		c.BaseURL, c.Dial = "http://server.test/v1", l.Dial
		if c.Timeout == 0 {
			c.Timeout = time.Minute
		}
		client, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		test(t, client)
		client.Close()
		server.CloseClientConnections()
		server.Close()
	})
}

func complete(c *Client, r Request) (string, error) {
	var lines strings.Builder
	_, err := c.Complete(context.Background(), r, func(l Line) { lines.WriteString(l.Text + "\n") })
	return lines.String(), err
}

func answerWell(w http.ResponseWriter) { io.WriteString(w, one+stop+done) }

func TestWaits(t *testing.T) {
	for _, tt := range []struct {
		name        string
		header      string
		least, most time.Duration
	}{
		{"backoff", "", 250 * time.Millisecond, 750 * time.Millisecond},
		{"Retry-After", "30", 30 * time.Second, 33 * time.Second},
		{"two minutes", "120", 120 * time.Second, 132 * time.Second},
	} {
		tries := 0
		inMemory(t, Config{Retries: 1}, func(w http.ResponseWriter, _ *http.Request) {
			if tries++; tries == 1 {
				w.Header().Set("Retry-After", tt.header)
				w.WriteHeader(503)
				return
			}
			answerWell(w)
		}, func(t *testing.T, c *Client) {
			start := time.Now()
			if _, err := complete(c, Request{}); err != nil || tries != 2 {
				t.Errorf("%s: %v after %d tries", tt.name, err, tries)
			}
			if waited := time.Since(start); waited < tt.least || waited > tt.most {
				t.Errorf("%s: waited %v, want %v to %v", tt.name, waited, tt.least, tt.most)
			}
		})
	}
}

// What --verbose says of a wait is short.
func TestWaitsAreTold(t *testing.T) {
	var said []string
	tries := 0
	inMemory(t, Config{Retries: 1, Verbose: func(s string) { said = append(said, s) }}, func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries == 1 {
			w.WriteHeader(503)
			return
		}
		answerWell(w)
	}, func(t *testing.T, c *Client) {
		if _, err := complete(c, Request{}); err != nil {
			t.Error(err)
		}
		if len(said) != 2 || !regexp.MustCompile(`503.*; asking again in \d\d0ms \(1 of 1\)$`).MatchString(said[0]) {
			t.Errorf("%q", said)
		}
	})
}

func TestBackoffGrows(t *testing.T) {
	b := newBackoff()
	for _, middle := range []time.Duration{500, 1000, 2000, 4000, 8000, 8000} {
		middle *= time.Millisecond
		if got := b.NextBackOff(); got < middle/2 || got > middle*3/2+1 {
			t.Errorf("%v, want about %v", got, middle)
		}
	}
}

func TestTooLongWait(t *testing.T) {
	tries := 0
	inMemory(t, Config{Retries: 4}, func(w http.ResponseWriter, _ *http.Request) {
		tries++
		w.Header().Set("Retry-After", "121")
		w.WriteHeader(429)
	}, func(t *testing.T, c *Client) {
		start := time.Now()
		_, err := complete(c, Request{})
		if check(t, err, Quota, "asks to wait 2m1s"); tries != 1 || time.Since(start) > time.Second {
			t.Errorf("%d tries in %v", tries, time.Since(start))
		}
	})
}

// One worker is told to wait, and all do; one notice is printed.
func TestPauseIsShared(t *testing.T) {
	var mu sync.Mutex
	var at []time.Duration
	var notices []string
	var first sync.WaitGroup // the three that are refused, all before the pause
	inMemory(t, Config{Retries: 1, Notice: func(s string) {
		mu.Lock()
		defer mu.Unlock()
		notices = append(notices, s)
	}}, func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		at = append(at, time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)))
		nth := len(at)
		mu.Unlock()
		if nth <= 3 {
			first.Done()
			first.Wait()
			w.Header().Set("Retry-After", "40")
			w.WriteHeader(429)
			return
		}
		answerWell(w)
	}, func(t *testing.T, c *Client) {
		first.Add(3) // in the bubble, whose clock then stands still for the waiting
		var workers sync.WaitGroup
		for i := range 8 {
			workers.Go(func() {
				if i >= 3 {
					time.Sleep(time.Duration(i) * time.Second) // these come when the pause is on
				}
				if _, err := complete(c, Request{}); err != nil {
					t.Error(err)
				}
			})
		}
		workers.Wait()
		for i, d := range at {
			if i >= 3 && (d < 40*time.Second || d > 45*time.Second) {
				t.Errorf("request %d came at %v, in the pause", i, d)
			}
		}
		if len(at) != 11 || len(notices) != 1 || !strings.Contains(notices[0], "asking again in 40s (1 of 1)") {
			t.Errorf("%d requests, notices %q", len(at), notices)
		}
	})
}

func TestInterruptedWait(t *testing.T) {
	inMemory(t, Config{Retries: 4}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "100")
		w.WriteHeader(429)
	}, func(t *testing.T, c *Client) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		start := time.Now()
		_, err := c.Complete(ctx, Request{}, func(Line) {})
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// What was handed over is never handed over twice.
func TestLiveIsNotRetried(t *testing.T) {
	for _, live := range []bool{false, true} {
		tries := 0
		inMemory(t, Config{Retries: 4}, func(w http.ResponseWriter, _ *http.Request) {
			if tries++; tries == 1 {
				io.WriteString(w, one)
				return
			}
			answerWell(w)
		}, func(t *testing.T, c *Client) {
			got, err := complete(c, Request{Live: live})
			var e *Error
			switch {
			case got != "- one [1]\n":
				t.Errorf("live %v: lines %q", live, got)
			case !live && (err != nil || tries != 2):
				t.Errorf("%v after %d tries", err, tries)
			case live && (!errors.As(err, &e) || !e.Partial || e.Kind != Broken || tries != 1):
				t.Errorf("live: %v after %d tries", err, tries)
			}
		})
	}
}

// Eight workers meet a server that refuses a parameter: each asks once more at
// the most, and later requests go without at once.
func TestRefusalIsRemembered(t *testing.T) {
	var mu sync.Mutex
	var refusals, requests int
	var log []string
	temperature := 0.5
	verbose := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		log = append(log, s)
	}
	inMemory(t, Config{Verbose: verbose}, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		requests++
		if strings.Contains(string(body), "temperature") {
			refusals++
			w.WriteHeader(400)
			io.WriteString(w, `{"error":{"message":"Unsupported parameter: temperature"}}`)
			return
		}
		answerWell(w)
	}, func(t *testing.T, c *Client) {
		for range 2 {
			var workers sync.WaitGroup
			for range 8 {
				workers.Go(func() {
					if _, err := complete(c, Request{Temperature: &temperature}); err != nil {
						t.Error(err)
					}
				})
			}
			workers.Wait()
		}
		if refusals > 8 || requests != 16+refusals {
			t.Errorf("%d refusals, %d requests", refusals, requests)
		}
		if !slices.ContainsFunc(log, func(s string) bool { return strings.HasSuffix(s, "asking again without temperature") }) {
			t.Errorf("-v says %q", log)
		}
	})
}
