package cmd

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// budget is what a batch may take: tokens or money; the zero value is no limit.
type budget struct {
	tokens int
	money  float64 // US dollars
}

// errBudget is that of an article which was not begun because the budget was
// spent.
var errBudget = errors.New("the budget is spent")

// parseBudget reads tokens, as 500000, 500k or 2M, or dollars, as $5 or 5usd.
func parseBudget(text string, p *prices) (b budget, err error) {
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
		return b, usagef("--budget is tokens, as 500000 or 2M, or dollars, as $5, not %q", text)
	case money && p == nil:
		return b, usagef("--budget in dollars needs prices in the profile")
	case money:
		return budget{money: n}, nil
	}
	return budget{tokens: int(n * factor)}, nil
}

// String is as the user writes it.
func (b budget) String() string {
	if b.money > 0 {
		return fmt.Sprintf("$%v", b.money)
	}
	return count(b.tokens, "token")
}

// spent says whether nothing is left for another article.
func (r *runner) overBudget() bool {
	used := r.endpoint.client.Used()
	switch b := r.budget; {
	case b.tokens > 0:
		return used.PromptTokens+used.CompletionTokens >= b.tokens
	case b.money > 0:
		return r.prices.cost(used.PromptTokens, used.CompletionTokens) >= b.money
	}
	return false
}

// spending is what the run took so far, for people.
func (r *runner) spending() string {
	used := r.endpoint.client.Used()
	text := count(used.PromptTokens+used.CompletionTokens, "token")
	if r.prices != nil {
		text += fmt.Sprintf(", $%.4f", r.prices.cost(used.PromptTokens, used.CompletionTokens))
	}
	return text
}

// cost is in US dollars.
func (p *prices) cost(promptTokens, completionTokens int) float64 {
	const million = 1e6
	return (float64(promptTokens)*p.Input + float64(completionTokens)*p.Output) / million
}
