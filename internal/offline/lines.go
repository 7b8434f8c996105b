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
	mostSentences = 3   // of a line
	fewestWords   = 5   // of a line that is not clear
	mostWords     = 70  // of a line of several sentences
	wordsEach     = 34  // of all lines, for each that is wanted
	tried         = 3   // sentences that are looked at for each line that is wanted
	clear         = 0.5 // doubt of a line that is understood
	mostDoubt     = 0.7 // of the line that says most, and of the third
	named         = 0.4 // of the doubt is left where a line got the name of what it is about
	fewestTold    = 2   // sentences
	fewestLines   = 3   // the last of them only where its doubt allows it
)

// list makes lines of an article that are understood each by itself.
type list struct {
	a       mock.Article
	about   *rank.Analysis
	heads   []int   // the headings behind its opening
	speaker speaker // of "I"
	text    *alone.Text
	known   []*span // the line of each sentence alone, once it is made
	main    int     // the sentence that says most
	body    []bool  // is a statement of the text proper
	taken   []bool  // stands in a line
	lines   []span
	rest    []span // what did not do
	words   int
}

// span is a line of sentences, mostly such as follow each other.
type span struct {
	sentences []int
	lead      string // who speaks, or a heading, with its mark; "": nothing
	text      string // of the first sentence
	names     []int  // sentences that name what text does
	signals   alone.Signals
	doubt     float64 // the chance that a reader who has nothing else does not find it good
}

// newList takes an article and what is known of it.
func newList(a mock.Article, about *rank.Analysis) *list {
	l := &list{a: a, about: about, body: make([]bool, len(a.Sentences)), taken: make([]bool, len(a.Sentences))}
	l.known = make([]*span, len(a.Sentences))
	for _, i := range about.Body() {
		l.body[i] = about.IsStatement(i)
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
		if at == 0 {
			l.main = i
		}
		if len(l.lines) == n || l.words > n*wordsEach {
			break
		}
		if l.body[i] && !l.taken[i] {
			l.add(i)
		}
		if at == 0 && len(l.rest) > 0 && l.rest[0].doubt <= mostDoubt { // what the text is about is told in any case
			l.take(l.rest[0])
		}
	}
	l.put(l.extend) // which others stand before by now
	l.put(l.gather)
	l.fill(min(n, fewestLines), mostDoubt)
	l.fill(min(n, fewestLines-1), 1)
	if l.tellings() < min(n, fewestTold) {
		return l.exact(n) // a song, a list
	}
	slices.SortFunc(l.lines, func(x, y span) int { return x.from() - y.from() })
	lines := make([]mock.Line, len(l.lines))
	for i, s := range l.lines {
		lines[i] = l.line(s)
	}
	l.introduce(lines)
	return lines
}

// put puts what did not do to other lines.
func (l *list) put(to func(int) bool) {
	for _, s := range l.rest {
		if i := s.from(); !l.taken[i] {
			to(i)
		}
	}
}

