package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"newsbrief/internal/check"
	"newsbrief/internal/plain"
	"newsbrief/summarize"
)

var (
	//go:embed page/page.html
	pageTemplate string
	//go:embed page/page.css
	pageStyle string
	//go:embed page/page.js
	pageScript string
)

var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").
		Funcs(template.FuncMap{"script": func() template.JS { return template.JS(pageScript) }}).
		Parse(pageTemplate))
})

// pagePolicy allows the page its own style and script, and nothing else: no
// request, whatever an article or a model writes.
func pagePolicy() string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(pageStyle) + "; script-src " + hash(pageScript)
}

func expand(name string, data any) (string, error) {
	var out strings.Builder
	err := page().ExecuteTemplate(&out, name, data)
	return out.String(), err
}

// htmlHead begins the page. Its title is the article's where there is one.
func htmlHead(b *summarize.Brief, o Options) (string, error) {
	title, lang := titleOf(b), plain.Line(b.Source.Language)
	if o.Several {
		title, lang = "Briefs", ""
	}
	return expand("head", map[string]any{
		"Title": title, "Lang": known(lang), "Several": o.Several, "Policy": pagePolicy(), "Style": template.CSS(pageStyle),
	})
}

// htmlFoot ends the page with what was counted.
func htmlFoot(briefs, doubtful int) (string, error) {
	text := ""
	if briefs > 1 {
		text = fmt.Sprintf("%d articles, %d with lines that their article does not bear out.", briefs, doubtful)
	}
	return expand("foot", text)
}

func known(language string) string {
	if language == "und" {
		return ""
	}
	return language
}

func titleOf(b *summarize.Brief) string {
	if title := plain.Line(b.Source.Title); title != "" {
		return title
	}
	return plain.Line(b.Source.Name)
}

type (
	htmlArticle struct {
		Several                         bool
		Title, About, URL, Lang, Counts string
		Warnings                        []string
		Bullets                         []htmlLine
		Tables                          []htmlTable
		Paragraphs                      [][]htmlSentence
	}
	htmlLine struct {
		Parts    []htmlPart
		Cites    []htmlCite
		Evidence string // ids of sentences
		Reasons  []htmlReason
		Doubtful bool
	}
	htmlPart struct {
		Text string
		Bad  bool
	}
	htmlCite struct {
		Sentence int
		ID       string
	}
	htmlReason struct{ Reason, Quote string }
	htmlTable  struct {
		Title, First, Second string
		Rows                 []htmlRow
	}
	htmlRow struct {
		First, Second string
		Cite          htmlCite
		Evidence      string
		Reasons       []htmlReason
		Doubtful      bool
	}
	htmlSentence struct{ ID, Text string }
)

// htmlBrief returns one article of the page; n counts them.
func htmlBrief(b *summarize.Brief, n int, o Options) (string, error) {
	id := func(sentence int) string { return fmt.Sprintf("a%d-s%d", n, sentence) }
	a := htmlArticle{
		Several: o.Several, Title: titleOf(b), About: about(b.Source), URL: plain.Line(b.Source.URL),
		Lang: known(plain.Line(b.Source.Language)), Counts: counts(b), Tables: htmlTables(b, id), Paragraphs: htmlText(b, id),
	}
	for _, w := range b.Warnings {
		a.Warnings = append(a.Warnings, plain.Line(w.Message))
	}
	for _, bullet := range b.Bullets {
		a.Bullets = append(a.Bullets, htmlBullet(bullet, id))
	}
	return expand("article", a)
}

// about is what is known of an article besides its title.
func about(s summarize.Source) string {
	parts := []string{s.Byline, s.Published}
	if s.Title != "" {
		parts = append(parts, s.Name)
	}
	parts = append(parts, fmt.Sprintf("%d words", s.Words))
	var list []string
	for _, p := range parts {
		if p = plain.Line(p); p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, " · ")
}

// counts is "5 lines, 1 doubtful".
func counts(b *summarize.Brief) string {
	all, doubtful := len(b.Bullets)+len(b.Figures)+len(b.People), 0
	for _, bullet := range b.Bullets {
		if bullet.Doubtful() {
			doubtful++
		}
	}
	for _, t := range tables(b) {
		for _, l := range t.lines {
			if !l.status.Good() {
				doubtful++
			}
		}
	}
	if doubtful == 0 {
		return fmt.Sprintf("%d lines", all)
	}
	return fmt.Sprintf("%d lines, %d doubtful", all, doubtful)
}

func htmlBullet(b summarize.Bullet, id func(int) string) htmlLine {
	line := htmlLine{Parts: htmlParts(b.Text, b.Claims), Reasons: htmlReasons(b.Claims), Doubtful: b.Doubtful()}
	var ids []string
	for _, e := range b.Evidence {
		line.Cites = append(line.Cites, htmlCite{e.Sentence, id(e.Sentence)})
		ids = append(ids, id(e.Sentence))
	}
	line.Evidence = strings.Join(ids, " ")
	return line
}

// htmlParts cuts a line at the claims that its source does not bear out.
func htmlParts(text string, claims []check.Finding) []htmlPart {
	var parts []htmlPart
	from := 0
	for _, c := range claims {
		if !c.Status.Good() && c.Start >= from && c.End > c.Start {
			parts = append(parts, htmlPart{oneLine(text[from:c.Start]), false}, htmlPart{oneLine(text[c.Start:c.End]), true})
			from = c.End
		}
	}
	return append(parts, htmlPart{oneLine(text[from:]), false})
}

func htmlReasons(claims []check.Finding) []htmlReason {
	var list []htmlReason
	for _, c := range claims {
		if !c.Status.Good() {
			list = append(list, htmlReason{reason(c), plain.Line(c.Quote)})
		}
	}
	return list
}

func htmlTables(b *summarize.Brief, id func(int) string) []htmlTable {
	var list []htmlTable
	for _, t := range tables(b) {
		table := htmlTable{Title: t.title, First: t.first, Second: t.second}
		for _, l := range t.lines {
			row := htmlRow{First: l.first, Second: l.second, Reasons: htmlReasons(l.claims), Doubtful: !l.status.Good()}
			if l.evidence != nil {
				row.Cite = htmlCite{l.evidence.Sentence, id(l.evidence.Sentence)}
				row.Evidence = row.Cite.ID
			}
			table.Rows = append(table.Rows, row)
		}
		list = append(list, table)
	}
	return list
}

// htmlText is the article by paragraphs and sentences.
func htmlText(b *summarize.Brief, id func(int) string) [][]htmlSentence {
	if b.Article == nil {
		return nil
	}
	var paragraphs [][]htmlSentence
	last := -1
	for i, s := range b.Article.Sentences {
		if s.Paragraph != last {
			paragraphs, last = append(paragraphs, nil), s.Paragraph
		}
		p := &paragraphs[len(paragraphs)-1]
		*p = append(*p, htmlSentence{id(i + 1), plain.Line(b.Article.Sentence(i + 1))})
	}
	return paragraphs
}
