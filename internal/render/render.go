// Package render prints briefs. It hides the formats, and makes sure that no
// text from outside can steer a terminal or break a document: articles,
// models and file names are all foreign.
package render

import (
	"fmt"
	"io"
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
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
	FormatAtom     Format = "atom" // digests only
)

// Formats are all of them.
var Formats = []Format{FormatText, FormatMarkdown, FormatJSON, FormatJSONL, FormatCSV, FormatHTML, FormatAtom}

// FormatNamed is the format of that name, also by its files' ending; it need not be
// one.
func FormatNamed(name string) Format {
	if name == "md" {
		return FormatMarkdown
	}
	return Format(name)
}

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
	// NoCite leaves the citations of a free text out.
	NoCite bool `json:",omitempty"`
	// Bilingual prints a translation beside its source.
	Bilingual bool
	// Report is set for a page that stands beside the output: translations are
	// articles of it like briefs, and beside their source.
	Report bool `json:"-"` // decides no output
	// Digest is set where the output is one; nil: it is none.
	Digest *Digest `json:"-"` // each run's own
}

// Writer prints results one after another as one document. Each reaches the
// writer below in one Write, but for a text that may be long.
type Writer struct {
	w      io.Writer
	format Format
	o      Options
	count  int // of articles begun
	page   page
	flow   flow

	stories []result.Story // of a digest, where they appear at its end
	used    result.Usage   // by these
	planned bool           // nothing was made: these are plans
}

// New returns a Writer that prints to w. It refuses an unknown format.
func New(w io.Writer, format Format, o Options) (*Writer, error) {
	if slices.Contains(Formats, format) {
		return &Writer{w: w, format: format, o: o, page: page{several: o.Several}}, nil
	}
	return nil, fmt.Errorf("unknown format %q: there are text, markdown, json, jsonl, csv, html and atom", format)
}

// forms are one article's result in the formats that it has. It is part n of a
// page.
type forms struct {
	text, markdown, csv func() string
	page                func(n int) *htmlArticle
	value               func() any // for JSON
}

// put prints them in the writer's format; what has no such form, as JSON.
func (w *Writer) put(f forms) error {
	before, part := w.separator(), ""
	var err error
	own := map[Format]func() string{FormatText: f.text, FormatMarkdown: f.markdown, FormatCSV: f.csv}[w.format]
	switch {
	case own != nil:
		part = own()
	case w.format == FormatHTML && f.page != nil:
		part, err = w.page.add(f.page(w.page.count + 1))
	default:
		part, err = w.encode(f.value())
	}
	if err != nil {
		return err
	}
	return w.print(before + part)
}

// Brief prints one whole brief; a is the article that it is of, nil where its
// text is not known.
func (w *Writer) Brief(b *result.Brief, a *article.Article) error {
	return w.put(forms{
		text:     func() string { return textBrief(b, w.o) },
		markdown: func() string { return markdown(b, w.o) },
		csv:      func() string { return csvRows(b, w.count == 1) },
		page:     func(n int) *htmlArticle { return htmlBrief(b, a, n) },
		value:    func() any { return withLists(*b) },
	})
}

// Begin starts an article whose bullets follow one at a time by Bullet. It is
// for the text format; the others print whole briefs only.
func (w *Writer) Begin(s result.Source) error {
	return w.print(w.separator() + heading(s, w.o))
}

// Bullet prints one bullet of the article begun.
func (w *Writer) Bullet(b result.Bullet) error {
	return w.print(bullet(b, w.o))
}

// Tables prints the figures and people of the article whose bullets Bullet has
// printed.
func (w *Writer) Tables(b *result.Brief) error { return w.print(textTables(b, w.o)) }

// Answer prints the answer to a question.
func (w *Writer) Answer(a *result.Answer) error {
	return w.put(forms{
		text:     func() string { return textAnswer(a, w.o) },
		markdown: func() string { return markdownAnswer(a) },
		value:    func() any { return withAnswers(*a) },
	})
}

// Text prints what a template had written; a is the article that it is of, nil where
// its text is not known.
func (w *Writer) Text(t *result.Text, a *article.Article) error {
	return w.put(forms{
		text:     func() string { return textOf(t, w.o) },
		markdown: func() string { return markdownText(t, w.o) },
		page:     func(n int) *htmlArticle { return htmlText(t, a, n, w.o) },
		value:    func() any { return textLists(*t) },
	})
}

// Passage prints the next statement of the article begun, behind what stands before it.
func (w *Writer) Passage(before string, b result.Bullet) error {
	return w.print(w.flow.passage(before, b, w.o))
}

