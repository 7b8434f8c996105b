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

// eventReader reads server-sent events and gives out the pieces of the answer,
// and io.EOF at the end of a finished one. An answer that is not finished ends
// in another error.
//
// See https://html.spec.whatwg.org/multipage/server-sent-events.html; on top
// of it, lines that hold JSON without a field name are read as data (Ollama
// writes errors so), and data that is whole JSON on its first line is taken at
// once, since some servers forget the blank line.
type eventReader struct {
	try      *try
	in       *bufio.Reader
	body     io.Closer
	first    *chunk // of what was read already; nil: none
	stray    string // the first text that is no part of an answer
	texts    deltas
	cr       bool // the last line ended in CR: LF may follow
	begun    bool // there was a choice
	finished bool // a finish_reason was seen
	done     bool // nothing more comes of a finished answer
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

// next returns the next piece of the answer.
func (e *eventReader) next() (*chunk, error) {
	if first := e.first; first != nil {
		e.first = nil
		return first, nil
	}
	for !e.done {
		if c, err := e.read(); c != nil || err != nil {
			return c, err
		}
	}
	if rest := e.texts.rest(); rest != "" {
		return &chunk{choices: []choice{{text: rest}}}, nil
	}
	return nil, io.EOF
}

// read reads one event; nil where it holds no piece of the answer.
func (e *eventReader) read() (*chunk, error) {
	got, err := e.event()
	if got.stale {
		got.decode()
	}
	switch {
	case isDone(string(got.data)):
		return nil, e.marked()
	case len(got.data) > 0 && (err == nil || got.valid()):
		return e.piece(got)
	case err != nil:
		return nil, e.ended(err)
	}
	return nil, nil
}

// isDone knows the end mark of a stream.
func isDone(data string) bool { return strings.Trim(data, " \t\"") == "[DONE]" }

// marked is the end mark, which proves nothing where no answer came before.
func (e *eventReader) marked() error {
	switch {
	case !e.begun && e.stray != "":
		return e.noEvents()
	case !e.finished && e.try.endpoint.finishes.Load():
		return &Error{Kind: Broken, Message: "the answer broke off: the endpoint ended it before it was finished",
			Hint: "does the server take one request at a time? Then --jobs 1"}
	}
	e.done = true
	return nil
}

func (e *eventReader) noEvents() error {
	return &Error{Kind: Protocol,
		Message: "endpoint answered with text that is no answer: " + e.try.endpoint.config.redact(e.stray),
		Hint:    "is the base URL right? Most end in /v1"}
}

// ended is the end of the connection, by err: right behind a finish_reason,
// else too early.
func (e *eventReader) ended(err error) error {
	switch {
	case e.finished:
		e.done = true
		return nil
	case !errors.Is(err, io.EOF):
		return broken(err)
	case !e.begun && e.stray != "":
		return e.noEvents()
	}
	return &Error{Kind: Broken, Message: "the answer broke off: the stream ended without saying that it is finished"}
}

// piece takes what an event says of the answer. Text among the events keeps the
// connection, as comments do.
func (e *eventReader) piece(got event) (*chunk, error) {
	if got.name != "error" && got.data[0] != '{' && got.data[0] != '[' {
		e.keepStray(string(got.data))
		return nil, nil
	}
	chunk, err := e.try.chunk(got, e.begun)
	if err != nil {
		if e.finished {
			return nil, nil // what follows a finished answer is no matter
		}
		return nil, err
	}
	e.begun = e.begun || len(chunk.choices) > 0
	for i, c := range chunk.choices {
		if chunk.choices[i].text, err = e.texts.next(c.text); err != nil {
			return nil, err
		}
		if c.text != "" || c.reasoning != "" || c.refusal != "" {
			e.try.deadline.token()
		}
		if c.finish != "" {
			e.finished = true
			e.try.endpoint.finishes.Store(true)
			e.try.deadline.atMost(afterFinish)
		}
	}
	return chunk, nil
}

func (e *eventReader) keepStray(text string) {
	if e.stray == "" {
		e.stray = text
	}
}

// event is what one event holds.
type event struct {
	name  string
	data  []byte
	wire  wireChunk
	stale bool  // data has more than was decoded
	wrong error // why the data is no wireChunk
}

// add takes a line of data, and says whether it is the first and whole, and so
// decoded.
func (v *event) add(line string) bool {
	v.stale = v.data != nil
	if v.stale {
		v.data = append(v.data, '\n')
	}
	v.data = append(v.data, line...)
	switch {
	case v.stale:
		return false
	case isDone(line):
		return true
	}
	v.decode()
	return v.valid()
}

// decode reads the data.
func (v *event) decode() {
	v.wire = wireChunk{}
	v.wrong = json.Unmarshal(v.data, &v.wire)
}

// valid says whether the data is JSON, of whatever shape.
func (v *event) valid() bool {
	var syntax *json.SyntaxError
	return !errors.As(v.wrong, &syntax)
}

// event reads lines up to the next blank one, or until the data is whole.
func (e *eventReader) event() (got event, err error) {
	for {
		line, err := e.line()
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "" && (err != nil || got.data != nil || got.name != ""):
			return got, err
		case strings.HasPrefix(line, "{"):
			field, value = "data", line
		case field == "error": // llama.cpp, before 2025
			got.name, field = "error", "data"
		case field == "event":
			got.name = value
		case line != "" && field != "" && field != "data" && field != "id" && field != "retry":
			e.keepStray(line)
		}
		if field == "data" && got.add(value) {
			return got, err
		}
		if len(got.data) > maxEvent {
			return event{name: got.name}, tooLarge("an event of the answer", maxEvent)
		}
		if err != nil {
			return got, err
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

// events reads the body of a good status, whatever the server made of it:
// events, JSON in one piece, or a web page, which is an error.
func (t *try) events(r *http.Response) (*eventReader, error) {
	if e := r.Header.Get("Content-Encoding"); compressed(e) {
		return nil, &Error{Kind: Protocol,
			Message: "endpoint answered in an encoding that was not asked for: " + t.endpoint.config.redact(e)}
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
		if strings.IndexByte(" \t\r\n\xEF\xBB\xBF", b) < 0 {
			return b, r.UnreadByte()
		}
	}
	return 0, tooLarge("white space before the answer", maxSpace)
}

// pageError is that of a web page in an answer's place: of a gateway in trouble where
// the endpoint has answered well before, else of a wrong address.
func (t *try) pageError(page []byte) error {
	message := "endpoint answered with a web page: " + t.endpoint.config.redact(pageTitle(string(page)))
	if t.endpoint.answered.Load() {
		return &Error{Kind: Server, Message: message}
	}
	return &Error{Kind: Protocol, Message: message, Hint: "is the base URL right? Most end in /v1"}
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
func (t *try) wholeAnswer(in *bufio.Reader, body io.Closer) (*eventReader, error) {
	var data json.RawMessage
	var read bytes.Buffer
	err := json.NewDecoder(io.TeeReader(limit(in, maxEvent), &read)).Decode(&data)
	whole := event{data: data}
	whole.decode()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) || err == nil && whole.isPart():
		lines := bufio.NewReader(io.MultiReader(&read, in))
		return &eventReader{try: t, in: lines, body: body}, nil
	case err != nil:
		return nil, broken(err)
	}
	chunk, err := t.chunk(whole, false)
	if err != nil {
		return nil, err
	}
	if len(chunk.choices) == 0 && !bytes.Contains(data, []byte(`"choices"`)) {
		return nil, t.noAnswer(data)
	}
	return &eventReader{try: t, in: in, body: body, first: chunk, done: true}, nil
}

// isPart says whether JSON is a part of an answer that is not the last.
func (v *event) isPart() bool {
	if v.wrong != nil || len(v.wire.Choices) == 0 {
		return false
	}
	c := v.wire.Choices[0]
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
	Details    struct {
		Reasoning any `json:"reasoning_tokens"`
	} `json:"completion_tokens_details"`
	// What was read before, as OpenAI, DeepSeek and Moonshot tell it.
	PromptDetails struct {
		Cached any `json:"cached_tokens"`
	} `json:"prompt_tokens_details"`
	CacheHit any `json:"prompt_cache_hit_tokens"`
	Cached   any `json:"cached_tokens"`
}

// cached is how many tokens of the prompt the server had read before.
func (u *wireUsage) cached() int {
	return min(max(number(u.PromptDetails.Cached), number(u.CacheHit), number(u.Cached)), number(u.Prompt))
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

// chunk is a piece of an answer, in one form for all servers.
type chunk struct {
	model   string
	choices []choice
	usage   *wireUsage // nil: none
}

type choice struct {
	text, reasoning, refusal string
	finish                   openai.FinishReason
}

// chunk takes the piece of an answer that an event holds, or finds the error
// that stands in its place. begun says that a part of the answer came before.
func (t *try) chunk(v event, begun bool) (*chunk, error) {
	in := v.wire
	switch {
	case v.name == "error" || v.data[0] == '[' && v.valid(): // Gemini lists its errors
		return nil, t.inBandError(readSaid(v.data), begun)
	case !v.valid():
		return nil, &Error{Kind: Broken, Message: "an event of the answer is damaged"}
	case v.wrong != nil:
		return nil, t.noAnswer(v.data)
	case in.failed():
		return nil, t.inBandError(readSaid(v.data), begun)
	}
	out := &chunk{}
	out.model, _ = in.Model.(string)
	var used wireUsage
	if present(in.Usage) && json.Unmarshal(in.Usage, &used) == nil && used != (wireUsage{}) {
		out.usage = &used
	}
	for _, c := range in.Choices {
		if number(c.Index) != 0 {
			continue // nobody asked for a second answer
		}
		choice := t.normal(c)
		switch {
		case present(c.Error):
			return nil, t.inBandError(readSaid([]byte(`{"error":`+string(c.Error)+`}`)), begun)
		case choice.finish == finishFailed:
			return nil, t.inBandError(said{message: fmt.Sprint("the answer ended with finish_reason ", c.Finish)},
				begun)
		}
		out.choices = append(out.choices, choice)
	}
	return out, nil
}

// noAnswer is the error of JSON that is neither an answer nor an error.
func (t *try) noAnswer(data []byte) error {
	return &Error{Kind: Protocol,
		Message: "endpoint answered with JSON that is no answer: " + t.endpoint.config.redact(string(data)),
		Hint:    "is the base URL right? Most end in /v1"}
}

// failed says whether an error stands in the place of an answer: {"error"} of
// most servers, a bare message of vLLM.
func (w *wireChunk) failed() bool {
	message, _ := w.Message.(string)
	words := message != "" || w.Detail != nil || number(w.Base.Code) != 0
	return present(w.Error) || len(w.Choices) == 0 && !present(w.Usage) && words
}

// normal is a choice in the form for all. Where a text comes in parts, some
// servers write all of it once more as a message: beside each part, or last.
func (t *try) normal(c wireChoice) choice {
	var out choice
	c.Delta.addTo(&out)
	if out.text != "" || out.reasoning != "" {
		t.inParts = true
	}
	if !t.inParts {
		c.Message.addTo(&out)
		(&wireMessage{Content: c.Text}).addTo(&out)
	}
	finish, _ := c.Finish.(string)
	out.finish = finishReason(finish)
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

// addTo adds the texts of m, if any, to those of a choice.
func (m *wireMessage) addTo(c *choice) {
	if m == nil {
		return
	}
	text, reasoning := contentText(m.Content)
	c.text += text
	refusal, _ := m.Refusal.(string)
	c.refusal += refusal
	for _, v := range []any{m.Reasoning, m.ReasoningContent} {
		more, _ := v.(string)
		reasoning += more
	}
	c.reasoning += reasoning
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
	case "error", "network_error", "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled",
		"timeout":
		return finishFailed
	case "tool_calls", "function_call":
		return openai.FinishReasonToolCalls
	}
	return openai.FinishReasonStop
}
