package offline

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/mock"
	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/rank"
)

// Bounds of a list of lines.
const (
	mostSentences = 3  // of a line
	fewestWords   = 5  // of a line that is not clear
	mostWords     = 70 // of a line of several sentences
	wordsEach     = 34 // of all lines, for each that is wanted
	tried         = 3  // sentences that are looked at for each line that is wanted
	mostDebt      = 3  // of the line that says most
	mostUnclear   = 1  // debt of the others that are printed though they need another
	fewestTold    = 2  // sentences
	fewestLines   = 3  // that are printed though they need another to be understood
)

// list makes lines of an article that are understood each by itself.
type list struct {
	a       mock.Article
	about   *rank.Analysis
	heads   []int   // the headings behind its opening
	speaker speaker // of "I"
	text    *alone.Text
	known   []*span // the line of each sentence alone, once it is made
	body    []bool  // is of the text proper, and no question
	taken   []bool  // stands in a line
	lines   []span
	rest    []span // what did not do
	words   int
}

// span is a line of sentences that follow each other.
type span struct {
	from, to int
	lead     string // who speaks, or a heading, with its mark; "": nothing
	text     string // of the first sentence
	names    []int  // sentences that name what text does
	debt     int
}

// newList takes an article and what is known of it.
func newList(a mock.Article, about *rank.Analysis) *list {
	l := &list{a: a, about: about, body: make([]bool, len(a.Sentences)), taken: make([]bool, len(a.Sentences))}
	l.known = make([]*span, len(a.Sentences))
	for _, i := range about.Body() {
		l.body[i] = !about.IsQuestion(i)
	}
	l.text = alone.NewText(a.Sentences, a.Paragraphs, l.opening(), a.Language)
	l.readHeads()
	l.speaker = speakerOf(a, about)
	return l
}

// opening is the first sentence of the text proper.
func (l *list) opening() int {
	if body := l.about.Body(); len(body) > 0 {
		return body[0]
	}
	return 0
}

// clear are at most n lines, in the order of the text, of the sentences that say most. A
// sentence that needs another stands in one line with it, or gets the name of what it is
// about; one that stays unclear is left out.
func (l *list) clear(n int) []mock.Line {
	for at, i := range l.about.Best(n, n*tried) {
		if len(l.lines) == n || l.words > n*wordsEach {
			break
		}
		if l.body[i] && !l.taken[i] {
			l.add(i)
		}
		if at == 0 && len(l.rest) > 0 && l.rest[0].debt <= mostDebt { // what the text is about is told in any case
			l.take(l.rest[0])
		}
	}
	for _, s := range l.rest { // which others stand before by now
		if len(l.lines) < n && !l.taken[s.from] {
			l.extend(s.from)
		}
	}
	l.fill(min(n, fewestLines))
	if l.told() < min(n, fewestTold) {
		return l.exact(n) // a song, a list
	}
	slices.SortFunc(l.lines, func(x, y span) int { return x.from - y.from })
	lines := make([]mock.Line, len(l.lines))
	for i, s := range l.lines {
		lines[i] = l.line(s)
	}
	l.introduce(lines)
	return lines
}

// told counts the sentences that stand in a line.
func (l *list) told() (n int) {
	for _, taken := range l.taken {
		if taken {
			n++
		}
	}
	return n
}

// exact are n lines of one sentence each, in the order of the text: those that say most, and
// of two that say nearly as much the clearer one.
func (l *list) exact(n int) (lines []mock.Line) {
	const places, most = 0.4, 3 // that a sentence falls back for each debt, and the most
	best := l.about.Best(n, 2*n)
	place := func(at int) float64 {
		if !l.body[best[at]] {
			return float64(len(best) + at)
		}
		return float64(at) + places*float64(min(l.single(best[at]).debt, most))
	}
	order := make([]int, len(best))
	for at := range order {
		order[at] = at
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(place(x), place(y)) })
	var chosen []int
	for _, at := range order[:min(n, len(order))] {
		chosen = append(chosen, best[at])
	}
	slices.Sort(chosen)
	for _, i := range chosen {
		lines = append(lines, l.line(l.single(i)))
	}
	return lines
}

// add makes a line of sentence i, or puts it to a line.
func (l *list) add(i int) {
	best := l.single(i)
	if best.debt == 0 && l.count(i, i) >= fewestWords {
		l.take(best)
		return
	}
	if l.extend(i) {
		return
	}
	for from := i - 1; from >= 0 && l.body[from] && !l.taken[from] && l.fits(from, i); from-- {
		s := l.single(from)
		s.to, s.debt = i, l.text.Debt(from, i, s.lead, s.text)
		if s.debt == 0 {
			l.take(s)
			return
		}
	}
	l.rest = append(l.rest, best)
}

// extend puts sentence i to the line that ends right before it, where it is clear there.
func (l *list) extend(i int) bool {
	for at, s := range l.lines {
		if s.to == i-1 && l.fits(s.from, i) && l.text.Debt(s.from, i, s.lead, s.text) == 0 {
			l.words += l.count(i, i)
			l.lines[at].to, l.taken[i] = i, true
			return true
		}
	}
	return false
}

