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

// list makes lines of an article that are understood each by itself.
type list struct {
	a       mock.Article
	about   *rank.Analysis
	head    int     // the headline; -1: there is none
	heads   []int   // the headings behind its opening
	speaker speaker // of "I"
	text    *alone.Text
	known   []*span // the line of each sentence as it stands, once it is made
	body    []bool  // is a statement of the text proper
	taken   []bool  // stands in a line
	lines   []span
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
	l.text = alone.NewText(a.Sentences, a.Paragraphs, l.about.Opening(), a.Language)
	l.readHeads()
	l.speaker = speakerOf(a, about)
	return l
}

// withMark is a heading with a mark that leads to what stands behind it.
func withMark(heading string) string {
	switch {
	case strings.ContainsAny(heading[len(heading)-1:], "?!:."):
		return heading
	case strings.Contains(heading, ":"):
		return heading + "."
	}
	return heading + ":"
}

// exact are n lines of one sentence each, in the order of the text: those that say most, and
// of two that say nearly as much the clearer one.
func (l *list) exact(n int) (lines []mock.Line) {
	const back = 1.5 // places, of a sentence that nobody will understand
	best := l.about.Best(n, 2*n)
	place := func(at int) float64 {
		if !l.body[best[at]] {
			return float64(len(best) + at)
		}
		return float64(at) + back*l.named(best[at]).doubt
	}
	order, places := make([]int, len(best)), make([]float64, len(best))
	for at := range order {
		order[at], places[at] = at, place(at)
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(places[x], places[y]) })
	var chosen []int
	for _, at := range order[:min(n, len(order))] {
		chosen = append(chosen, best[at])
	}
	slices.Sort(chosen)
	for _, i := range chosen {
		lines = append(lines, l.line(l.named(i)))
	}
	l.introduce(lines)
	return lines
}

func (s *span) from() int { return s.sentences[0] }

func (s *span) to() int { return s.sentences[len(s.sentences)-1] }

// single is a line of one sentence as it stands.
func (l *list) single(i int) span {
	if l.known[i] == nil {
		s := l.bare(i)
		if s.signals.Owes() {
			l.lead(&s)
		}
		l.known[i] = &s
	}
	return *l.known[i]
}

// named is a line of one sentence, with a name for its pronoun where that helps.
func (l *list) named(i int) span {
	s := l.bare(i)
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

// bare is a line of one sentence, with nothing in front of it.
func (l *list) bare(i int) span {
	s := span{sentences: []int{i}, text: alone.Cut(l.a.Sentences[i], l.a.Language)}
	l.weigh(&s)
	return s
}

// weigh reads a line.
func (l *list) weigh(s *span) {
	const left = 0.4 // of the doubt, where a line got the name of what it is about
	s.signals = l.text.Read(s.sentences, s.lead, s.text)
	s.doubt = clarity.doubt(&s.signals, &l.about.Features[s.from()], nil)
	if len(s.names) > 0 && !s.signals.Owes() {
		s.doubt *= left
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
	led.lead = withMark(led.lead)
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
	for i := l.about.Opening() + 1; i < len(l.a.Sentences); i++ {
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
	l.lines, l.taken[s.from()] = append(l.lines, s), true
}

func (l *list) count(sentences ...int) (words int) {
	for _, i := range sentences {
		words += l.about.Words(i)
	}
	return words
}

// line is a span as it is printed.
func (l *list) line(s span) mock.Line {
	line := mock.Line{Sentences: slices.Concat(s.sentences, s.names)}
	text := strings.TrimSpace(s.lead + " " + s.text)
	for _, i := range s.sentences[1:] {
		if !strings.HasSuffix(text, "。") {
			text += " "
		}
		next := alone.Bare(l.a.Sentences[i])
		text += next[alone.Dateline(next):]
	}
	if text != l.a.Sentences[s.from()] {
		line.Text = text
	}
	return line
}
