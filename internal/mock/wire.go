package mock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"unicode/utf8"
)

// The protocol's messages, as far as the mock reads and writes them.

type request struct {
	Model         string    `json:"model"`
	Messages      []message `json:"messages"`
	Stream        bool      `json:"stream"`
	StreamOptions *struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	MaxTokens   *int     `json:"max_tokens"`
	Temperature *float64 `json:"temperature"`
}

type message struct {
	Role    string  `json:"role"`
	Content content `json:"content"`
}

// content is a string, or a list of text parts.
type content string

func (c *content) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*c = content(text)
		return nil
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal(data, &parts); err != nil {
		return errors.New("content must be a string or a list of parts")
	}
	for _, p := range parts {
		if p.Type != "text" {
			return errors.New("the mock reads text parts only")
		}
		*c += content(p.Text)
	}
	return nil
}

// check says what is wrong with a request, and with which parameter.
func (r *request) check() (message, param string) {
	switch {
	case r.Model == "":
		return "you must provide a model parameter", "model"
	case len(r.Messages) == 0:
		return "messages must not be empty", "messages"
	case r.MaxTokens != nil && *r.MaxTokens < 1:
		return "max_tokens must be at least 1", "max_tokens"
	case r.Temperature != nil && (*r.Temperature < 0 || *r.Temperature > 2):
		return "temperature must be between 0 and 2", "temperature"
	case r.StreamOptions != nil && !r.Stream:
		return "stream_options goes with stream: true only", "stream_options"
	}
	for _, m := range r.Messages {
		switch m.Role {
		case "system", "developer", "user", "assistant", "tool":
		default:
			return "unknown role: " + m.Role, "messages"
		}
	}
	return "", ""
}

type usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	TotalTokens      int `json:"total_tokens"`
}

type completion struct {
	Choices []*choice `json:"choices"`
	Created int       `json:"created"`
	ID      string    `json:"id"`
	Model   string    `json:"model"`
	Object  string    `json:"object"`
	Usage   *usage    `json:"usage,omitempty"`
}

type choice struct {
	Delta   map[string]any `json:"delta,omitzero"` // of a stream
	Finish  any            `json:"finish_reason"`
	Index   int            `json:"index"`
	Message map[string]any `json:"message,omitzero"` // of an answer in one piece
}

type apiError struct {
	Message string  `json:"message"`
	Type    string  `json:"type"`
	Param   *string `json:"param"`
	Code    *string `json:"code"`
}

// writeError answers in OpenAI's shape; empty param and code are null.
func writeError(w http.ResponseWriter, status int, kind, text, param, code string) {
	e := apiError{Message: text, Type: kind}
	if param != "" {
		e.Param = &param
	}
	if code != "" {
		e.Code = &code
	}
	writeJSON(w, status, map[string]apiError{"error": e})
}

// invalid refuses a request.
func invalid(w http.ResponseWriter, status int, text, param, code string) {
	writeError(w, status, "invalid_request_error", text, param, code)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

// tokens is the mock's count: four bytes each, rounded up.
func tokens(texts ...string) int {
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	return (size + 3) / 4
}

// writer writes one reply, as a stream or in one piece.
type writer struct {
	w       http.ResponseWriter
	r       *http.Request
	request *request
	reply   *reply
	id      string
}

func (o *writer) write() {
	switch p := o.reply; {
	case p.status == 0:
		panic(http.ErrAbortHandler)
	case p.status != http.StatusOK:
		errorFor(o.w, o.r, p)
	case p.page:
		o.w.Header().Set("Content-Type", "text/html")
		io.WriteString(o.w, "<html><head><title>Gateway login</title></head><body>Please log in.</body></html>\n")
	case o.request.Stream:
		o.stream()
	default:
		o.whole()
	}
}

// end plays how the reply ends, where that is not well.
func (o *writer) end() {
	switch o.reply.ending {
	case broken:
		o.flush()
		panic(http.ErrAbortHandler)
	case silent:
		o.flush()
		<-o.r.Context().Done()
		panic(http.ErrAbortHandler)
	}
}

func (o *writer) flush() { _ = http.NewResponseController(o.w).Flush() }

// whole answers in one piece.
func (o *writer) whole() {
	p := o.reply
	answer := map[string]any{"role": "assistant", "content": p.text}
	if p.text == "" && p.reasoning != "" {
		answer["content"] = nil
	}
	if p.reasoning != "" {
		answer["reasoning_content"] = p.reasoning
	}
	data, err := json.Marshal(o.object("chat.completion", &choice{Message: answer, Finish: p.finish}, o.usage()))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	o.w.Header().Set("Content-Type", "application/json")
	switch p.ending {
	case errorEvent:
		writeError(o.w, http.StatusOK, "server_error", "the mock failed in the middle of the answer", "", "")
	case complete:
		o.w.Write(append(data, '\n'))
	default:
		if !p.early {
			o.w.Write(data[:len(data)/2])
		}
		o.end()
	}
}

// stream answers in server-sent events.
func (o *writer) stream() {
	p := o.reply
	o.w.Header().Set("Content-Type", "text/event-stream")
	o.w.WriteHeader(http.StatusOK)
	if p.early {
		o.end()
	}
	for range p.comments {
		io.WriteString(o.w, ": keep-alive\n\n")
	}
	o.delta(map[string]any{"role": "assistant", "content": ""}, nil)
	for _, piece := range pieces(p.reasoning) {
		o.delta(map[string]any{"reasoning_content": piece}, nil)
	}
	for _, piece := range pieces(p.text) {
		o.delta(map[string]any{"content": piece}, nil)
	}
	o.end()
	if p.ending == errorEvent {
		failed := apiError{Message: "the mock failed in the middle of the answer", Type: "server_error"}
		o.event(map[string]any{"error": failed})
		return
	}
	o.delta(map[string]any{}, p.finish)
	if s := o.request.StreamOptions; s != nil && s.IncludeUsage {
		u := o.usage()
		o.event(o.object("chat.completion.chunk", nil, u))
	}
	io.WriteString(o.w, "data: [DONE]\n\n")
}

// pieces cuts a text as a server might: at any rune, also inside words.
func pieces(text string) []string {
	const size = 64
	var list []string
	for len(text) > size {
		n := size
		for !utf8.RuneStart(text[n]) {
			n++
		}
		list = append(list, text[:n])
		text = text[n:]
	}
	if text != "" {
		list = append(list, text)
	}
	return list
}

func (o *writer) delta(delta map[string]any, finish any) {
	o.event(o.object("chat.completion.chunk", &choice{Delta: delta, Finish: finish}, nil))
}

func (o *writer) event(value any) {
	data, err := json.Marshal(value)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	fmt.Fprintf(o.w, "data: %s\n\n", data) // no time passes between events: only end flushes
}

// object is an answer, or a part of one; choice nil leaves the list empty.
func (o *writer) object(kind string, c *choice, u *usage) completion {
	object := completion{
		ID: o.id, Object: kind, Created: created, Model: o.request.Model, Choices: []*choice{}, Usage: u}
	if c != nil {
		object.Choices = append(object.Choices, c)
	}
	return object
}

func (o *writer) usage() *usage {
	u := &usage{PromptTokens: o.request.promptTokens(), CompletionTokens: tokens(o.reply.text, o.reply.reasoning)}
	u.TotalTokens = u.PromptTokens + u.CompletionTokens
	return u
}
