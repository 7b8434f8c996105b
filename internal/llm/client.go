// Package llm is the one client of OpenAI-compatible endpoints. It hides
// go-openai, retries, the dialects of servers, and the models' reasoning: what
// comes out is whole lines of a finished answer, or an error.
package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"newsbrief/internal/plain"
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
	// FirstToken, where it is more, limits the wait for the first token; the user is
	// told what is awaited.
	FirstToken time.Duration
	Retries    int // tries after the first
	// Jobs is how many requests may be in flight at once; 0: no limit.
	Jobs int
	// TryJobs begins with one at a time, and stays there where the server turns out
	// to answer one after the other.
	TryJobs bool
	// Context is how many tokens the model can read and write; 0: find out.
	Context int
	// RPM and TPM limit the requests and tokens a minute; 0: no limit.
	RPM, TPM int
	Cache    *Cache // nil: none

	// Transport sends in HTTP's place; nil: HTTP.
	Transport http.RoundTripper
	// Repeatable keeps the client from learning anything of the model from its
	// answers: another run asks the same, whichever answer comes first.
	Repeatable bool

	DryRun  func(Draft)       // gets each request; nothing is sent. nil: send
	Verbose func(line string) // gets a line for each request; nil: none
	Notice  func(line string) // gets a line before a long wait; nil: none
}

// Client asks one endpoint. It is safe for concurrent use.
type Client struct {
	// Window is how much the models can read and write.
	Window *Window

	config   *Config
	endpoint *endpoint
	used     used
}

// plainHTTP says whether a URL is a scheme, a host and a path alone.
func plainHTTP(u *url.URL) bool {
	web := u.Scheme == "http" || u.Scheme == "https"
	return web && u.Host != "" && u.User == nil && u.RawQuery+u.Fragment == ""
}

