package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"newsbrief/internal/llm/wire"
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
	first    *wire.Piece // of what was read already; nil: none
	stray    string      // the first text that is no part of an answer
	answer   wire.Reader
	texts    wire.Deltas
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
func (e *eventReader) next() (*wire.Piece, error) {
	if first := e.first; first != nil {
		e.first = nil
		return first, nil
	}
	for !e.done {
		if c, err := e.read(); c != nil || err != nil {
			return c, err
		}
	}
	if rest := e.texts.Rest(); rest != "" {
		return &wire.Piece{Choices: []wire.Choice{{Text: rest}}}, nil
	}
	return nil, io.EOF
}

// read reads one event; nil where it holds no piece of the answer.
func (e *eventReader) read() (*wire.Piece, error) {
	got, err := e.event()
	if got.Stale() {
		got.Decode()
	}
	switch {
	case wire.IsDone(string(got.Data)):
		return nil, e.marked()
	case len(got.Data) > 0 && (err == nil || got.Valid()):
		return e.piece(got)
	case err != nil:
		return nil, e.ended(err)
	}
	return nil, nil
}

// marked is the end mark, which proves nothing where no answer came before.
func (e *eventReader) marked() error {
	switch {
	case !e.begun && e.stray != "":
		return e.noEvents()
	case !e.finished && e.try.endpoint.finishes.Load():
		return endedEarly()
	}
	e.done = true
	return nil
}

// endedEarly is the error of an answer that the server calls done and not finished, as
// some do when another request comes.
func endedEarly() error {
	return &Error{Kind: Broken, Message: "the answer broke off: the endpoint ended it before it was finished",
		Hint: "does the server take one request at a time? Then --jobs 1"}
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
func (e *eventReader) piece(got wire.Event) (*wire.Piece, error) {
	if got.Name != "error" && got.Data[0] != '{' && got.Data[0] != '[' {
		e.keepStray(string(got.Data))
		return nil, nil
	}
	chunk, err := e.try.piece(&e.answer, got, e.begun)
	if err != nil {
		if e.finished {
			return nil, nil // what follows a finished answer is no matter
		}
		return nil, err
	}
	e.begun = e.begun || len(chunk.Choices) > 0
	for i, c := range chunk.Choices {
		if chunk.Choices[i].Text, err = e.texts.Next(c.Text); err != nil {
			return nil, &Error{Kind: Broken, Message: "the answer broke off: " + err.Error()}
		}
		if c.Text != "" || c.Reasoning != "" || c.Refusal != "" {
			e.try.deadline.token()
		}
		if c.Finish != "" {
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

// event reads lines up to the next blank one, or until the data is whole.
func (e *eventReader) event() (got wire.Event, err error) {
	for {
		line, err := e.line()
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "" && (err != nil || got.Data != nil || got.Name != ""):
			return got, err
		case strings.HasPrefix(line, "{"):
			field, value = "data", line
		case field == "error": // llama.cpp, before 2025
			got.Name, field = "error", "data"
		case field == "event":
			got.Name = value
		case line != "" && field != "" && field != "data" && field != "id" && field != "retry":
			e.keepStray(line)
		}
		if field == "data" && got.Add(value) {
			return got, err
		}
		if len(got.Data) > maxEvent {
			return wire.Event{Name: got.Name}, tooLarge("an event of the answer", maxEvent)
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
	message := "endpoint answered with a web page: " + t.endpoint.config.redact(wire.PageTitle(string(page)))
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
	whole := wire.Event{Data: data}
	whole.Decode()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) || err == nil && whole.IsPart():
		lines := bufio.NewReader(io.MultiReader(&read, in))
		return &eventReader{try: t, in: lines, body: body}, nil
	case err != nil:
		return nil, broken(err)
	}
	var answer wire.Reader
	chunk, err := t.piece(&answer, whole, false)
	if err != nil {
		return nil, err
	}
	if len(chunk.Choices) == 0 && !bytes.Contains(data, []byte(`"choices"`)) {
		return nil, t.noAnswer(data)
	}
	return &eventReader{try: t, in: in, body: body, first: chunk, done: true}, nil
}

// noAnswer is the error of JSON that is neither an answer nor an error.
func (t *try) noAnswer(data []byte) error {
	return &Error{Kind: Protocol,
		Message: "endpoint answered with JSON that is no answer: " + t.endpoint.config.redact(string(data)),
		Hint:    "is the base URL right? Most end in /v1"}
}

// piece is the piece of an answer that an event holds, or the error that stands in its
// place. begun says that a part of the answer came before.
func (t *try) piece(answer *wire.Reader, v wire.Event, begun bool) (*wire.Piece, error) {
	p, said, err := answer.Piece(v)
	switch {
	case said != nil:
		return nil, t.inBandError(*said, begun)
	case err == wire.ErrDamaged:
		return nil, &Error{Kind: Broken, Message: "an event of the answer is damaged"}
	case err != nil:
		return nil, t.noAnswer(v.Data)
	}
	return p, nil
}
