package run

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"newsbrief/internal/llm"
	"newsbrief/internal/render"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

// Prices are in US dollars for a million tokens.
type Prices struct {
	Input  float64 `yaml:"input"`
	Output float64 `yaml:"output"`
	// Cached is that of input which the server had read before; nil: as any other.
	Cached *float64 `yaml:"cached"`
}

// cost is in US dollars.
func (p *Prices) cost(used result.Usage) float64 {
	const million = 1e6
	cached := p.Input
	if p.Cached != nil {
		cached = *p.Cached
	}
	return (float64(used.PromptTokens-used.CachedPromptTokens)*p.Input +
		float64(used.CachedPromptTokens)*cached + float64(used.CompletionTokens)*p.Output) / million
}

// Budget is what a run may take: tokens or money; the zero value is no limit.
type Budget struct {
	tokens int
	money  float64 // US dollars
}

// errBudget is that of an article which was not begun because the budget was
// spent.
var errBudget = errors.New("the budget is spent")

// ParseBudget reads tokens, as 500000, 500k or 2M, or dollars, as $5 or 5usd.
func ParseBudget(text string, p *Prices) (b Budget, err error) {
	lower := strings.ToLower(strings.ReplaceAll(text, "_", ""))
	amount := strings.TrimSuffix(strings.Trim(lower, "$"), "usd")
	money := amount != lower
	factor := 1.0
	if !money {
		for ending, f := range map[string]float64{"k": 1e3, "m": 1e6} {
			if rest, ok := strings.CutSuffix(amount, ending); ok {
				amount, factor = rest, f
			}
		}
	}
	n, err := strconv.ParseFloat(amount, 64)
	switch {
	case err != nil || !(n*factor > 0 && n*factor < 1e15):
		return b, terminal.Usagef("--budget is tokens, as 500000 or 2M, or dollars, as $5, not %q", text)
	case money && p == nil:
		return b, terminal.Usagef("--budget in dollars needs prices in the profile")
	case money:
		return Budget{money: n}, nil
	}
	return Budget{tokens: int(n * factor)}, nil
}

// String is as the user writes it.
func (b Budget) String() string {
	if b.money > 0 {
		return fmt.Sprintf("$%v", b.money)
	}
	return terminal.Count(b.tokens, "token")
}

// spending is what a run takes, and may take.
type spending struct {
	budget Budget
	prices *Prices
	used   func() result.Usage
}

// spent says whether nothing is left for another article.
func (s spending) spent() bool {
	switch b := s.budget; {
	case b.tokens > 0:
		used := s.used()
		return used.PromptTokens+used.CompletionTokens >= b.tokens
	case b.money > 0:
		return s.prices.cost(s.used()) >= b.money
	}
	return false
}

// String is what the run took so far: tokens, and money where prices are known.
func (s spending) String() string {
	used := s.used()
	text := terminal.Count(used.PromptTokens+used.CompletionTokens, "token")
	if used.Estimated {
		text = "about " + text
	}
	if s.prices != nil {
		text += fmt.Sprintf(", $%.4f", s.prices.cost(used))
	}
	return text
}

// DryRun collects the requests of a run that sends nothing.
type DryRun struct {
	Prices *Prices // nil: unknown
	mu     sync.Mutex
	drafts []llm.Draft // of the article at hand
	count  int
	total  render.Estimate
}

// Add takes a request in place of the network.
func (d *DryRun) Add(draft llm.Draft) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.drafts = append(d.drafts, draft)
}

// Drafts are the requests so far.
func (d *DryRun) Drafts() []llm.Draft {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.drafts)
}

// Plan is the result for one article. err is how its task ended: for want of
// an answer, or well, where the cache held all of them.
func (d *DryRun) Plan(name string, err error) (Finished, error) {
	var e *llm.Error
	if err != nil && !(errors.As(err, &e) && e.Kind == llm.NotSent) {
		return Finished{}, err
	}
	plan := render.Plan{Kind: "dry-run", Name: name, Requests: d.drafts}
	for _, draft := range d.drafts {
		d.price(&plan.Estimate, draft)
		d.price(&d.total, draft)
	}
	d.count += len(d.drafts)
	d.drafts = nil
	return Finished{Print: func(w *render.Writer) error { return w.Plan(plan) }}, nil
}

// price adds a request to an estimate.
func (d *DryRun) price(e *render.Estimate, draft llm.Draft) {
	e.PromptTokens += draft.PromptTokens
	e.CompletionTokens += draft.CompletionTokens
	if d.Prices != nil {
		cost := d.Prices.cost(result.Usage{PromptTokens: e.PromptTokens, CompletionTokens: e.CompletionTokens})
		e.Cost = &cost
	}
}
