package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/check/layout"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// document is a text of a model's own design while its lines arrive, cut into
// statements: sentences, headings, cells of tables. Its answer holds them as bullets.
type document struct {
	answer   *answer
	raw      []string // the lines as the model wrote them
	passages []passage
	between  string // of what stands behind the last passage
	lines    layout.Reader
	held     string // the end of a paragraph that may go on
	head     string // the first line of a table, of which it is open whether it is its head
	table    bool   // the last line is one of a table
	blank    bool   // an empty line stands before what comes
	ended    bool   // a line end followed the last line
	cited    bool   // the last line cites sentences
	over     bool   // behind its answer the model repeats the question
}

// passage is what stands between two statements, and what the second is.
type passage struct {
	before string
	row    string // of a cell: all of its row; "": no cell
	at     int    // of a cell: its place in row
	last   bool   // of a cell: of its row
}

// line takes the next line of the completion.
func (d *document) line(l llm.Line) {
	if l.Restart {
		d.reset()
	}
	text := plain.Clean(strings.TrimRight(l.Text, " \t"))
	d.over = d.over || len(d.raw) > 0 && d.answer.support.namesTag(text)
	if d.over || d.answer.support.repeatsPrompt(text) || len(d.raw) == 0 && strings.TrimSpace(text) == "" {
		return
	}
	d.raw = append(d.raw, text)
	d.ended = l.Ended
	d.read(text)
}

// reset forgets all: it was a model's reasoning, or broke off.
func (d *document) reset() {
	if d.answer.shown > 0 {
		d.answer.onRestart()
	}
	a := d.answer
	a.bullets, a.items, a.shown, a.kept = a.bullets[:0], a.items[:0], 0, 0
	*d = document{answer: a}
}

// read takes a line apart.
func (d *document) read(text string) {
	line := d.lines.Line(text)
	if line.Kind != layout.Prose {
		d.release()
	}
	if line.Kind == layout.Row || line.Kind == layout.Rule {
		d.tableLine(text, line)
		return
	}
	d.endHead(false)
	d.table = false
	switch line.Kind {
	case layout.Blank:
		d.blank = true
	case layout.Prose:
		d.prose(text[line.Start:])
	default:
		d.newLine()
		d.between += text[:line.Start]
		d.sentences(text[line.Start:], line.Kind == layout.Heading)
	}
}

// newLine ends the line of the last passage, if it is open.
func (d *document) newLine() {
	if len(d.passages) > 0 || d.between != "" {
		d.between += "\n"
		if d.blank {
			d.between += "\n"
		}
	}
	d.blank = false
}

// prose takes a line of a paragraph. A sentence may go on in the next line, and lines
// of whole sentences make one paragraph.
func (d *document) prose(text string) {
	switch {
	case layout.Announces(text, d.answer.support.language) && len(d.passages) == 0:
		return
	case d.held != "" && !d.whole(d.held, text):
		d.held += " " + text
		return
	}
	goesOn := d.held != "" && tells(d.held) && tells(text)
	d.release()
	if goesOn {
		d.between += " "
	} else {
		d.newLine()
	}
	d.held = text
}

// whole says whether a line is a sentence's end, or none of a paragraph: it is short, and
// the next begins no word within a sentence.
func (d *document) whole(line, next string) bool {
	text, cites := cutCitations(line, d.answer.support.sentences())
	const short = 60 // bytes: no line that was broken for its length
	first, _ := utf8.DecodeRuneInString(next)
	return len(cites) > 0 || lang.EndsSentence(text) || len(line) < short && !unicode.IsLower(first)
}

// tells says whether a line is of whole sentences without a label before them.
func tells(line string) bool {
	text, _ := cutCitations(line, 0)
	label := strings.IndexByte(text, ':')
	const longest = 30 // bytes
	return lang.EndsSentence(text) && (label < 0 || label > longest)
}

// release ends the paragraph's last line.
func (d *document) release() {
	if d.held != "" {
		text := d.held
		d.held = ""
		d.sentences(text, false)
	}
}

// sentences adds the sentences of a line.
func (d *document) sentences(line string, named bool) {
	text, placed := cutPlaced(line, d.answer.support.sentences())
	d.cited = len(placed) > 0
	spans := article.Exact("", text, d.answer.support.language).Sentences
	cites := make([][]int, len(spans))
	for _, p := range placed {
		n := 0
		for n+1 < len(spans) && spans[n+1].Start < p.at {
			n++
		}
		if n < len(cites) {
			cites[n] = appendNew(cites[n], p.numbers)
		}
	}
	for n := len(spans) - 2; n >= 0; n-- { // a citation behind several sentences is that of all
		if len(cites[n]) == 0 {
			cites[n] = cites[n+1]
		}
	}
	end := len(text) - len(strings.TrimLeft(text, " ")) // a citation stood before it
	for n, s := range spans {
		d.between += text[end:s.Start]
		end = s.End
		own := text[s.Start:s.End]
		d.add(item{text: own, cites: cites[n], named: named || isNamed(own)}, passage{})
	}
	d.between += strings.TrimRight(text[end:], " ")
}

// isNamed says whether a text states nothing by itself: a question, a label, a title.
func isNamed(text string) bool {
	bare := lang.Unclosed(text)
	return isBold(text) || strings.HasSuffix(bare, "?") || strings.HasSuffix(bare, ":") ||
		!lang.EndsSentence(text) && isLabel(bare)
}

