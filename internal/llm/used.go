package llm

import (
	"sync"

	"newsbrief/result"
)

// used sums up what a client's requests took, those that failed too.
type used struct {
	mu  sync.Mutex
	sum result.Usage
}

func (u *used) add(more result.Usage) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sum.Add(more)
}

// Used is what was asked of the client so far, and what it took.
func (c *Client) Used() result.Usage {
	c.used.mu.Lock()
	defer c.used.mu.Unlock()
	return c.used.sum
}
