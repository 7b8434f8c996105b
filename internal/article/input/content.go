// Package input turns the bytes that people have into text, once for all who
// read it. It hides encodings and how kinds are told: an input is decided to be
// a page, a feed or a text in one place.
package input

import (
	"bytes"
	"strings"

	"newsbrief/internal/frontmatter"
)

// Content is what an input holds.
type Content struct {
	Kind Kind
	// Text is decoded, as it stands, without a byte order mark. It is "" for PDF,
	// Archive and Mail.
	Text string
	// Head is the head of Text, where it has one.
	Head frontmatter.Head
	// Mark is the byte order mark of UTF-8, where there is one.
	Mark string
	// Data is the input where Text is "".
	Data []byte
	// Encoding is what Text was in, as utf-8; "" where it was no text.
	Encoding string

	junk int // bytes that a program printed before a page by mistake
}

// Origin is what is known of an input besides its bytes.
type Origin struct {
	Name        string // a path or address, whose ending may tell the kind
	Kind        Kind   // obeyed where not empty
	Encoding    string // obeyed where not empty
	ContentType string // of HTTP
	// Document is set where the input comes back as what it is: by their names
	// Markdown and pages count also where there is no article in them.
	Document bool
	Titles   bool // lines of JSON with a title alone are articles
}

const byteOrderMark = "\uFEFF"

// Read decodes an input that holds one article. Errors are of type *Refusal;
// feeds and JSON lines are one.
func Read(data []byte, origin Origin) (*Content, error) {
	kind, err := origin.Sniff(data)
	switch {
	case err != nil:
		return nil, err
	case kind == Feed || kind == Lines || kind == Mbox:
		return nil, Refuse("holds several articles", "")
	case kind == PDF || kind == Archive || kind == Mail:
		return &Content{Kind: kind, Data: data}, nil
	}
	text, encoding, err := decoded(data, origin.Encoding, origin.ContentType)
	if err != nil {
		return nil, err
	}
	c := FromText(origin.Name, text)
	c.Encoding = canonical(encoding)
	if origin.Kind != "" {
		c.Kind = origin.Kind
	}
	if bytes.HasPrefix(data, []byte(byteOrderMark)) {
		c.Mark = byteOrderMark
	}
	return c, nil
}

// FromText is the content of a text of the name, whatever it looks like.
func FromText(name, text string) *Content {
	c := &Content{Text: strings.TrimPrefix(text, byteOrderMark)}
	c.Mark = text[:len(text)-len(c.Text)]
	c.Head = headOf(name, c.Text)
	c.Kind = textKind(name, c.Body())
	if body := c.Body(); c.Kind != HTML || isNamed(name, htmlEndings()) {
		at := behindJunk(body[:min(len(body), HeadSize)])
		if at > 0 && isHTML("", body[at:min(len(body), at+HeadSize)]) {
			c.Kind, c.junk = HTML, at
		}
	}
	if c.Head.Format != frontmatter.None && c.Kind != HTML {
		c.Kind = Markdown
	}
	return c
}

// Body is the text behind the head.
func (c *Content) Body() string { return c.Text[c.Head.Body+c.junk:] }

// Empty is the error of an input without text.
func Empty() error { return Refuse("is empty: there is no text to read", "") }

// Verbatim is the text of an input of whatever kind, as it stands.
func Verbatim(data []byte, encoding string) (string, error) {
	switch kind, err := (Origin{}).Sniff(data); {
	case kind == binary || kind == empty:
		return "", err
	case kind == PDF || kind == Archive:
		return "", Refuse("is not plain text", "save its text first: newsbrief extract FILE")
	}
	return Decode(data, encoding, "")
}
