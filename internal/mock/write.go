package mock

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"unicode/utf8"
)

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
		o.event(map[string]any{"error": apiError{Message: "the mock failed in the middle of the answer", Type: "server_error"}})
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
	object := completion{ID: o.id, Object: kind, Created: created, Model: o.request.Model, Choices: []*choice{}, Usage: u}
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
