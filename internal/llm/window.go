package llm

import (
	"cmp"
	"context"
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"newsbrief/internal/llm/tokens"
)

// Servers in use have a context of at least so many tokens: those on this
// machine and its network (Ollama's old default), and hosted ones.
const (
	smallestLocal  = 2048
	smallestHosted = 8000
)

// smallest is the smallest context, in tokens, that anything is asked within.
const smallest = 512

// probeTimeout limits the questions for a model's context.
const probeTimeout = 5 * time.Second

// Window knows how much the models can read and write, in tokens. It is safe for
// concurrent use.
type Window struct {
	config *Config
	prober prober
	meter  meter

	mu      sync.Mutex
	context map[string]int // 0: the server does not say
	asked   map[string]int // how often a server was asked in vain
	stated  map[string]int // the server's own words, which no overflow has lowered
}

// Ollama tells the context of a model only when it is loaded: after its first
// answer a server that was silent is asked once more.
const mostAsked = 2

// Context returns how many tokens the model of r can read and write: what an
// overflow has shown, what the user says, or what the server tells. 0 means
// that it is unknown, or that r is so short that every model can.
func (w *Window) Context(ctx context.Context, r Request) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n, known := w.context[r.Model]; known {
		return n
	}
	smallest := smallestHosted
	if w.local() {
		smallest = smallestLocal
	}
	switch {
	case w.config.Context > 0:
		return w.config.Context
	case !w.config.asksServer() || w.meter.count(r)+w.reserve(r) <= smallest:
		return 0
	}
	return w.ask(ctx, r.Model)
}

// ask asks the server for a model's context, and remembers the answer, or that there
// is none. The caller holds the lock.
func (w *Window) ask(ctx context.Context, model string) int {
	n := w.AskContext(ctx, model)
	if w.asked == nil {
		w.asked, w.stated = map[string]int{}, map[string]int{}
	}
	w.asked[model]++
	w.stated[model] = n
	if n > 0 || !w.local() || w.asked[model] >= mostAsked {
		w.remember(model, n)
	}
	return n
}

// told is the context of a model as far as it is known without a question; 0: it is
// not.
func (w *Window) told(model string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return cmp.Or(w.context[model], w.config.Context)
}

// asksServer says whether there is a server that may be asked for more than
// answers.
func (c *Config) asksServer() bool {
	return c.Dial == nil && c.DryRun == nil && c.Transport == nil && !c.Cache.only()
}

// AskContext asks the server for a model's context in tokens; 0: it does not
// say.
func (w *Window) AskContext(ctx context.Context, model string) int {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	return w.prober.probe(ctx, model)
}

// Shrink is the context to ask within when err shows that r did not fit one of
// limit tokens, 0 where that was not known: what the server says, else a quarter
// less. It holds for all that follows. 0 means that a smaller one is no help.
func (w *Window) Shrink(r Request, limit int, err error) int {
	var e *Error
	if !errors.As(err, &e) || e.Kind != Overflow {
		return 0
	}
	next := e.Limit
	if limit == 0 {
		limit = w.Tokens(r)
	}
	if next == 0 || next >= limit {
		next = limit * 3 / 4
	}
	if next < smallest {
		return 0
	}
	w.learn(r.Model, next)
	return next
}

// learn notes what an overflow has shown of a model's context.
func (w *Window) learn(model string, tokens int) {
	if w.config.Repeatable {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.remember(model, tokens)
}

func (w *Window) remember(model string, tokens int) {
	if w.context == nil {
		w.context = map[string]int{}
	}
	w.context[model] = tokens
}

// Holds says whether r fits the context that the user has named.
func (w *Window) Holds(r Request) bool {
	return w.config.Context > 0 && w.Fits(r, w.config.Context)
}

// Room is how many more tokens r may hold where the model's context is limit;
// below 0 it is too long already. The answer's tokens are set aside.
func (w *Window) Room(r Request, limit int) int {
	return limit - w.meter.count(r) - min(w.reserve(r), limit/4)
}

// Fits says whether r and its answer have room in a context of limit tokens; in
// one that is not known, 0, everything has.
func (w *Window) Fits(r Request, limit int) bool { return limit == 0 || w.Room(r, limit) >= 0 }

// Tokens estimates a request's prompt, corrected by what the server counted so
// far.
func (w *Window) Tokens(r Request) int { return w.meter.count(r) }

// Count estimates the tokens of a text, corrected by what the server counted
// so far.
func (w *Window) Count(text string) int { return w.meter.correct(tokens.Count(text).Most) }

// MayCut says whether the endpoint may read only part of r without an error:
// local servers do, where the context is not known.
func (w *Window) MayCut(r Request, limit int) bool {
	return limit == 0 && w.local() && w.meter.count(r)+w.reserve(r) > smallestLocal
}

// reserve is what the answer may take: what the user allows, else twice what
// is expected of it.
func (w *Window) reserve(r Request) int { return max(r.MaxTokens, 2*r.Answer, 256) }

// Split cuts a row of things of such sizes into parts, each from its first thing
// to behind its last. A part takes what follows until it would be larger than
// most, or is due by its size. What is larger by itself is a part alone.
func Split(sizes []int, most int, due func(size int) bool) [][2]int {
	var parts [][2]int
	start, size := 0, 0
	for i, more := range sizes {
		if i > start && (size+more > most || due(size)) {
			parts = append(parts, [2]int{start, i})
			start, size = i, 0
		}
		size += more
	}
	if start < len(sizes) {
		parts = append(parts, [2]int{start, len(sizes)})
	}
	return parts
}

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

func (w *Window) local() bool { return IsLocal(w.config.BaseURL) }
