package input

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
)

// IsMbox says whether a text begins as a mailbox: with the envelope of a message and
// its header.
func IsMbox(text string) bool {
	envelope, rest, found := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	return found && strings.HasPrefix(envelope, "From ") && strings.ContainsAny(envelope, "0123456789") && IsMail(rest)
}

// mailFields are those that only messages have, and those that a memorandum has too.
var mailFields = []string{
	"received", "return-path", "message-id", "mime-version", "delivered-to", "content-transfer-encoding",
	"dkim-signature", "x-mailer", "in-reply-to", "snapshot-content-location", "newsgroups", "authentication-results",
}

// IsMail says whether a text begins with the header of a message: fields up to an
// empty line, among them one that only messages have, or who sent it from which
// address.
func IsMail(text string) bool {
	fields, sure := 0, false
	for line := range strings.Lines(strings.TrimLeft(text, " \t\r\n")) {
		body := strings.TrimRight(line, "\r\n")
		if body == "" {
			return fields >= 2 && sure
		}
		if body[0] == ' ' || body[0] == '\t' {
			continue
		}
		name, value, ok := strings.Cut(body, ":")
		if !ok || strings.Trim(name, fieldLetters) != "" || name == "" {
			return false
		}
		fields++
		name = strings.ToLower(name)
		sure = sure || slices.Contains(mailFields, name) || name == "from" && strings.Contains(value, "@")
	}
	return fields >= 3 && sure // the header is longer than what is seen
}

const fieldLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func isHTTP(head []byte) bool { return statusOf(head) > 0 }

// statusOf is the status of an HTTP answer that data begins with, 0 where it begins
// otherwise.
func statusOf(data []byte) int {
	line, _, _ := bytes.Cut(data[:min(len(data), 200)], []byte("\n"))
	fields := strings.Fields(string(line))
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") || len(fields[1]) != 3 {
		return 0
	}
	n, err := strconv.Atoi(fields[1])
	if err != nil || n < 100 {
		return 0
	}
	return n
}

// Unwrap takes the header off an HTTP answer as programs print it (curl -i): its body,
// of most bytes when unpacked, and the media type. Answers that led to another before
// it are passed over. An answer that is no success is an error.
func Unwrap(data []byte, most int64) (body []byte, contentType string, err error) {
	for range 20 {
		status := statusOf(data)
		end, skip := headerEnd(data)
		_, fields, _ := bytes.Cut(data[:end], []byte("\n"))
		fields = append(bytes.Clone(fields), "\n\n"...)
		header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(fields))).ReadMIMEHeader()
		if err != nil {
			return nil, "", Refuse("is an HTTP answer that cannot be read: "+err.Error(), "save its body alone")
		}
		data = data[end+skip:]
		switch {
		case isHTTP(data):
			continue
		case status/100 != 2:
			return nil, "", Refusef("is the HTTP answer %d %s, no article", status, http.StatusText(status))
		}
		body, err = unpacked(data, header, most)
		return body, header.Get("Content-Type"), err
	}
	return nil, "", Refuse("is an HTTP answer that leads on and on", "")
}

// headerEnd is where the empty line behind a header begins, and its length.
func headerEnd(data []byte) (end, skip int) {
	crlf, lf := bytes.Index(data, []byte("\r\n\r\n")), bytes.Index(data, []byte("\n\n"))
	switch {
	case crlf >= 0 && (lf < 0 || crlf < lf):
		return crlf, 4
	case lf >= 0:
		return lf, 2
	}
	return len(data), 0
}

// unpacked is a body as it was before it was sent. Programs that print a header may
// have unpacked the body already.
func unpacked(body []byte, header textproto.MIMEHeader, most int64) ([]byte, error) {
	if strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") && isChunked(body) {
		whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
		if err == nil {
			body = whole
		}
	}
	if !bytes.HasPrefix(body, []byte("\x1F\x8B")) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err == nil {
		body, err = io.ReadAll(io.LimitReader(z, most+1))
	}
	switch {
	case err != nil:
		return nil, Refuse("is an HTTP answer whose body cannot be unpacked: "+err.Error(), "")
	case int64(len(body)) > most:
		return nil, Refuse(fmt.Sprintf("unpacks to more than %d bytes", most),
			"raise the limit with --max-bytes if that is meant")
	}
	return body, nil
}

// isChunked says whether a body begins with the size of a chunk.
func isChunked(body []byte) bool {
	line, _, found := bytes.Cut(body[:min(len(body), 100)], []byte("\n"))
	size, _, _ := strings.Cut(strings.TrimSpace(string(line)), ";")
	_, err := strconv.ParseUint(size, 16, 32)
	return found && err == nil
}
