// Package layout reads a candidate apart from how it is laid out: a summary
// comes as a list, under headings, with bold labels and a sentence before it
// that announces it. None of that is a claim, only the words are.
package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// Plain returns text with its layout written over, byte for byte as long as
// before, so that offsets stay: the marks of lists, headings, tables, emphasis
// and citations become white space, and so does what only announces or closes
// the text ("Here is a summary in 40 words:"). A list item begins a paragraph.
// The words of headings, labels and lines in capitals stay, in lower case:
// there a capital makes no name.
func Plain(text, language string) string {
	p := &page{text: text, out: []byte(text), language: lang.Of(language)}
	p.lines()
	for i := range p.spans {
		p.line(i)
	}
	p.frame()
	return string(p.out)
}

// page is a text while its layout is written over.
type page struct {
	text     string
	out      []byte // text, as far as it is written over
	spans    []span // of the lines, without their ends
	number   int    // of the last list item; 0 before the first
	language *lang.Language
}

// span is a part of the text, in bytes.
type span struct{ start, end int }

func (p *page) lines() {
	start := 0
	for line := range strings.SplitAfterSeq(p.text, "\n") {
		p.spans = append(p.spans, span{start, start + len(strings.TrimRight(line, "\r\n"))})
		start += len(line)
	}
}

// line writes over the marks of one line.
func (p *page) line(i int) {
	s := p.spans[i]
	if isRule(p.text[s.start:s.end]) {
		p.blank(s)
		return
	}
	body, heading := p.marks(s)
	p.cells(body)
	p.citations(body)
	bold := p.emphasis(body)
	label := labelEnd(p.text[body.start:body.end], body.start > s.start || bold)
	switch {
	case heading, p.wholeBold(body), isCapitals(p.text[body.start:body.end]), isTitle(p.text[body.start:body.end]):
		p.lower(body)
	case label > 0:
		p.lower(span{body.start, body.start + label})
	}
	p.spans[i] = body
}

// isRule says whether a line is one of dashes and the like alone, as between
// parts of a text and under the head of a table.
func isRule(line string) bool {
	return len(strings.TrimSpace(line)) > 1 && strings.Trim(line, "-=*_|:+ \t—–") == ""
}

// blank writes white space over a part; line ends stay.
func (p *page) blank(s span) {
	for i := s.start; i < s.end; i++ {
		if p.out[i] != '\n' && p.out[i] != '\r' {
			p.out[i] = ' '
		}
	}
}

// marks writes over what stands before the words of a line, and returns the
// rest and whether it is a heading.
func (p *page) marks(s span) (rest span, heading bool) {
	at := s.start
	for {
		at += spaces(p.text[at:s.end])
		size, head := p.markAt(p.text[at:s.end])
		if size == 0 {
			break
		}
		heading = heading || head
		p.blank(span{at, at + size})
		if at == s.start+spaces(p.text[s.start:s.end]) && at > 0 {
			p.out[at] = '\n' // with the line end before: a paragraph of its own
		}
		at += size
	}
	return span{at, s.end}, heading
}

func spaces(text string) int { return len(text) - len(strings.TrimLeft(text, " \t\u00a0")) }

// bullets are the signs that people and models put before an item.
const bullets = "-*+•‣◦▪▫●○■–—·>✓✔➤→"

// markAt returns the length of a mark at the beginning of text.
func (p *page) markAt(text string) (size int, heading bool) {
	if marks := len(text) - len(strings.TrimLeft(text, "#")); marks > 0 && marks <= 6 {
		if strings.HasPrefix(text[marks:], " ") {
			return marks, true
		}
		return 0, false
	}
	if strings.HasPrefix(text, "**") {
		return p.itemNumber(text, 2), false
	}
	r, size := utf8.DecodeRuneInString(text)
	if strings.ContainsRune(bullets, r) && size < len(text) && spaces(text[size:]) > 0 {
		return size, false
	}
	return p.itemNumber(text, 0), false
}

// itemNumber returns the length of an item's number behind the first skip
// bytes, as in "3. ", "3) " and "(3) ": it is 1, or follows that of the item
// before. So "12. März" at the beginning of a line is a date.
func (p *page) itemNumber(text string, skip int) int {
	rest := strings.TrimPrefix(text[skip:], "(")
	at := len(text) - len(rest)
	n := 0
	for at < len(text) && '0' <= text[at] && text[at] <= '9' && n < 1000 {
		n = 10*n + int(text[at]-'0')
		at++
	}
	if n == 0 || at == len(text) || !strings.ContainsRune(".):", rune(text[at])) {
		return 0
	}
	at++
	if at < len(text) && text[at] != ' ' && text[at] != '\t' && text[at] != '*' {
		return 0
	}
	if n != 1 && n != p.number+1 {
		return 0
	}
	p.number = n
	return at
}

// cells writes over the bars of a table's line.
func (p *page) cells(s span) {
	if !isRow(p.text[s.start:s.end]) {
		return
	}
	for i := s.start; i < s.end; i++ {
		if p.text[i] == '|' {
			p.out[i] = ' '
		}
	}
}

// citations writes over the numbers of sentences in brackets: [3], [3,5].
func (p *page) citations(s span) {
	for at := s.start; at < s.end; {
		open := strings.IndexByte(p.text[at:s.end], '[')
		if open < 0 {
			return
		}
		open += at
		size := strings.IndexByte(p.text[open:s.end], ']')
		if size < 0 {
			return
		}
		if inside := p.text[open+1 : open+size]; inside != "" && strings.Trim(inside, "0123456789,;–- ") == "" {
			p.blank(span{open, open + size + 1})
		}
		at = open + size + 1
	}
}

