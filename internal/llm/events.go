package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// maxEvent is the most bytes that one event of a stream may have, and that an
// answer in one piece may have.
const maxEvent = 8 << 20

// normalize turns the body of a 200 into the stream that go-openai reads
// right: "data: JSON" frames, then "data: [DONE]". Whatever the server sent
// instead of a finished answer is an error of the reader.
func (d *doer) normalize(r *http.Response, t *try) (io.ReadCloser, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	reader := bufio.NewReader(r.Body)
	first, err := firstByte(reader)
	switch {
	case kind == "text/html" || first == '<':
		defer r.Body.Close()
		page, _ := io.ReadAll(io.LimitReader(reader, 64<<10))
		return nil, &Error{Kind: Protocol, Message: "endpoint answered with a web page: " + d.redact(pageTitle(string(page))),
			Hint: "is the base URL right? Most end in /v1"}
	case first == '{':
		defer r.Body.Close()
		return d.oneAnswer(reader)
	case err != nil && !errors.Is(err, io.EOF):
		r.Body.Close()
		return nil, err
	}
	return &eventReader{doer: d, try: t, in: reader, body: r.Body}, nil
}

// firstByte looks at the first byte that is not white space.
func firstByte(r *bufio.Reader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if !strings.ContainsRune(" \t\r\n", rune(b)) {
			return b, r.UnreadByte()
		}
	}
}

// oneAnswer turns an answer that came in one piece into a stream.
func (d *doer) oneAnswer(r io.Reader) (io.ReadCloser, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxEvent+1))
	if err != nil {
		return nil, &Error{Kind: Cut, Message: "the connection ended in the middle of the answer", cause: err}
	}
	var answer struct {
		Model   string          `json:"model"`
		Usage   json.RawMessage `json:"usage,omitempty"`
		Choices []struct {
			Message json.RawMessage `json:"message,omitempty"`
			Delta   json.RawMessage `json:"delta,omitempty"`
			Index   int             `json:"index"`
			Finish  *string         `json:"finish_reason"`
		} `json:"choices"`
	}
	if len(data) > maxEvent || json.Unmarshal(data, &answer) != nil {
		return nil, &Error{Kind: Protocol, Message: "endpoint answered with JSON that is not an answer"}
	}
	if err := d.inBandError(data); err != nil {
		return nil, err
	}
	for i := range answer.Choices {
		answer.Choices[i].Delta, answer.Choices[i].Message = answer.Choices[i].Message, nil
	}
	frame, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(strings.NewReader(fmt.Sprintf("data: %s\n\ndata: [DONE]\n\n", frame))), nil
}

// eventReader reads server-sent events and gives them out one normal frame at
// a time. Comments and keep-alives do not count as tokens.
type eventReader struct {
	doer     *doer
	try      *try
	in       *bufio.Reader
	body     io.Closer
	out      bytes.Buffer
	finished bool // a finish_reason was seen
	done     bool // [DONE] was given out
}

func (e *eventReader) Close() error { return e.body.Close() }

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
	case err != nil && !errors.Is(err, io.EOF):
		return &Error{Kind: Cut, Message: "the connection ended in the middle of the answer", cause: err}
	case err != nil && len(data) == 0:
		return e.ended()
	case string(data) == "[DONE]":
		return e.ending()
	case len(data) == 0:
		return nil
	}
	return e.frame(name, data)
}

// ended is the end of the connection: right after a finish_reason, else early.
func (e *eventReader) ended() error {
	if e.finished {
		return e.ending()
	}
	return &Error{Kind: Cut, Message: "the answer broke off: the stream ended without saying that it is finished"}
}

func (e *eventReader) ending() error {
	e.done = true
	e.out.WriteString("data: [DONE]\n\n")
	return nil
}

// frame checks one event's JSON and passes it on.
func (e *eventReader) frame(name string, data []byte) error {
	if err := e.doer.inBandError(data); err != nil {
		return err
	}
	if name == "error" {
		return &Error{Kind: Server, Message: "endpoint failed in the middle of the answer: " + e.doer.redact(string(data))}
	}
	var chunk struct {
		Choices []struct {
			Delta json.RawMessage `json:"delta"`
			// Finish is null until the last chunk.
			Finish *string `json:"finish_reason"`
		} `json:"choices"`
	}
	if json.Unmarshal(data, &chunk) != nil {
		return &Error{Kind: Protocol, Message: "endpoint sent an event that is not JSON: " + e.doer.redact(string(data))}
	}
	for _, c := range chunk.Choices {
		e.finished = e.finished || c.Finish != nil && *c.Finish != ""
		e.try.token()
	}
	e.out.WriteString("data: ")
	if err := json.Compact(&e.out, data); err != nil {
		return err
	}
	e.out.WriteString("\n\n")
	return nil
}

// event reads the lines up to the next blank one.
func (e *eventReader) event() (name string, data []byte, err error) {
	for {
		line, err := e.line()
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "" && (err != nil || data != nil || name != ""):
			return name, data, err
		case field == "data" && data == nil:
			data = []byte(value)
		case field == "data":
			data = append(append(data, '\n'), value...)
		case field == "event":
			name = value
		}
		if err != nil {
			return name, data, err
		}
		if len(data) > maxEvent {
			return name, nil, errors.New("an event is larger than 8 MiB")
		}
	}
}

// line reads one line of at most maxEvent bytes, without its end.
func (e *eventReader) line() (string, error) {
	var line []byte
	for {
		part, err := e.in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxEvent {
			return "", errors.New("a line is larger than 8 MiB")
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return strings.TrimRight(string(line), "\r\n"), err
		}
	}
}

// inBandError finds an error object where an answer should be: {"error": …}
// of most servers, {"object": "error"} of vLLM.
func (d *doer) inBandError(data []byte) error {
	if !bytes.Contains(data, []byte(`"error"`)) {
		return nil // most events; spare the second parse
	}
	var shape struct {
		Error  json.RawMessage `json:"error"`
		Object string          `json:"object"`
	}
	if json.Unmarshal(data, &shape) != nil {
		return nil
	}
	if shape.Object != "error" && (len(shape.Error) == 0 || string(shape.Error) == "null") {
		return nil
	}
	said, code := serverMessage(data)
	kind := kindOf(0, strings.ToLower(said+" "+code))
	if kind == BadRequest {
		kind = Server
	}
	return &Error{Kind: kind, Message: "endpoint failed in the middle of the answer: " + d.redact(said)}
}
