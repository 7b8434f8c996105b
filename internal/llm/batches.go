package llm

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"newsbrief/internal/llm/wire"
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
	_, err = c.endpoint.pace.retry(ctx, 0, &handed, func() (line string, err error) {
		if unsure {
			found, err := c.lookAgain(ctx, file, &job)
			if found || err != nil {
				return "looked for the batch", err
			}
		}
		line, err = c.endpoint.callOnce(ctx, k, func(t *try, r *http.Response) error { return readJob(t, r, &job) })
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
	return errors.As(err, &e) && e.Status/100 == 4 && e.Status != http.StatusRequestTimeout &&
		e.Status != http.StatusConflict
}

// Batch asks for the state of a batch.
func (c *Client) Batch(ctx context.Context, id string) (job BatchJob, err error) {
	k := call{method: http.MethodGet, path: "/batches/" + url.PathEscape(id), missing: ErrGone}
	err = c.endpoint.call(ctx, k, func(t *try, r *http.Response) error { return readJob(t, r, &job) })
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
		k := call{method: http.MethodGet, path: "/batches", query: query}
		if err := c.endpoint.resource(ctx, k, &page); err != nil {
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
			return BatchJob{}, false, noResource("the endpoint's list of batches has no end")
		}
		seen[last] = true
		query.Set("after", last)
	}
}

