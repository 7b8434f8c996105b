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

// normalize turns the body of a good status into the stream that go-openai
// reads right, whatever the server made of it: events, JSON in one piece, or a
// web page, which is an error.
func (t *try) normalize(r *http.Response) (io.ReadCloser, error) {
	if e := r.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return nil, &Error{Kind: Protocol, Message: "endpoint answered in an encoding that was not asked for: " + t.client.config.redact(e)}
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	reader := bufio.NewReader(limit(r.Body, maxBody))
	first, err := firstByte(reader)
	switch {
	case kind == "text/html" || first == '<':
		defer r.Body.Close()
		page, _ := io.ReadAll(io.LimitReader(reader, maxError))
		return nil, t.pageError(page)
	case first == '{' || first == '[':
		defer r.Body.Close()
		return t.wholeAnswer(reader)
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
	return &Error{Kind: Protocol, Message: "endpoint answered with a web page: " + t.client.config.redact(pageTitle(string(page))),
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

// wholeAnswer turns an answer that came in one piece into a stream. Several
// values behind each other are the events of a stream without their names.
func (t *try) wholeAnswer(r io.Reader) (io.ReadCloser, error) {
	data, err := io.ReadAll(limit(r, maxEvent))
	if err != nil {
		return nil, broken(err)
	}
	var syntax *json.SyntaxError
	switch err := json.Unmarshal(data, new(json.RawMessage)); {
	case errors.As(err, &syntax) && syntax.Offset == int64(len(data)):
		return nil, broken(err)
	case errors.As(err, &syntax):
		lines := bufio.NewReader(bytes.NewReader(data))
		return &eventReader{try: t, in: lines, body: io.NopCloser(nil)}, nil
	}
	chunk, err := t.chunk(data, false, false)
	if err != nil {
		return nil, err
	}
	if len(chunk.Choices) == 0 && !bytes.Contains(data, []byte(`"choices"`)) {
		return nil, t.noAnswer(data)
	}
	frame, err := json.Marshal(chunk)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(strings.NewReader(fmt.Sprintf("data: %s\n\ndata: [DONE]\n\n", frame))), nil
}
