package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
)

// ErrLarge means that a message has more bytes than it may.
var ErrLarge = errors.New("the message is too large")

// Messages are the messages of a mailbox one at a time, each of most bytes at most
// (mbox, RFC 4155). An error ends them, but for ErrLarge, behind which the others
// follow.
func Messages(from *bufio.Reader, most int64) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var message []byte
		large, blank, midline := false, true, false
		hand := func() bool {
			data := message
			message = nil
			switch {
			case large:
				large = false
				return yield(nil, ErrLarge)
			case len(bytes.TrimSpace(data)) == 0:
				return true
			}
			return yield(data, nil)
		}
		for {
			line, err := from.ReadSlice('\n')
			if blank && !midline && isEnvelope(line) {
				if !hand() {
					return
				}
			} else if !midline && isQuotedFrom(line) {
				line = line[1:]
			}
			blank, midline = !midline && len(bytes.TrimSpace(line)) == 0, err == bufio.ErrBufferFull
			if large = large || int64(len(message)+len(line)) > most; large {
				message = nil
			} else {
				message = append(message, line...)
			}
			switch {
			case err == io.EOF:
				hand()
				return
			case err != nil && err != bufio.ErrBufferFull:
				yield(nil, err)
				return
			}
		}
	}
}

// isEnvelope says whether a line stands above a message: it names a time.
func isEnvelope(line []byte) bool {
	return bytes.HasPrefix(line, []byte("From ")) && bytes.ContainsAny(line, "0123456789")
}

// isQuotedFrom says whether a line is one that began with "From " in the letter.
func isQuotedFrom(line []byte) bool {
	rest := bytes.TrimLeft(line, ">")
	return len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From "))
}
