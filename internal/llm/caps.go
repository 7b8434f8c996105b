package llm

import (
	"fmt"
	"io"
)

// The most bytes, after decompression, that parts of an answer may have. What
// is larger comes from a broken or hostile server.
const (
	maxHeaders = 1 << 20
	maxError   = 64 << 10 // the body of a failed answer
	maxEvent   = 8 << 20  // a line or event of a stream, an answer in one piece
	maxSpace   = 1 << 20  // white space before an answer in one piece
	maxBody    = 64 << 20 // a stream, with its wrapping of each token
	maxAnswer  = 2 << 20  // the text of an answer
	maxLine    = 1 << 20  // a line of that text
)

// capped is a reader that fails behind its limit.
type capped struct {
	from io.Reader
	left int64
	most int64
}

func limit(r io.Reader, most int64) io.Reader { return &capped{r, most, most} }

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, tooLarge("the answer", c.most)
	}
	n, err := c.from.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

func tooLarge(what string, most int64) *Error {
	return &Error{Kind: Protocol, Message: fmt.Sprintf("%s is larger than %d MiB", what, most>>20)}
}
