package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
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
	return &Error{Kind: Protocol, Message: "endpoint answered with text that is no answer: " + e.try.client.config.redact(e.stray),
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
