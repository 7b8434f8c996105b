package llm

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// maxWait is the longest wait that is worth it; a server that asks for more
// has nothing left for this run.
const maxWait = 2 * time.Minute

// atFirst is how often a server is tried again where nothing has listened yet:
// one that is just starting takes a second, one that is not running for ever.
const atFirst = 2

// noticeable is a wait that the user is told of.
const noticeable = 2 * time.Second

// retry calls once until it succeeds, fails for good, or has failed
// Config.Retries times after the first. once returns what --verbose says of
// the request. Once handed is set there is no other try. A server that loads its
// model is waited for as long as for a first token. requests counts the calls.
func (c *Client) retry(ctx context.Context, cost int, handed *bool, once func() (string, error)) (requests int, err error) {
	waits, begun := newBackoff(), time.Now()
	for tries := 0; ; {
		if err := c.ready(ctx, cost); err != nil {
			return requests, err
		}
		requests++
		line, err := once()
		var e *Error
		if !errors.As(err, &e) {
			if line != "" { // it was sent
				c.config.Verbose(line)
			}
			return requests, err
		}
		e.Partial = *handed
		switch {
		case !*handed && c.refused.add(e):
			c.config.Verbose(line + "; asking again without " + e.refuses.String())
			continue
		case *handed || !e.retryable() || tries >= c.mostTries(e):
			c.config.Verbose(line)
			return requests, e
		case e.wait > maxWait:
			c.config.Verbose(line)
			return requests, tooLong(e)
		}
		wait := e.wait
		if wait == 0 {
			wait = waits.NextBackOff()
		}
		again := fmt.Sprintf("asking again in %v", wait.Round(10*time.Millisecond))
		if !e.loading || time.Since(begun) > c.config.Timeout {
			tries++
			again += fmt.Sprintf(" (%d of %d)", tries, c.mostTries(e))
		}
		c.config.Verbose(line + "; " + again)
		if err := c.rest(ctx, e, wait, again); err != nil {
			return requests, err
		}
	}
}

// mostTries is how often what failed with e is tried again.
func (c *Client) mostTries(e *Error) int {
	if e.Kind == Unreachable {
		return min(c.config.Retries, atFirst)
	}
	return c.config.Retries
}

// newBackoff gives waits of half a second, doubled each time, give or take a
// half.
func newBackoff() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.Multiplier, b.MaxInterval = 500*time.Millisecond, 2, 8*time.Second
	return b
}

// ready waits until a request may be sent: no pause, and within the limits.
func (c *Client) ready(ctx context.Context, cost int) error {
	if err := c.pause.wait(ctx); err != nil {
		return err
	}
	return c.limits.take(ctx, cost)
}

// begin waits until one more request may be in flight, and until the pause that
// another may have met meanwhile is over.
func (c *Client) begin(ctx context.Context) (number int, err error) {
	if number, err = c.gate.enter(ctx); err != nil {
		return 0, err
	}
	if err = c.pause.wait(ctx); err != nil {
		c.gate.leave(number, err)
	}
	return number, err
}

// rest waits before another try. What the server asks for, it asks of every
// worker; only the one that sets the pause tells the user.
func (c *Client) rest(ctx context.Context, e *Error, wait time.Duration, again string) error {
	shared := e.wait > 0 || e.Kind == RateLimit
	news := !shared || c.pause.set(wait)
	if news && (wait >= noticeable || e.Kind == Timeout) {
		c.config.Notice(e.Message + "; " + again)
	}
	if shared {
		return nil // ready waits
	}
	return sleep(ctx, wait)
}

// tooLong is the error of a server that asks for a wait above maxWait.
func tooLong(e *Error) error {
	e.Kind = Quota
	e.Message += fmt.Sprintf("; it asks to wait %v", e.wait.Round(time.Second))
	e.Hint = "run the same command again then"
	return e
}

// pause holds back all workers until a moment.
type pause struct {
	mu    sync.Mutex
	until time.Time
}

// set begins a pause of d, unless a longer one is on; it says whether it did.
func (p *pause) set(d time.Duration) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	until := time.Now().Add(d)
	news := until.After(p.until.Add(time.Second)) || time.Now().After(p.until)
	if until.After(p.until) {
		p.until = until
	}
	return news
}

// wait waits until the pause is over, each caller a little longer, so that
// they do not all start at once.
func (p *pause) wait(ctx context.Context) error {
	for {
		p.mu.Lock()
		left := time.Until(p.until)
		p.mu.Unlock()
		if left <= 0 {
			return ctx.Err()
		}
		if err := sleep(ctx, left+rand.N(left/10+1)); err != nil {
			return err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
