package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// eventReader reads server-sent events and gives them out one normal frame at
// a time: "data: JSON", and "data: [DONE]" at the end of a finished answer. An
// answer that is not finished ends in an error.
//
// See https://html.spec.whatwg.org/multipage/server-sent-events.html; on top
// of it, lines that hold JSON without a field name are read as data (Ollama
// writes errors so), and data that is whole JSON on its first line is taken at
// once, since some servers forget the blank line.
type eventReader struct {
	try      *try
	in       *bufio.Reader
	body     io.Closer
	out      bytes.Buffer
	stray    string // the first text that is no part of an answer
	cr       bool   // the last line ended in CR: LF may follow
	begun    bool   // there was a choice
	finished bool   // a finish_reason was seen
	done     bool   // [DONE] was given out
}

// Close lets the connection be used again where the server has ended the
// answer, as a good one has.
func (e *eventReader) Close() error {
	if e.done {
		e.try.deadline.atMost(afterFinish / 10)
		_, _ = io.CopyN(io.Discard, e.in, 4<<10)
	}
	return e.body.Close()
}

func (e *eventReader) Read(p []byte) (int, error) {
	for e.out.Len() == 0 {
		if e.done {
			return 0, io.EOF
		}
		if err := e.next(); err != nil {
			return 0, err
		}
	}
	return e.out.Read(p)
}

// next reads one event and puts its frame into out.
func (e *eventReader) next() error {
	name, data, err := e.event()
	switch {
	case isDone(string(data)):
		return e.marked()
	case len(data) > 0 && (err == nil || json.Valid(data)):
		return e.frame(name, data)
	case err != nil:
		return e.ended(err)
	}
	return nil
}

// isDone knows the end mark of a stream.
func isDone(data string) bool { return strings.Trim(data, " \t\"") == "[DONE]" }

// marked is the end mark, which proves nothing where no answer came before.
func (e *eventReader) marked() error {
	if !e.begun && e.stray != "" {
		return e.noEvents()
	}
	e.end()
	return nil
}

func (e *eventReader) noEvents() error {
	return &Error{Kind: Protocol, Message: "endpoint answered with text that is no answer: " + e.try.endpoint.config.redact(e.stray),
		Hint: "is the base URL right? Most end in /v1"}
}

// ended is the end of the connection, by err: right behind a finish_reason,
// else too early.
func (e *eventReader) ended(err error) error {
	switch {
	case e.finished:
		e.end()
		return nil
	case !errors.Is(err, io.EOF):
		return broken(err)
	case !e.begun && e.stray != "":
		return e.noEvents()
	}
	return &Error{Kind: Broken, Message: "the answer broke off: the stream ended without saying that it is finished"}
}

func (e *eventReader) end() {
	e.done = true
	e.out.WriteString("data: [DONE]\n\n")
}

// frame reads one event's JSON and passes it on in go-openai's form. Text
// among the events keeps the connection, as comments do.
func (e *eventReader) frame(name string, data []byte) error {
	if name != "error" && data[0] != '{' && data[0] != '[' {
		e.keepStray(string(data))
		return nil
	}
	chunk, err := e.try.chunk(data, name == "error", e.begun)
	if err != nil {
		if e.finished {
			return nil // what follows a finished answer is no matter
		}
		return err
	}
	e.begun = e.begun || len(chunk.Choices) > 0
	for _, c := range chunk.Choices {
		if c.Delta.Content != "" || c.Delta.ReasoningContent != "" || c.Delta.Refusal != "" {
			e.try.deadline.token()
		}
		if c.FinishReason != "" {
			e.finished = true
			e.try.deadline.atMost(afterFinish)
		}
	}
	return e.pass(chunk)
}

// pass gives a frame out.
func (e *eventReader) pass(chunk *chunk) error {
	encoded, err := json.Marshal(chunk)
	if err != nil {
		return err
	}
	e.out.WriteString("data: ")
	e.out.Write(encoded)
	e.out.WriteString("\n\n")
	return nil
}

