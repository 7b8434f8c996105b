package cmd_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"sync/atomic"
)

// counted serves a behaviour and counts the requests. In the form whole it
// first refuses to stream, once a run.
type counted struct {
	behaviour behaviour
	refuse    bool
	requests  atomic.Int32
	refused   atomic.Int32
}

func (s *counted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	x := &exchange{w: w, r: r, body: body, server: s}
	if err := json.Unmarshal(body, &x.request); err != nil && r.Method == "POST" {
		http.Error(w, "the request is not JSON", http.StatusBadRequest)
		return
	}
	if s.refuse && x.request.Stream {
		s.refused.Add(1)
		x.fail(400, "Unsupported value: 'stream' does not support true with this model.", "unsupported_value")
		return
	}
	x.n = int(s.requests.Add(1))
	s.behaviour.serve(x)
}

// exchange is one request and its answer.
type exchange struct {
	w       http.ResponseWriter
	r       *http.Request
	server  *counted
	body    []byte
	n       int // the request's number, from 1
	request struct {
		Model               string   `json:"model"`
		Stream              bool     `json:"stream"`
		StreamOptions       any      `json:"stream_options"`
		Temperature         *float64 `json:"temperature"`
		Seed                *int     `json:"seed"`
		MaxTokens           int      `json:"max_tokens"`
		MaxCompletionTokens int      `json:"max_completion_tokens"`
		Messages            []struct{ Role, Content string }
	}
}

// answer is a good answer to the request, from the server behind this one.
func (x *exchange) answer() string {
	text, err := upstream(x.r.Context(), x.body)
	if err != nil {
		panic(err)
	}
	return text
}

// unstreamed is a question for the model in use, whose answer is to come whole.
func unstreamed(body []byte) ([]byte, error) {
	var q map[string]any
	if err := json.Unmarshal(body, &q); err != nil {
		return nil, err
	}
	q["model"] = model
	for _, name := range []string{"stream", "stream_options"} {
		delete(q, name)
	}
	return json.Marshal(q)
}

// contentOf is the text of an answer in one piece.
func contentOf(body []byte) (string, error) {
	var a struct {
		Choices []struct{ Message struct{ Content string } }
	}
	if err := json.Unmarshal(body, &a); err != nil || len(a.Choices) == 0 {
		return "", fmt.Errorf("upstream answered %s", body)
	}
	return a.Choices[0].Message.Content, nil
}

// good answers well, as OpenAI does.
func (x *exchange) good() { x.send(x.answer()) }

// send answers with a text in the form that was asked for.
func (x *exchange) send(text string) {
	if !x.request.Stream {
		x.json(200, message(fmt.Sprintf(`{"role":"assistant","content":%s}`, quote(text)), `"stop"`))
		return
	}
	x.events(append(deltas(text), finish(`"stop"`), usage, done)...)
}

// message is an answer in one piece.
func message(inner, finish string) string {
	return fmt.Sprintf(`{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":%s,"finish_reason":%s}],"usage":{"prompt_tokens":90,"completion_tokens":30,"total_tokens":120}}`, inner, finish)
}

const (
	done  = "data: [DONE]\n\n"
	usage = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":90,"completion_tokens":30,"total_tokens":120}}` + "\n\n"
)

// deltas are events that carry a text in pieces.
func deltas(text string) []string {
	list := []string{delta(`{"role":"assistant","content":""}`)}
	for _, piece := range strings.SplitAfter(text, " ") {
		list = append(list, delta(`{"content":`+quote(piece)+`}`))
	}
	return list
}

func delta(inner string) string { return choice(`"delta":` + inner + `,"finish_reason":null`) }

func finish(reason string) string { return choice(`"delta":{},"finish_reason":` + reason) }

func choice(inner string) string {
	return `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,` + inner + `}]}` + "\n\n"
}

func quote(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// events streams each text as it stands.
func (x *exchange) events(events ...string) {
	x.w.Header().Set("Content-Type", "text/event-stream")
	for _, e := range events {
		io.WriteString(x.w, e)
		x.flush()
	}
}

func (x *exchange) flush() { _ = http.NewResponseController(x.w).Flush() }

func (x *exchange) json(status int, body string) {
	x.w.Header().Set("Content-Type", "application/json")
	x.w.WriteHeader(status)
	io.WriteString(x.w, body)
}

// fail answers with an error in OpenAI's shape.
func (x *exchange) fail(status int, text, code string) {
	x.json(status, fmt.Sprintf(`{"error":{"message":%s,"type":"invalid_request_error","param":null,"code":%s}}`, quote(text), quote(code)))
}

// cut ends the connection, hang keeps it and sends nothing more.
func (x *exchange) cut() {
	x.flush()
	panic(http.ErrAbortHandler)
}

func (x *exchange) hang() {
	x.flush()
	<-x.r.Context().Done()
	panic(http.ErrAbortHandler)
}

// half sends the first half of an answer and leaves the connection open.
func (x *exchange) half() {
	text := x.answer()
	if x.request.Stream {
		list := deltas(text)
		x.events(list[:len(list)/2]...)
		return
	}
	body := message(`{"content":`+quote(text)+`}`, `"stop"`)
	x.w.Header().Set("Content-Type", "application/json")
	io.WriteString(x.w, body[:len(body)/2])
	x.flush()
}

// once acts so for the first request and answers the others well.
func once(serve func(*exchange)) func(*exchange) {
	return func(x *exchange) {
		if x.n == 1 {
			serve(x)
			return
		}
		x.good()
	}
}

// status fails with a status, a body and headers "Name: value".
func status(code int, body string, headers ...string) func(*exchange) {
	return func(x *exchange) {
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			x.w.Header().Set(name, value)
		}
		x.json(code, body)
	}
}

// silentLog is for servers whose clients hang up on purpose.
func silentLog() *log.Logger { return log.New(io.Discard, "", 0) }
