package batchapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

// round counts what came back without an answer.
type round struct {
	unsent, failed, missing int
	full                    bool // the endpoint's queue took no more
}

// begin brings what an earlier command left unfinished to its end, and takes the
// answers that have come.
func (s *Session) begin(ctx context.Context) error {
	if err := s.resume(ctx); err != nil || !s.Fetch {
		return err
	}
	for _, j := range s.store.Jobs() {
		if !j.Expected() {
			continue
		}
		o, err := s.service().Collect(ctx, s.x, j)
		if err != nil {
			return fmt.Errorf("%s: %w", j, err)
		}
		s.tell(j, o)
	}
	return nil
}

// resume makes the batches whose making broke off.
func (s *Session) resume(ctx context.Context) error {
	for _, j := range s.store.UnderWay() {
		if j.Step == Created || s.NoSubmit {
			continue
		}
		if err := s.service().Send(ctx, j); err != nil {
			return sendError(err)
		}
		s.Console.Notice("%s: %s, which an earlier command had "+
			"begun to submit", j, terminal.Count(j.Requests, "request"))
	}
	return nil
}

// tell tells what a batch has come to.
func (s *Session) tell(j *Job, o Outcome) {
	switch {
	case o.Gone:
		s.Console.Errorf("%s: the endpoint has deleted its answers: %s "+
			"without one", j, terminal.Count(o.Missing(j), "request"))
		return
	case !o.Ended():
		s.Console.Notice("%s %s", j, progressOf(j, o.BatchJob))
		return
	case o.Short:
		s.Console.Errorf("%s %s, but its files hold %d of %s; they are read "+
			"again next time", j, o.Status, o.Lines(), terminal.Count(o.Counted(), "answer"))
		return
	case o.Status == llm.BatchFailed:
		s.Console.Errorf("%s failed: %s", j, reasons(o.Errors))
		s.round.full = s.round.full || j.Step == Ended
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
	s.Console.Notice("%s", text)
	s.round.failed += o.Tally.Failed
	s.round.unsent += o.Unsent
	s.round.missing += o.Missing(j)
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

// finishFetch begins another round, and tells what is still to come.
func (s *Session) finishFetch(ctx context.Context, waiting int, result error) error {
	if waiting > 0 && s.again(waiting) {
		if err := s.submit(ctx); err != nil {
			return err
		}
		waiting = 0
	}
	held, left := s.x.Held(), s.store.UnderWay()
	if held > 0 {
		s.Console.Errorf("%s not asked again", terminal.Count(held, "request"))
		fmt.Fprintf(s.Console.Stderr, "  newsbrief %s\n  sends them "+
			"once more\n", plain.Line(strings.Join(s.Then.Args, " ")))
	}
	s.Pending = len(left) > 0
	switch {
	case s.Pending && s.Every > 0:
		s.Console.Notice("%s; the next look is in %v", underWay(left), s.Every)
	case s.Pending:
		s.Console.Errorf("%s; the same command again fetches the rest", underWay(left))
	}
	if waiting+held+len(left) > 0 {
		return terminal.ErrReported
	}
	return result
}

// again says whether another round may begin, and tells why or why not.
func (s *Session) again(waiting int) bool {
	r := s.round
	parts := []string{}
	follow := waiting - r.unsent - r.failed - r.missing
	for _, part := range []struct {
		count int
		what  string
	}{
		{r.unsent, "not answered in time"}, {r.failed, "failed"},
		{r.missing, "without an answer"}, {follow, "following from an answer"},
	} {
		if part.count > 0 && !r.full {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	why := ""
	if len(parts) > 0 {
		why = " (" + strings.Join(parts, ", ") + ")"
	}
	switch {
	case s.NoSubmit:
		s.Console.Errorf("%s for another round%s; newsbrief batch fetch without "+
			"--no-submit sends them", terminal.Count(waiting, "request"), why)
		return false
	case r.full && len(s.store.UnderWay()) > 0:
		s.Console.Errorf("%s until the endpoint's queue has room", terminal.Count(waiting, "request")+" waiting")
		return false
	}
	s.Console.Notice("another round: %s%s", terminal.Count(waiting, "request"), why)
	return true
}

// finishSubmit sends the requests of a new batch.
func (s *Session) finishSubmit(ctx context.Context, waiting int, result error) error {
	if before := s.store.UnderWay(); len(before) > 0 {
		s.Console.Notice("%s already", underWay(before))
	}
	if err := s.store.Remember(s.Now); err != nil {
		return s.folderError(err)
	}
	if waiting > 0 {
		if err := s.submit(ctx); err != nil {
			return err
		}
	}
	if len(s.store.UnderWay()) == 0 {
		s.Console.Notice("nothing to submit: every request has its answer")
	}
	return result
}

// submit sends the requests without an answer.
func (s *Session) submit(ctx context.Context) error {
	err := s.service().Submit(ctx, s.x, s.Most, func(j *Job) {
		s.Console.Notice("%s: %s submitted", j, terminal.Count(j.Requests, "request"))
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
func underWay(jobs []*Job) string {
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