// EndText ends the text whose statements Passage has printed.
func (w *Writer) EndText(t *result.Text) error { return w.print(w.flow.end(behind(t))) }

// Record prints a value in JSON that a template had written; a is the article that it
// is of, nil where its text is not known.
func (w *Writer) Record(r *result.Record, a *article.Article) error {
	return w.put(forms{
		text:     func() string { return textRecord(r, w.o) },
		markdown: func() string { return markdownRecord(r, w.o) },
		page:     func(n int) *htmlArticle { return htmlBrief(recordLines(r), a, n) },
		value:    func() any { return recordLists(*r) },
	})
}

// Translation prints one translated document: as it is, or beside its source,
// or with all that is known of it.
func (w *Writer) Translation(t *result.Translation) error {
	return w.put(forms{
		text:  func() string { return textTranslation(t, w.o) },
		page:  func(n int) *htmlArticle { return htmlTranslation(t, n, w.o.Bilingual || w.o.Report) },
		value: func() any { return translationLists(*t) },
	})
}

// Article prints the text of one article: alone in the text format, below a
// head with its title, author, date and language in Markdown.
func (w *Writer) Article(a *article.Article) error {
	if w.format != FormatText {
		return w.put(forms{
			markdown: func() string { return markdownArticle(a, w.o.Several) },
			value:    func() any { return a.Result() },
		})
	}
	head := w.separator()
	if w.o.Several {
		head += "==> " + plain.Line(a.Name) + " <==\n"
	}
	for _, part := range []string{head, a.Text, "\n"} { // a text may be long: no copy
		if err := w.print(part); err != nil {
			return err
		}
	}
	return nil
}

// Plan is what a dry run knows of one article: the requests that would be sent.
type Plan struct {
	Kind     string      `json:"kind"` // dry-run
	Name     string      `json:"name"`
	Requests []llm.Draft `json:"requests"`
	Estimate
}

// Estimate is what requests take. Cost is nil where prices are not known.
type Estimate struct {
	PromptTokens     int      `json:"prompt_tokens"`
	CompletionTokens int      `json:"completion_tokens"`
	Cost             *float64 `json:"cost_usd,omitempty"`
}

// String is for people, as "about 812 tokens, 300 more of answer, $0.0008".
func (e Estimate) String() string {
	s := fmt.Sprintf("about %d tokens, and %d of answer", e.PromptTokens, e.CompletionTokens)
	if e.Cost != nil {
		s += fmt.Sprintf(", $%.4f", *e.Cost)
	}
	return s
}

// Plan prints one article's plan.
func (w *Writer) Plan(p Plan) error {
	text := func() string { return textPlan(p) }
	w.planned = true
	if w.format == FormatHTML || w.format == FormatAtom {
		return w.print(w.separator() + text()) // no page: nothing was made
	}
	return w.put(forms{text: text, markdown: text, value: func() any { return p }})
}

// Total closes the plans of several articles.
func (w *Writer) Total(requests int, e Estimate) error {
	if !w.o.Several || w.format != FormatText && w.format != FormatMarkdown {
		return nil
	}
	return w.print(fmt.Sprintf("\ntotal: %s, %s\n", countOf(requests, "request"), e))
}

// Missing tells the articles that failed and how many were not tried. A page of
// several shows them; the other formats hold results only.
func (w *Writer) Missing(failed []Failure, left int) { w.page.missing(failed, left) }

// Failed prints, in JSON lines, what an article's result would be but for an error.
func (w *Writer) Failed(source, reason string) error {
	return w.put(forms{value: func() any {
		return struct {
			Source string `json:"source"`
			Error  string `json:"error"`
		}{plain.Line(source), plain.Line(reason)}
	}})
}

// Stored puts the output of an earlier run on a page, as it stands. Markup is
// passed over: then text is empty.
func (w *Writer) Stored(name, output, text string, doubtful bool) error {
	html, err := w.page.add(htmlStored(name, output, text, doubtful))
	if err != nil {
		return err
	}
	return w.print(html)
}

// Close ends the document; it does not close the writer below.
func (w *Writer) Close() error {
	switch {
	case w.o.Digest != nil && !w.planned:
		return w.closeDigest()
	case w.format == FormatHTML:
		end, err := w.page.end()
		if err != nil {
			return err
		}
		return w.print(end)
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
	if w.array() {
		return encodeValue(value, "  ", "  ")
	}
	return encodeLines(value, w.format == FormatJSON)
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
