package offline

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/lang"
	"newsbrief/internal/mock"
	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/rank"
)

// Bounds of a list of lines.
const (
	mostSentences = 5    // of a line
	fewestWords   = 5    // of a line that is not clear
	mostWords     = 100  // of a line of several sentences
	mostLines     = 3    // of those that stand alone
	tried         = 2    // sentences that are looked at for each line that is wanted
	clear         = 0.4  // doubt of a line that is understood
	certain       = 0.05 // of a line that stands well without the headline
	clearly       = 0.1  // of a line that is not the first
	hopeless      = 0.97 // of a first line, in a text that is none
	likely        = 0.5  // chance that a further line belongs in a summary
	near          = 0.3  // doubt of the next sentence, that it is understood behind a line
	far           = 0.2  // of another one
	least         = 0.3  // chance of one behind a line to be understood and to belong in a summary
	half          = 0.5  // of the words of the headline
	doubtful      = 0.25 // of a line that stands better behind the headline
	named         = 0.4  // of the doubt is left where a line got the name of what it is about
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

// clear are at most n lines, in the order of the text: the sentence that says most of those
// that are understood alone, with what continues it behind it, and others where they are
// certainly understood alone.
func (l *list) clear(n int) []mock.Line {
	best := l.about.Best(n, n*tried)
	l.head = l.headline()
	main := l.first(best)
	if main.doubt > hopeless || 2*l.statements() < len(l.about.Body()) {
		return l.exact(n) // a song, a list
	}
	l.take(main)
	l.follow(0, best)
	l.top()
	for _, i := range best {
		if len(l.lines) == min(n, mostLines) {
			break
		}
		if s := l.single(i); l.body[i] && !l.taken[i] && s.doubt <= clearly && l.worth(i) >= likely {
			l.take(s)
			l.follow(len(l.lines)-1, []int{i + 1})
		}
	}
	slices.SortFunc(l.lines[1:], func(x, y span) int { return x.from() - y.from() })
	lines := make([]mock.Line, len(l.lines))
	for i, s := range l.lines {
		lines[i] = l.line(s)
	}
	l.introduce(lines)
	return lines
}

// top puts the headline before a first line that says little.
func (l *list) top() {
	const little = 25 // words
	first := &l.lines[0]
	if first.lead != "" || l.count(first.sentences...) > little {
		return
	}
	if led := l.titled(first.from()); led.doubt < 1 && l.text.Share(first.sentences, led.names[0]) < 1 {
		first.lead, first.names = led.lead, append(first.names, led.names...)
	}
}

// statements counts those of the text proper.
func (l *list) statements() (n int) {
	for _, is := range l.body {
		if is {
			n++
		}
	}
	return n
}

// first is the line of the sentence that is likeliest to be understood and to tell what belongs
// in a summary: of the best, or one that opens the text, which is worth a little more. Where
// none is likely to, it stands behind the headline.
func (l *list) first(best []int) span {
	const rather = 0.25 // of a chance
	candidates := slices.Concat(l.openings(), best)
	slices.Sort(candidates)
	first, chance := l.likeliest(slices.Compact(candidates), l.leading)
	if chance < rather {
		if led, rival := l.likeliest(best, l.titled); rival > chance {
			return led
		}
	}
	return first
}

// likeliest is the line of the sentence that is likeliest to be understood and to tell what
// belongs in a summary, and the chance of that; its doubt is 1 where there is none.
func (l *list) likeliest(sentences []int, lineOf func(int) span) (likeliest span, highest float64) {
	const opens = 0.15 // of a chance
	likeliest.doubt = 1
	for _, i := range sentences {
		if !l.body[i] || l.count(i) < fewestWords || !lang.EndsSentence(l.a.Sentences[i]) {
			continue
		}
		s := lineOf(i)
		chance := (1 - s.doubt) * l.worth(i)
		if i <= l.about.Opening() {
			chance += opens
		}
		if chance > highest {
			likeliest, highest = s, chance
		}
	}
	return likeliest, highest
}

// leading is a line of sentence i as the first one: behind the headline where it does not say
// what that says, or is doubtful without.
func (l *list) leading(i int) span {
	s := l.single(i)
	if l.head < 0 || s.doubt <= certain || l.text.Asks() && i > l.about.Opening() {
		return s
	}
	if s.doubt <= doubtful && l.text.Share(s.sentences, l.head) >= half {
		return s
	}
	if led := l.titled(i); led.doubt < 1 {
		led.doubt = min(s.doubt, led.doubt)
		return led
	}
	return s
}

// openings are the sentences that may lead into the text: the first ones, and those that stand
// above the author's name.
func (l *list) openings() []int {
	const first = 3
	body := l.about.Body()
	at, _ := slices.BinarySearch(body, l.about.Opening())
	return body[:min(at+first, len(body))]
}

// titled is a line of sentence i behind the headline; its doubt is 1 where there is none.
func (l *list) titled(i int) span {
	at := l.head
	if at < 0 || at > i {
		return span{doubt: 1}
	}
	s := span{sentences: []int{i}, text: alone.Cut(l.a.Sentences[i], l.a.Language), names: []int{at}}
	s.lead = withMark(alone.Cut(l.a.Sentences[at], l.a.Language))
	if s.signals = l.text.Read(s.sentences, s.lead, s.text); s.signals.Hangs() {
		s.doubt = 1
	} else {
		s.doubt = l.behind(span{sentences: []int{at}}, i)
	}
	return s
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

// follow puts the sentences behind a line that continue it best: the next one of the text, or
// one of the others.
func (l *list) follow(at int, others []int) {
	for len(l.lines[at].sentences) < mostSentences {
		s := l.lines[at]
		next, highest := -1, 0.0
		for _, i := range append([]int{s.to() + 1}, others...) {
			if chance := l.continues(s, i); chance > highest {
				next, highest = i, chance
			}
		}
		if next < 0 {
			return
		}
		s.sentences = append(slices.Clone(s.sentences), next)
		slices.Sort(s.sentences)
		l.lines[at], l.taken[next] = s, true
	}
}

// continues is the chance that sentence i is understood behind a line and belongs in a summary;
// 0: it is too small.
func (l *list) continues(s span, i int) float64 {
	if !l.mayFollow(s, i) {
		return 0
	}
	isNext := i == s.to()+1
	switch {
	case isNext && len(l.about.Body()) <= mostSentences:
		return 1 // the whole text is a line
	case !isNext && l.hangs(i):
		return 0 // "it" may be what stands between them
	}
	doubt, most := l.behind(s, i), far
	if isNext {
		most = near
	}
	if chance := (1 - doubt) * l.worth(i); doubt <= most && chance >= least {
		return chance
	}
	return 0
}

// hangs says whether sentence i alone holds a word for what another one names.
func (l *list) hangs(i int) bool {
	own := l.text.Read([]int{i}, "", "")
	return own.Hangs()
}

// mayFollow says whether sentence i may stand behind the first of a line: both end as sentences
// do, and it is no item of a list.
func (l *list) mayFollow(s span, i int) bool {
	return i > s.from() && i < len(l.body) && l.body[i] && !l.taken[i] &&
		l.count(s.sentences...)+l.count(i) <= mostWords &&
		lang.EndsSentence(l.a.Sentences[s.from()]) && lang.EndsSentence(l.a.Sentences[i]) && !alone.IsMarked(l.a.Sentences[i])
}

// behind is the doubt that sentence i is understood behind those of a line before it.
func (l *list) behind(s span, i int) float64 {
	at, _ := slices.BinarySearch(s.sentences, i)
	own, link := l.text.Behind(s.sentences[:at], i)
	return follows.doubt(&own, &l.about.Features[i], link[:])
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

// worth is the chance that sentence i tells what belongs in a summary.
func (l *list) worth(i int) float64 {
	s := l.single(i)
	return 1 - belongs.doubt(&s.signals, &l.about.Features[i], nil)
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
	s.signals = l.text.Read(s.sentences, s.lead, s.text)
	s.doubt = clarity.doubt(&s.signals, &l.about.Features[s.from()], nil)
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

// headline is the line above the text proper of whose words the text says most; -1: there is none
// of which it says two.
func (l *list) headline() int {
	const longest, brief, fewest = 24, 5, 2 // words
	best, most := -1, fewest-1
	for i := range l.about.Opening() {
		text := l.a.Sentences[i]
		outlet := l.count(i) < brief && strings.ToUpper(text) == text && strings.ToLower(text) != text
		if l.body[i] || !l.about.IsTitle(i) || l.count(i) > longest || outlet || strings.Contains(text, "|") {
			continue
		}
		said := l.text.Said(i)
		if said > most || best >= 0 && said == most && l.count(i) > l.count(best) {
			best, most = i, said
		}
	}
	return best
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
		text += alone.Bare(l.a.Sentences[i])
	}
	if text != l.a.Sentences[s.from()] {
		line.Text = text
	}
	return line
}
