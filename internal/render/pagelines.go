package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// What the page's templates show.
type (
	htmlArticle struct {
		N                 int // of the page
		Several           bool
		Late              bool // the page's script makes its elements when it is opened
		Title, About, URL string
		File              string // that it was read from, or what stands for it
		First, Wrong      string // of a list: its first line, and what is wrong with the first doubtful one
		Counts            string
		Doubts            int
		Warnings          []string
		Source            htmlSpeech // the article's
		Lines             htmlSpeech // the result's
		Bullets           []htmlLine
		Blocks            []htmlBlock // of a text
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
		Chance   string // that it says what the article does not, where it is known
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
	case lang.Of(tag).RightToLeft():
		return htmlSpeech{tag, "rtl"}
	}
	return htmlSpeech{tag, "ltr"}
}

// newArticle is what a page says of every article.
func newArticle(s result.Source, u result.Usage, warnings []result.Warning) *htmlArticle {
	a := &htmlArticle{
		Title: cmp.Or(plain.Line(s.Title), plain.Line(s.Name)), About: about(s, u), URL: plain.Line(s.URL),
		File:   plain.Line(s.Name),
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

// count takes a line into the list of articles.
func (a *htmlArticle) count(l htmlLine) {
	if a.First == "" {
		for _, p := range l.Parts {
			a.First += p.Text
		}
	}
	if l.Doubt == "" {
		return
	}
	if a.Doubts++; a.Wrong == "" && len(l.Reasons) > 0 {
		a.Wrong = l.Reasons[0].Reason
	}
}

// htmlTranslation is the translation as article n of a page.
func htmlTranslation(t *result.Translation, n int, bilingual bool) *htmlArticle {
	a := newArticle(t.Source, t.Usage, t.Warnings)
	a.Source, a.Lines = speech(t.From), speech(t.To)
	m := &marker{n: n}
	p := &htmlPassages{Bilingual: bilingual, From: lang.Name(t.From), To: lang.Name(t.To)}
	for _, s := range t.Segments {
		row := htmlPassage{plain.Line(s.Source), m.line(s.Target, s.Status, s.Claims)}
		a.count(row.htmlLine)
		p.Rows = append(p.Rows, row)
	}
	a.Passages, a.Counts = p, countOf(len(t.Segments), "passage")
	return a
}

// htmlStored is the output of an earlier run, as it stands.
func htmlStored(name, output, text string, doubtful bool) *htmlArticle {
	a := &htmlArticle{
		Title: plain.Line(name), File: plain.Line(name), Counts: "from an earlier run", Stored: plain.Clean(text),
		Source: speech(""), Lines: speech(""), Note: "Made by an earlier run: " + plain.Line(output),
	}
	if doubtful {
		a.Doubts = 1
		a.Warnings = []string{"It holds a claim that the article does not bear out."}
	}
	return a
}

// doubt names a status that is not good.
func doubt(s result.Status) string {
	if s == "" || s.Good() {
		return ""
	}
	return string(s)
}

// CheckPage returns the check as a page: the candidate by sentences, what the
// source does not bear out marked, beside the source.
func CheckPage(c *result.Check, source, candidate *article.Article) (string, error) {
	var p page
	text, err := p.add(htmlCheck(c, source, candidate))
	if err != nil {
		return "", err
	}
	end, err := p.end()
	return text + end, err
}

func htmlCheck(c *result.Check, source, candidate *article.Article) *htmlArticle {
	a := &htmlArticle{
		Title: plain.Line(c.ID), About: tally(c) + " · source: " + plain.Line(source.Name),
		Source: speech(source.Language), Lines: speech(candidate.Language),
	}
	m := &marker{n: 1, article: source, cited: map[int]string{}}
	parts, rest := claimsBySentence(candidate, c.Claims)
	statements := map[int]result.Statement{}
	for _, s := range c.Statements {
		statements[s.Start] = s
	}
	for i, claims := range parts {
		line := checkedLine(candidate.Sentence(i+1), claims)
		s := statements[candidate.Sentences[i].Start]
		line.Sense, line.Doubt = s.Sense, s.Doubt
		a.Bullets = append(a.Bullets, m.bullet(line))
	}
	if len(rest) > 0 {
		a.Bullets = append(a.Bullets, m.bullet(checkedLine("", rest)))
	}
	a.Text, a.Quotes = m.text()
	return a
}

// claimsBySentence gives each sentence its claims, with offsets in it; rest have
// no place, as what a translation lacks.
func claimsBySentence(a *article.Article, claims []result.Finding) (parts [][]result.Finding, rest []result.Finding) {
	parts = make([][]result.Finding, len(a.Sentences))
	for _, c := range claims {
		i, _ := slices.BinarySearchFunc(a.Sentences, c.Start, func(s article.Sentence, at int) int {
			return cmp.Compare(s.End, at+1)
		})
		if c.End <= c.Start || i == len(parts) || c.Start < a.Sentences[i].Start {
			rest = append(rest, c)
			continue
		}
		c.Start, c.End = c.Start-a.Sentences[i].Start, min(c.End, a.Sentences[i].End)-a.Sentences[i].Start
		parts[i] = append(parts[i], c)
	}
	for _, p := range parts {
		slices.SortStableFunc(p, func(x, y result.Finding) int { return cmp.Compare(x.Start, y.Start) })
	}
	return parts, rest
}

// checkedLine is a sentence of a candidate as a bullet, whose evidence is what
// its claims were compared with.
func checkedLine(text string, claims []result.Finding) result.Bullet {
	b := result.Bullet{Text: text, Status: result.Worst(claims), Claims: claims}
	for _, c := range claims {
		e := result.Evidence{Sentence: c.Sentence}
		if c.Good() && c.Sentence > 0 && !slices.Contains(b.Evidence, e) {
			b.Evidence = append(b.Evidence, e)
		}
	}
	return b
}

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
	if b.Doubt > 0 {
		l.Chance = fmt.Sprintf("%.2f", b.Doubt)
	}
	m.sense(&l, b.Sense)
	m.cite(&l, b.Evidence, b.Claims)
	return l
}

// line is a line whose claims are judged, with no evidence yet. What a claim
// says is marked and refers to what is wrong with it.
func (m *marker) line(text string, status result.Status, claims []result.Finding) htmlLine {
	l := htmlLine{Doubt: doubt(status)}
	from := 0
	for _, c := range claims {
		if c.Good() {
			continue
		}
		id := m.reason(&l, c)
		if c.Start >= from && c.End > c.Start && c.End <= len(text) {
			before, claim := oneLine(text[from:c.Start]), oneLine(text[c.Start:c.End])
			l.Parts = append(l.Parts, htmlPart{before, ""}, htmlPart{claim, id})
			from = c.End
		}
	}
	l.Parts = append(l.Parts, htmlPart{oneLine(text[from:]), ""})
	return l
}

// reason adds what is wrong with a claim; a line quotes a sentence once.
func (m *marker) reason(l *htmlLine, c result.Finding) (id string) {
	id = m.nextReason()
	quote := plain.Line(c.Quote)
	if slices.ContainsFunc(l.Reasons, func(r htmlReason) bool { return r.Quote == quote }) {
		quote = ""
	}
	l.Reasons = append(l.Reasons, htmlReason{id, reason(c), quote})
	return id
}

// nextReason is the id of another reason.
func (m *marker) nextReason() string {
	m.reasons++
	return fmt.Sprintf("a%d-r%d", m.n, m.reasons)
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
		if !c.Good() && c.Sentence > 0 && c.Quote != "" {
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
		if !c.Good() {
			m.reason(&l, c)
		}
	}
	m.sense(&l, t.sense)
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
