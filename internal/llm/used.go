package llm

import "sync"

// used sums up what a client's requests took, those that failed too.
type used struct {
	mu  sync.Mutex
	sum Usage
}

func (u *used) add(more Usage) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sum.PromptTokens += more.PromptTokens
	u.sum.CompletionTokens += more.CompletionTokens
	u.sum.Requests += more.Requests
	u.sum.Cached += more.Cached
}

// Used is what was asked of the client so far, and what it took.
func (c *Client) Used() Usage {
	c.used.mu.Lock()
	defer c.used.mu.Unlock()
	return c.used.sum
}
