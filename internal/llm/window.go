package llm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"
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
	n := w.AskContext(ctx, r.Model)
	if w.asked == nil {
		w.asked = map[string]int{}
	}
	w.asked[r.Model]++
	if n > 0 || !w.local() || w.asked[r.Model] >= mostAsked {
		w.remember(r.Model, n)
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
func (w *Window) Count(text string) int { return w.meter.correct(CountTokens(text).Most) }

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
// most, or is due: by its number, from 0, its size, and the thing that would be
// next. What is larger by itself is a part alone.
func Split(sizes []int, most int, due func(part, size, next int) bool) [][2]int {
	var parts [][2]int
	start, size := 0, 0
	for i, more := range sizes {
		if i > start && (size+more > most || due(len(parts), size, i)) {
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

// whole takes the server's count of a request's prompt, in tokens, and says
// whether the model can have read all of it. limit is the model's context, 0
// where it is not known.
func (m *meter) whole(r Request, counted, limit int) bool {
	estimate := r.prompt()
	m.mu.Lock()
	defer m.mu.Unlock()
	if counted < smallest || m.unreliable {
		return true // no count, not one of tokens, or without what the server had cached
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
	if share := before[1] / before[0]; before[0] > 1.3*m.suspect[0] &&
		math.Abs(m.suspect[1]/m.suspect[0]-share) < 0.1*share {
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
func (w *Window) checkWhole(ctx context.Context, r Request, counted int) error {
	m := &w.meter
	if w.config.Repeatable {
		m = new(meter)
	}
	if m.whole(r, counted, w.Context(ctx, r)) {
		return nil
	}
	return &Error{Kind: Overflow, Limit: counted, Silent: true,
		Message: fmt.Sprintf("the endpoint read only %d of about %d tokens: it cut the article without saying so",
			counted, r.prompt().Most),
		Hint: "give the model a larger context (Ollama: OLLAMA_CONTEXT_LENGTH=16384 ollama serve), " +
			"or take another model"}
}

// Tokens is a range: how many tokens a text has, as the tokenizers in use
// count. Most errs upwards a little.
type Tokens struct{ Least, Most int }

// CountTokens estimates a text's tokens by the scripts of its letters.
//
// The figures per letter were fitted on news text (NTREX-128 documents and
// articles of our own) to the vocabularies cl100k_base and o200k_base of
// OpenAI's tiktoken and those of Llama 2, Llama 3 and Mistral 7B. Most follows
// the vocabularies that split a script finely (cl100k_base, Llama 2), Least
// those that know it well (o200k_base, and 10% less for larger ones still).
func CountTokens(text string) Tokens {
	least, most := countTokens(text)
	return Tokens{int(least), int(math.Ceil(most))}
}

// meanTokens estimates the tokens of a text that may be a part of one.
func meanTokens(text string) float64 {
	least, most := countTokens(text)
	return (least + most) / 2
}

func countTokens(text string) (least, most float64) {
	var foreign, latin int
	for _, r := range text {
		l, m := perRune(r)
		least, most = least+l, most+m
		switch {
		case r < 0x80 && unicode.IsLetter(r):
			latin++
		case r >= 0xC0 && r < 0x250:
			foreign++
		}
	}
	// English is a token a word; other languages in Latin letters, told by
	// their accented ones, take about half as many again.
	if foreign*150 > latin {
		least, most = least+float64(latin)*0.02, most+float64(latin)*0.09
	}
	return least, most
}

// perRune is the number of tokens that a character adds to a text.
func perRune(r rune) (least, most float64) {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return 0.19, 0.24
	case r == ' ':
		return 0, 0.01
	case r >= '0' && r <= '9':
		return 0.35, 0.8
	case r < 0x80:
		return 0.55, 1 // punctuation, line ends
	case r < 0x250:
		return 0.25, 0.7 // accented letters
	case unicode.Is(unicode.Cyrillic, r):
		return 0.26, 0.56
	case unicode.Is(unicode.Arabic, r):
		return 0.33, 0.92
	case unicode.Is(unicode.Han, r):
		return 0.55, 1.35
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return 0.5, 1.05
	case unicode.Is(unicode.Hangul, r):
		return 0.55, 1.45
	case unicode.In(r, unicode.Greek, unicode.Hebrew):
		return 0.38, 1.2
	case unicode.Is(unicode.Thai, r):
		return 0.33, 1.05
	case r < 0x2000:
		return 0.28, 1.9 // the scripts of South Asia, the Caucasus, Ethiopia …
	}
	return 0.5, 1.2 // symbols, ideographic punctuation, emoji
}

// messageTokens is what the chat format adds for each message (tiktoken's
// documentation counts 3 or 4; templates of local models up to 10).
const messageTokens = 8

// prompt estimates the tokens of a request's prompt.
func (r Request) prompt() (t Tokens) {
	for _, m := range r.Messages {
		n := CountTokens(m.Content)
		t.Least += n.Least
		t.Most += n.Most + messageTokens
	}
	return t
}