func readJob(t *try, r *http.Response, job *BatchJob) error {
	var b wireBatch
	if err := t.object(r, &b); err != nil {
		return err
	}
	if b.ID == "" {
		return noResource("the endpoint's answer is no batch")
	}
	*job = b.job(t.endpoint.config)
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

func (b wireBatch) job(c *Config) BatchJob {
	j := BatchJob{
		ID: b.ID, Status: stateOf(b.Status), InputFile: b.InputFile, OutputFile: b.OutputFile, ErrorFile: b.ErrorFile,
		Total: wire.Number(b.Counts.Total), Done: wire.Number(b.Counts.Done), Failed: wire.Number(b.Counts.Failed),
		Expires: moment(b.Expires),
	}
	for _, e := range b.Errors.Data {
		code, _ := e.Code.(string)
		message, _ := e.Message.(string)
		j.Errors = append(j.Errors, BatchError{Code: c.redact(code), Message: c.redact(cmp.Or(message, code)),
			Line: wire.Number(e.Line)})
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

// Files and batches are asked for by hand: go-openai holds a file in memory,
// three times over, and fails at the times, counts and states as Azure writes
// them.

// maxBatchFile is the most bytes of a file of answers, maxResource of an object
// that describes a file, a batch, or a page of them.
const (
	maxBatchFile = 8 << 30
	maxResource  = maxEvent
)

// ErrGone is the cause of an Error about a file that the endpoint has no more.
var ErrGone error = gone{}

type gone struct{}

func (gone) Error() string { return "the endpoint has deleted the file" }

// file is what an endpoint says of one.
type file struct {
	ID      string `json:"id"`
	Status  string `json:"status"`
	Details any    `json:"status_details"`
}

// UploadBatchFile sends a file of requests and returns its id when it can be
// used. It may be tried several times: a file costs nothing.
func (c *Client) UploadBatchFile(ctx context.Context, name string, content io.ReaderAt, size int64) (
	id string, err error,
) {
	head, tail, kind, err := uploadForm(name)
	if err != nil {
		return "", err
	}
	body := func() io.Reader {
		return io.MultiReader(bytes.NewReader(head), io.NewSectionReader(content, 0, size), bytes.NewReader(tail))
	}
	var f file
	k := call{method: http.MethodPost, path: "/files", kind: kind, body: body}
	k.size = size + int64(len(head)+len(tail))
	err = c.endpoint.resource(ctx, k, &f)
	if err == nil && f.ID == "" {
		err = noResource("the answer to an upload names no file")
	}
	if err != nil {
		return "", err
	}
	return f.ID, c.awaitFile(ctx, f)
}

// uploadForm is what stands before and behind the file's content.
func uploadForm(name string) (head, tail []byte, kind string, err error) {
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	if err := w.WriteField("purpose", "batch"); err != nil {
		return nil, nil, "", err
	}
	if _, err := w.CreateFormFile("file", name); err != nil {
		return nil, nil, "", err
	}
	length := form.Len()
	if err := w.Close(); err != nil {
		return nil, nil, "", err
	}
	return form.Bytes()[:length], form.Bytes()[length:], w.FormDataContentType(), nil
}

// awaitFile waits until a file is ready: Azure reads it first.
func (c *Client) awaitFile(ctx context.Context, f file) error {
	waits, until := newBackoff(), time.Now().Add(c.config.Timeout*totalFactor)
	for id := f.ID; ; {
		switch strings.ToLower(f.Status) {
		case "pending", "running", "notrunning", "processing":
		case "error", "failed":
			return &Error{Kind: BadRequest, Message: fmt.Sprintf("the endpoint cannot use the file of requests: %s",
				c.config.redact(fmt.Sprint(f.Details)))}
		default:
			return nil
		}
		if time.Now().After(until) {
			return &Error{Kind: Timeout, Message: fmt.Sprintf("the file of requests was not ready in %v",
				c.config.Timeout*totalFactor)}
		}
		if err := sleep(ctx, waits.NextBackOff()); err != nil {
			return err
		}
		f = file{}
		k := call{method: http.MethodGet, path: "/files/" + url.PathEscape(id)}
		if err := c.endpoint.resource(ctx, k, &f); err != nil {
			return err
		}
	}
}

// DeleteFile deletes a file that nobody needs any more.
func (c *Client) DeleteFile(ctx context.Context, id string) error {
	return c.endpoint.resource(ctx, call{method: http.MethodDelete, path: "/files/" + url.PathEscape(id)}, &struct{}{})
}

// ReadFile hands a file's content to read, from its beginning again where the
// connection breaks.
func (c *Client) ReadFile(ctx context.Context, id string, read func(io.Reader) error) error {
	var own error // of read itself
	k := call{method: http.MethodGet, path: "/files/" + url.PathEscape(id) + "/content", missing: ErrGone}
	err := c.endpoint.call(ctx, k, func(t *try, r *http.Response) error {
		body := &checked{from: limit(moving{r.Body, t.deadline}, maxBatchFile)}
		if own = t.readFile(body, read); body.err != nil {
			return broken(body.err)
		}
		return nil
	})
	return cmp.Or(err, own)
}

func (t *try) readFile(body io.Reader, read func(io.Reader) error) error {
	in := bufio.NewReader(body)
	first, err := firstByte(in)
	switch {
	case err == io.EOF:
		return read(strings.NewReader(""))
	case err != nil:
		return err
	case first == '<':
		page, _ := io.ReadAll(io.LimitReader(in, maxError))
		return t.pageError(page)
	}
	return read(in)
}

// checked is a reader that remembers whether it failed.
type checked struct {
	from io.Reader
	err  error
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// moving is a reader that keeps a deadline from running out while bytes come
// or go.
type moving struct {
	from     io.Reader
	deadline *deadline
}

func (m moving) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	if n > 0 {
		m.deadline.token()
	}
	return n, err
}

// call is a request for something besides an answer.
type call struct {
	method, path string
	query        url.Values
	kind         string           // of the body
	body         func() io.Reader // for each try; nil: none
	size         int64
	missing      error // the cause of the error where there is no such thing
}

// resource makes a call whose answer is an object.
func (e *endpoint) resource(ctx context.Context, k call, into any) error {
	return e.call(ctx, k, func(t *try, r *http.Response) error { return t.object(r, into) })
}

// call makes a call with the key, limits and retries of any request.
func (e *endpoint) call(ctx context.Context, k call, use func(*try, *http.Response) error) error {
	handed := false
	_, err := e.pace.retry(ctx, 0, &handed, func() (string, error) { return e.callOnce(ctx, k, use) })
	return err
}

func (e *endpoint) callOnce(ctx context.Context, k call, use func(*try, *http.Response) error) (
	line string, err error,
) {
	t := e.try(ctx, e.config.resourceURL(k.path, k.query), 0, true)
	defer t.deadline.stop()
	if err = t.call(k, use); err != nil {
		err = t.explain(ctx, err)
	}
	var failure *Error
	if errors.As(err, &failure) && failure.Status == http.StatusNotFound && k.missing != nil {
		failure.cause = k.missing
	}
	return t.line(k.method, "", err), err
}

func (t *try) call(k call, use func(*try, *http.Response) error) error {
	var body io.Reader
	if k.body != nil {
		body = io.NopCloser(moving{k.body(), t.deadline})
	}
	r, err := http.NewRequestWithContext(t.deadline.ctx, k.method, t.url, body)
	if err != nil {
		return err
	}
	if k.body != nil {
		r.ContentLength = k.size
		r.Header.Set("Content-Type", k.kind)
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(k.body()), nil }
	}
	response, err := t.send(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return use(t, response)
}

// object reads an answer that is one JSON object.
func (t *try) object(r *http.Response, into any) error {
	data, err := io.ReadAll(limit(r.Body, maxResource))
	data = bytes.TrimSpace(data)
	var failed struct {
		Error json.RawMessage `json:"error"`
	}
	switch {
	case err != nil:
		return broken(err)
	case bytes.HasPrefix(data, []byte("<")):
		return t.pageError(data)
	case len(data) == 0 && r.StatusCode == http.StatusNoContent: // Azure deletes so
		return nil
	case json.Unmarshal(data, &failed) != nil || json.Unmarshal(data, into) != nil:
		return t.noAnswer(data)
	case wire.Present(failed.Error):
		return t.inBandError(wire.ReadSaid(data), false)
	}
	return nil
}

func noResource(what string) *Error {
	return &Error{Kind: Protocol, Message: what, Hint: "does this endpoint have OpenAI's Batch API?"}
}