// single is a line of one sentence, with a name for its pronoun where that helps.
func (l *list) single(i int) span {
	if l.known[i] == nil {
		s := l.made(i)
		l.known[i] = &s
	}
	return *l.known[i]
}

// made is single for the first time.
func (l *list) made(i int) span {
	text := alone.Cut(l.a.Sentences[i], l.a.Language)
	s := span{from: i, to: i, text: text, debt: l.text.Debt(i, i, "", text)}
	if s.debt == 0 {
		return s
	}
	if named, at, ok := l.text.Named(i, text); ok {
		s.text, s.names, s.debt = named, []int{at}, l.text.Debt(i, i, "", named)
	}
	if s.debt > 0 {
		l.lead(&s)
	}
	return s
}

// lead puts in front of a line whose words it is, or the heading above, where that makes
// it clear.
func (l *list) lead(s *span) {
	text := alone.Cut(l.a.Sentences[s.from], l.a.Language)
	spoken := l.text.Speaks(s.from)
	at, lead := l.heading(s.from), ""
	switch {
	case spoken && l.speaks(s.from):
		at, lead = l.speaker.at, l.speaker.name+":"
		if label, rest, _ := strings.Cut(text, " "); strings.HasSuffix(label, ":") {
			text = rest // "A:"
		}
	case at >= 0 && !l.text.SaysI(s.from):
		lead, _, _ = strings.Cut(alone.Bare(l.a.Sentences[at]), ": ")
	}
	if lead == "" {
		return
	}
	if !strings.ContainsAny(lead[len(lead)-1:], "?!:.") {
		lead += ":"
	}
	if debt := l.text.Debt(s.from, s.from, lead, text); debt == 0 || spoken {
		s.lead, s.text, s.names, s.debt = lead, text, []int{at}, debt
	}
}

// speaks says whether the words of sentence i are certainly those of the article's speaker:
// an author's only where they say "I".
func (l *list) speaks(i int) bool {
	sp := l.speaker
	return sp.name != "" && i >= sp.from && !l.asks(i) && (sp.interviewed || l.text.SaysI(i))
}

// asks says whether a sentence stands in a paragraph with a question.
func (l *list) asks(i int) bool {
	for k := range l.a.Sentences {
		if l.a.Paragraphs[k] == l.a.Paragraphs[i] && l.about.IsQuestion(k) {
			return true
		}
	}
	return false
}

// readHeads notes the headings of an article in sections.
func (l *list) readHeads() {
	const fewest = 3
	for i := l.opening() + 1; i < len(l.a.Sentences); i++ {
		if l.about.IsHeading(i) {
			l.heads = append(l.heads, i)
		}
	}
	if len(l.heads) < fewest {
		l.heads = nil
	}
}

// heading is the heading closely above sentence i, where it is short; -1: there is none.
func (l *list) heading(i int) int {
	const longest, near = 8, 4 // words, sentences
	at, _ := slices.BinarySearch(l.heads, i)
	if at--; at < 0 || i-l.heads[at] > near || l.count(l.heads[at], l.heads[at]) > longest {
		return -1
	}
	if !strings.ContainsFunc(l.a.Sentences[l.heads[at]], unicode.IsLetter) {
		return -1
	}
	return l.heads[at]
}

func (l *list) take(s span) {
	for i := s.from; i <= s.to; i++ {
		l.taken[i] = true
	}
	l.lines, l.words = append(l.lines, s), l.words+l.count(s.from, s.to)
}

// fits says whether sentences make one line: of one paragraph, or of two that are but a
// sentence each.
func (l *list) fits(from, to int) bool {
	near := l.a.Paragraphs[to] == l.a.Paragraphs[from] || to == from+1 && l.isSole(from) && l.isSole(to)
	return near && to-from < mostSentences && l.count(from, to) <= mostWords
}

// isSole says whether sentence i is a paragraph by itself.
func (l *list) isSole(i int) bool {
	p := l.a.Paragraphs
	return (i == 0 || p[i-1] != p[i]) && (i+1 == len(p) || p[i+1] != p[i])
}

func (l *list) count(from, to int) (words int) {
	for i := from; i <= to; i++ {
		words += l.about.Words(i)
	}
	return words
}

// fill adds the best of what did not do, up to n lines.
func (l *list) fill(n int) {
	for _, s := range l.rest {
		told := s.debt <= mostUnclear || len(l.lines) == 0
		if told && len(l.lines) < n && !l.taken[s.from] && l.count(s.from, s.to) >= fewestWords {
			l.take(s)
		}
	}
}

// line is a span as it is printed.
func (l *list) line(s span) mock.Line {
	line := mock.Line{}
	for i := s.from; i <= s.to; i++ {
		line.Sentences = append(line.Sentences, i)
	}
	line.Sentences = append(line.Sentences, s.names...)
	text := strings.TrimSpace(s.lead + " " + s.text)
	for _, next := range l.a.Sentences[s.from+1 : s.to+1] {
		if !strings.HasSuffix(text, "。") {
			text += " "
		}
		text += alone.Bare(next)
	}
	if text != l.a.Sentences[s.from] {
		line.Text = text
	}
	return line
}
