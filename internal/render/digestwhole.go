package render

import (
	"cmp"
	"fmt"
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
func (w *Writer) closeDigest() error {
	d := w.digest()
	switch w.format {
	case FormatHTML:
		return w.digestPage(d)
	case FormatAtom:
		text, err := atomFeed(d, w.o.Digest)
		if err != nil {
			return err
		}
		return w.print(text)
	case FormatText, FormatMarkdown:
		return w.print(textWarnings(d.Warnings, w.format))
	}
	text, err := encodeLines(d, w.format == FormatJSON)
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
