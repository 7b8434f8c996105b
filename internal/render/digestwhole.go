package render

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// Digest is what a digest says besides its stories. It decides how a document looks
// that has some.
type Digest struct {
	ID      string           // of the feed, as a URN
	Latest  time.Time        // of the articles; zero: not known
	Read    int              // articles
	Part    bool             // a document is one story of it
	Asked   result.Usage     // who was, before anything was taken
	Missing []result.Warning // inputs that could not be read
	Matter  bool             // Markdown begins with a head (front matter)
}

// Story prints one story of a digest. In the formats that are one value or page it
// appears when the document is closed.
func (w *Writer) Story(s *result.Story, u result.Usage) error {
	if w.format != FormatText && w.format != FormatMarkdown {
		w.stories = append(w.stories, *s)
		w.used.Add(u)
		return nil
	}
	before := w.separator()
	if w.format == FormatText {
		return w.print(before + textStory(*s, w.o))
	}
	if w.count == 1 {
		before = w.o.Digest.head(s)
	}
	return w.print(before + markdownStory(*s, w.o.Digest.Part))
}

// closeDigest ends a digest, and prints it where it is one value or page.
func (w *Writer) closeDigest() (err error) {
	d, text := w.digest(), ""
	switch w.format {
	case FormatHTML:
		text, err = digestPage(d, w.o.Digest)
	case FormatAtom:
		text, err = atomFeed(d, w.o.Digest)
	case FormatText, FormatMarkdown:
		text = textWarnings(d.Warnings, w.format)
	default:
		text, err = encodeLines(d, w.format == FormatJSON)
	}
	if err != nil {
		return err
	}
	return w.print(text)
}

// digest is all that was printed, with what is missing. It has no list that JSON would
// write as null.
func (w *Writer) digest() result.Digest {
	d := result.Digest{
		Schema: result.Schema, Kind: "digest", Stories: list(w.stories), Warnings: list(w.o.Digest.Missing),
		Usage: w.o.Digest.Asked,
	}
	d.Usage.Add(w.used)
	for i := range d.Stories {
		d.Stories[i].Warnings = list(d.Stories[i].Warnings)
	}
	d.Warnings = append(d.Warnings, missingStories(w.page.failed, w.page.left)...)
	return d
}

// missingStories tell which stories a digest lacks.
func missingStories(failed []Failure, left int) (warnings []result.Warning) {
	for _, f := range failed {
		warnings = append(warnings, result.Warning{Code: "failed", Message: f.Name + ": " + f.Reason})
	}
	if left > 0 {
		text := "one more story is not told"
		if left > 1 {
			text = fmt.Sprintf("%d more stories are not told", left)
		}
		warnings = append(warnings, result.Warning{Code: "unfinished", Message: text})
	}
	return warnings
}

// textWarnings tell at the end of a text what it lacks.
func textWarnings(warnings []result.Warning, f Format) string {
	if len(warnings) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("\n")
	for _, w := range warnings {
		if f == FormatMarkdown {
			out.WriteString("- **Missing:** " + escapeMarkdown(plain.Line(w.Message)) + "\n")
		} else {
			out.WriteString("! " + plain.Line(w.Message) + "\n")
		}
	}
	return out.String()
}

// head is the front matter of a document that begins with the story; "" where none is
// wanted.
func (d *Digest) head(s *result.Story) string {
	if !d.Matter {
		return ""
	}
	title, latest, sources := "News digest", d.Latest, ""
	if d.Part && s != nil {
		title, latest = s.Headline.Text, latestOf(s)
		for _, source := range s.Sources {
			sources += "  - " + quoted(cmp.Or(source.URL, source.Name)) + "\n"
		}
		sources = "sources:\n" + sources
	}
	text := "---\ntitle: " + quoted(title) + "\n"
	if !latest.IsZero() {
		text += "date: " + latest.Format(time.DateOnly) + "\n"
	}
	return text + "tags: [digest]\n" + sources + "---\n\n"
}

// latestOf is when the latest source of a story was published; zero: not known.
func latestOf(s *result.Story) (latest time.Time) {
	for _, source := range s.Sources {
		if from, _ := article.When(source.Published, source.Language); from.After(latest) {
			latest = from
		}
	}
	return latest
}

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
	page, err := document("News digest", "index", map[string]any{
		"Title": "News digest", "Counts": countOfStories(len(links)), "Warnings": warnings, "Links": links,
	})
	if err != nil {
		return err
	}
	return w.print(page)
}
