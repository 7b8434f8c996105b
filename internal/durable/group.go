package durable

import "sync"

// Group lets callers that come at the same time share one slow call, as an
// fsync.
type Group struct {
	mu   sync.Mutex
	next *round // the one that has not begun; nil: none
	last *round // the one before a new one; nil: none
}

type round struct {
	ended chan struct{}
	err   error
}

// Do returns what a call of once returned that began after Do was called. The
// callers of one group give the same once.
func (g *Group) Do(once func() error) error {
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