func (e *eventReader) keepStray(text string) {
	if e.stray == "" {
		e.stray = text
	}
}

// event reads lines up to the next blank one, or until the data is whole.
func (e *eventReader) event() (name string, data []byte, err error) {
	for {
		line, err := e.line()
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "" && (err != nil || data != nil || name != ""):
			return name, data, err
		case strings.HasPrefix(line, "{"):
			field, value = "data", line
		case field == "error": // llama.cpp, before 2025
			name, field = "error", "data"
		case field == "event":
			name = value
		case line != "" && field != "" && field != "data" && field != "id" && field != "retry":
			e.keepStray(line)
		}
		if field == "data" {
			first := data == nil
			if !first {
				data = append(data, '\n')
			}
			data = append(data, value...)
			if first && (isDone(value) || json.Valid(data)) {
				return name, data, err
			}
		}
		if len(data) > maxEvent {
			return name, nil, tooLarge("an event of the answer", maxEvent)
		}
		if err != nil {
			return name, data, err
		}
	}
}

// line reads one line of at most maxEvent bytes, without its end: LF, CR or
// both.
func (e *eventReader) line() (string, error) {
	var line []byte
	for {
		_, err := e.in.Peek(1)
		part, _ := e.in.Peek(e.in.Buffered())
		if e.cr && len(part) > 0 {
			e.cr = false
			if part[0] == '\n' {
				_, _ = e.in.Discard(1)
				continue
			}
		}
		end := bytes.IndexAny(part, "\r\n")
		if end >= 0 {
			line = append(line, part[:end]...)
			e.cr = part[end] == '\r'
			_, _ = e.in.Discard(end + 1)
			return string(line), nil
		}
		line = append(line, part...)
		_, _ = e.in.Discard(len(part))
		switch {
		case len(line) > maxEvent:
			return "", tooLarge("a line of the answer", maxEvent)
		case err != nil:
			return string(line), err
		}
	}
}

// normalize turns the body of a good status into the stream that go-openai
// reads right, whatever the server made of it: events, JSON in one piece, or a
// web page, which is an error.
func (t *try) normalize(r *http.Response) (io.ReadCloser, error) {
	if e := r.Header.Get("Content-Encoding"); compressed(e) {
		return nil, &Error{Kind: Protocol, Message: "endpoint answered in an encoding that was not asked for: " + t.endpoint.config.redact(e)}
	}
	reader := bufio.NewReader(limit(r.Body, maxBody))
	first, err := firstByte(reader)
	switch {
	case first == '<': // what the content type says proves nothing
		defer r.Body.Close()
		page, _ := io.ReadAll(io.LimitReader(reader, maxError))
		return nil, t.pageError(page)
	case first == '{' || first == '[':
		return t.wholeAnswer(reader, r.Body)
	case errors.Is(err, io.EOF):
		return nil, &Error{Kind: Broken, Message: "endpoint answered with nothing at all"}
	case err != nil:
		return nil, broken(err)
	}
	return &eventReader{try: t, in: reader, body: r.Body}, nil
}

// firstByte looks at the first byte behind white space, which some servers
// send to keep the connection, and a byte order mark.
func firstByte(r *bufio.Reader) (byte, error) {
	for range maxSpace {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if !strings.ContainsRune(" \t\r\n\xEF\xBB\xBF", rune(b)) {
			return b, r.UnreadByte()
		}
	}
	return 0, tooLarge("white space before the answer", maxSpace)
}

func (t *try) pageError(page []byte) error {
	return &Error{Kind: Protocol, Message: "endpoint answered with a web page: " + t.endpoint.config.redact(pageTitle(string(page))),
		Hint: "is the base URL right? Most end in /v1"}
}

// broken is the error of an answer that could not be read to its end.
func broken(err error) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return &Error{Kind: Broken, Message: "the connection ended in the middle of the answer", cause: err}
}

// compressed knows the encodings that net/http has not undone. Some servers
// name their charset there.
func compressed(encoding string) bool {
	return hasAny(strings.ToLower(encoding), "gzip", "br", "deflate", "zstd", "compress")
}

