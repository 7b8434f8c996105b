package llm

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

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
		g := newGate(8)
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
