package llm

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"time"
)

// gate limits how many requests are in flight. Where the server says that it is
// asked too much, half as many are let through as were in flight; good answers that
// follow let more through: see rise. Who waits longest goes first.
//
// On trial it begins with one. Once that went well a second is let through, until it is
// seen whether the server works at both: see judge.
type gate struct {
	mu       sync.Mutex
	most     float64 // that the user allows
	now      float64 // that the server bears, as far as is known
	inFlight int
	waiting  []chan struct{}
	entered  int     // requests so far
	cut      int     // how many had entered when now was halved last
	bore     float64 // how many of those in flight then were not refused
	rounds   float64 // of good answers since
	trial    bool
	flights  map[int]*flight // on trial, by their numbers
}

// flight is a request on its way.
type flight struct{ sent, begun time.Time }

// newGate lets most requests through at once; 0: any number.
func newGate(most int, trial bool) *gate {
	g := &gate{most: float64(most), trial: trial, flights: map[int]*flight{}}
	if most <= 0 {
		g.most = math.Inf(1)
	}
	g.now = g.most
	if trial {
		g.now = 1
	}
	return g
}

// enter waits until one more request may be in flight; leave takes its number.
func (g *gate) enter(ctx context.Context) (number int, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if turn := make(chan struct{}); len(g.waiting) > 0 || !g.free() {
		g.waiting = append(g.waiting, turn)
		if err := g.wait(ctx, turn); err != nil {
			return 0, err
		}
	} else {
		g.inFlight++
	}
	g.entered++
	if g.trial {
		g.flights[g.entered] = &flight{sent: time.Now()}
	}
	return g.entered, nil
}

// begun notes the first token of a request. Where another is in the middle of its
// answer, the server works at both, and the trial is over.
func (g *gate) begun(number int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f := g.flights[number]
	if f == nil {
		return
	}
	for _, other := range g.flights {
		if !other.begun.IsZero() {
			g.decide(true)
			return
		}
	}
	f.begun = time.Now()
}

// judge looks at the end of a request that went well for one that waits for its first
// token twice as long as this one did, and so for this one's end. A request whose
// answer breaks off while another waits was ended by it, as some servers do.
func (g *gate) judge(number int, err error) {
	f := g.flights[number]
	delete(g.flights, number)
	var e *Error
	broken := errors.As(err, &e) && e.Kind == Broken
	if f == nil || err != nil && !broken {
		return
	}
	for _, other := range g.flights {
		waits := !f.begun.IsZero() && other.begun.IsZero()
		usual := max(f.begun.Sub(f.sent), leastWait)
		if broken || waits && time.Since(other.sent) > 2*usual {
			g.decide(false)
			return
		}
	}
}

// leastWait is a wait for a first token of which the half is no sign of anything.
const leastWait = time.Second

// decide ends the trial.
func (g *gate) decide(parallel bool) {
	g.trial, g.flights = false, nil
	if !parallel {
		g.most, g.now = 1, 1
	}
}

func (g *gate) free() bool { return float64(g.inFlight)+1 <= g.now }

// wait waits for the turn, which counts as in flight already, without the lock.
func (g *gate) wait(ctx context.Context, turn chan struct{}) error {
	g.mu.Unlock()
	select {
	case <-turn:
		g.mu.Lock()
		return nil
	case <-ctx.Done():
	}
	g.mu.Lock()
	if i := slices.Index(g.waiting, turn); i >= 0 {
		g.waiting = slices.Delete(g.waiting, i, i+1)
	} else { // it came at the same time
		g.inFlight--
	}
	g.admit()
	return ctx.Err()
}

// admit lets those in whose turn it is.
func (g *gate) admit() {
	for len(g.waiting) > 0 && g.free() {
		g.inFlight++
		close(g.waiting[0])
		g.waiting = g.waiting[1:]
	}
}

// leave says how a request ended. It returns how many may be in flight from now
// on where that is less than before, else 0.
func (g *gate) leave(number int, err error) (fewer int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.judge(number, err)
	var e *Error
	switch {
	case err == nil:
		g.rise()
	case !errors.As(err, &e) || e.Kind != RateLimit:
	case number <= g.cut: // one of the same crowd
		g.bore--
	default:
		before := g.now
		g.now, g.cut = float64(max(g.inFlight/2, 1)), g.entered
		g.bore, g.rounds = float64(g.inFlight-1), 0
		if g.now < before {
			fewer = int(g.now)
		}
	}
	g.inFlight--
	g.admit()
	return fewer
}

// rise is what one good answer adds. A round of them, as many as are in flight, adds
// half of what is missing to as many as the server bore, at least one, and beyond that
// more the longer nothing was refused. The shape is that of CUBIC (RFC 9438).
func (g *gate) rise() {
	round := 1 / g.now
	g.rounds += round
	g.now = min(g.now+round*max(1, (g.bore-g.now)/2, g.rounds/2), g.most)
}
