// Package llm is the one client of OpenAI-compatible endpoints. It hides
// go-openai, retries, the dialects of servers, and the models' reasoning: what
// comes out is whole lines of a finished answer, or an error.
package llm

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"newsbrief/result"
)

// Config of a client.
type Config struct {
	BaseURL   string // as http://127.0.0.1:11434/v1
	APIKey    Key    // "": none is sent
	KeySource string // where the key came from, for errors: OPENAI_API_KEY, a file
	// AzureVersion is the api-version of Azure OpenAI, whose requests go to a
	// deployment's URL with the key in a header of its own; "" elsewhere.
	AzureVersion string
	// Insecure allows a key to travel in the clear to a public address.
	Insecure bool
	// Dial opens connections; nil dials TCP, through a proxy where the
	// environment names one.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	// Timeout limits the wait for the first token and between tokens.
	Timeout time.Duration
	Retries int // tries after the first
	// Jobs is how many requests may be in flight at once; 0: no limit.
	Jobs int
	// Context is how many tokens the model can read and write; 0: find out.
	Context int
	// RPM and TPM limit the requests and tokens a minute; 0: no limit.
	RPM, TPM int
	Cache    *Cache // nil: none

	// Whole asks for every answer in one piece instead of a stream, as a batch
	// service gives it; 425 says that there is none yet.
	Whole bool

	DryRun  func(Draft)       // gets each request; nothing is sent. nil: send
	Verbose func(line string) // gets a line for each request; nil: none
	Notice  func(line string) // gets a line before a long wait; nil: none
}

// Client asks one endpoint. It is safe for concurrent use.
type Client struct {
	config  Config
	http    *http.Client
	pause   pause
	limits  limits
	used    used
	gate    *gate
	refused refused
	meter   meter
	window  window
	reached atomic.Bool // a connection came about
}

// New returns a client, or an error where the base URL is not one, or the key
// cannot be sent there.
func New(c Config) (*Client, error) {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("the base URL is not of the form http://HOST:PORT/v1")
	}
	c.BaseURL = withoutPath(c.BaseURL)
	if err := c.APIKey.valid(); err != nil {
		return nil, fmt.Errorf("the key in %s %w", c.KeySource, err)
	}
	if err := c.checkHost(u); err != nil {
		return nil, err
	}
	for _, f := range []*func(string){&c.Verbose, &c.Notice} {
		if *f == nil {
			*f = func(string) {}
		}
	}
	client := &Client{config: c, http: newHTTP(c), limits: newLimits(c), gate: newGate(c.Jobs)}
	return client, nil
}

// withoutPath cuts off what users paste with a base URL.
func withoutPath(base string) string {
	base = strings.TrimRight(base, "/")
	for _, path := range []string{"/completions", "/chat", "/models", "/responses"} {
		base = strings.TrimSuffix(base, path)
	}
	return base
}

// Close closes idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Message of a conversation. Role is system, user or assistant.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Request is one question. What is nil or 0 is left to the server.
type Request struct {
	Model       string    `json:"model"`
	Messages    []Message `json:"messages"`
	Temperature *float64  `json:"temperature,omitempty"`
	Seed        *int      `json:"seed,omitempty"`
	MaxTokens   int       `json:"max_tokens,omitempty"`

	// Answer is about how many tokens the answer should have.
	Answer int `json:"-"`
	// Live hands lines over as they arrive. An answer that breaks after the
	// first is not asked for again: nothing is handed over twice.
	Live bool `json:"-"`
	// Whole asks for the answer in one piece instead of a stream.
	Whole bool `json:"-"`
}

// Complete asks for an answer, hands each whole line to onLine, without
// reasoning and code fences, and returns what it took and the model that gave it. A nil error means that the server finished the
// answer, or that Keep was given it before. Errors are of type *Error, or the
// context's. Where the error's kind is Incomplete, or it is Partial, the lines
// before it were handed over.
func (c *Client) Complete(ctx context.Context, r Request, onLine func(Line)) (result.Usage, error) {
	r.Whole = r.Whole || c.config.Whole
	kept, found, err := c.config.Cache.find(r)
	switch {
	case err != nil:
		return result.Usage{}, err
	case found:
		c.config.Verbose("answered from the cache")
		c.used.add(result.Usage{Cached: 1})
		return kept.answer(onLine), nil
	}
	return c.send(ctx, r, onLine)
}

// send is Complete without the cache.
func (c *Client) send(ctx context.Context, r Request, onLine func(Line)) (result.Usage, error) {
	out := &handover{config: c.config, live: r.Live, onLine: onLine}
	var a *answer
	requests, err := c.retry(ctx, c.cost(r), &out.begun, func() (string, error) {
		out.held, a = nil, newAnswer(c.config, out.line)
		number, err := c.begin(ctx)
		if err != nil {
			return "", err
		}
		line, err := c.ask(ctx, r, a)
		if fewer := c.gate.leave(number, err); fewer > 0 {
			line += fmt.Sprintf("; at most %d at once for now", fewer)
		}
		return line, err
	})
	var used result.Usage
	if a != nil {
		used = a.used
	}
	used.Requests = requests
	var e *Error
	if err == nil || errors.As(err, &e) && e.Kind.Incomplete() {
		out.release()
	}
	return used, err
}

// handover passes lines on: at once where the request is live, else when the
// answer has come to its end.
type handover struct {
	config Config
	live   bool
	onLine func(Line)
	begun  bool // a line was handed over
	held   []Line
}

func (h *handover) line(l Line) {
	l.Text = h.config.withoutKey(l.Text)
	h.held = append(h.held, l)
	if h.live {
		h.release()
	}
}

func (h *handover) release() {
	for _, l := range h.held {
		h.begun = true
		h.onLine(l)
	}
	h.held = nil
}
