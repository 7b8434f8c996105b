package durable

import "sync"

// group lets callers that come at the same time share one slow call, as an
// fsync.
type group struct {
	mu   sync.Mutex
	next *round // the one that has not begun; nil: none
	last *round // the one before a new one; nil: none
}

type round struct {
	ended chan struct{}
	err   error
}

// do returns what a call of once returned that began after do was called. The
// callers of one group give the same once.
func (g *group) do(once func() error) error {
	g.mu.Lock()
	r := g.next
	if r != nil {
		g.mu.Unlock()
		<-r.ended
		return r.err
	}
	r = &round{ended: make(chan struct{})}
	before := g.last
	g.next, g.last = r, r
	g.mu.Unlock()
	if before != nil {
		<-before.ended
	}
	g.mu.Lock()
	g.next = nil
	g.mu.Unlock()
	r.err = once()
	close(r.ended)
	return r.err
}
