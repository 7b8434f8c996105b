package llm

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// On trial a second request is sent once the first went well; whether there is ever
// another depends on how the server takes it.
func TestTrial(t *testing.T) {
	const readingTime, writingTime = 3 * time.Second, 20 * time.Second
	work := func(w http.ResponseWriter, ends func()) {
		time.Sleep(readingTime)
		io.WriteString(w, one)
		_ = http.NewResponseController(w).Flush()
		time.Sleep(writingTime)
		ends()
		io.WriteString(w, stop+done)
	}
	turn := func() func(http.ResponseWriter, func()) {
		var once sync.Once
		var free chan struct{}
		return func(w http.ResponseWriter, ends func()) {
			once.Do(func() { free = make(chan struct{}, 1) })
			free <- struct{}{}
			work(w, ends)
			<-free
		}
	}
	for name, tt := range map[string]struct {
		config      Config
		serve       func(w http.ResponseWriter, ends func())
		first, last int // requests at once, when the second and when the last began
	}{
		"side by side":        {Config{Jobs: 2, TryJobs: true}, work, 1, 2},
		"one after the other": {Config{Jobs: 2, TryJobs: true}, turn(), 1, 1},
		"as the user says":    {Config{Jobs: 2}, turn(), 2, 2},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			var flying []int // at each request's start
			inFlight := 0
			note := func(more int) {
				mu.Lock()
				defer mu.Unlock()
				if inFlight += more; more > 0 {
					flying = append(flying, inFlight)
				}
			}
			inMemory(t, tt.config, func(w http.ResponseWriter, r *http.Request) {
				note(1)
				tt.serve(w, func() { note(-1) })
			}, func(t *testing.T, c *Client) {
				var workers sync.WaitGroup
				for range 2 {
					workers.Go(func() {
						for range 5 {
							if got, err := complete(c, Request{}); err != nil || got != "- one [1]\n" {
								t.Errorf("%q, %v", got, err)
							}
						}
					})
				}
				workers.Wait()
			})
			tried := slices.Contains(flying[:5], 2)
			if flying[1] != tt.first || slices.Max(flying[5:]) != tt.last || !tried {
				t.Errorf("at once: %v", flying)
			}
		})
	}
}

// Some servers end an answer when another request comes, and say [DONE], be it before
// its first word: that is no end. Both answers come.
func TestTrialInterrupts(t *testing.T) {
	t.Run("in the middle", func(t *testing.T) { interrupts(t, time.Second, Request{}, "- one [1]\n- two [1]\n") })
	t.Run("before the first word", func(t *testing.T) {
		readNoFurther := Request{Lines: 1, Form: func(line string) string { return line }}
		interrupts(t, 30*time.Second, readNoFurther, "- one [1]\n")
	})
}

// interrupts has a server that takes so long to its first word answer a question six
// times.
func interrupts(t *testing.T, toFirst time.Duration, r Request, want string) {
	const silent = `data: {"choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":null}]}` + "\n\n"
	var mu sync.Mutex
	var current context.CancelFunc
	requests := 0
	inMemory(t, Config{Jobs: 2, TryJobs: true, Retries: 4}, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if current != nil {
			current()
		}
		ctx, cancel := context.WithCancel(r.Context())
		current = cancel
		requests++
		mu.Unlock()
		if sleep(ctx, toFirst) != nil {
			io.WriteString(w, silent+done)
			return
		}
		io.WriteString(w, one)
		_ = http.NewResponseController(w).Flush()
		if sleep(ctx, 20*time.Second) == nil {
			io.WriteString(w, strings.ReplaceAll(one, "one", "two")+stop)
		}
		io.WriteString(w, done)
	}, func(t *testing.T, c *Client) {
		var workers sync.WaitGroup
		for range 2 {
			workers.Go(func() {
				for range 3 {
					if got, err := complete(c, r); err != nil || got != want {
						t.Errorf("%q, %v", got, err)
					}
				}
			})
		}
		workers.Wait()
	})
	if requests > 8 {
		t.Errorf("%d requests for 6 answers", requests)
	}
}
