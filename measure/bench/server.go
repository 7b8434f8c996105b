//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"newsbrief/internal/mock"
)

// server is the mock behind a wait, with faults at random, that counts.
type server struct {
	*httptest.Server
	mock   http.Handler
	delay  time.Duration
	faulty bool // a fifth of the requests fail, each kind as often

	mu          sync.Mutex
	connections int
	asked       map[[32]byte]int // how often each question came
}

func newServer(delay time.Duration, faulty bool) *server {
	s := &server{mock: mock.NewHandler(), delay: delay, faulty: faulty, asked: map[[32]byte]int{}}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			s.mu.Lock()
			s.connections++
			s.mu.Unlock()
		}
	}
	s.Start()
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	key := sha256.Sum256(body)
	s.mu.Lock()
	n := s.asked[key]
	s.asked[key]++
	s.mu.Unlock()
	select {
	case <-time.After(s.delay):
	case <-r.Context().Done():
		return
	}
	if dice := sha256.Sum256(append(key[:], byte(n))); s.faulty && dice[0] < 51 { // a fifth of 256
		s.fail(w, int(dice[1])%5)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.mock.ServeHTTP(w, r)
}

func (s *server) fail(w http.ResponseWriter, kind int) {
	switch kind {
	case 0:
		w.Header().Set("Retry-After-Ms", "20")
		http.Error(w, `{"error":{"message":"slow down","code":"rate_limit_exceeded"}}`, http.StatusTooManyRequests)
	case 1:
		w.Header().Set("Retry-After-Ms", "20")
		http.Error(w, "<html><title>502 Bad Gateway</title></html>", http.StatusBadGateway)
	case 2:
		panic(http.ErrAbortHandler)
	case 3: // cut off
		w.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(w, `data: {"choices":[{"index":0,"delta":{"content":"- The council"}}]}`+"\n\n")
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	default: // an answer without an answer
		w.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(w, `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n")
	}
}

// questions counts the requests so far.
func (s *server) questions() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, times := range s.asked {
		n += times
	}
	return n
}

// again counts the requests beyond the first of each question.
func (s *server) again() int { return s.questions() - len(s.asked) }