// tableLine takes a line of a table. What stands above the first rule is its head.
func (d *document) tableLine(text string, line layout.Line) {
	switch {
	case line.Kind == layout.Rule:
		d.endHead(true)
		d.newLine()
		d.between += text
	case !d.table:
		d.head = text
	default:
		d.endHead(false)
		d.cells(text)
	}
	d.table = line.Kind == layout.Row
}

// endHead writes the first line of a table, which is its head, or a row like others.
func (d *document) endHead(head bool) {
	text := d.head
	d.head = ""
	switch {
	case text == "":
	case head:
		d.newLine()
		d.between += text
	default:
		d.cells(text)
	}
}

// cells adds the cells of a row.
func (d *document) cells(text string) {
	d.newLine()
	n := d.answer.support.sentences()
	bare, cites := cutRowCitations(text, n)
	d.cited = true
	line := d.lines.Line(bare)
	row := strings.Map(func(r rune) rune {
		if r == '|' {
			return ';'
		}
		return r
	}, bare)
	end := 0
	for i, c := range line.Cells {
		d.between += bare[end:c[0]]
		end = c[1]
		label := ""
		if i > 0 {
			label = bare[line.Cells[0][0]:line.Cells[0][1]]
		}
		d.add(item{text: bare[c[0]:c[1]], cites: cites, label: label, named: true},
			passage{row: row, at: c[0], last: i == len(line.Cells)-1})
	}
	d.between += bare[end:]
}

// cutRowCitations is a row without its citations.
func cutRowCitations(text string, sentences int) (bare string, cites []int) {
	bare, placed := cutPlaced(text, sentences)
	for _, p := range placed {
		cites = appendNew(cites, p.numbers)
	}
	return bare, cites
}

// add adds a statement.
func (d *document) add(it item, p passage) {
	p.before, d.between = d.between, ""
	d.passages = append(d.passages, p)
	a := d.answer
	a.items = append(a.items, it)
	a.bullets = append(a.bullets, d.check(len(d.passages)-1, it))
	a.show(false)
}

// check is what the article says of statement n where it is it.
func (d *document) check(n int, it item) result.Bullet {
	p, s := d.passages[n], d.answer.support
	switch {
	case s.isGiven(it.text):
		return unclaimed(it)
	case p.row != "":
		return s.withoutGiven(s.cell(it, p))
	case it.named:
		return s.withoutGiven(s.name(it))
	}
	return s.withoutGiven(s.bullet(it))
}

// finish ends the completion. A last line without its end may be cut.
func (d *document) finish() error {
	d.release()
	d.endHead(false)
	a := d.answer
	switch {
	case len(a.bullets) == 0:
		return ErrNoText
	case d.echoes():
		return ErrEcho
	case !d.over && !d.ended && !d.cited && d.looksCut(len(a.bullets)-1):
		return ErrCut
	}
	a.kept = len(a.items)
	return nil
}

// looksCut judges the last line by what it says: it ends as no sentence does. So do a few
// words whose label the template dictates, and items of a list of which others end so, too.
func (d *document) looksCut(last int) bool {
	const few = 5 // words
	if !d.isOpen(last) {
		return false
	}
	label, rest, labelled := strings.Cut(d.answer.bullets[last].Text, ":")
	if labelled && len(strings.Fields(rest)) <= few && d.answer.support.isGiven(label) {
		return false
	}
	for n := range last {
		if d.isItem(last) && d.isItem(n) && d.isOpen(n) && strings.Contains(d.passages[n+1].before, "\n") {
			return false
		}
	}
	return true
}

// isOpen says whether statement n ends as no sentence does.
func (d *document) isOpen(n int) bool { return !lang.EndsSentence(d.answer.bullets[n].Text) }

// isItem says whether statement n begins an item of a list.
func (d *document) isItem(n int) bool {
	before := d.passages[n].before
	mark := strings.TrimSpace(before[strings.LastIndexByte(before, '\n')+1:])
	return mark != "" && !strings.HasPrefix(mark, "#") && d.passages[n].row == ""
}

// echoes says whether the text is what the template says rather than what it asks for:
// most of its longer statements stand there, and not in the article. A heading is none, and
// one that comes again counts once: it fills gaps.
func (d *document) echoes() bool {
	const few = 3
	s, all, told := d.answer.support, map[string]bool{}, 0
	for n, b := range d.answer.bullets {
		if d.answer.items[n].named || len(b.Text) < toldBytes || all[b.Text] {
			continue
		}
		all[b.Text] = true
		if strings.Contains(s.given, b.Text) && !strings.Contains(s.article.Text, b.Text) {
			told++
		}
	}
	return told >= few && 2*told > len(all)
}

// text is the whole, and where each statement stands in it.
func (d *document) text() (string, []result.Passage) {
	var b strings.Builder
	list := make([]result.Passage, 0, len(d.passages))
	for n, p := range d.passages {
		b.WriteString(p.before)
		start := b.Len()
		b.WriteString(d.answer.bullets[n].Text)
		list = append(list, result.Passage{Start: start, End: b.Len(), Bullet: d.answer.bullets[n]})
	}
	b.WriteString(strings.TrimRight(d.between, " \n"))
	return b.String(), list
}
