package llm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"newsbrief/result"
)

// try is one request. It is the HTTPDoer that go-openai sends with, so that
// body, address and answer are ours: go-openai drops temperature 0, refuses
// parameters by the model's name, and takes a broken stream for a finished
// one.
type try struct {
	client   *Client
	url      string
	body     []byte
	sent     refusal // parameters left out
	deadline *deadline
	started  time.Time
	status   int
	inParts  bool // the answer's text comes in parts
}

// ask sends one chat request and reads its answer into a. line is what
// --verbose says of it.
func (c *Client) ask(ctx context.Context, r Request, a *answer) (line string, err error) {
	left := c.refused.get()
	body, whole, err := encode(r, left)
	if err != nil {
		return "", err
	}
	t := &try{client: c, url: c.config.chatURL(r.Model), body: body, sent: left, started: time.Now(), deadline: c.config.deadline(ctx, whole)}
	defer t.deadline.stop()
	config := openai.DefaultConfig("")
	config.BaseURL, config.HTTPClient = c.config.BaseURL, t
	stream, err := openai.NewClientWithConfig(config).CreateChatCompletionStream(context.WithValue(t.deadline.ctx, questionKey{}, r), openai.ChatCompletionRequest{})
	if err == nil {
		err = a.read(stream)
		_ = stream.Close()
	}
	if err == nil && a.torn && !r.holds("\uFFFD") {
		err = torn(whole)
	}
	if err == nil {
		err = c.checkWhole(ctx, r, a.used.PromptTokens)
	}
	if err != nil {
		err = t.explain(ctx, err)
	}
	used := a.used
	c.used.add(result.Usage{PromptTokens: used.PromptTokens, CompletionTokens: used.CompletionTokens, Requests: 1})
	c.limits.charge(used.PromptTokens + used.CompletionTokens - c.cost(r))
	return t.line("POST", fmt.Sprintf(", %d+%d tokens", used.PromptTokens, used.CompletionTokens), err), err
}

// line is what --verbose says of the try.
func (t *try) line(method, detail string, err error) string {
	outcome := strconv.Itoa(t.status) + detail
	if err != nil {
		outcome = err.Error()
	}
	return fmt.Sprintf("%s %s: %s, %d ms", method, t.url, outcome, time.Since(t.started).Milliseconds())
}

// Do implements openai.HTTPDoer.
func (t *try) Do(r *http.Request) (*http.Response, error) {
	response, err := t.send(r)
	if err != nil {
		return nil, err
	}
	body, err := t.normalize(response)
	if err != nil {
		response.Body.Close()
		return nil, err
	}
	response.Body = body
	return response, nil
}

// send sends r to the try's address and hands back a good answer; any other is
// an error.
func (t *try) send(r *http.Request) (*http.Response, error) {
	var err error
	if r.URL, err = url.Parse(t.url); err != nil {
		return nil, err
	}
	if t.body != nil {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(t.body)), int64(len(t.body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(t.body)), nil }
	}
	t.client.config.authorize(r.Header)
	response, err := t.client.http.Do(r)
	if err != nil {
		return nil, err
	}
	t.client.reached.Store(true)
	t.status = response.StatusCode
	if response.StatusCode/100 == 2 {
		return response, nil
	}
	defer response.Body.Close()
	t.deadline.atMost(forErrors)
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxError))
	return nil, t.statusError(response, readSaid(body))
}

// authorize sets the headers that every request carries.
func (c Config) authorize(h http.Header) {
	h.Set("User-Agent", "newsbrief")
	h.Set("Accept", "text/event-stream, application/json, */*;q=0.5")
	h.Del("Authorization")
	switch {
	case c.APIKey == "":
	case c.AzureVersion != "":
		h.Set("Api-Key", string(c.APIKey))
	default:
		h.Set("Authorization", "Bearer "+string(c.APIKey))
	}
}

// explain turns any failure into an *Error; an interruption stays what it is.
func (t *try) explain(ctx context.Context, err error) error {
	var e *Error
	var network *url.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(context.Cause(t.deadline.ctx), &e) && t.status/100 <= 2:
		return e
	case errors.As(err, &e):
	case errors.As(err, &network):
		e = t.client.networkError(network)
	default:
		e = &Error{Kind: Broken, Message: "the connection ended in the middle of the answer: " + t.client.config.redact(err.Error()), cause: err}
	}
	e.sent = t.sent
	return e
}

// fetch asks for something besides answers, as the list of models, with the
// same key, limits and retries, and returns the body of a good answer.
func (c *Client) fetch(ctx context.Context, method, address string, body []byte) ([]byte, error) {
	var data []byte
	handed := false
	_, err := c.retry(ctx, 0, &handed, func() (string, error) {
		t := &try{client: c, url: address, body: body, started: time.Now(), deadline: c.config.deadline(ctx, false)}
		defer t.deadline.stop()
		var err error
		if data, err = t.fetch(method); err != nil {
			err = t.explain(ctx, err)
		}
		return t.line(method, "", err), err
	})
	return data, err
}

func (t *try) fetch(method string) ([]byte, error) {
	r, err := http.NewRequestWithContext(t.deadline.ctx, method, t.url, nil)
	if err != nil {
		return nil, err
	}
	if t.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := t.send(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(limit(response.Body, maxEvent))
	if err == nil && bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		err = t.pageError(data)
	}
	return data, err
}