// wholeAnswer turns an answer that came in one piece into a stream. It ends
// with its JSON: what the connection does then is no matter. A first value that
// is only a part is the first event of a stream without names.
func (t *try) wholeAnswer(in *bufio.Reader, body io.Closer) (io.ReadCloser, error) {
	var data json.RawMessage
	var read bytes.Buffer
	err := json.NewDecoder(io.TeeReader(limit(in, maxEvent), &read)).Decode(&data)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) || err == nil && isPart(data):
		lines := bufio.NewReader(io.MultiReader(&read, in))
		return &eventReader{try: t, in: lines, body: body}, nil
	case err != nil:
		return nil, broken(err)
	}
	chunk, err := t.chunk(data, false, false)
	if err != nil {
		return nil, err
	}
	if len(chunk.Choices) == 0 && !bytes.Contains(data, []byte(`"choices"`)) {
		return nil, t.noAnswer(data)
	}
	e := &eventReader{try: t, in: in, body: body}
	if err := e.pass(chunk); err != nil {
		return nil, err
	}
	e.end()
	return e, nil
}

// isPart says whether JSON is a part of an answer that is not the last.
func isPart(data []byte) bool {
	var in wireChunk
	if json.Unmarshal(data, &in) != nil || len(in.Choices) == 0 {
		return false
	}
	c := in.Choices[0]
	finish, _ := c.Finish.(string)
	return c.Delta != nil && c.Message == nil && finishReason(finish) == ""
}

// wireChunk is one event of a stream, or a whole answer, as servers write it.
// Members whose type differs among servers are read by hand.
type wireChunk struct {
	Model   any             `json:"model"`
	Error   json.RawMessage `json:"error"`
	Message any             `json:"message"`
	Detail  any             `json:"detail"` // of FastAPI
	Choices []wireChoice    `json:"choices"`
	Usage   json.RawMessage `json:"usage"`
	Base    baseResponse    `json:"base_resp"`
}

// baseResponse is where MiniMax puts its errors.
type baseResponse struct {
	Code    any    `json:"status_code"`
	Message string `json:"status_msg"`
}

type wireUsage struct {
	Prompt     any `json:"prompt_tokens"`
	Completion any `json:"completion_tokens"`
}

type wireChoice struct {
	Index   any             `json:"index"`
	Delta   *wireMessage    `json:"delta"`
	Message *wireMessage    `json:"message"`
	Text    any             `json:"text"`
	Finish  any             `json:"finish_reason"`
	Error   json.RawMessage `json:"error"`
}

type wireMessage struct {
	Content          any `json:"content"`
	Refusal          any `json:"refusal"`
	Reasoning        any `json:"reasoning"`
	ReasoningContent any `json:"reasoning_content"`
}

// chunk is a piece of an answer in go-openai's form: the members that answer
// reads. With all the others, which every few letters of an answer would carry,
// it is several times as large.
type chunk struct {
	Model   string        `json:"model,omitempty"`
	Choices []choice      `json:"choices,omitempty"`
	Usage   *openai.Usage `json:"usage,omitempty"`
}

type choice struct {
	Delta        openai.ChatCompletionStreamChoiceDelta `json:"delta,omitzero"`
	FinishReason openai.FinishReason                    `json:"finish_reason,omitempty"`
}

