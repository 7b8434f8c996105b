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
)

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
func (c *Client) UploadBatchFile(ctx context.Context, name string, content io.ReaderAt, size int64) (id string, err error) {
	head, tail, kind, err := uploadForm(name)
	if err != nil {
		return "", err
	}
	body := func() io.Reader {
		return io.MultiReader(bytes.NewReader(head), io.NewSectionReader(content, 0, size), bytes.NewReader(tail))
	}
	var f file
	err = c.resource(ctx, call{method: http.MethodPost, path: "/files", kind: kind, body: body, size: size + int64(len(head)+len(tail))}, &f)
	if err == nil && f.ID == "" {
		err = c.noResource("the answer to an upload names no file")
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
			return &Error{Kind: BadRequest, Message: fmt.Sprintf("the endpoint cannot use the file of requests: %s", c.config.redact(fmt.Sprint(f.Details)))}
		default:
			return nil
		}
		if time.Now().After(until) {
			return &Error{Kind: Timeout, Message: fmt.Sprintf("the file of requests was not ready in %v", c.config.Timeout*totalFactor)}
		}
		if err := sleep(ctx, waits.NextBackOff()); err != nil {
			return err
		}
		f = file{}
		if err := c.resource(ctx, call{method: http.MethodGet, path: "/files/" + url.PathEscape(id)}, &f); err != nil {
			return err
		}
	}
}

// DeleteFile deletes a file that nobody needs any more.
func (c *Client) DeleteFile(ctx context.Context, id string) error {
	return c.resource(ctx, call{method: http.MethodDelete, path: "/files/" + url.PathEscape(id)}, &struct{}{})
}

// ReadFile hands a file's content to read, from its beginning again where the
// connection breaks.
func (c *Client) ReadFile(ctx context.Context, id string, read func(io.Reader) error) error {
	var own error // of read itself
	k := call{method: http.MethodGet, path: "/files/" + url.PathEscape(id) + "/content", missing: ErrGone}
	err := c.call(ctx, k, func(t *try, r *http.Response) error {
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
func (c *Client) resource(ctx context.Context, k call, into any) error {
	return c.call(ctx, k, func(t *try, r *http.Response) error { return t.object(r, into) })
}

// call makes a call with the key, limits and retries of any request.
func (c *Client) call(ctx context.Context, k call, use func(*try, *http.Response) error) error {
	handed := false
	_, err := c.retry(ctx, 0, &handed, func() (string, error) { return c.callOnce(ctx, k, use) })
	return err
}

func (c *Client) callOnce(ctx context.Context, k call, use func(*try, *http.Response) error) (line string, err error) {
	t := &try{client: c, url: c.config.resourceURL(k.path, k.query), started: time.Now(), deadline: c.config.deadline(ctx, true)}
	defer t.deadline.stop()
	if err = t.call(k, use); err != nil {
		err = t.explain(ctx, err)
	}
	var e *Error
	if errors.As(err, &e) && e.Status == http.StatusNotFound && k.missing != nil {
		e.cause = k.missing
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
	case present(failed.Error):
		return t.inBandError(readSaid(data), false)
	}
	return nil
}

func (c *Client) noResource(what string) *Error {
	return &Error{Kind: Protocol, Message: what, Hint: "does this endpoint have OpenAI's Batch API?"}
}
