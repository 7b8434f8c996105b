package cmd

import (
	"errors"
	"sync"

	"newsbrief/internal/llm"
	"newsbrief/internal/render"
)

// dryRun collects the requests of a run that sends nothing.
type dryRun struct {
	prices *prices
	mu     sync.Mutex
	drafts []llm.Draft // of the article at hand
	count  int
	total  render.Estimate
}

// add takes a request in place of the network.
func (d *dryRun) add(draft llm.Draft) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.drafts = append(d.drafts, draft)
}

// plan is the result for one article. err is how its task ended: for want of
// an answer, or well, where the cache held all of them.
func (d *dryRun) plan(name string, err error) (finished, error) {
	var e *llm.Error
	if err != nil && !(errors.As(err, &e) && e.Kind == llm.NotSent) {
		return finished{}, err
	}
	plan := render.Plan{Kind: "dry-run", Name: name, Requests: d.drafts}
	for _, draft := range d.drafts {
		d.price(&plan.Estimate, draft)
		d.price(&d.total, draft)
	}
	d.count += len(d.drafts)
	d.drafts = nil
	return finished{print: func(w *render.Writer) error { return w.Plan(plan) }}, nil
}

// price adds a request to an estimate.
func (d *dryRun) price(e *render.Estimate, draft llm.Draft) {
	e.PromptTokens += draft.PromptTokens
	e.CompletionTokens += draft.CompletionTokens
	if d.prices != nil {
		cost := d.prices.cost(e.PromptTokens, e.CompletionTokens)
		e.Cost = &cost
	}
}