// chunk reads one piece of an answer into go-openai's form, or finds the error
// that stands in its place. failed says that the event's name is error, begun
// that a part of the answer came before.
func (t *try) chunk(data []byte, failed, begun bool) (*chunk, error) {
	var in wireChunk
	switch err := json.Unmarshal(data, &in); {
	case failed || data[0] == '[' && json.Valid(data): // Gemini lists its errors
		return nil, t.inBandError(readSaid(data), begun)
	case err != nil && !json.Valid(data):
		return nil, &Error{Kind: Broken, Message: "an event of the answer is damaged"}
	case err != nil:
		return nil, t.noAnswer(data)
	case in.failed():
		return nil, t.inBandError(readSaid(data), begun)
	}
	out := &chunk{}
	out.Model, _ = in.Model.(string)
	var used wireUsage
	if present(in.Usage) && json.Unmarshal(in.Usage, &used) == nil && used != (wireUsage{}) {
		out.Usage = &openai.Usage{PromptTokens: number(used.Prompt), CompletionTokens: number(used.Completion)}
	}
	for _, c := range in.Choices {
		if number(c.Index) != 0 {
			continue // nobody asked for a second answer
		}
		choice := t.normal(c)
		switch {
		case present(c.Error):
			return nil, t.inBandError(readSaid([]byte(`{"error":`+string(c.Error)+`}`)), begun)
		case choice.FinishReason == finishFailed:
			return nil, t.inBandError(said{message: fmt.Sprint("the answer ended with finish_reason ", c.Finish)}, begun)
		}
		out.Choices = append(out.Choices, choice)
	}
	return out, nil
}

// noAnswer is the error of JSON that is neither an answer nor an error.
func (t *try) noAnswer(data []byte) error {
	return &Error{Kind: Protocol, Message: "endpoint answered with JSON that is no answer: " + t.endpoint.config.redact(string(data)),
		Hint: "is the base URL right? Most end in /v1"}
}

// failed says whether an error stands in the place of an answer: {"error"} of
// most servers, a bare message of vLLM.
func (w *wireChunk) failed() bool {
	message, _ := w.Message.(string)
	words := message != "" || w.Detail != nil || number(w.Base.Code) != 0
	return present(w.Error) || len(w.Choices) == 0 && !present(w.Usage) && words
}

// normal is a choice in go-openai's form. Where a text comes in parts, some
// servers write all of it once more as a message: beside each part, or last.
func (t *try) normal(c wireChoice) choice {
	var out choice
	d := &out.Delta
	c.Delta.addTo(d)
	if d.Content != "" || d.ReasoningContent != "" {
		t.inParts = true
	}
	if !t.inParts {
		c.Message.addTo(d)
		(&wireMessage{Content: c.Text}).addTo(d)
	}
	finish, _ := c.Finish.(string)
	out.FinishReason = finishReason(finish)
	return out
}

// present says whether a member holds more than a word for nothing.
func present(raw json.RawMessage) bool {
	switch string(raw) {
	case "", "null", `""`, "false", "{}", "[]", "0":
		return false
	}
	return true
}

// addTo adds the texts of m, if any, to those of a delta.
func (m *wireMessage) addTo(d *openai.ChatCompletionStreamChoiceDelta) {
	if m == nil {
		return
	}
	text, reasoning := contentText(m.Content)
	d.Content += text
	refusal, _ := m.Refusal.(string)
	d.Refusal += refusal
	for _, v := range []any{m.Reasoning, m.ReasoningContent} {
		more, _ := v.(string)
		reasoning += more
	}
	d.ReasoningContent += reasoning
}

// contentText reads a text, or a list of parts; Mistral's models think in
// parts of their own.
func contentText(content any) (text, reasoning string) {
	if s, ok := content.(string); ok {
		return s, ""
	}
	parts, _ := content.([]any)
	for _, p := range parts {
		part, _ := p.(map[string]any)
		s, _ := part["text"].(string)
		text += s
		if part["thinking"] != nil {
			reasoning += "…"
		}
	}
	return text, reasoning
}

// finishFailed stands for the finish reasons of a server that gave up.
const finishFailed openai.FinishReason = "error"

// finishReason maps the words of all servers to go-openai's; one that is not
// known is a finished answer's.
func finishReason(word string) openai.FinishReason {
	switch strings.ToLower(word) {
	case "", "null":
		return ""
	case "length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded":
		return openai.FinishReasonLength
	case "content_filter", "safety", "sensitive", "recitation", "prohibited_content", "blocklist", "refusal":
		return openai.FinishReasonContentFilter
	case "error", "network_error", "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled", "timeout":
		return finishFailed
	case "tool_calls", "function_call":
		return openai.FinishReasonToolCalls
	}
	return openai.FinishReasonStop
}
