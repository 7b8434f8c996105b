// Package mail reads e-mails, mailboxes, and pages that a browser saved as MHTML. It
// hides how parts, characters and quotations are written there.
package mail

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"newsbrief/internal/article/input"
)

// Message is what a message says. HTML or Text is its body; both are "" where it has
// only other parts.
type Message struct {
	Title, Byline, Published, URL string // Published is in ISO 8601
	HTML, Text                    string
	Page                          bool     // it is a page that was saved, not a letter
	LeftOut                       []string // what of the body is not in Text
}

// Most that a message holds: parts in one another, and parts.
const (
	maxDepth = 20
	maxParts = 1000
)

// Read reads one message. Errors are of type *input.Refusal.
func Read(data []byte) (*Message, error) {
	m, err := mail.ReadMessage(bytes.NewReader(withoutEnvelope(data)))
	if err != nil {
		return nil, input.Refuse("is an e-mail that cannot be read: "+err.Error(), "")
	}
	r := &reader{}
	header := textproto.MIMEHeader(m.Header)
	if err := r.part(header, m.Body, 0); err != nil {
		return nil, err
	}
	message := &Message{
		Title: decodeWords(m.Header.Get("Subject")), Byline: sender(m.Header.Get("From")),
		Published: date(m.Header.Get("Date")), HTML: r.html, Text: r.text,
	}
	location := cmp.Or(m.Header.Get("Snapshot-Content-Location"), m.Header.Get("Content-Location"))
	if message.Page = location != "" || strings.HasPrefix(m.Header.Get("From"), "<Saved by "); message.Page {
		message.URL = location
		message.Byline, message.Published = "", "" // who saved it, and when
	}
	if message.HTML == "" {
		message.Text, message.LeftOut = letter(r.text)
	} else {
		message.Text = ""
	}
	return message, nil
}

// withoutEnvelope drops the line that stands before a message in a mailbox.
func withoutEnvelope(data []byte) []byte {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")
	if bytes.HasPrefix(data, []byte("From ")) {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	return data
}

// reader walks through the parts.
type reader struct {
	html, text string
	parts      int
}

// part reads a part: the first HTML and all plain texts, but for what is attached.
func (r *reader) part(header textproto.MIMEHeader, body io.Reader, depth int) error {
	if r.parts++; r.parts > maxParts || depth > maxDepth {
		return input.Refusef("is an e-mail of more than %d parts, or %d in one another", maxParts, maxDepth)
	}
	kind := cmp.Or(header.Get("Content-Type"), "text/plain")
	media, params, err := mime.ParseMediaType(kind)
	if err != nil && media == "" {
		media = "text/plain"
	}
	disposition, _, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
	major, _, _ := strings.Cut(media, "/")
	switch {
	case major == "multipart" && params["boundary"] != "":
		return r.multipart(multipart.NewReader(body, params["boundary"]), depth)
	case disposition == "attachment", media != "text/plain" && media != "text/html" && media != "message/rfc822":
		return nil
	case media == "message/rfc822" && r.text+r.html == "":
		return r.forwarded(body, depth)
	}
	text, err := decode(header, body, kind)
	if err != nil {
		return err
	}
	switch {
	case media == "text/html":
		r.html = cmp.Or(r.html, text)
	case media == "text/plain":
		if strings.EqualFold(params["format"], "flowed") {
			text = unflowed(text, strings.EqualFold(params["delsp"], "yes"))
		}
		r.text = strings.TrimSpace(r.text + "\n\n" + text)
	}
	return nil
}

func (r *reader) multipart(parts *multipart.Reader, depth int) error {
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return nil // the last one, or the message is cut: what came is what there is
		}
		if err := r.part(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

func (r *reader) forwarded(body io.Reader, depth int) error {
	m, err := mail.ReadMessage(body)
	if err != nil {
		return nil
	}
	return r.part(textproto.MIMEHeader(m.Header), m.Body, depth+1)
}

// decode is a part's text. One that is cut off is what came of it.
func decode(header textproto.MIMEHeader, body io.Reader, contentType string) (string, error) {
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, &letters{body})
	}
	data, _ := io.ReadAll(body)
	return input.Decode(data, "", contentType)
}

// letters passes on what base64 is made of.
type letters struct{ io.Reader }

func (l *letters) Read(p []byte) (int, error) {
	for {
		n, err := l.Reader.Read(p)
		kept := 0
		for _, c := range p[:n] {
			if c > ' ' && c < 0x7F {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}

// decodeWords reads =?utf-8?q?words?= of whatever encoding.
func decodeWords(value string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	text, err := d.DecodeHeader(value)
	if err != nil {
		return value
	}
	return strings.TrimSpace(text)
}

// sender is the name in an address, else the address.
func sender(from string) string {
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
	list, err := parser.ParseList(from)
	if err != nil || len(list) == 0 {
		name, _, _ := strings.Cut(decodeWords(from), "<")
		return strings.Trim(name, "\" ")
	}
	var names []string
	for _, a := range list {
		names = append(names, cmp.Or(a.Name, a.Address))
	}
	return strings.Join(names, ", ")
}

func date(value string) string {
	t, err := mail.ParseDate(value)
	if err != nil {
		return ""
	}
	return t.Format(time.RFC3339)
}
