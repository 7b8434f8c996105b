// Package render prints briefs. It hides the formats, and makes sure that no
// text from outside can steer a terminal or break a document: articles,
// models and file names are all foreign.
package render

import (
	"fmt"
	"io"
	"slices"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// Format is the name of an output format.
type Format string

// The formats, as the user names them.
const (
	FormatText     Format = "text"
	FormatMarkdown Format = "markdown"
	FormatJSON     Format = "json"
	FormatJSONL    Format = "jsonl"
	FormatCSV      Format = "csv"  // figures and people only
	FormatHTML     Format = "html" // one page
)

// Formats are all of them.
var Formats = []Format{FormatText, FormatMarkdown, FormatJSON, FormatJSONL, FormatCSV, FormatHTML}

// Options say how briefs look. The zero value is for one article in a file.
type Options struct {
	// Width is the terminal's width in cells for the text format; 0: lines
	// are not wrapped.
	Width int
	// Color is whether the text format may use escape sequences.
	Color bool
	// Several is set where the output holds more than one article: each gets
	// a heading, and JSON becomes an array.
	Several bool
	// Bilingual prints a translation beside its source.
	Bilingual bool
	// Report is set for a page that stands beside the output: translations are
	// articles of it like briefs, and beside their source.
	Report bool `json:"-"` // decides no output
}

// Writer prints briefs one after another as one document. Each Brief reaches
// the writer below in one Write.
type Writer struct {
	w      io.Writer
	format Format
	o      Options
	count  int  // of articles begun
	marked int  // of articles with a doubtful line
	open   bool // a page has begun
	failed []Failure
	left   int // articles that were not tried
}

// New returns a Writer that prints to w. It refuses an unknown format.
func New(w io.Writer, format Format, o Options) (*Writer, error) {
	if slices.Contains(Formats, format) {
		return &Writer{w: w, format: format, o: o}, nil
	}
	return nil, fmt.Errorf("unknown format %q: there are text, markdown, json, jsonl, csv and html", format)
}

// Begin starts an article whose bullets follow one at a time by Bullet. It is
// for the text format; the others print whole briefs only.
func (w *Writer) Begin(s result.Source) error {
	return w.print(w.separator() + heading(s, w.o))
}

// Brief prints one whole brief; a is the article that it is of, nil where its
// text is not known.
func (w *Writer) Brief(b *result.Brief, a *article.Article) error {
	text := w.separator()
	switch w.format {
	case FormatText:
		text += textBrief(b, w.o)
	case FormatMarkdown:
		text += markdown(b, w.o)
	case FormatCSV:
		text += csvRows(b, w.count == 1)
	case FormatHTML:
		html, err := w.article(htmlBrief(b, a, w.count))
		if err != nil {
			return err
		}
		text += html
	default:
		data, err := w.encode(withLists(*b))
		if err != nil {
			return err
		}
		text += data
	}
	return w.print(text)
}

// Bullet prints one bullet of the article begun.
func (w *Writer) Bullet(b result.Bullet) error {
	return w.print(bullet(b, w.o))
}

// Tables prints the figures and people of the article whose bullets Bullet has
// printed.
func (w *Writer) Tables(b *result.Brief) error { return w.print(textTables(b, w.o)) }

// Close ends the document; it does not close the writer below.
func (w *Writer) Close() error {
	switch {
	case w.format == FormatHTML:
		return w.closePage()
	case !w.array():
		return nil
	case w.count == 0:
		return w.print("[]\n")
	}
	return w.print("\n]\n")
}

// array reports whether the document is one JSON array.
func (w *Writer) array() bool { return w.format == FormatJSON && w.o.Several }

// encode returns a value as an array's element, an object or a line.
func (w *Writer) encode(value any) (string, error) {
	switch {
	case w.array():
		return encodeValue(value, "  ", "  ")
	case w.format == FormatJSON:
		s, err := encodeValue(value, "", "  ")
		return s + "\n", err
	}
	s, err := encodeValue(value, "", "")
	return s + "\n", err
}

// separator counts one more article and returns what stands before it.
func (w *Writer) separator() string {
	w.count++
	first := w.count == 1
	switch {
	case w.array() && first:
		return "[\n  "
	case w.array():
		return ",\n  "
	case first || w.format == FormatJSON || w.format == FormatJSONL || w.format == FormatCSV || w.format == FormatHTML:
		return ""
	}
	return "\n"
}

// print hands text to the writer below in one piece.
func (w *Writer) print(text string) error {
	if text == "" {
		return nil
	}
	_, err := io.WriteString(w.w, text)
	return err
}
