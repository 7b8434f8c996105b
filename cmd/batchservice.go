package cmd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/batch"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// round counts what came back without an answer.
type round struct {
	unsent, failed, missing int
	full                    bool // the endpoint's queue took no more
}

// beginService brings what an earlier command left unfinished to its end, and takes the
// answers that have come.
func (x *exchange) beginService(ctx context.Context, c *console) error {
	if err := x.resume(ctx, c); err != nil {
		return err
	}
	if x.mode == submitting {
		return nil
	}
	for _, j := range x.svc.Jobs() {
		if !j.Expected() {
			continue
		}
		o, err := x.svc.Collect(ctx, x.x, j)
		if err != nil {
			return fmt.Errorf("%s: %w", j, err)
		}
		x.tell(c, j, o)
	}
	return nil
}

// resume makes the batches whose making broke off.
func (x *exchange) resume(ctx context.Context, c *console) error {
	for _, j := range x.svc.UnderWay() {
		if j.Step == batch.Created || x.noSubmit {
			continue
		}
		if err := x.svc.Send(ctx, j); err != nil {
			return sendError(err)
		}
		c.Notice("%s: %s, which an earlier command had begun to submit", j, terminal.Count(j.Requests, "request"))
	}
	return nil
}

// tell tells what a batch has come to.
func (x *exchange) tell(c *console, j *batch.Job, o batch.Outcome) {
	switch {
	case o.Gone:
		c.Errorf("%s: the endpoint has deleted its answers: %s without one", j, terminal.Count(o.Missing(j), "request"))
		return
	case !o.Ended():
		c.Notice("%s %s", j, progressOf(j, o.BatchJob))
		return
	case o.Short:
		c.Errorf("%s %s, but its files hold %d of %s; they are read again next time", j, o.Status, o.Lines(), terminal.Count(o.Counted(), "answer"))
		return
	case o.Status == llm.BatchFailed:
		c.Errorf("%s failed: %s", j, reasons(o.Errors))
		x.round.full = x.round.full || j.Step == batch.Ended
		return
	}
	text := fmt.Sprintf("%s %s: %s", j, o.Status, terminal.Count(o.Final, "answer"))
	for _, part := range []struct {
		count int
		what  string
	}{{o.Tally.Failed, "failed"}, {o.Unsent, "not answered in time"}, {o.Missing(j), "without an answer"}} {
		if part.count > 0 {
			text += fmt.Sprintf(", %d %s", part.count, part.what)
		}
	}
	c.Notice("%s", text)
	x.round.failed += o.Tally.Failed
	x.round.unsent += o.Unsent
	x.round.missing += o.Missing(j)
}

// reasons are why an endpoint took no request of a batch: the first ones.
func reasons(list []llm.BatchError) string {
	const most = 3
	var parts []string
	for _, e := range list[:min(len(list), most)] {
		text := e.Message
		if e.Line > 0 {
			text += fmt.Sprintf(" (line %d)", e.Line)
		}
		parts = append(parts, text)
	}
	if len(list) > most {
		parts = append(parts, fmt.Sprintf("and %d more", len(list)-most))
	}
	if len(parts) == 0 {
		return "the endpoint does not say why"
	}
	return strings.Join(parts, "; ")
}

// finishService sends the requests without an answer as batches. The exit code
// is 1 until nothing is left to come.
func (x *exchange) finishService(ctx *cli.Context, c *console, result error) error {
	waiting, err := x.waiting()
	if err != nil {
		return err
	}
	if x.mode == submitting {
		return x.finishSubmit(ctx, c, waiting, result)
	}
	if waiting > 0 && x.again(c, waiting) {
		if err := x.submit(ctx, c); err != nil {
			return err
		}
		waiting = 0
	}
	held, left := x.x.Held(), x.svc.UnderWay()
	if held > 0 {
		c.Errorf("%s not asked again", terminal.Count(held, "request"))
		fmt.Fprintf(c.Stderr, "  newsbrief %s\n  sends them once more\n", plain.Line(strings.Join(x.then.Args, " ")))
	}
	x.pending = len(left) > 0
	switch {
	case x.pending && x.every > 0:
		c.Notice("%s; the next look is in %v", underWay(left), x.every)
	case x.pending:
		c.Errorf("%s; the same command again fetches the rest", underWay(left))
	}
	if waiting+held+len(left) > 0 {
		return run.ErrReported
	}
	return result
}

// again says whether another round may begin, and tells why or why not.
func (x *exchange) again(c *console, waiting int) bool {
	r := x.round
	parts := []string{}
	for _, part := range []struct {
		count int
		what  string
	}{{r.unsent, "not answered in time"}, {r.failed, "failed"}, {r.missing, "without an answer"}, {waiting - r.unsent - r.failed - r.missing, "following from an answer"}} {
		if part.count > 0 && !r.full {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	why := ""
	if len(parts) > 0 {
		why = " (" + strings.Join(parts, ", ") + ")"
	}
	switch {
	case x.noSubmit:
		c.Errorf("%s for another round%s; newsbrief batch fetch without --no-submit sends them", terminal.Count(waiting, "request"), why)
		return false
	case r.full && len(x.svc.UnderWay()) > 0:
		c.Errorf("%s until the endpoint's queue has room", terminal.Count(waiting, "request")+" waiting")
		return false
	}
	c.Notice("another round: %s%s", terminal.Count(waiting, "request"), why)
	return true
}

func (x *exchange) finishSubmit(ctx *cli.Context, c *console, waiting int, result error) error {
	if before := x.svc.UnderWay(); len(before) > 0 {
		c.Notice("%s already", underWay(before))
	}
	if err := x.svc.Remember(x.now); err != nil {
		return x.folderError(err)
	}
	if waiting > 0 {
		if err := x.submit(ctx, c); err != nil {
			return err
		}
	}
	if len(x.svc.UnderWay()) == 0 {
		c.Notice("nothing to submit: every request has its answer")
	}
	return result
}

// submit sends the requests without an answer.
func (x *exchange) submit(ctx *cli.Context, c *console) error {
	err := x.svc.Submit(ctx.Context, x.x, ctx.Int("per-batch"), func(j *batch.Job) {
		c.Notice("%s: %s submitted", j, terminal.Count(j.Requests, "request"))
	})
	if err != nil {
		return sendError(err)
	}
	return nil
}

// sendError is that of requests which could not be submitted. None is lost.
func sendError(err error) error {
	var e *llm.Error
	switch {
	case !errors.As(err, &e) || e.Hint != "":
	case e.Status == http.StatusNotFound:
		e.Hint = "has this endpoint a Batch API? If not, write the requests to a file with --write"
	default:
		e.Hint = "the same command again goes on where this one stopped"
	}
	return fmt.Errorf("cannot submit the batch: %w", err)
}

// underWay is as "120 requests under way in 2 batches".
func underWay(jobs []*batch.Job) string {
	requests := 0
	for _, j := range jobs {
		requests += j.Requests
	}
	noun := "1 batch"
	if len(jobs) != 1 {
		noun = fmt.Sprintf("%d batches", len(jobs))
	}
	return fmt.Sprintf("%s under way in %s", terminal.Count(requests, "request"), noun)
}
