package offline

import (
	"slices"
	"strings"

	"newsbrief/internal/lang"
	"newsbrief/internal/mock"
	"newsbrief/internal/offline/alone"
)

// Bounds of the lines of a summary of no certain number of lines.
const (
	mostSentences = 5    // of a line
	fewestWords   = 5    // of the first one
	mostWords     = 100  // of a line of several sentences
	mostLines     = 3    // with those that stand alone
	tried         = 2    // sentences that are looked at for each line that is wanted
	certain       = 0.05 // doubt of a line that stands well without the headline
	clearly       = 0.1  // of a line that is not the first
	doubtful      = 0.25 // of a line that stands better behind the headline
	hopeless      = 0.97 // of a first line, in a text that is none
	likely        = 0.5  // chance that a further line belongs in a summary
	near          = 0.3  // doubt of the next sentence, that it is understood behind a line
	far           = 0.2  // of another one
	least         = 0.3  // chance of one behind a line to be understood and to belong in a summary
	half          = 0.5  // of the words of the headline
)

// clear are at most n lines: what the text is about, with what continues it, and behind it, in
// the order of the text, others that are certainly understood alone.
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
			l.follow(len(l.lines)-1, nil)
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

// hangs says whether sentence i alone holds a word for what another one names, or is about
// "the" thing of which an earlier one speaks.
func (l *list) hangs(i int) bool {
	own := l.text.Read([]int{i}, "", "")
	return own.Hangs() || own[alone.DefiniteSubject] > 0
}

// mayFollow says whether sentence i may stand behind the first of a line: both end as sentences
// do, and it is no item of a list.
func (l *list) mayFollow(s span, i int) bool {
	return i > s.from() && i < len(l.body) && l.body[i] && !l.taken[i] &&
		l.count(s.sentences...)+l.count(i) <= mostWords &&
		lang.EndsSentence(l.a.Sentences[s.from()]) && lang.EndsSentence(l.a.Sentences[i]) &&
		!alone.IsMarked(l.a.Sentences[i])
}

// behind is the doubt that sentence i is understood behind those of a line before it.
func (l *list) behind(s span, i int) float64 {
	at, _ := slices.BinarySearch(s.sentences, i)
	own, link := l.text.Behind(s.sentences[:at], i)
	return follows.doubt(&own, &l.about.Features[i], link[:])
}

// worth is the chance that sentence i tells what belongs in a summary.
func (l *list) worth(i int) float64 {
	s := l.single(i)
	return 1 - belongs.doubt(&s.signals, &l.about.Features[i], nil)
}

// isRow says whether a line is a row of labels: "News | 3 June | Marine sciences".
func isRow(line string) bool { return strings.Contains(line, "|") || strings.Count(line, " · ") > 1 }

// headline is the line above the text proper of whose words the text says most; -1: there is none
// of which it says two.
func (l *list) headline() int {
	const fewest = 2
	best, most := -1, fewest-1
	for i := range l.about.Opening() {
		if l.body[i] || !l.about.IsTitle(i) || !l.mayLead(i) {
			continue
		}
		said := l.text.Said(i)
		if said > most || best >= 0 && said == most && l.count(i) > l.count(best) {
			best, most = i, said
		}
	}
	return best
}

// mayLead says whether a line above the text may be its headline: it is neither long nor a few
// words in capitals, as an outlet's name is.
func (l *list) mayLead(i int) bool {
	const longest, brief = 24, 5 // words
	text := l.a.Sentences[i]
	outlet := l.count(i) < brief && strings.ToUpper(text) == text && strings.ToLower(text) != text
	return l.count(i) <= longest && !outlet && !isRow(text)
}
