package llm

import (
	"context"
	"fmt"
	"math"
	"sync"
)

// meter compares the estimate of prompts with what the server counts: that
// corrects the estimate, and shows where a server cut a prompt silently.
type meter struct {
	mu                sync.Mutex
	estimated, actual float64    // of the prompts that were read whole
	suspect           [2]float64 // estimate and count of one that was not
	unreliable        bool       // the server does not count tokens
}

// correct returns n as the server would count it, on the evidence of the
// answers so far; a twentieth is added, since texts differ.
func (m *meter) correct(n int) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.estimated == 0 {
		return n
	}
	ratio := min(max(m.actual/m.estimated*1.05, 0.4), 1.5)
	return int(math.Ceil(float64(n) * ratio))
}

// count estimates a request's prompt.
func (m *meter) count(r Request) int { return m.correct(r.prompt().Most) }

// least is the smallest count of a prompt that can be a context: a smaller one
// leaves something out, as what the server had cached.
const least = 512

// whole takes the server's count of a request's prompt, in tokens, and says
// whether the model can have read all of it. limit is the model's context, 0
// where it is not known.
func (m *meter) whole(r Request, counted, limit int) bool {
	estimate := r.prompt()
	m.mu.Lock()
	defer m.mu.Unlock()
	if counted < least || m.unreliable {
		return true // no count, or not one of tokens
	}
	if counted >= estimate.Least && !(estimate.Most > counted && atLimit(counted, limit)) {
		m.estimated += float64(estimate.Most)
		m.actual += float64(counted)
		return true
	}
	if estimate.Most <= smallestLocal {
		return true // every context has room for it
	}
	// A shorter prompt that lacks the same share was not cut: the server
	// counts otherwise.
	before := m.suspect
	m.suspect = [2]float64{float64(estimate.Most), float64(counted)}
	if share := before[1] / before[0]; before[0] > 1.3*m.suspect[0] && math.Abs(m.suspect[1]/m.suspect[0]-share) < 0.1*share {
		m.unreliable = true
	}
	return m.unreliable
}

// atLimit says whether a count is what is left of a prompt that was cut:
// the context, or half of it and 2 (Ollama). Where the context is not known,
// any multiple of 1024 may be one.
func atLimit(counted, limit int) bool {
	if limit > 0 {
		return counted >= limit || counted == limit/2+2
	}
	return counted%1024 == 0 || (counted-2)%1024 == 0
}

// checkWhole is an error where the server read only part of a prompt, of which
// it counted so many tokens.
func (c *Client) checkWhole(ctx context.Context, r Request, counted int) error {
	m := &c.meter
	if c.config.Whole {
		m = new(meter) // a batch asks the same in every run: nothing is learnt from its answers
	}
	if m.whole(r, counted, c.Context(ctx, r)) {
		return nil
	}
	return &Error{Kind: Overflow, Limit: counted, Silent: true,
		Message: fmt.Sprintf("the endpoint read only %d of about %d tokens: it cut the article without saying so", counted, r.prompt().Most),
		Hint:    "give the model a larger context (Ollama: OLLAMA_CONTEXT_LENGTH=16384 ollama serve), or take another model"}
}
