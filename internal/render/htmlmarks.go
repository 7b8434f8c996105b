package render

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// marker makes the lines of one article of a page, and then the article's text
// with the sentences marked that they cite.
type marker struct {
	n       int // of the article
	reasons int
	article *article.Article // nil: its text is not known
	cited   map[int]string   // sentences with their text
}

// bullet is one bullet.
func (m *marker) bullet(b result.Bullet) htmlLine {
	l := m.line(b.Text, b.Status, b.Claims)
	m.cite(&l, b.Evidence, b.Claims)
	return l
}

// line is a line whose claims are judged, with no evidence yet. What a claim
// says is marked and refers to what is wrong with it.
func (m *marker) line(text string, status result.Status, claims []result.Finding) htmlLine {
	l := htmlLine{Doubt: doubt(status)}
	from := 0
	for _, c := range claims {
		if c.Status.Good() {
			continue
		}
		id := m.reason(&l, c)
		if c.Start >= from && c.End > c.Start && c.End <= len(text) {
			l.Parts = append(l.Parts, htmlPart{oneLine(text[from:c.Start]), ""}, htmlPart{oneLine(text[c.Start:c.End]), id})
			from = c.End
		}
	}
	l.Parts = append(l.Parts, htmlPart{oneLine(text[from:]), ""})
	return l
}

// reason adds what is wrong with a claim; a line quotes a sentence once.
func (m *marker) reason(l *htmlLine, c result.Finding) (id string) {
	m.reasons++
	id = fmt.Sprintf("a%d-r%d", m.n, m.reasons)
	quote := plain.Line(c.Quote)
	if slices.ContainsFunc(l.Reasons, func(r htmlReason) bool { return r.Quote == quote }) {
		quote = ""
	}
	l.Reasons = append(l.Reasons, htmlReason{id, reason(c), quote})
	return id
}

// cite adds the sentences that back a line, and lights those that speak
// against it as well.
func (m *marker) cite(l *htmlLine, evidence []result.Evidence, claims []result.Finding) {
	var ids []string
	add := func(sentence int, quote string) string {
		id := fmt.Sprintf("a%d-s%d", m.n, sentence)
		m.cited[sentence] = quote
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		return id
	}
	for _, e := range evidence {
		l.Cites = append(l.Cites, htmlCite{add(e.Sentence, e.Quote), strconv.Itoa(e.Sentence)})
	}
	for _, c := range claims {
		if !c.Status.Good() && c.Sentence > 0 && c.Quote != "" {
			add(c.Sentence, c.Quote)
		}
	}
	l.Evidence = strings.Join(ids, " ")
}

func (m *marker) tables(b *result.Brief) []htmlTable {
	var list []htmlTable
	for _, t := range tables(b) {
		table := htmlTable{Title: t.title, First: t.first, Second: t.second}
		for _, l := range t.lines {
			table.Rows = append(table.Rows, htmlRow{l.first, l.second, m.row(l)})
		}
		list = append(list, table)
	}
	return list
}

func (m *marker) row(t tableLine) htmlLine {
	l := htmlLine{Doubt: doubt(t.status)}
	for _, c := range t.claims {
		if !c.Status.Good() {
			m.reason(&l, c)
		}
	}
	var evidence []result.Evidence
	if t.evidence != nil {
		evidence = append(evidence, *t.evidence)
	}
	m.cite(&l, evidence, t.claims)
	return l
}

type (
	htmlParagraph []htmlRun
	// htmlRun is a sentence that is cited, or text between such.
	htmlRun struct{ Text, ID, Sentence string }
)

// text is the article by paragraphs; only quotes where its text is not known.
// What is not cited has no element of its own: a page may hold thousands of
// articles.
func (m *marker) text() (paragraphs []htmlParagraph, quotes bool) {
	if m.article == nil {
		return m.quotes(), true
	}
	sentences := m.article.Sentences
	for first := 0; first < len(sentences); {
		last := first
		for last+1 < len(sentences) && sentences[last+1].Paragraph == sentences[first].Paragraph {
			last++
		}
		paragraphs = append(paragraphs, m.paragraph(first, last))
		first = last + 1
	}
	return paragraphs, false
}

// paragraph is the text from one sentence to another, counted from 0.
func (m *marker) paragraph(first, last int) htmlParagraph {
	var p htmlParagraph
	text, sentences := m.article.Text, m.article.Sentences
	from := sentences[first].Start
	plainTo := func(to int) {
		if to > from {
			p = append(p, htmlRun{Text: oneLine(text[from:to])})
		}
		from = to
	}
	for i := first; i <= last; i++ {
		if _, ok := m.cited[i+1]; ok {
			plainTo(sentences[i].Start)
			p = append(p, m.run(i+1, text[from:sentences[i].End]))
			from = sentences[i].End
		}
	}
	plainTo(sentences[last].End)
	return p
}

func (m *marker) run(sentence int, text string) htmlRun {
	return htmlRun{plain.Line(text), fmt.Sprintf("a%d-s%d", m.n, sentence), strconv.Itoa(sentence)}
}

// quotes are the sentences cited, in the article's order.
func (m *marker) quotes() []htmlParagraph {
	var list []htmlParagraph
	for _, n := range slices.Sorted(maps.Keys(m.cited)) {
		list = append(list, htmlParagraph{m.run(n, m.cited[n])})
	}
	return list
}
