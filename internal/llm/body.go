package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// normalize turns the body of a good status into the stream that go-openai
// reads right, whatever the server made of it: events, JSON in one piece, or a
// web page, which is an error.
func (t *try) normalize(r *http.Response) (io.ReadCloser, error) {
	if e := r.Header.Get("Content-Encoding"); compressed(e) {
		return nil, &Error{Kind: Protocol, Message: "endpoint answered in an encoding that was not asked for: " + t.client.config.redact(e)}
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
