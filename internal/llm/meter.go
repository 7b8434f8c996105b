package llm

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"sync"

	"newsbrief/result"
)

// meter compares the estimate of prompts with what the server counts: that
// corrects the estimate, and shows where a server cut a prompt silently.
type meter struct {
	mu                sync.Mutex
	estimated, actual float64    // of the prompts that were read whole
	suspect           [2]float64 // estimate and count of one that was not
	unreliable        bool       // the server does not count tokens
	countsLess        bool       // it counts less than it reads
	drop              *Error     // of messages, as it seems; nil: none, or told
}

// short says whether a count is below that of every tokenizer, by more than its
// estimate may be wrong, and yet one of a context or of the last message, where that
// is a good part of the prompt.
func (m *meter) short(r Request, counted int) bool {
	all, last := r.prompt(), r.last().prompt()
	ofLast := counted >= last.Least*9/10 && last.Most*4 >= all.Most
	return (counted >= smallest || counted > 0 && ofLast) && counted < all.Least*9/10
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

// checkWhole is an error where the server read only part of a prompt, by what it
// counted of it and of its answer. sent is what r went without.
func (w *Window) checkWhole(ctx context.Context, r Request, used result.Usage, sent refusal) error {
	m, counted := &w.meter, used.PromptTokens
	if w.config.Repeatable {
		m = new(meter)
	}
	limit := w.Context(ctx, r)
	switch {
	case m.whole(r, counted, limit):
		if err := w.forgot(r.Model, used); err != nil {
			return err
		}
		if !m.short(r, counted) || !w.local() || w.config.Repeatable {
			w.confirm(sent)
			return nil
		}
		if limit = w.find(ctx, r.Model); limit == 0 || r.prompt().Most <= limit {
			return w.dropped(r, counted, sent)
		}
	case limit == 0 && w.local() && m.short(r, counted):
		if err := w.dropped(r, counted, sent); err != nil {
			return err
		}
	}
	what := "it cut the article"
	if counted >= r.last().prompt().Least {
		what = "it left out what comes before the article"
	}
	return &Error{Kind: Overflow, Limit: cmp.Or(limit, counted), Silent: true,
		Message: fmt.Sprintf("the endpoint read only %d of about %d tokens: %s without saying so",
			counted, r.prompt().Most, what),
		Hint: contextHint}
}

// contextHint is the cure of what a server cuts in silence.
const contextHint = "give the model a larger context (Ollama: OLLAMA_CONTEXT_LENGTH=16384 ollama serve), " +
	"or take another model"

// forgot is an error where a prompt and its answer had more tokens than the context that
// a local server tells: Ollama goes on then without the half of what it has read first.
func (w *Window) forgot(model string, used result.Usage) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	limit, read, wrote := w.stated[model], used.PromptTokens, used.CompletionTokens
	if limit == 0 || !w.local() || wrote == 0 || read+wrote <= limit {
		return nil
	}
	return &Error{Kind: Overflow, Limit: limit, Silent: true, Hint: contextHint, Message: fmt.Sprintf(
		"the endpoint read %d tokens and wrote %d with a context of %d: it forgot what it read first while it answered",
		read, wrote, limit)}
}

// dropped is an error where a server has read the last message of r but not those
// before it, though they have room: some chat templates know no system message, or no
// earlier turns. All goes in one message then. Where such a message is counted as low,
// the server counts otherwise, and has dropped nothing.
func (w *Window) dropped(r Request, counted int, sent refusal) error {
	m := &w.meter
	m.mu.Lock()
	defer m.mu.Unlock()
	least := r.last().prompt().Least
	switch {
	case sent&earlierTurns != 0:
		m.countsLess, m.drop = true, nil
		w.prober.pace.refused.forget(earlierTurns)
		return nil
	case m.countsLess || len(r.Messages) < 2 || counted < least*9/10:
		return nil
	}
	m.drop = &Error{Kind: BadRequest, refuses: earlierTurns,
		Message: fmt.Sprintf("the endpoint read only %d of about %d tokens: the model's chat template drops the "+
			"system message or earlier turns", counted, r.prompt().Most),
		Hint: "take a model with a chat template (one of Ollama's library, or a Modelfile with TEMPLATE)"}
	e := *m.drop
	return &e
}

// confirm tells of a template that drops messages, when one message for all has been
// read whole.
func (w *Window) confirm(sent refusal) {
	m := &w.meter
	m.mu.Lock()
	drop := m.drop
	if sent&earlierTurns != 0 {
		m.drop = nil
	}
	m.mu.Unlock()
	if drop != nil && sent&earlierTurns != 0 {
		w.config.Notice(drop.Message + "; all is sent in one message\n  " + drop.Hint)
	}
}

// find is the context of a model, which the server is asked for if need be.
func (w *Window) find(ctx context.Context, model string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, known := w.context[model]
	switch {
	case known:
		return n
	case w.config.Context > 0 || !w.config.asksServer():
		return w.config.Context
	}
	return w.ask(ctx, model)
}
