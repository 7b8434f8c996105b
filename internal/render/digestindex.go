package render

import (
	"html/template"
	"io"
	"strings"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// IndexEntry is a story in a file of its own.
type IndexEntry struct {
	File, Title string
	Story       *result.Story // nil: an earlier run made the file
	Usage       result.Usage
}

func (e IndexEntry) title() string {
	if e.Story != nil {
		return plain.Line(e.Story.Headline.Text)
	}
	return plain.Line(e.Title)
}

// Index writes the index of a folder with a file a story: a list of these, in JSON all
// of them.
func Index(to io.Writer, f Format, o Options, entries []IndexEntry, failed []Failure, left int) error {
	w, err := New(to, f, o)
	if err != nil {
		return err
	}
	w.Missing(failed, left)
	for _, e := range entries {
		if e.Story != nil {
			w.stories = append(w.stories, *e.Story)
			w.used.Add(e.Usage)
		}
	}
	switch f {
	case FormatHTML:
		return w.htmlIndex(entries)
	case FormatText, FormatMarkdown:
		return w.print(w.o.Digest.head(nil) + w.listIndex(entries))
	}
	return w.Close()
}

// listIndex is "file: headline", or a link, a line a story.
func (w *Writer) listIndex(entries []IndexEntry) string {
	var out strings.Builder
	if w.format == FormatMarkdown {
		out.WriteString("# News digest\n\n")
	}
	for _, e := range entries {
		if w.format == FormatMarkdown {
			out.WriteString("- [" + escapeMarkdown(e.title()) + "](<" + e.File + ">)\n")
		} else {
			out.WriteString(e.File + ": " + e.title() + "\n")
		}
	}
	return out.String() + textWarnings(w.digest().Warnings, w.format)
}

func (w *Writer) htmlIndex(entries []IndexEntry) error {
	type link struct{ File, Title string }
	var links []link
	for _, e := range entries {
		links = append(links, link{e.File, e.title()})
	}
	var warnings []string
	for _, warning := range w.digest().Warnings {
		warnings = append(warnings, plain.Line(warning.Message))
	}
	return w.document("News digest", "index", map[string]any{
		"Title": "News digest", "Counts": countOfStories(len(links)), "Warnings": warnings, "Links": links,
	})
}

// document prints a page with a template as its body.
func (w *Writer) document(title, body string, data any) error {
	head, err := expand("head", map[string]any{
		"Title": title, "Several": false, "Policy": pagePolicy(), "Style": template.CSS(pageStyle),
	})
	if err != nil {
		return err
	}
	text, err := expand(body, data)
	if err != nil {
		return err
	}
	foot, err := expand("foot", map[string]any{"Several": false})
	if err != nil {
		return err
	}
	return w.print(head + text + foot)
}