// tellings counts the sentences that stand in a line.
func (l *list) tellings() (n int) {
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
	const places = 1.5 // that a sentence falls back that nobody will understand
	best := l.about.Best(n, 2*n)
	place := func(at int) float64 {
		if !l.body[best[at]] {
			return float64(len(best) + at)
		}
		return float64(at) + places*l.single(best[at]).doubt
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

// add makes a line of sentence i, or puts it to the line before it.
func (l *list) add(i int) {
	s := l.single(i)
	switch {
	case s.doubt <= clear && l.count(i) >= fewestWords:
		l.take(s)
	case !l.extend(i):
		l.rest = append(l.rest, s)
	}
}

// extend puts sentence i to the line that ends right before it, where it is clear there.
func (l *list) extend(i int) bool {
	for at, s := range l.lines {
		if s.to() != i-1 || !l.fits(s.from(), i) || !l.tells(i) {
			continue
		}
		s.sentences = append(slices.Clone(s.sentences), i)
		if l.weigh(&s); !s.signals.Hangs() {
			l.join(at, s)
			return true
		}
	}
	return false
}

// gather puts sentence i to the line of what the text is about, where it speaks of "the"
// things that the line names, and no word of it stands for anything else.
func (l *list) gather(i int) bool {
	at := slices.IndexFunc(l.lines, func(s span) bool { return slices.Contains(s.sentences, l.main) })
	if at < 0 || l.lines[at].to() > i || l.text.Asks() || l.text.Refers(i) || !l.tells(i) {
		return false
	}
	s, own := l.lines[at], l.single(i)
	s.sentences = append(slices.Clone(s.sentences), i)
	if len(s.sentences) > mostSentences || l.count(s.sentences...) > mostWords || len(own.names) > 0 {
		return false
	}
	l.weigh(&s)
	linked := own.signals[alone.DefiniteSubject]+own.signals[alone.Definite] > 0
	if !linked || s.signals.Owes() || s.signals[alone.OldName] > 0 {
		return false
	}
	l.join(at, s)
	return true
}

// join puts a line of one more sentence in the place of another.
func (l *list) join(at int, s span) {
	l.words += l.count(s.to())
	l.lines[at], l.taken[s.to()] = s, true
}

// tells says whether sentence i tells a fact.
func (l *list) tells(i int) bool {
	const sure = 0.2 // of doubt
	s := l.single(i)
	return told.doubt(&s.signals, &l.about.Features[i]) <= sure
}

func (s *span) from() int { return s.sentences[0] }

func (s *span) to() int { return s.sentences[len(s.sentences)-1] }

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
	s := span{sentences: []int{i}, text: alone.Cut(l.a.Sentences[i], l.a.Language)}
	l.weigh(&s)
	if !s.signals.Owes() {
		return s
	}
	if text, at, ok := l.text.Named(i, s.text); ok {
		s.text, s.names = text, []int{at}
		l.weigh(&s)
	}
	if s.signals.Owes() {
		l.lead(&s)
	}
	return s
}

// weigh reads a line.
func (l *list) weigh(s *span) {
	s.signals = l.text.Read(s.sentences, s.lead, s.text)
	s.doubt = clarity.doubt(&s.signals, &l.about.Features[s.from()])
	if len(s.names) > 0 && !s.signals.Owes() {
		s.doubt *= named
	}
}

// lead puts in front of a line whose words it is, or the heading above, where that makes
// it clear.
func (l *list) lead(s *span) {
	i := s.from()
	led := span{sentences: s.sentences, text: alone.Cut(l.a.Sentences[i], l.a.Language)}
	spoken := l.text.Speaks(i)
	at := l.heading(i)
	switch {
	case spoken && l.speaks(i):
		at, led.lead = l.speaker.at, l.speaker.name+":"
		if label, rest, _ := strings.Cut(led.text, " "); strings.HasSuffix(label, ":") {
			led.text = rest // "A:"
		}
	case at >= 0 && !l.text.SaysI(i):
		led.lead, _, _ = strings.Cut(alone.Bare(l.a.Sentences[at]), ": ")
	}
	if led.lead == "" {
		return
	}
	if !strings.ContainsAny(led.lead[len(led.lead)-1:], "?!:.") {
		led.lead += ":"
	}
	led.names = []int{at}
	if l.weigh(&led); !led.signals.Owes() || spoken {
		*s = led
	}
}

// speaks says whether the words of sentence i are certainly those of the article's speaker:
// an author's only where they say "I" and no dash begins them, as it does what others say.
func (l *list) speaks(i int) bool {
	sp := l.speaker
	if sp.name == "" || i < sp.from || l.asks(i) {
		return false
	}
	return sp.interviewed || l.text.SaysI(i) && strings.IndexAny(l.a.Sentences[i], "-–—") != 0
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
		if l.about.IsHeading(i) && !credits(l.a.Sentences[i]) {
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
	if at--; at < 0 || i-l.heads[at] > near || l.count(l.heads[at]) > longest {
		return -1
	}
	if !strings.ContainsFunc(l.a.Sentences[l.heads[at]], unicode.IsLetter) {
		return -1
	}
	return l.heads[at]
}

func (l *list) take(s span) {
	for _, i := range s.sentences {
		l.taken[i] = true
	}
	l.lines, l.words = append(l.lines, s), l.words+l.count(s.sentences...)
}

// fits says whether the sentences from one to another make one line: of one paragraph, or of
// two that are but a sentence each.
func (l *list) fits(from, to int) bool {
	near := l.a.Paragraphs[to] == l.a.Paragraphs[from] || to == from+1 && l.isSole(from) && l.isSole(to)
	if !near || to-from >= mostSentences {
		return false
	}
	words := 0
	for i := from; i <= to; i++ {
		words += l.count(i)
	}
	return words <= mostWords
}

// isSole says whether sentence i is a paragraph by itself.
func (l *list) isSole(i int) bool {
	p := l.a.Paragraphs
	return (i == 0 || p[i-1] != p[i]) && (i+1 == len(p) || p[i+1] != p[i])
}

func (l *list) count(sentences ...int) (words int) {
	for _, i := range sentences {
		words += l.about.Words(i)
	}
	return words
}

// fill adds the clearest of what did not do, with so much doubt at most, up to n lines.
func (l *list) fill(n int, most float64) {
	const place = 0.02 // of doubt that what says more is worth
	order := slices.Clone(l.rest)
	for at := range order {
		order[at].doubt += place * float64(at)
	}
	slices.SortStableFunc(order, func(x, y span) int { return cmp.Compare(x.doubt, y.doubt) })
	for _, s := range order {
		if len(l.lines) < n && s.doubt <= most && !l.taken[s.from()] && l.count(s.sentences...) >= fewestWords {
			l.take(s)
		}
	}
}

// line is a span as it is printed.
func (l *list) line(s span) mock.Line {
	line := mock.Line{Sentences: slices.Concat(s.sentences, s.names)}
	text := strings.TrimSpace(s.lead + " " + s.text)
	for _, i := range s.sentences[1:] {
		if !strings.HasSuffix(text, "。") {
			text += " "
		}
		text += alone.Bare(l.a.Sentences[i])
	}
	if text != l.a.Sentences[s.from()] {
		line.Text = text
	}
	return line
}
