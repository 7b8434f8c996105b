package llm

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/time/rate"

	"newsbrief/internal/llm/wire"
)

// maxWait is the longest wait that is worth it; a server that asks for more
// has nothing left for this run.
const maxWait = 2 * time.Minute

// atFirst is how often a server is tried again where nothing has listened yet:
// one that is just starting takes a second, one that is not running for ever.
const atFirst = 2

// soon is the longest wait for such a server, which is told within two seconds.
const soon = 700 * time.Millisecond

// noticeable is a wait that the user is told of.
const noticeable = 2 * time.Second

// pace decides when a request is sent, and whether it is sent once more.
type pace struct {
	config  *Config
	pause   pause
	limits  limits
	gate    *gate
	refused refused
}

// retry calls once until it succeeds, fails for good, or has failed
// Config.Retries times after the first. once returns what --verbose says of
// the request. Once handed is set there is no other try. A server that loads its
// model is waited for as long as for a first token. requests counts the calls.
func (p *pace) retry(ctx context.Context, cost int, handed *bool, once func() (string, error)) (
	requests int, err error,
) {
	waits, begun := newBackoff(), time.Now()
	for tries := 0; ; {
		if err := p.ready(ctx, cost); err != nil {
			return requests, err
		}
		requests++
		line, err := once()
		var e *Error
		if !errors.As(err, &e) {
			if line != "" { // it was sent
				p.config.Verbose(line)
			}
			return requests, err
		}
		e.Partial = *handed
		switch {
		case *handed && e.refuses == earlierTurns:
			p.refused.add(e)
			return requests, nil // what was read without them stands
		case !*handed && p.refused.add(e):
			p.config.Verbose(line + "; asking again without " + e.refuses.String())
			continue
		case *handed || !e.retryable() || tries >= p.mostTries(e):
			p.config.Verbose(line)
			return requests, e
		case e.wait > maxWait:
			p.config.Verbose(line)
			return requests, tooLong(e)
		}
		wait := e.wait
		if wait == 0 {
			wait = waits.NextBackOff()
		}
		if e.Kind == Unreachable {
			wait = min(wait, soon)
		}
		again := fmt.Sprintf("asking again in %v", wait.Round(10*time.Millisecond))
		if !e.loading || time.Since(begun) > max(p.config.Timeout, p.config.FirstToken) {
			tries++
			again += fmt.Sprintf(" (%d of %d)", tries, p.mostTries(e))
		}
		p.config.Verbose(line + "; " + again)
		if err := p.rest(ctx, e, wait, again); err != nil {
			return requests, err
		}
	}
}

// mostTries is how often what failed with e is tried again.
func (p *pace) mostTries(e *Error) int {
	if e.Kind == Unreachable {
		return min(p.config.Retries, atFirst)
	}
	return p.config.Retries
}

// newBackoff gives waits of half a second, doubled each time, give or take a
// half.
func newBackoff() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.Multiplier, b.MaxInterval = 500*time.Millisecond, 2, 8*time.Second
	return b
}

// ready waits until a request may be sent: no pause, and within the limits.
func (p *pace) ready(ctx context.Context, cost int) error {
	if err := p.pause.wait(ctx); err != nil {
		return err
	}
	return p.limits.take(ctx, cost)
}

// begin waits until one more request may be in flight, and until the pause that
// another may have met meanwhile is over.
func (p *pace) begin(ctx context.Context) (number int, err error) {
	if number, err = p.gate.enter(ctx); err != nil {
		return 0, err
	}
	if err = p.pause.wait(ctx); err != nil {
		p.gate.leave(number, err)
	}
	return number, err
}

// rest waits before another try. What the server asks for, it asks of every
// worker; only the one that sets the pause tells the user.
func (p *pace) rest(ctx context.Context, e *Error, wait time.Duration, again string) error {
	shared := e.wait > 0 || e.Kind == RateLimit
	news := !shared || p.pause.set(wait)
	if news && (wait >= noticeable || e.Kind == Timeout) {
		p.config.Notice(e.Message + "; " + again)
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

// askedWait is how long a failed answer asks to wait, 0 where it does not say:
// retry-after-ms before Retry-After, seconds or a date, before the reset
// headers of rate limits, before the words of the error.
func askedWait(h http.Header, s wire.Said) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil {
		return seconds(ms / 1000)
	}
	after := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(after, 64); err == nil {
		return seconds(s)
	}
	if at, err := http.ParseTime(after); err == nil {
		return max(time.Until(at), 0)
	}
	if wait := max(untilReset(after), resetWait(h)); wait > 0 {
		return wait
	}
	return wordedWait(s)
}

// seconds is s as a duration; nonsense is 0 and the absurdly long a day.
func seconds(s float64) time.Duration {
	if math.IsNaN(s) || s < 0 {
		return 0
	}
	return time.Duration(min(s, 86400) * float64(time.Second))
}

// resetWait reads the headers that say when a limit is full again. One whose
// limit still has something left is not the reason of the failure.
func resetWait(h http.Header) time.Duration {
	var wait time.Duration
	for _, limit := range []struct{ reset, remaining string }{
		{"X-Ratelimit-Reset-Requests", "X-Ratelimit-Remaining-Requests"},
		{"X-Ratelimit-Reset-Tokens", "X-Ratelimit-Remaining-Tokens"},
		{"X-Ratelimit-Reset", "X-Ratelimit-Remaining"},
		{"Anthropic-Ratelimit-Requests-Reset", "Anthropic-Ratelimit-Requests-Remaining"},
		{"Anthropic-Ratelimit-Tokens-Reset", "Anthropic-Ratelimit-Tokens-Remaining"},
	} {
		if left := h.Get(limit.remaining); left == "" || left == "0" {
			wait = max(wait, untilReset(h.Get(limit.reset)))
		}
	}
	return wait
}

// untilReset reads a duration (6m0s), seconds, a moment in seconds or
// milliseconds since 1970, or an RFC 3339 date.
func untilReset(value string) time.Duration {
	if d, err := time.ParseDuration(value); err == nil {
		return max(d, 0)
	}
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return max(time.Until(at), 0)
	}
	n, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
		return 0
	case n > 1e11:
		return max(time.Until(time.UnixMilli(int64(min(n, 1e15)))), 0)
	case n > 1e8:
		return max(time.Until(time.Unix(int64(n), 0)), 0)
	}
	return seconds(n)
}

// waitPattern finds "try again in 6m1.5s", "retry after 26 seconds" and
// Google's "retryDelay": "34s".
var waitPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:(?:try again|retry) (?:in|after) |retrydelay":\s*")` +
		`((?:[0-9.]+\s?(?:ms|milliseconds?|seconds?|minutes?|hours?|[hms])\s?)+)`)
})

func wordedWait(s wire.Said) time.Duration {
	m := waitPattern().FindStringSubmatch(s.Text())
	if m == nil {
		return 0
	}
	short := strings.NewReplacer(" ", "", "milliseconds", "ms", "millisecond", "ms", "seconds", "s", "second", "s",
		"minutes", "m", "minute", "m", "hours", "h", "hour", "h").Replace(m[1])
	d, err := time.ParseDuration(short)
	if err != nil {
		return 0
	}
	return max(d, 0)
}
