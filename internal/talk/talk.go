// Package talk is what the tasks have in common that ask a model about an
// article: how a question is sent, what the answers took, what is kept of them,
// and how much is wrong with one. It knows neither questions nor answers.
package talk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"newsbrief/internal/llm"
	"newsbrief/prompts"
	"newsbrief/result"
)

// Talk is the questions about one article and what they took. It is safe for
// concurrent use.
type Talk struct {
	Client *llm.Client
	asking prompts.Asking
	start  time.Time
	mu     sync.Mutex
	used   result.Usage
}

// New begins a talk.
func New(c *llm.Client, a prompts.Asking) *Talk {
	return &Talk{Client: c, asking: a, start: time.Now(), used: result.Usage{Backend: a.Backend, Model: a.Model}}
}

// Request is a question whose answer should have about so many tokens.
func (t *Talk) Request(messages []llm.Message, tokens int) llm.Request {
	return llm.Request{
		Model:       t.asking.Model,
		Messages:    messages,
		Temperature: t.asking.Temperature,
		Seed:        t.asking.Seed,
		MaxTokens:   t.asking.MaxTokens,
		CacheKey:    cacheKey(messages),
		Answer:      tokens,
	}
}

// cacheKey is the same for all that is asked about a text: its tags.
func cacheKey(messages []llm.Message) string {
	for _, m := range slices.Backward(messages) {
		if tag, _, found := strings.Cut(m.Content, ">\n"); found && strings.HasPrefix(tag, "<article-") {
			return "newsbrief-" + strings.TrimPrefix(tag, "<")
		}
	}
	return ""
}

// Complete asks, and counts what it took.
func (t *Talk) Complete(ctx context.Context, r llm.Request, onLine func(llm.Line)) (result.Usage, error) {
	used, err := t.Client.Complete(ctx, r, onLine)
	t.Count(used)
	return used, err
}

// Count adds what was asked elsewhere.
func (t *Talk) Count(used result.Usage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.used.Add(used)
}

// Used is what the talk took so far.
func (t *Talk) Used() result.Usage {
	t.mu.Lock()
	defer t.mu.Unlock()
	used := t.used
	if used.Backend == "openai" && used.Requests > 0 {
		used.Seconds = time.Since(t.start).Seconds()
	}
	return used
}

// Keep stores lines as the whole answer to r.
func (t *Talk) Keep(r llm.Request, lines []string) { t.Client.Keep(r, t.Used().Model, lines) }

// Each calls do for 0 to n-1, Jobs at once. The first error ends it, but for
// those that mean that nothing was sent: they are returned when all is done.
func (t *Talk) Each(ctx context.Context, n int, do func(context.Context, int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(t.asking.Jobs, 1))
	unsent := make([]error, n)
	for i := range n {
		group.Go(func() error {
			err := do(ctx, i)
			if NotSent(err) {
				unsent[i], err = err, nil
			}
			return err
		})
	}
	return cmp.Or(group.Wait(), errors.Join(unsent...))
}

// smallContext is how many tokens a model can read and write at least where there
// is room for examples and a text.
const smallContext = 2000

// IsSmall says whether a model's context, in tokens, is too small for examples; 0 is
// one that is not known.
func IsSmall(context int) bool { return context > 0 && context < smallContext }

// NotSent says whether an error means that the question was not sent, as in a
// dry run.
func NotSent(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Kind == llm.NotSent
}

// Flaws measures how much of a line the source does not bear out: a wrong
// detail counts one, a finding about the line as a whole so many.
func Flaws(findings []result.Finding, whole int) int {
	n := 0
	for _, f := range findings {
		switch {
		case f.Status.Good():
		case f.Whole():
			n += whole
		default:
			n++
		}
	}
	return n
}