// New returns a client, or an error where the base URL is not one, or the key
// cannot be sent there.
func New(c Config) (*Client, error) {
	u, err := url.Parse(c.BaseURL)
	if err != nil || !plainHTTP(u) {
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
	e := newEndpoint(&c)
	return &Client{Window: &Window{config: &c, prober: prober{e}}, config: &c, endpoint: e}, nil
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
func (c *Client) Close() { c.endpoint.http.CloseIdleConnections() }

// Refused names the parameters that the server has refused so far, as "seed,
// temperature".
func (c *Client) Refused() string { return (c.endpoint.pace.refused.get() &^ ownLimit).String() }

// Complete asks for an answer, hands each whole line to onLine, without
// reasoning and code fences, and returns what it took and the model that gave
// it. A nil error means that the server finished the answer, that nothing more
// of use could come, or that Keep was given it before. Errors are of type *Error, or
// the context's. Where one is Incomplete or Partial, the lines before it were handed
// over.
func (c *Client) Complete(ctx context.Context, r Request, onLine func(Line)) (result.Usage, error) {
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
	r.size = r.prompt()
	out := &handover{config: c.config, live: r.Live, onLine: onLine}
	var a *answer
	requests, err := c.endpoint.pace.retry(ctx, c.cost(r), &out.begun, func() (string, error) {
		out.held, a = nil, newAnswer(c.config, r, out.line)
		number, err := c.endpoint.pace.begin(ctx)
		if err != nil {
			return "", err
		}
		line, err := c.ask(ctx, r, a, func() { c.endpoint.pace.gate.begun(number) })
		if fewer := c.endpoint.pace.gate.leave(number, err); fewer > 0 {
			line += fmt.Sprintf("; at most %d at once for now", fewer)
		}
		if err == nil {
			runtime.Gosched() // the request that there is room for goes out before this answer is checked
		}
		return line, err
	})
	var used result.Usage
	if a != nil {
		used = a.used
		requests += a.recounts
	}
	used.Requests = requests
	var e *Error
	if err == nil || errors.As(err, &e) && e.Incomplete() {
		out.release()
	}
	return used, err
}

// ask sends one chat request and reads its answer into a; begun is called at its first
// token. line is what --verbose says of it.
func (c *Client) ask(ctx context.Context, r Request, a *answer, begun func()) (line string, err error) {
	left := c.endpoint.pace.refused.get() | r.notSent(c.config)
	own := c.ownLimit(r, left)
	t, err := c.exchange(ctx, r, a, own, left, begun)
	if t == nil {
		return "", err
	}
	defer t.deadline.stop()
	if err == nil {
		c.countRead(ctx, r, a, left)
		err = c.Window.checkWhole(ctx, r, a.used, left)
	}
	if err != nil {
		err = t.explain(ctx, err)
	}
	if err == nil {
		c.endpoint.answered.Store(true)
	}
	c.mindThoughts(a, t, err)
	a.count(c.Window.Tokens(r))
	used := a.used
	c.used.add(result.Usage{PromptTokens: used.PromptTokens, CompletionTokens: used.CompletionTokens,
		CachedPromptTokens: used.CachedPromptTokens, Estimated: used.Estimated, Requests: 1 + a.recounts})
	c.endpoint.pace.limits.charge(used.PromptTokens + used.CompletionTokens - c.cost(r))
	return t.line("POST", a.String(), err), err
}

// exchange sends r without what is left out, and reads its answer into a. t is nil where
// nothing could be sent.
func (c *Client) exchange(
	ctx context.Context, r Request, a *answer, own int, left refusal, begun func(),
) (t *try, err error) {
	body, whole, err := encode(r.steady(c.config), own, left)
	if err != nil {
		return nil, err
	}
	t = c.endpoint.try(ctx, c.config.chatURL(r.Model), c.config.FirstToken, whole)
	t.body, t.sent, t.limited = body, left, own > 0
	told := c.endpoint.vigil.keep(t.deadline.ctx, r.Model)
	t.deadline.first = func() { told(); begun() }
	config := openai.DefaultConfig("")
	config.BaseURL, config.HTTPClient = c.config.BaseURL, t
	asked := context.WithValue(t.deadline.ctx, questionKey{}, r)
	stream, err := openai.NewClientWithConfig(config).CreateChatCompletionStream(asked, openai.ChatCompletionRequest{})
	if err == nil {
		err = a.read(t.answer)
		_ = stream.Close()
	}
	if err == nil && a.torn && !r.holds("\uFFFD") {
		err = torn(whole)
	}
	return t, err
}

// countRead has the server count what it has read of r, where the answer was read no
// further than it is of use, its count would have come behind it, and the server may have
// cut the question in silence: it is asked for one token, in one piece. A server that
// keeps what it has read has that at once; one that does not count leaves the count open.
func (c *Client) countRead(ctx context.Context, r Request, a *answer, left refusal) {
	if a.ends.why == "" || a.used.PromptTokens > 0 || !c.Window.MayCut(r, c.Window.told(r.Model)) {
		return
	}
	r.Form, r.Guide, r.MaxTokens = nil, nil, 1
	counting := newAnswer(c.config, r, func(Line) {})
	t, _ := c.exchange(ctx, r, counting, 0, left|streaming, func() {}) // it hits its limit, or tells nothing
	if t == nil {
		return
	}
	t.deadline.stop()
	a.recounts = 1
	if read := counting.used.PromptTokens; read > 0 {
		a.used.PromptTokens, a.used.CompletionTokens, a.used.Estimated = read, a.written(), true
	}
}

// ownLimit is a limit of tokens that no honest answer to r meets, where the user
// names none; 0: none is sent. Hosted models write 4,096 tokens at least.
func (c *Client) ownLimit(r Request, left refusal) int {
	const most, factor, least = 4096, 8, 512
	switch {
	case c.config.Repeatable || left&(ownLimit|maxTokens) != 0:
		return 0
	case r.Answer == 0 || r.MaxTokens > 0 || 2*r.Answer > most:
		return 0
	}
	limit := min(factor*r.Answer+least, most)
	context := c.Window.told(r.Model)
	if room := context - c.Window.Tokens(r); context > 0 && room < limit {
		return 0 // the context is a limit itself
	}
	return limit
}

// mindThoughts remembers that a model thinks before it answers, which takes any number
// of tokens. Where our own limit left it none for the answer, it is asked once more.
func (c *Client) mindThoughts(a *answer, t *try, err error) {
	if c.config.Repeatable {
		return
	}
	if a.thought() {
		c.endpoint.pace.refused.learn(ownLimit)
	}
	var e *Error
	switch {
	case !a.starved() || !errors.As(err, &e):
	case t.limited:
		e.refuses = ownLimit
	case t.sent&ownLimit != 0:
		e.never = true // the limit is the server's, or the context
	}
}

// cost is the estimate of a request's tokens that the limits go by, before the
// server counts them.
func (c *Client) cost(r Request) int {
	if c.endpoint.pace.limits.tokens == nil {
		return 0
	}
	return c.Window.Tokens(r)
}

// handover passes lines on: at once where the request is live, else when the
// answer has come to its end.
type handover struct {
	config *Config
	live   bool
	onLine func(Line)
	begun  bool // a line was handed over
	held   []Line
}

func (h *handover) line(l Line) {
	l.Text = h.config.fromAnswer(l.Text)
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

// Models lists the endpoint's models.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	body, err := c.endpoint.fetch(ctx, "GET", c.config.modelsURL(), nil)
	if err != nil {
		return nil, err
	}
	type model struct {
		ID string `json:"id"`
	}
	var list struct {
		Data []model `json:"data"`
	}
	// Together answers with the bare list.
	if json.Unmarshal(body, &list) != nil && json.Unmarshal(body, &list.Data) != nil {
		return nil, &Error{Kind: Protocol, Message: "the endpoint's list of models is not one",
			Hint: "is the base URL right? Most end in /v1"}
	}
	names := make([]string, 0, len(list.Data))
	for _, m := range list.Data {
		names = append(names, plain.Line(c.config.withoutKey(m.ID)))
	}
	return names, nil
}

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

// Recall returns what Keep stored as the answer to r, without asking.
func (c *Client) Recall(r Request) (lines []string, ok bool) {
	e, found, _ := c.config.Cache.find(r)
	return e.Lines, found
}

// Keep stores lines as the whole answer to r. The task calls it when it has
// accepted them, and only then: the next Complete of the same question gives
// out these lines and asks nothing. They need not come from one completion:
// where it took several to make the answer whole, their lines together are
// the answer to the question that opened the conversation.
func (c *Client) Keep(r Request, model string, lines []string) { c.config.Cache.keep(r, model, lines) }
