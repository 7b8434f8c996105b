// Package extract makes clean text of what an article comes in: newsbrief extract
// for Go programs. It prints nothing and remembers nothing; any number of goroutines
// may use it.
package extract

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/result"
)

// Options of reading one article. All may be left out.
type Options struct {
	// URL is where it was fetched from: a paywall, or a question for consent, that
	// stands in the article's place is an error then. From fetches nothing.
	URL string
	// ContentType is that of the HTTP answer, which may name the encoding.
	ContentType string
	Encoding    string // as windows-1251; "": told by the input
	MaxBytes    int64  // that the input may have; 0: 20 MiB
}

// ErrTooLarge means that the input has more than MaxBytes.
var ErrTooLarge = errors.New("is too large")

// ErrPDF means that the input is a PDF and this machine has no pdftotext, which
// reads PDFs here, in a process of its own.
var ErrPDF = errors.New("is a PDF, which needs pdftotext (poppler-utils)")

// From reads the article of an input that holds one: plain text, Markdown, HTML,
// PDF, EPUB or DOCX, told by its content, and between kinds of text by the ending
// of name, which is the result's Source.Name too. Title, Byline, Published and
// Language of its Source are what the input says, "" or "und" where nobody tells;
// Text is UTF-8 without markup but Markdown's for headings, lists and quotations;
// Sentences are byte offsets in Text.
//
// An error says what is wrong with the input: it is no text, empty, damaged, in an
// unknown encoding, or holds several articles, as feeds and JSON lines do. ctx ends
// the reading of a PDF; it does not interrupt r.
func From(ctx context.Context, name string, r io.Reader, o Options) (*result.Article, error) {
	limit := cmp.Or(o.MaxBytes, 20<<20)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, err
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case int64(len(data)) > limit:
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	c, err := input.Read(data, input.Origin{Name: name, Encoding: o.Encoding, ContentType: o.ContentType})
	if err != nil {
		return nil, err
	}
	// The command reads PDFs without pdftotext by running itself; a program that
	// imports this package must not be run in its place.
	if _, missing := exec.LookPath("pdftotext"); c.Kind == input.PDF && missing != nil {
		return nil, ErrPDF
	}
	a, err := article.From(ctx, c, o.URL)
	if err != nil {
		return nil, err
	}
	a.Name = name
	return a.Result(), nil
}
