package llm

import (
	"context"
	"fmt"
	"time"
)

// A try ends when no token comes for Config.Timeout, when an answer that was
// asked for in one piece takes wholeFactor times as long, and in any case
// after totalFactor times as long: an endless drip is no answer.
const (
	wholeFactor = 5
	totalFactor = 15
)

// afterFinish is the wait for the token counts and the end mark behind an
// answer that is finished; some servers never send them.
const afterFinish = 2 * time.Second

// forErrors is how long the body of a failed answer is read.
const forErrors = 5 * time.Second

// deadline limits one try. Bytes that carry no token do not count.
type deadline struct {
	ctx     context.Context // of the try
	cancel  context.CancelCauseFunc
	silence *time.Timer
	total   *time.Timer
	limit   time.Duration
}

func (c Config) deadline(ctx context.Context, whole bool) *deadline {
	d := &deadline{limit: c.Timeout}
	if whole {
		d.limit *= wholeFactor
	}
	d.ctx, d.cancel = context.WithCancelCause(ctx)
	d.silence = time.AfterFunc(d.limit, func() {
		d.cancel(&Error{Kind: Timeout, Message: fmt.Sprintf("no word from the endpoint in %v", d.limit),
			Hint: "raise --timeout if the model is slow to start"})
	})
	total := c.Timeout * totalFactor
	d.total = time.AfterFunc(total, func() {
		d.cancel(&Error{Kind: Timeout, Message: fmt.Sprintf("the answer was not finished in %v", total),
			Hint: "raise --timeout, or ask for less"})
	})
	return d
}

// token says that the model is at work: the wait begins anew.
func (d *deadline) token() { d.silence.Reset(d.limit) }

// atMost shortens the wait for what is not worth a long one.
func (d *deadline) atMost(wait time.Duration) { d.silence.Reset(min(wait, d.limit)) }

func (d *deadline) stop() {
	d.silence.Stop()
	d.total.Stop()
	d.cancel(nil)
}
