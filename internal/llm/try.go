package llm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"newsbrief/internal/llm/wire"
)

// try is one request. It is the HTTPDoer that go-openai sends with, so that
// body, address and answer are ours: go-openai drops temperature 0, refuses
// parameters by the model's name, and takes a broken stream for a finished
// one.
type try struct {
	endpoint *endpoint
	url      string
	body     []byte
	sent     refusal // parameters left out
	limited  bool    // the request has a limit of tokens that is our own
	deadline *deadline
	started  time.Time
	status   int
	answer   *eventReader
}

// line is what --verbose says of the try.
func (t *try) line(method, detail string, err error) string {
	outcome := strconv.Itoa(t.status) + detail
	if err != nil {
		outcome = err.Error()
	}
	return fmt.Sprintf("%s %s: %s, %d ms", method, t.url, outcome, time.Since(t.started).Milliseconds())
}

// Do implements openai.HTTPDoer. Nothing is left for go-openai to read.
func (t *try) Do(r *http.Request) (*http.Response, error) {
	response, err := t.send(r)
	if err != nil {
		return nil, err
	}
	if t.answer, err = t.events(response); err != nil {
		response.Body.Close()
		return nil, err
	}
	response.Body = struct {
		io.Reader
		io.Closer
	}{http.NoBody, t.answer}
	return response, nil
}

// send sends r to the try's address and hands back a good answer; any other is
// an error.
func (t *try) send(r *http.Request) (*http.Response, error) {
	var err error
	if r.URL, err = url.Parse(t.url); err != nil {
		return nil, err
	}
	if t.body != nil {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(t.body)), int64(len(t.body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(t.body)), nil }
	}
	t.endpoint.config.authorize(r.Header)
	response, err := t.endpoint.http.Do(r)
	if err != nil {
		return nil, err
	}
	t.endpoint.reached.Store(true)
	t.status = response.StatusCode
	if response.StatusCode/100 == 2 {
		return response, nil
	}
	defer response.Body.Close()
	t.deadline.atMost(forErrors)
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxError))
	return nil, t.statusError(response, wire.ReadSaid(body))
}

// explain turns any failure into an *Error; an interruption stays what it is.
func (t *try) explain(ctx context.Context, err error) error {
	var e *Error
	var network *url.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(context.Cause(t.deadline.ctx), &e) && t.status/100 <= 2:
		return e
	case errors.As(err, &e):
	case errors.As(err, &network):
		e = t.endpoint.networkError(network)
	default:
		e = &Error{Kind: Broken,
			Message: "the connection ended in the middle of the answer: " + t.endpoint.config.redact(err.Error()),
			cause:   err}
	}
	e.sent = t.sent
	return e
}

func (t *try) fetch(method string) ([]byte, error) {
	r, err := http.NewRequestWithContext(t.deadline.ctx, method, t.url, nil)
	if err != nil {
		return nil, err
	}
	if t.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := t.send(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(limit(response.Body, maxEvent))
	if err == nil && bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		err = t.pageError(data)
	}
	return data, err
}

// A try ends when no token comes for Config.Timeout, when an answer that was
// asked for in one piece takes wholeFactor times as long, and in any case
// after totalFactor times as long: an endless drip is no answer.
const (
	wholeFactor = 5
	totalFactor = 15
)

// afterFinish is the wait for the token counts and the end mark behind an
// answer that is finished; some servers never send them.
const afterFinish = 2 * time.Second

// forErrors is how long the body of a failed answer is read.
const forErrors = 5 * time.Second

// deadline limits one try. Bytes that carry no token do not count.
type deadline struct {
	ctx     context.Context // of the try
	cancel  context.CancelCauseFunc
	silence *time.Timer
	total   *time.Timer
	limit   time.Duration
	wait    atomic.Int64 // until the first token more than limit
	first   func()       // is called at the first token; nil: nothing
}

// newDeadline limits a try by Config.Timeout, and until its first token by first.
// whole says that the answer comes in one piece.
func newDeadline(ctx context.Context, timeout, first time.Duration, whole bool) *deadline {
	d := &deadline{limit: timeout}
	if whole {
		d.limit *= wholeFactor
	}
	first = max(first, d.limit)
	d.wait.Store(int64(first))
	d.ctx, d.cancel = context.WithCancelCause(ctx)
	d.silence = time.AfterFunc(first, func() {
		wait := time.Duration(d.wait.Load())
		d.cancel(&Error{Kind: Timeout, Message: fmt.Sprintf("no word from the endpoint in %v", wait),
			Hint: "raise --timeout if the model is slow to start"})
	})
	total := timeout * totalFactor
	d.total = time.AfterFunc(total, func() {
		d.cancel(&Error{Kind: Timeout, Message: fmt.Sprintf("the answer was not finished in %v", total),
			Hint: "raise --timeout, or ask for less"})
	})
	return d
}

// token says that the model is at work: the wait begins anew.
func (d *deadline) token() {
	d.silence.Reset(d.limit)
	d.wait.Store(int64(d.limit))
	if d.first != nil {
		d.first()
		d.first = nil
	}
}

// atMost shortens the wait for what is not worth a long one.
func (d *deadline) atMost(wait time.Duration) { d.silence.Reset(min(wait, d.limit)) }

func (d *deadline) stop() {
	d.silence.Stop()
	d.total.Stop()
	d.cancel(nil)
}

// The most bytes, after decompression, that parts of an answer may have. What
// is larger comes from a broken or hostile server.
const (
	maxHeaders = 1 << 20
	maxError   = 64 << 10 // the body of a failed answer
	maxEvent   = 8 << 20  // a line or event of a stream, an answer in one piece
	maxSpace   = 1 << 20  // white space before an answer in one piece
	maxBody    = 64 << 20 // a stream, with its wrapping of each token
	maxAnswer  = 2 << 20  // the text of an answer
	maxLine    = 1 << 20  // a line of that text
)

// capped is a reader that fails behind its limit.
type capped struct {
	from io.Reader
	left int64
	most int64
}

func limit(r io.Reader, most int64) io.Reader { return &capped{r, most, most} }

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, tooLarge("the answer", c.most)
	}
	n, err := c.from.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

func tooLarge(what string, most int64) *Error {
	return &Error{Kind: Protocol, Message: fmt.Sprintf("%s is larger than %d MiB", what, most>>20)}
}
