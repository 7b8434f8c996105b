package llm

import (
	"context"
	"encoding/json"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Servers in use have a context of at least so many tokens: those on this
// machine and its network (Ollama's old default), and hosted ones.
const (
	smallestLocal  = 2048
	smallestHosted = 8000
)

// probeTimeout limits the questions for a model's context.
const probeTimeout = 5 * time.Second

// window knows the models' contexts in tokens; 0: the server does not say.
type window struct {
	mu      sync.Mutex
	context map[string]int
	asked   map[string]int // how often a server was asked in vain
}

// Ollama tells the context of a model only when it is loaded: after its first
// answer a server that was silent is asked once more.
const mostAsked = 2

// Context returns how many tokens the model of r can read and write: what an
// overflow has shown, what the user says, or what the server tells. 0 means
// that it is unknown, or that r is so short that every model can.
func (c *Client) Context(ctx context.Context, r Request) int {
	c.window.mu.Lock()
	defer c.window.mu.Unlock()
	if n, known := c.window.context[r.Model]; known {
		return n
	}
	smallest := smallestHosted
	if c.local() {
		smallest = smallestLocal
	}
	switch {
	case c.config.Context > 0:
		return c.config.Context
	case c.config.Dial != nil || c.config.DryRun != nil || c.config.Cache.only() || c.meter.count(r)+c.reserve(r) <= smallest:
		return 0
	}
	n := c.AskContext(ctx, r.Model)
	if c.window.asked == nil {
		c.window.asked = map[string]int{}
	}
	c.window.asked[r.Model]++
	if n > 0 || !c.local() || c.window.asked[r.Model] >= mostAsked {
		c.remember(r.Model, n)
	}
	return n
}

// AskContext asks the server for a model's context in tokens; 0: it does not
// say.
func (c *Client) AskContext(ctx context.Context, model string) int {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	return c.probe(ctx, model)
}

// Learn notes what an overflow has shown of a model's context. A batch learns
// nothing: its questions must be the same in every run, whichever answer comes
// first.
func (c *Client) Learn(model string, tokens int) {
	if c.config.Whole {
		return
	}
	c.window.mu.Lock()
	defer c.window.mu.Unlock()
	c.remember(model, tokens)
}

func (c *Client) remember(model string, tokens int) {
	if c.window.context == nil {
		c.window.context = map[string]int{}
	}
	c.window.context[model] = tokens
}

// Holds says whether r fits the context that the user has named.
func (c *Client) Holds(r Request) bool {
	return c.config.Context > 0 && c.Room(r, c.config.Context) >= 0
}

// Room is how many more tokens r may hold where the model's context is limit;
// below 0 it is too long already. The answer's tokens are set aside.
func (c *Client) Room(r Request, limit int) int {
	return limit - c.meter.count(r) - min(c.reserve(r), limit/4)
}

// Tokens estimates a request's prompt, corrected by what the server counted so
// far.
func (c *Client) Tokens(r Request) int { return c.meter.count(r) }

// Count estimates the tokens of a text, corrected by what the server counted
// so far.
func (c *Client) Count(text string) int { return c.meter.correct(CountTokens(text).Most) }

// MayCut says whether the endpoint may read only part of r without an error:
// local servers do, where the context is not known.
func (c *Client) MayCut(r Request, limit int) bool {
	return limit == 0 && c.local() && c.meter.count(r)+c.reserve(r) > smallestLocal
}

// reserve is what the answer may take: what the user allows, else twice what
// is expected of it.
func (c *Client) reserve(r Request) int { return max(r.MaxTokens, 2*r.Answer, 256) }

// IsLocal says whether a base URL is on this machine or a private network.
func IsLocal(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	if err == nil {
		return private(ip)
	}
	return !strings.Contains(u.Hostname(), ".") // as localhost, or a name in the network
}

func (c *Client) local() bool { return IsLocal(c.config.BaseURL) }

// probe asks the endpoint for the model's context. Only a local server is
// asked at addresses outside the protocol.
func (c *Client) probe(ctx context.Context, model string) int {
	if n := c.listedContext(ctx, model); n > 0 || !c.local() {
		return n
	}
	for _, ask := range []func(context.Context, string) int{c.llamaContext, c.studioContext, c.ollamaContext} {
		if n := ask(ctx, model); n > 0 {
			return n
		}
	}
	return 0
}

// listed is a model in a list, with the names that servers give its context:
// vLLM and SGLang, LM Studio's own list, OpenRouter and Together, Mistral, Groq.
type listed struct {
	ID            string `json:"id"`
	MaxModelLen   int    `json:"max_model_len"`
	LoadedContext int    `json:"loaded_context_length"`
	ContextLength int    `json:"context_length"`
	MaxContext    int    `json:"max_context_length"`
	ContextWindow int    `json:"context_window"`
	TopProvider   struct {
		ContextLength int `json:"context_length"`
	} `json:"top_provider"`
}

func (l listed) context() int {
	for _, n := range []int{l.MaxModelLen, l.LoadedContext, l.TopProvider.ContextLength, l.ContextLength, l.ContextWindow, l.MaxContext} {
		if n > 0 {
			return n
		}
	}
	return 0
}

// contextIn finds the model in a list of models.
func contextIn(body []byte, model string) int {
	var list struct {
		Data []listed `json:"data"`
	}
	if json.Unmarshal(body, &list) != nil && json.Unmarshal(body, &list.Data) != nil {
		return 0
	}
	for _, m := range list.Data {
		if m.ID == model {
			return m.context()
		}
	}
	return 0
}

func (c *Client) listedContext(ctx context.Context, model string) int {
	body, err := c.fetch(ctx, "GET", c.config.modelsURL(), nil)
	if err != nil {
		return 0
	}
	return contextIn(body, model)
}

// llamaContext asks llama.cpp.
func (c *Client) llamaContext(ctx context.Context, _ string) int {
	var props struct {
		Settings struct {
			Context int `json:"n_ctx"`
		} `json:"default_generation_settings"`
	}
	c.askRoot(ctx, "GET", "/props", nil, &props)
	return props.Settings.Context
}

// studioContext asks LM Studio.
func (c *Client) studioContext(ctx context.Context, model string) int {
	var body json.RawMessage
	c.askRoot(ctx, "GET", "/api/v0/models", nil, &body)
	return contextIn(body, model)
}

// ollamaContext asks Ollama for the context that the model runs with, or that
// its Modelfile sets. A model that is not loaded and sets none gets the
// server's default, which the server does not tell.
func (c *Client) ollamaContext(ctx context.Context, model string) int {
	var running struct {
		Models []struct {
			Name    string `json:"name"`
			Context int    `json:"context_length"`
		} `json:"models"`
	}
	c.askRoot(ctx, "GET", "/api/ps", nil, &running)
	for _, m := range running.Models {
		if (m.Name == model || m.Name == model+":latest") && m.Context > 0 {
			return m.Context
		}
	}
	var shown struct {
		Parameters string `json:"parameters"`
	}
	question, _ := json.Marshal(map[string]string{"model": model})
	c.askRoot(ctx, "POST", "/api/show", question, &shown)
	for line := range strings.SplitSeq(shown.Parameters, "\n") {
		if f := strings.Fields(line); len(f) == 2 && f[0] == "num_ctx" {
			n, _ := strconv.Atoi(f[1])
			return n
		}
	}
	return 0
}

// askRoot asks the server at a path outside the protocol; what is no answer
// leaves to as it is.
func (c *Client) askRoot(ctx context.Context, method, path string, question []byte, to any) {
	u, err := url.Parse(c.config.BaseURL)
	if err != nil {
		return
	}
	u.Path = strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/v1") + path
	if body, err := c.fetch(ctx, method, u.String(), question); err == nil {
		_ = json.Unmarshal(body, to)
	}
}
