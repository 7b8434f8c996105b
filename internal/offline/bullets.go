package offline

import (
	"cmp"
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
	"newsbrief/internal/lang"
	"newsbrief/internal/mock"
	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/rank"
)

// The forms of a summary that the engine knows besides a list in the order of the text.
const (
	headline = "headline"
	tldr     = "tldr"
	timeline = "timeline"
)

// bullets are lines as they are wished.
func bullets(a mock.Article, w mock.Wish) []mock.Line {
	l, n := newList(a, rank.Analyze(rank.Document(a))), w.Bullets
	switch w.Form {
	case headline:
		if t := l.about.Title(); t >= 0 && n == 1 {
			return []mock.Line{{Sentences: []int{t}}}
		}
		return l.shortened(n, headlineWords, true)
	case tldr:
		return l.shortened(n, tldrWords, false)
	case timeline:
		return l.events(n)
	case mock.Story:
		l.heads, l.speaker = nil, speaker{} // of one article
		return l.singles(n)
	}
	if w.Fewer {
		return l.clear(n)
	}
	return l.exact(n)
}

// singles are the n best sentences, each a line.
func (l *list) singles(n int) (lines []mock.Line) {
	for _, i := range l.about.Choose(&rank.Fitted, n) {
		lines = append(lines, l.line(l.named(i)))
	}
	return lines
}

// Most words of the short forms, as their templates ask for them.
const (
	headlineWords = 12
	tldrWords     = 30
)

// shortened are the n best sentences with at most so many words where whole clauses at their end
// can be left out, a headline without the full stop.
func (l *list) shortened(n, words int, bare bool) []mock.Line {
	lines := l.singles(n)
	for i := range lines {
		sentence := l.a.Sentences[lines[i].Sentences[0]]
		text := alone.Shorten(cmp.Or(lines[i].Text, sentence), l.a.Language, words)
		if bare {
			text = strings.TrimRight(text, ".。")
		}
		if text != sentence {
			lines[i].Text = text
		}
	}
	return lines
}

// event is a sentence with the day on which happened what it tells.
type event struct {
	sentence int
	day      when.Day
	text     string // of the day; "": none
}

// events are the n sentences that say most, those with a day first of all, in the order
// of their days. A sentence without one keeps its place behind the one before it.
func (l *list) events(n int) []mock.Line {
	var list, plain []event
	for _, i := range l.about.Best(len(l.a.Sentences), len(l.a.Sentences)) {
		if e := eventOf(l.a, i); e.text != "" && len(list) < n {
			list = append(list, e)
		} else if e.text == "" {
			plain = append(plain, e)
		}
	}
	list = append(list, plain[:min(n-len(list), len(plain))]...)
	slices.SortFunc(list, func(x, y event) int { return x.sentence - y.sentence })
	for i := range list {
		if list[i].text == "" && i > 0 {
			list[i].day = list[i-1].day
		}
	}
	slices.SortStableFunc(list, func(x, y event) int { return compareDays(x.day, y.day) })
	lines := make([]mock.Line, len(list))
	for i, e := range list {
		lines[i] = l.line(l.named(e.sentence))
		if e.text != "" {
			lines[i].Text = e.text + ": " + cmp.Or(lines[i].Text, l.a.Sentences[e.sentence])
		}
	}
	return lines
}

// eventOf reads the first day of a sentence that can be told without the article's own
// date: of a year, or of a month.
func eventOf(a mock.Article, i int) event {
	s := a.Sentences[i]
	if lang.EndsSentence(s) {
		for _, c := range claim.Find(s, a.Language) {
			if c.Kind == claim.Date && (c.Date.Year > 0 || c.Date.Month > 0) && c.Date.Rel == "" {
				return event{i, c.Date, s[c.Start:c.End]}
			}
		}
	}
	return event{sentence: i, day: when.Day{Year: 0}}
}

// compareDays orders days. One without a year is of the article's own, behind all
// others.
func compareDays(x, y when.Day) int {
	year := func(d when.Day) int {
		if d.Year == 0 && d.Month > 0 {
			return 1 << 20
		}
		return d.Year
	}
	return cmp.Or(cmp.Compare(year(x), year(y)), cmp.Compare(x.Month, y.Month), cmp.Compare(x.Day, y.Day))
}
