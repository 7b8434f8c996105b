package llm

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The states of a batch.
const (
	BatchValidating = "validating"
	BatchRunning    = "in_progress"
	BatchFinalizing = "finalizing"
	BatchCancelling = "cancelling"
	BatchCompleted  = "completed"
	BatchFailed     = "failed"
	BatchExpired    = "expired"
	BatchCancelled  = "cancelled"
)

// BatchJob is what an endpoint says of a batch.
type BatchJob struct {
	ID         string
	Status     string // one of the states, or a word of the endpoint's own
	InputFile  string
	OutputFile string // "": none
	ErrorFile  string // "": none
	// Total, Done and Failed count requests; 0 where the endpoint does not say.
	Total, Done, Failed int
	Expires             time.Time // zero: unknown
	// Errors say why the endpoint took none of the requests.
	Errors []BatchError
}

// BatchError is one reason. Its text is clean.
type BatchError struct {
	Code, Message string
	Line          int // of the file; 0: none
}

// Ended says whether nothing more will come of the batch.
func (j BatchJob) Ended() bool {
	switch j.Status {
	case BatchCompleted, BatchFailed, BatchExpired, BatchCancelled:
		return true
	}
	return false
}

// BatchEndpoint is where a batch's requests are answered, as its file names it.
func (c *Client) BatchEndpoint() string {
	u, err := url.Parse(c.config.BaseURL)
	if c.config.AzureVersion != "" || err == nil && strings.HasSuffix(u.Hostname(), ".azure.com") {
		return "/chat/completions"
	}
	return "/v1/chat/completions"
}

// ErrUnsure is the cause of an Error that leaves open whether a batch was made.
var ErrUnsure = errors.New("it is not known whether the batch was made")

// CreateBatch makes a batch of an uploaded file, once: where it is not known
// whether the endpoint did so, it is looked for before it is asked again.
func (c *Client) CreateBatch(ctx context.Context, file string, metadata map[string]string) (job BatchJob, err error) {
	body, err := json.Marshal(map[string]any{
		"input_file_id": file, "endpoint": c.BatchEndpoint(), "completion_window": "24h", "metadata": metadata,
	})
	if err != nil {
		return BatchJob{}, err
	}
	k := call{method: http.MethodPost, path: "/batches", kind: "application/json", size: int64(len(body)),
		body: func() io.Reader { return bytes.NewReader(body) }}
	unsure, handed := false, false
	_, err = c.retry(ctx, 0, &handed, func() (line string, err error) {
		if unsure {
			found, err := c.lookAgain(ctx, file, &job)
			if found || err != nil {
				return "looked for the batch", err
			}
		}
		line, err = c.callOnce(ctx, k, func(t *try, r *http.Response) error { return c.readJob(t, r, &job) })
		unsure = err != nil && !declined(err)
		return line, err
	})
	var e *Error
	if unsure && errors.As(err, &e) {
		e.Message, e.cause = e.Message+"; "+ErrUnsure.Error(), ErrUnsure
	}
	return job, err
}

// lookAgain is FindBatch between two tries to make it.
func (c *Client) lookAgain(ctx context.Context, file string, into *BatchJob) (found bool, err error) {
	*into, found, err = c.FindBatch(ctx, file)
	var e *Error
	if errors.As(err, &e) {
		e.never = true // it was tried as often as it may
	}
	return found, err
}

// declined says whether the endpoint certainly has not done what it was asked.
func declined(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status/100 == 4 && e.Status != http.StatusRequestTimeout && e.Status != http.StatusConflict
}

// Batch asks for the state of a batch.
func (c *Client) Batch(ctx context.Context, id string) (job BatchJob, err error) {
	k := call{method: http.MethodGet, path: "/batches/" + url.PathEscape(id), missing: ErrGone}
	err = c.call(ctx, k, func(t *try, r *http.Response) error { return c.readJob(t, r, &job) })
	return job, err
}

// FindBatch looks for the batch of an uploaded file.
func (c *Client) FindBatch(ctx context.Context, file string) (job BatchJob, found bool, err error) {
	query := url.Values{"limit": {"100"}}
	seen := map[string]bool{}
	for {
		var page struct {
			Data    []wireBatch `json:"data"`
			HasMore bool        `json:"has_more"`
		}
		if err := c.resource(ctx, call{method: http.MethodGet, path: "/batches", query: query}, &page); err != nil {
			return BatchJob{}, false, err
		}
		for _, b := range page.Data {
			if b.InputFile == file {
				return b.job(c.config), true, nil
			}
		}
		if !page.HasMore || len(page.Data) == 0 {
			return BatchJob{}, false, nil
		}
		last := page.Data[len(page.Data)-1].ID
		if seen[last] {
			return BatchJob{}, false, c.noResource("the endpoint's list of batches has no end")
		}
		seen[last] = true
		query.Set("after", last)
	}
}

func (c *Client) readJob(t *try, r *http.Response, job *BatchJob) error {
	var b wireBatch
	if err := t.object(r, &b); err != nil {
		return err
	}
	if b.ID == "" {
		return c.noResource("the endpoint's answer is no batch")
	}
	*job = b.job(c.config)
	return nil
}

// wireBatch is a batch as endpoints write it. Azure writes times as text, its
// states with a capital, and null for counts.
type wireBatch struct {
	ID         string `json:"id"`
	Status     string `json:"status"`
	InputFile  string `json:"input_file_id"`
	OutputFile string `json:"output_file_id"`
	ErrorFile  string `json:"error_file_id"`
	Expires    any    `json:"expires_at"`
	Counts     struct {
		Total  any `json:"total"`
		Done   any `json:"completed"`
		Failed any `json:"failed"`
	} `json:"request_counts"`
	Errors struct {
		Data []struct {
			Code    any `json:"code"`
			Message any `json:"message"`
			Line    any `json:"line"`
		} `json:"data"`
	} `json:"errors"`
}

func (b wireBatch) job(c Config) BatchJob {
	j := BatchJob{
		ID: b.ID, Status: stateOf(b.Status), InputFile: b.InputFile, OutputFile: b.OutputFile, ErrorFile: b.ErrorFile,
		Total: number(b.Counts.Total), Done: number(b.Counts.Done), Failed: number(b.Counts.Failed), Expires: moment(b.Expires),
	}
	for _, e := range b.Errors.Data {
		code, _ := e.Code.(string)
		message, _ := e.Message.(string)
		j.Errors = append(j.Errors, BatchError{Code: c.redact(code), Message: c.redact(cmp.Or(message, code)), Line: number(e.Line)})
	}
	return j
}

// stateOf is a state in OpenAI's words.
func stateOf(word string) string {
	switch s := strings.ToLower(word); s {
	case "inprogress", "running":
		return BatchRunning
	case "canceling":
		return BatchCancelling
	case "canceled":
		return BatchCancelled
	default:
		return s
	}
}

// moment reads seconds since 1970 or an RFC 3339 date.
func moment(v any) time.Time {
	switch v := v.(type) {
	case float64:
		return time.Unix(int64(v), 0)
	case string:
		t, _ := time.Parse(time.RFC3339, v)
		return t
	}
	return time.Time{}
}
