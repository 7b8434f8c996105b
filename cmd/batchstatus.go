package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/batch"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/run"
)

// errShown ends a run that had only to show something.
var errShown = errors.New("shown")

// showBatches prints the folder's batches.
func showBatches(ctx *cli.Context, c *console) error {
	x := &exchange{mode: showing, api: true, format: ctx.String("format")}
	if x.format != "text" && x.format != "json" {
		return usagef("--format is text or json, not %q", x.format)
	}
	var err error
	if x.dir, err = theFolder(ctx); err != nil {
		return err
	}
	return x.rerun(ctx.Context, c)
}

// batchState is a batch in the status.
type batchState struct {
	Batch    string     `json:"batch"` // "": not made yet
	Status   string     `json:"status"`
	Requests int        `json:"requests"`
	Done     int        `json:"done"`
	Failed   int        `json:"failed"`
	Expires  *time.Time `json:"expires,omitempty"`
	Errors   []string   `json:"errors,omitempty"`
}

// show prints a line a batch; the exit code is 1 where one failed.
func (x *exchange) show(ctx context.Context, c *console) error {
	jobs, err := batch.Jobs(x.dir)
	if err != nil {
		return x.folderError(err)
	}
	states, failed := []batchState{}, false
	for _, j := range jobs {
		if j.Step == batch.Dropped {
			continue
		}
		s, err := x.state(ctx, j)
		if err != nil {
			return fmt.Errorf("%s: %w", j, err)
		}
		failed = failed || s.Status == llm.BatchFailed && j.Step != batch.Ended // else it was sent again
		states = append(states, s)
	}
	if err := c.Print(x.statusText(states)); err != nil {
		return err
	}
	if failed {
		return run.ErrReported
	}
	return errShown
}

// state asks for a batch that is not known to have ended.
func (x *exchange) state(ctx context.Context, j *batch.Job) (batchState, error) {
	s := batchState{Batch: j.ID, Status: "submitting", Requests: j.Requests}
	if j.ID == "" {
		return s, nil
	}
	now, err := x.svc.Client.Batch(ctx, j.ID)
	if errors.Is(err, llm.ErrGone) {
		s.Status = "deleted"
		return s, nil
	}
	if err != nil {
		return s, err
	}
	s.Status, s.Done, s.Failed = now.Status, now.Done, now.Failed
	if !now.Expires.IsZero() && !now.Ended() {
		s.Expires = &now.Expires
	}
	if len(now.Errors) > 0 {
		s.Errors = []string{reasons(now.Errors)}
	}
	return s, nil
}

func (x *exchange) statusText(states []batchState) string {
	if x.format == "json" {
		data, _ := json.MarshalIndent(states, "", "  ") // of texts and numbers
		return string(data) + "\n"
	}
	text := ""
	for _, s := range states {
		text += s.line() + "\n"
	}
	return text
}

// line is as "batch_abc  in_progress  120/500 done, 3 failed  expires 2026-03-01 14:05".
func (s batchState) line() string {
	id := s.Batch
	if id == "" {
		id = "-"
	}
	text := fmt.Sprintf("%s  %s  %d/%d done", id, s.Status, s.Done, s.Requests)
	if s.Failed > 0 {
		text += fmt.Sprintf(", %d failed", s.Failed)
	}
	if s.Expires != nil {
		text += "  expires " + s.Expires.Local().Format("2006-01-02 15:04")
	}
	for _, e := range s.Errors {
		text += "  " + e
	}
	return plain.Line(text)
}

// progressOf is as "in_progress: 120/500 done".
func progressOf(j *batch.Job, b llm.BatchJob) string {
	text := fmt.Sprintf("%s: %d/%d done", plain.Line(b.Status), b.Done, j.Requests)
	if b.Failed > 0 {
		text += fmt.Sprintf(", %d failed", b.Failed)
	}
	return text
}
