package render

import (
	"cmp"
	"fmt"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/document"
	"newsbrief/internal/plain"
	"newsbrief/prompts"
	"newsbrief/result"
)

// What the page's templates show.
type (
	htmlArticle struct {
		N                 int // of the page
		Several           bool
		Late              bool // the page's script makes its elements when it is opened
		Title, About, URL string
		Counts            string
		Doubts            int
		Warnings          []string
		Source            htmlSpeech // the article's
		Lines             htmlSpeech // the result's
		Bullets           []htmlLine
		Tables            []htmlTable
		Passages          *htmlPassages
		Text              []htmlParagraph
		Quotes            bool   // Text is no more than the sentences cited
		Stored            string // an output as it stands
		Note              string // why there is no more
	}
	// htmlSpeech is a language and its direction, as attributes say it.
	htmlSpeech struct{ Lang, Dir string }
	htmlLine   struct {
		Parts    []htmlPart
		Evidence string // ids of sentences
		Cites    []htmlCite
		Doubt    string // the status, where it is doubtful
		Reasons  []htmlReason
	}
	htmlPart   struct{ Text, Reason string } // Reason is the id of what is wrong with it
	htmlCite   struct{ ID, Sentence string }
	htmlReason struct{ ID, Reason, Quote string }
	htmlTable  struct {
		Title, First, Second string
		Rows                 []htmlRow
	}
	htmlRow struct {
		First, Second string
		htmlLine
	}
	htmlPassages struct {
		Bilingual bool
		From, To  string
		Rows      []htmlPassage
	}
	htmlPassage struct {
		Source string
		htmlLine
	}
)

// speech is what is known of a text's language; where that is nothing, its own
// letters tell its direction.
func speech(tag string) htmlSpeech {
	tag = plain.Line(tag)
	switch {
	case tag == "" || tag == "und":
		return htmlSpeech{"", "auto"}
	case document.RightToLeft(tag):
		return htmlSpeech{tag, "rtl"}
	}
	return htmlSpeech{tag, "ltr"}
}

// newArticle is what a page says of every article.
func newArticle(s result.Source, u result.Usage, warnings []result.Warning) *htmlArticle {
	a := &htmlArticle{
		Title: cmp.Or(plain.Line(s.Title), plain.Line(s.Name)), About: about(s, u), URL: plain.Line(s.URL),
		Source: speech(s.Language),
	}
	for _, w := range warnings {
		a.Warnings = append(a.Warnings, plain.Line(w.Message))
	}
	return a
}

// about is what is known of an article besides its title, and who was asked.
func about(s result.Source, u result.Usage) string {
	name := ""
	if s.Title != "" {
		name = s.Name
	}
	model := u.Model
	if u.Backend == "offline" {
		model = "offline engine"
	}
	var list []string
	for _, p := range []string{s.Byline, s.Published, name, countOf(s.Words, "word"), model} {
		if p = plain.Line(p); p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, " · ")
}

// htmlBrief is the brief as article n of a page.
func htmlBrief(b *result.Brief, of *article.Article, n int) *htmlArticle {
	a := newArticle(b.Source, b.Usage, b.Warnings)
	m := &marker{n: n, article: of, cited: map[int]string{}}
	a.Lines = speech(b.Language)
	for _, bullet := range b.Bullets {
		a.Bullets = append(a.Bullets, m.bullet(bullet))
	}
	a.Tables = m.tables(b)
	a.Text, a.Quotes = m.text()
	for _, l := range a.Bullets {
		a.count(l)
	}
	lines := len(a.Bullets)
	for _, t := range a.Tables {
		for _, row := range t.Rows {
			a.count(row.htmlLine)
		}
		lines += len(t.Rows)
	}
	a.Counts = countOf(lines, "line")
	return a
}

func (a *htmlArticle) count(l htmlLine) {
	if l.Doubt != "" {
		a.Doubts++
	}
}

// htmlTranslation is the translation as article n of a page.
func htmlTranslation(t *result.Translation, n int, bilingual bool) *htmlArticle {
	a := newArticle(t.Source, t.Usage, t.Warnings)
	a.Source, a.Lines = speech(t.From), speech(t.To)
	m := &marker{n: n}
	p := &htmlPassages{Bilingual: bilingual, From: prompts.LanguageName(t.From), To: prompts.LanguageName(t.To)}
	for _, s := range t.Segments {
		row := htmlPassage{plain.Line(s.Source), m.line(s.Target, s.Status, s.Claims)}
		a.count(row.htmlLine)
		p.Rows = append(p.Rows, row)
	}
	a.Passages, a.Counts = p, countOf(len(t.Segments), "passage")
	return a
}

// Stored puts the output of an earlier run on a page, as it stands. Markup is
// passed over: then text is empty.
func (w *Writer) Stored(name, output, text string, doubtful bool) error {
	w.count++
	a := &htmlArticle{Title: plain.Line(name), Counts: "from an earlier run", Stored: plain.Clean(text), Source: speech(""), Lines: speech("")}
	a.Note = fmt.Sprintf("Made by an earlier run: %s", plain.Line(output))
	if doubtful {
		a.Doubts = 1
		a.Warnings = []string{"It holds a claim that the article does not bear out."}
	}
	html, err := w.article(a)
	if err != nil {
		return err
	}
	return w.print(html)
}

// doubt names a status that is not good.
func doubt(s result.Status) string {
	if s == "" || s.Good() {
		return ""
	}
	return string(s)
}
