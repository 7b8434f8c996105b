package llm

import (
	"context"
	"time"

	"golang.org/x/time/rate"
)

// limits keep to the requests and tokens a minute that the user allows.
type limits struct {
	requests, tokens *rate.Limiter // nil: no limit
}

// newLimits spaces requests evenly. Tokens fill up evenly to a minute's worth,
// as providers count them, so that a long article passes at once.
func newLimits(c Config) limits {
	var l limits
	if c.RPM > 0 {
		l.requests = rate.NewLimiter(rate.Limit(float64(c.RPM)/60), 1)
	}
	if c.TPM > 0 {
		l.tokens = rate.NewLimiter(rate.Limit(float64(c.TPM)/60), c.TPM)
	}
	return l
}

// take waits until a request of that many tokens may be sent.
func (l limits) take(ctx context.Context, tokens int) error {
	if l.tokens != nil {
		if err := l.tokens.WaitN(ctx, min(tokens, l.tokens.Burst())); err != nil {
			return err
		}
	}
	if l.requests != nil {
		return l.requests.Wait(ctx)
	}
	return nil
}

// charge counts tokens that were used beyond those taken; later requests wait.
func (l limits) charge(tokens int) {
	if l.tokens != nil && tokens > 0 {
		l.tokens.ReserveN(time.Now(), min(tokens, l.tokens.Burst()))
	}
}

// cost is the estimate of a request's tokens that the limits go by, before the
// server counts them.
func (c *Client) cost(r Request) int {
	if c.limits.tokens == nil {
		return 0
	}
	return c.meter.count(r)
}
