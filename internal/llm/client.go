// Package llm is the one client of OpenAI-compatible endpoints. It hides
// go-openai, retries, the dialects of servers, and the models' reasoning: what
// comes out is whole lines of a finished answer, or an error.
package llm

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Key is an API key; printing one shows that it is set, never what it is.
type Key string

func (k Key) String() string {
	if k == "" {
		return ""
	}
	return "[key]"
}

// GoString keeps %#v from showing the key.
func (k Key) GoString() string { return k.String() }

// MarshalText keeps encoders from showing the key.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Config of a client.
type Config struct {
	BaseURL   string // as http://127.0.0.1:11434/v1
	APIKey    Key    // "": no Authorization header
	KeySource string // where the key came from, for errors: OPENAI_API_KEY, a file
	// Dial opens connections; nil dials TCP.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Timeout limits the wait for the first token and between tokens.
	Timeout time.Duration
	Retries int               // tries after the first
	Verbose func(line string) // gets a line for each request; nil: none
}

// Client asks one endpoint. It is safe for concurrent use.
type Client struct {
	api  *openai.Client
	doer *doer
}

// New returns a client, or an error where the base URL is not one.
func New(c Config) (*Client, error) {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" {
		return nil, errors.New("the base URL is not of the form http://HOST:PORT/v1")
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	if c.Verbose == nil {
		c.Verbose = func(string) {}
	}
	d := newDoer(c)
	config := openai.DefaultConfig("")
	config.BaseURL = c.BaseURL
	config.HTTPClient = d
	return &Client{openai.NewClientWithConfig(config), d}, nil
}

// Message of a conversation. Role is system, user or assistant.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Request is one question. What is nil or 0 is left to the server.
type Request struct {
	Model       string    `json:"model"`
	Messages    []Message `json:"messages"`
	Temperature *float64  `json:"temperature,omitempty"`
	Seed        *int      `json:"seed,omitempty"`
	MaxTokens   int       `json:"max_tokens,omitempty"`
}

// Completion is what is known of an answer besides its lines.
type Completion struct {
	Model string
	Usage Usage
}

// Usage counts tokens as the server does, and requests as they were sent.
type Usage struct{ PromptTokens, CompletionTokens, Requests int }

// Models lists the endpoint's models.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	ctx, t := c.doer.begin(ctx, nil)
	defer t.end()
	list, err := c.api.ListModels(ctx)
	if err != nil {
		return nil, c.doer.explain(ctx, err)
	}
	names := make([]string, 0, len(list.Models))
	for _, m := range list.Models {
		names = append(names, m.ID)
	}
	return names, nil
}

// Complete asks for an answer and hands each line to onLine as soon as it is
// whole, without reasoning and code fences. A nil error means that the server
// finished the answer. Errors are of type *Error, or the context's.
func (c *Client) Complete(ctx context.Context, r Request, onLine func(Line)) (Completion, error) {
	body, err := json.Marshal(struct {
		Request
		Stream  bool                 `json:"stream"`
		Options openai.StreamOptions `json:"stream_options"`
	}{r, true, openai.StreamOptions{IncludeUsage: true}})
	if err != nil {
		return Completion{}, err
	}
	ctx, t := c.doer.begin(ctx, body)
	defer t.end()
	reader := &answerReader{lines: &lineFilter{emit: onLine}}
	// The body that is sent is ours: go-openai drops temperature 0 and refuses
	// parameters by the model's name.
	stream, err := c.api.CreateChatCompletionStream(ctx, openai.ChatCompletionRequest{
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: "-"}},
	})
	if err == nil {
		err = reader.read(stream)
		_ = stream.Close()
	}
	reader.completion.Usage.Requests = t.requests
	if err != nil {
		err = c.doer.explain(ctx, err)
	}
	c.doer.logAnswer(reader.completion, t, err)
	return reader.completion, err
}

// answerReader gathers one streamed answer.
type answerReader struct {
	lines      *lineFilter
	completion Completion
	finish     openai.FinishReason
	content    int // bytes, reasoning not counted
	reasoned   bool
}

// maxAnswer is the most bytes that an answer may have.
const maxAnswer = 8 << 20

func (a *answerReader) read(stream *openai.ChatCompletionStream) error {
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return a.end()
		}
		if err != nil {
			return err
		}
		if chunk.Model != "" {
			a.completion.Model = chunk.Model
		}
		if chunk.Usage != nil {
			a.completion.Usage.PromptTokens = chunk.Usage.PromptTokens
			a.completion.Usage.CompletionTokens = chunk.Usage.CompletionTokens
		}
		for _, choice := range chunk.Choices {
			a.take(choice)
		}
		if a.content > maxAnswer {
			return &Error{Kind: Protocol, Message: "the answer is longer than 8 MiB"}
		}
	}
}

func (a *answerReader) take(choice openai.ChatCompletionStreamChoice) {
	if choice.Index != 0 {
		return
	}
	a.reasoned = a.reasoned || choice.Delta.ReasoningContent != ""
	a.content += len(choice.Delta.Content)
	a.lines.write(choice.Delta.Content)
	if choice.FinishReason != "" {
		a.finish = choice.FinishReason
	}
}

// end judges an answer that the server calls finished.
func (a *answerReader) end() error {
	whole := a.finish != openai.FinishReasonLength
	a.lines.close(whole)
	switch {
	case a.finish == openai.FinishReasonContentFilter:
		return &Error{Kind: Refused, Message: "the endpoint's content filter stopped the answer"}
	case !a.lines.answered && (a.reasoned || a.lines.thought):
		return &Error{Kind: Thinking, Message: "the model used its tokens on thinking and gave no answer",
			Hint: "raise --max-tokens, or turn the model's thinking off"}
	case !whole:
		return &Error{Kind: Cut, Message: "the answer hit the token limit", Hint: "raise --max-tokens or the server's context"}
	case !a.lines.answered:
		return &Error{Kind: Empty, Message: "the answer is empty"}
	}
	return nil
}
