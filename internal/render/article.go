package render

import (
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// Article prints the text of one article: alone in the text format, below its
// title, author and date in Markdown.
func (w *Writer) Article(a *article.Article) error {
	text := w.separator()
	switch w.format {
	case FormatText:
		if w.o.Several {
			text += "==> " + plain.Line(a.Name) + " <==\n"
		}
		for _, part := range []string{text, a.Text, "\n"} { // a text may be long: no copy
			if err := w.print(part); err != nil {
				return err
			}
		}
		return nil
	case FormatMarkdown:
		text += markdownArticle(a)
	default:
		e := result.Article{Schema: result.Schema, Kind: "article", Source: a.About(), Text: a.Text, Sentences: []result.Sentence{}}
		for _, s := range a.Sentences {
			e.Sentences = append(e.Sentences, result.Sentence{Start: s.Start, End: s.End, Paragraph: s.Paragraph + 1})
		}
		data, err := w.encode(e)
		if err != nil {
			return err
		}
		text += data
	}
	return w.print(text)
}

// markdownArticle leaves the text unescaped: it uses Markdown's own marks. A
// title that stands in the text already is not repeated.
func markdownArticle(a *article.Article) string {
	var out strings.Builder
	first, _, _ := strings.Cut(strings.TrimLeft(a.Text, "# "), "\n")
	if a.Title != "" && a.Title != first {
		out.WriteString("# " + escapeMarkdown(a.Title) + "\n\n")
	}
	var about []string
	for _, s := range []string{a.Byline, a.Published, a.URL} {
		if s != "" {
			about = append(about, escapeMarkdown(s))
		}
	}
	if len(about) > 0 {
		out.WriteString("*" + strings.Join(about, " · ") + "*\n\n")
	}
	return out.String() + a.Text + "\n"
}
