package llm

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"newsbrief/internal/llm/wire"
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

// crowded is a server that bears few requests at once and refuses the others.
type crowded struct {
	bears, inFlight, most, refused atomic.Int32
}

func (s *crowded) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	n := s.inFlight.Add(1)
	defer s.inFlight.Add(-1)
	if n > s.bears.Load() {
		s.refused.Add(1)
		w.Header().Set("Retry-After-Ms", "200")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	s.most.Store(max(s.most.Load(), n))
	time.Sleep(time.Second)
	answerWell(w)
}

// askMuch has workers ask so often each and returns how long all took.
func askMuch(t *testing.T, c *Client, workers, times int) time.Duration {
	start := time.Now()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for range times {
				if _, err := complete(c, Request{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	return time.Since(start)
}

// A server that bears three requests gets about three, and more when it bears
// more.
func TestFewerAtOnceWhereRefused(t *testing.T) {
	s := &crowded{}
	s.bears.Store(3)
	inMemory(t, Config{Retries: 4, Jobs: 12}, s.ServeHTTP, func(t *testing.T, c *Client) {
		took := askMuch(t, c, 12, 10)
		if refused := s.refused.Load(); refused > 40 {
			t.Errorf("%d refusals for 120 answers", refused)
		}
		if took > 80*time.Second {
			t.Errorf("120 answers took %v of a server that needs 40s", took)
		}
		s.bears.Store(100)
		s.most.Store(0)
		if askMuch(t, c, 12, 12); s.most.Load() != 12 {
			t.Errorf("%d at once of a server that bears all, want 12", s.most.Load())
		}
	})
}

// Requests that were refused together halve the number once; those that gave
// up while they waited take no place.
func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(8, false)
		var crowd []int
		for range 8 {
			n, err := g.enter(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			crowd = append(crowd, n)
		}
		order := make(chan int, 2)
		for i := range 2 {
			go func() {
				_, _ = g.enter(t.Context())
				order <- i
			}()
			synctest.Wait()
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := g.enter(ctx); err == nil {
			t.Error("a ninth entered")
		}
		if synctest.Wait(); g.inFlight != 8 || len(g.waiting) != 2 || len(order) != 0 {
			t.Errorf("one gave up: %d in flight, %d waiting, %d entered", g.inFlight, len(g.waiting), len(order))
		}
		for i, n := range crowd {
			fewer := g.leave(n, &Error{Kind: RateLimit})
			if i == 0 && fewer != 4 || i > 0 && fewer != 0 {
				t.Errorf("refusal %d leaves %d at once", i, fewer)
			}
			synctest.Wait()
		}
		if first, second := <-order, <-order; first != 0 || second != 1 {
			t.Error("who came later went first")
		}
		if g.inFlight != 2 || len(g.waiting) != 0 {
			t.Errorf("%d in flight and %d waiting, want the two", g.inFlight, len(g.waiting))
		}
	})
}

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

func TestAskedWait(t *testing.T) {
	for _, tt := range []struct {
		headers string // "Name: value" divided by "|"
		said    string
		want    time.Duration
	}{
		{"Retry-After: 2", "", 2 * time.Second},
		{"Retry-After: 0.5", "", 500 * time.Millisecond},
		{"Retry-After-Ms: 20|Retry-After: 600", "", 20 * time.Millisecond},
		{"Retry-After: Sat, 01 Jan 2000 00:01:30 GMT", "", 90 * time.Second},
		{"Retry-After: Mon, 02 Jan 1995 15:04:05 GMT", "", 0},
		{"Retry-After: -5", "", 0},
		{"Retry-After: NaN", "", 0},
		{"Retry-After: 1e300", "", 24 * time.Hour},
		{"Retry-After: soon", "", 0},
		{"X-Ratelimit-Reset-Requests: 1m2.5s", "", 62500 * time.Millisecond},
		{"X-Ratelimit-Reset-Requests: 1s|X-Ratelimit-Remaining-Requests: 0|X-Ratelimit-Reset-Tokens: " +
			"6m0s|X-Ratelimit-Remaining-Tokens: 100", "", time.Second},
		{"X-Ratelimit-Reset-Tokens: 12ms|X-Ratelimit-Remaining-Tokens: 0", "", 12 * time.Millisecond},
		{"X-Ratelimit-Reset: 946684810", "", 10 * time.Second},
		{"X-Ratelimit-Reset: 946684810000", "", 10 * time.Second},
		{"X-Ratelimit-Reset: 15", "", 15 * time.Second},
		{"Anthropic-Ratelimit-Tokens-Reset: 2000-01-01T00:00:45Z|Anthropic-Ratelimit-Tokens-Remaining: 0", "",
			45 * time.Second},
		{"", "Please try again in 6m1.5s.", 361500 * time.Millisecond},
		{"", "Please retry after 26 seconds.", 26 * time.Second},
		{"", "Please try again in 20ms", 20 * time.Millisecond},
		{"", `{"retryDelay": "34s"}`, 34 * time.Second},
		{"", "Try again in a while.", 0},
		{"Retry-After: 1", "Please try again in 20s.", time.Second},
	} {
		synctest.Test(t, func(t *testing.T) { // its clock starts with the year 2000
			h := http.Header{}
			for pair := range strings.SplitSeq(tt.headers, "|") {
				name, value, _ := strings.Cut(pair, ": ")
				h.Set(name, value)
			}
			if got := askedWait(h, wire.Said{Message: tt.said}); got != tt.want {
				t.Errorf("%s %s: %v, want %v", tt.headers, tt.said, got, tt.want)
			}
		})
	}
}

// A model that is being loaded is waited for like a first token, and no longer.
func TestLoading(t *testing.T) {
	for name, tt := range map[string]struct {
		loads       time.Duration
		well        bool
		least, most time.Duration
	}{
		"for half a minute": {30 * time.Second, true, 30 * time.Second, 45 * time.Second},
		"for ever":          {time.Hour, false, time.Minute, 2 * time.Minute},
	} {
		inMemory(t, Config{Retries: 1}, func(w http.ResponseWriter, _ *http.Request) {
			if time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) > tt.loads {
				answerWell(w)
				return
			}
			w.WriteHeader(503)
			io.WriteString(w, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`)
		}, func(t *testing.T, c *Client) {
			start := time.Now()
			_, err := complete(c, Request{})
			if took := time.Since(start); (err == nil) != tt.well || took < tt.least || took > tt.most {
				t.Errorf("%s: %v after %v", name, err, took)
			}
		})
	}
}

// Where nothing listens the user learns it soon; a server that was there may
// come back.
func TestNothingListens(t *testing.T) {
	for _, reached := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			dials := 0
			c, err := New(Config{BaseURL: "http://server.test/v1", Timeout: time.Minute, Retries: 4, Dial: func(context.Context, string, string) (net.Conn, error) {
				dials++
				return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
			}})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.endpoint.reached.Store(reached)
			start := time.Now()
			_, err = complete(c, Request{})
			switch took := time.Since(start); {
			case reached:
				if check(t, err, Network, "connection refused"); dials != 5 || took < 3*time.Second {
					t.Errorf("%d tries in %v", dials, took)
				}
			default:
				if check(t, err, Unreachable, "connection refused"); dials != 3 || took > 2250*time.Millisecond {
					t.Errorf("%d tries in %v", dials, took)
				}
			}
		})
	}
}
