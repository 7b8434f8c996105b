package batchapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

// State is what a batch has come to at the endpoint.
type State struct {
	Batch    string     `json:"batch"` // "": not made yet
	Status   string     `json:"status"`
	Requests int        `json:"requests"`
	Done     int        `json:"done"`
	Failed   int        `json:"failed"`
	Expires  *time.Time `json:"expires,omitempty"`
	Errors   []string   `json:"errors,omitempty"`
}

// States asks the endpoint for a folder's batches; failed says that one failed
// and was not sent again.
func States(ctx context.Context, client *llm.Client, dir string) (states []State, failed bool, err error) {
	jobs, err := Jobs(dir)
	if err != nil {
		return nil, false, fmt.Errorf("cannot use %s: %w", plain.Line(dir), terminal.FileCause(err))
	}
	states = []State{}
	for _, j := range jobs {
		if j.Step == Dropped {
			continue
		}
		s, err := j.state(ctx, client)
		if err != nil {
			return nil, false, fmt.Errorf("%s: %w", j, err)
		}
		failed = failed || s.Status == llm.BatchFailed && j.Step != Ended // else it was sent again
		states = append(states, s)
	}
	return states, failed, nil
}

// state asks for a batch that is not known to have ended.
func (j *Job) state(ctx context.Context, client *llm.Client) (State, error) {
	s := State{Batch: j.ID, Status: "submitting", Requests: j.Requests}
	if j.ID == "" {
		return s, nil
	}
	now, err := client.Batch(ctx, j.ID)
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

// String is as "batch_abc  in_progress  120/500 done, 3 failed  expires 2026-03-01 14:05".
func (s State) String() string {
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
func progressOf(j *Job, b llm.BatchJob) string {
	text := fmt.Sprintf("%s: %d/%d done", plain.Line(b.Status), b.Done, j.Requests)
	if b.Failed > 0 {
		text += fmt.Sprintf(", %d failed", b.Failed)
	}
	return text
}

// StatesText is a line a batch, or JSON.
func StatesText(states []State, format string) string {
	if format == "json" {
		data, _ := json.MarshalIndent(states, "", "  ") // of texts and numbers
		return string(data) + "\n"
	}
	text := ""
	for _, s := range states {
		text += s.String() + "\n"
	}
	return text
}