// emphasis writes over the stars and underscores around words, and says
// whether the line begins with some.
func (p *page) emphasis(s span) bool {
	for i := s.start; i < s.end; i++ {
		if c := p.text[i]; (c == '*' || c == '_') && p.aroundWords(i, s) {
			p.out[i] = ' '
		}
	}
	return s.start < s.end && p.text[s.start] == '*'
}

// aroundWords says whether a star or underscore stands at the edge of words,
// not inside one as in snake_case or 2*3.
func (p *page) aroundWords(i int, s span) bool {
	inner := func(at int) bool { return at >= s.start && at < s.end && isWordByte(p.text[at]) }
	if p.text[i] == '*' && (i > s.start && p.text[i-1] == '*' || i+1 < s.end && p.text[i+1] == '*') {
		return true
	}
	return !inner(i-1) || !inner(i+1)
}

func isWordByte(c byte) bool {
	return c >= utf8.RuneSelf || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// wholeBold says whether a line is set in bold from end to end.
func (p *page) wholeBold(s span) bool {
	line := strings.TrimSpace(p.text[s.start:s.end])
	framed := strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**")
	return framed && len(line) > len("****") && strings.Count(line, "**") == 2
}

// labelEnd is where the label at the beginning of a line ends: a few words
// before a colon. Without a mark of its own it has capitals alone.
func labelEnd(line string, marked bool) int {
	const longest = 60 // bytes
	end := strings.IndexByte(line, ':')
	if end <= 0 || end > longest || end+1 < len(line) && isWordByte(line[end+1]) {
		return 0
	}
	words := strings.Fields(line[:end])
	if len(words) > 6 || !marked && strings.ContainsAny(line[:end], ".,;\"“”") {
		return 0
	}
	if !marked && !isCapitals(line[:end]) {
		return 0
	}
	return end
}

// isCapitals says whether a line has two letters at least and no small one.
func isCapitals(line string) bool {
	n := 0
	for _, r := range line {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1 && strings.ContainsAny(strings.TrimSpace(line), " ")
}

// isTitle says whether a line is a headline: it does not end as a sentence,
// and its longer words begin with a capital.
func isTitle(line string) bool {
	line = strings.TrimRight(line, " *_\t")
	if r, _ := utf8.DecodeLastRuneInString(line); strings.ContainsRune(".!?…。！？:,;\"”", r) {
		return false
	}
	capital, long := 0, 0
	for _, w := range strings.Fields(line) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'“‘(*"))
		if !unicode.IsLetter(r) || utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			capital++
		}
	}
	return long >= 3 && capital == long
}

// lower writes the words of a part in lower case, where that takes as many
// bytes. Acronyms stay, unless all of it is in capitals.
func (p *page) lower(s span) {
	all := isCapitals(p.text[s.start:s.end])
	for i := s.start; i < s.end; {
		end := i
		for end < s.end && p.text[end] != ' ' && p.text[end] != '\t' {
			end++
		}
		if all || !hasInnerCapital(p.text[i:end]) {
			p.lowerWord(span{i, end})
		}
		i = end + 1
	}
}

// hasInnerCapital says whether a word, or a part of one with hyphens, has a
// capital or figure behind its first letter.
func hasInnerCapital(word string) bool {
	for part := range strings.SplitSeq(word, "-") {
		part = strings.TrimLeftFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		_, size := utf8.DecodeRuneInString(part)
		if strings.ContainsFunc(part[size:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) {
			return true
		}
	}
	return false
}

func (p *page) lowerWord(s span) {
	for i := s.start; i < s.end; {
		r, size := utf8.DecodeRune(p.out[i:s.end])
		if l := unicode.ToLower(r); l != r && utf8.RuneLen(l) == size {
			utf8.EncodeRune(p.out[i:], l)
		}
		i += size
	}
}

// frame writes over what announces the text before its first words, and what
// closes it behind its last.
func (p *page) frame() {
	first, last := p.edge(0, 1), p.edge(len(p.spans)-1, -1)
	if first < 0 {
		return
	}
	if first < last {
		p.announcement(p.spans[first])
	}
	p.inlineAnnouncement(p.spans[first])
	if last > first {
		p.announcement(p.spans[last])
	}
}

// edge is the next line that has words, from i in steps; -1 where none has.
func (p *page) edge(i, step int) int {
	for ; i >= 0 && i < len(p.spans); i += step {
		if strings.TrimSpace(string(p.out[p.spans[i].start:p.spans[i].end])) != "" {
			return i
		}
	}
	return -1
}

// announcement writes over a line of no other words than announce a text.
func (p *page) announcement(s span) {
	if p.announces(p.text[s.start:s.end]) {
		p.blank(s)
	}
}

// inlineAnnouncement writes over an announcement that the text follows on the
// same line.
func (p *page) inlineAnnouncement(s span) {
	end := strings.IndexByte(p.text[s.start:s.end], ':')
	if end > 0 && p.announces(p.text[s.start:s.start+end]) {
		p.blank(span{s.start, s.start + end + 1})
	}
}

// announces says whether every word of a line may stand in an announcement,
// and one makes it one.
func (p *page) announces(line string) bool {
	words := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
	announcing := false
	for _, w := range words {
		w = strings.ReplaceAll(w, "’", "'")
		switch {
		case p.language.Has("announce", w):
			announcing = true
		case !p.language.Has("frame", w) && !p.language.Has("card", w):
			return false
		}
	}
	return announcing
}
