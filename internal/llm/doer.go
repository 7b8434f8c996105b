package llm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// doer sends every request of go-openai. It retries, and it turns each answer
// into the one stream that go-openai reads right: see events.
type doer struct {
	config Config
	http   *http.Client
}

func newDoer(c Config) *doer {
	transport := &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         c.Dial,
		MaxIdleConnsPerHost: 8,
		IdleConnTimeout:     90 * time.Second,
		ForceAttemptHTTP2:   true,
	}
	if c.Dial == nil {
		transport.DialContext = (&net.Dialer{Timeout: 30 * time.Second}).DialContext
	}
	return &doer{c, &http.Client{Transport: transport, CheckRedirect: sameOrigin}}
}

// sameOrigin refuses redirects that would take the key or the article to
// another host or port, or turn the question into a GET.
func sameOrigin(r *http.Request, via []*http.Request) error {
	first := via[0]
	if r.URL.Scheme != first.URL.Scheme || r.URL.Host != first.URL.Host || r.Method != first.Method || len(via) > 5 {
		return &Error{Kind: Protocol, Message: fmt.Sprintf("endpoint redirects to %s://%s, which is not followed", r.URL.Scheme, r.URL.Host),
			Hint: "if that is the right address, make it the base URL"}
	}
	return nil
}

// try is one request with its retries.
type try struct {
	body     []byte // replaces go-openai's; nil: keep
	requests int
	started  time.Time
	status   int
	cancel   context.CancelCauseFunc
	timer    *time.Timer
	timedOut atomic.Bool
	timeout  time.Duration
}

type tryKey struct{}

func (d *doer) begin(ctx context.Context, body []byte) (context.Context, *try) {
	t := &try{body: body, started: time.Now(), timeout: d.config.Timeout}
	ctx, t.cancel = context.WithCancelCause(ctx)
	t.timer = time.AfterFunc(t.timeout, func() {
		t.timedOut.Store(true)
		t.cancel(nil)
	})
	return context.WithValue(ctx, tryKey{}, t), t
}

// token says that the server is alive: the wait begins anew.
func (t *try) token() { t.timer.Reset(t.timeout) }

func (t *try) end() {
	t.timer.Stop()
	t.cancel(nil)
}

// Do implements openai.HTTPDoer.
func (d *doer) Do(r *http.Request) (*http.Response, error) {
	t := r.Context().Value(tryKey{}).(*try)
	if d.config.APIKey != "" {
		r.Header.Set("Authorization", "Bearer "+string(d.config.APIKey))
	} else {
		r.Header.Del("Authorization")
	}
	for {
		response, wait, err := d.once(r, t)
		if err == nil || wait < 0 || t.requests > d.config.Retries {
			return response, err
		}
		t.timer.Stop()
		if err := sleep(r.Context(), backoff(t.requests, wait)); err != nil {
			return nil, err
		}
		t.token()
	}
}

// once sends the request. wait is how long the server asks to wait before
// another try, 0 where it does not say, below 0 where another try is useless.
func (d *doer) once(r *http.Request, t *try) (response *http.Response, wait time.Duration, err error) {
	if t.body != nil {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(t.body)), int64(len(t.body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(t.body)), nil }
	}
	t.requests++
	response, err = d.http.Do(r)
	if err != nil {
		if r.Context().Err() != nil || !retryable(err) {
			return nil, -1, err
		}
		return nil, 0, err
	}
	t.status = response.StatusCode
	if response.StatusCode == http.StatusOK {
		if t.body != nil {
			response.Body, err = d.normalize(response, t)
		}
		return response, -1, err
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, 64<<10))
	failure := d.statusError(response.StatusCode, body)
	if failure.Kind != RateLimit && failure.Kind != Server {
		return nil, -1, failure
	}
	return nil, retryAfter(response), failure
}

// retryable says whether a failed connection may succeed the next time.
func retryable(err error) bool {
	var e *Error
	return !errors.As(err, &e)
}

// maxWait is the longest wait that is worth it; a server that asks for more is
// taken at its word.
const maxWait = 2 * time.Minute

// backoff is the wait before the next try: what the server asks for, else half
// a second doubled with each try, with jitter.
func backoff(tries int, asked time.Duration) time.Duration {
	if asked > 0 {
		return asked
	}
	wait := min(500*time.Millisecond<<(tries-1), 8*time.Second)
	return wait/2 + rand.N(wait/2)
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

// retryAfter reads how long a failed answer asks to wait; below 0 where a
// further try is useless.
func retryAfter(r *http.Response) time.Duration {
	switch code := r.StatusCode; {
	case code == 408 || code == 409 || code == 429 || code >= 500:
	default:
		return -1
	}
	if r.Header.Get("X-Should-Retry") == "false" {
		return -1
	}
	wait := time.Duration(0)
	if ms, err := strconv.ParseFloat(r.Header.Get("Retry-After-Ms"), 64); err == nil {
		wait = time.Duration(ms * float64(time.Millisecond))
	} else if s, err := strconv.ParseFloat(r.Header.Get("Retry-After"), 64); err == nil {
		wait = time.Duration(s * float64(time.Second))
	} else if at, err := http.ParseTime(r.Header.Get("Retry-After")); err == nil {
		wait = time.Until(at)
	}
	if wait > maxWait {
		return -1
	}
	return max(wait, 0)
}

// explain turns any failure into an *Error; an interruption stays what it is.
func (d *doer) explain(ctx context.Context, err error) error {
	t := ctx.Value(tryKey{}).(*try)
	var e *Error
	var network *url.Error
	switch {
	case t.timedOut.Load():
		return &Error{Kind: Timeout, Message: fmt.Sprintf("no word from the endpoint in %v", t.timeout),
			Hint: "raise --timeout if the model is slow to start", cause: err}
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &e):
		return e
	case errors.As(err, &network):
		return d.networkError(network)
	}
	return &Error{Kind: Cut, Message: "the connection ended in the middle of the answer: " + d.redact(err.Error()), cause: err}
}

func (d *doer) networkError(err *url.Error) *Error {
	e := &Error{Kind: Network, cause: err}
	reason := d.redact(err.Err.Error())
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		reason, e.Hint = "connection refused", "is the server running, and is that its port?"
	case strings.Contains(reason, "gave HTTP response to HTTPS client"):
		e.Hint = "the server speaks plain HTTP: write http:// in the base URL"
	case errors.Is(err, io.EOF):
		reason = "the server closed the connection without an answer"
	}
	e.Message = fmt.Sprintf("cannot reach %s: %s", d.config.BaseURL, reason)
	return e
}

// logAnswer is the line of --verbose.
func (d *doer) logAnswer(c Completion, t *try, err error) {
	result := strconv.Itoa(t.status)
	if err != nil {
		result = err.Error()
	}
	d.config.Verbose(fmt.Sprintf("POST %s/chat/completions: %s, %d requests, %d+%d tokens, %d ms", d.config.BaseURL, result,
		t.requests, c.Usage.PromptTokens, c.Usage.CompletionTokens, time.Since(t.started).Milliseconds()))
}
