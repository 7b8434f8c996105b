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

// bullets are n lines in a form.
func bullets(a mock.Article, n int, form string) []mock.Line {
	d := rank.Document(a)
	switch form {
	case headline:
		if t := rank.TitleOf(d); t >= 0 && n == 1 {
			return []mock.Line{{Sentences: []int{t}}}
		}
		return shortened(a, rank.Rank(d, n), headlineWords, true)
	case tldr:
		return shortened(a, rank.Rank(d, n), tldrWords, false)
	case timeline:
		return events(a, n)
	}
	lines := make([]mock.Line, 0, n)
	for _, i := range rank.Rank(d, n) {
		lines = append(lines, line(a, i))
	}
	return lines
}

// line is a sentence that stands alone, where words left out or a name for its
// pronoun make it so.
func line(a mock.Article, i int) mock.Line {
	if i > 0 && a.Paragraphs[i] == a.Paragraphs[i-1] {
		if text, ok := alone.Named(a.Sentences[i-1], alone.Cut(a.Sentences[i], a.Language), a.Language); ok {
			return mock.Line{Text: text, Sentences: []int{i, i - 1}}
		}
	}
	if text := alone.Cut(a.Sentences[i], a.Language); text != a.Sentences[i] {
		return mock.Line{Text: text, Sentences: []int{i}}
	}
	return mock.Line{Sentences: []int{i}}
}

// Most words of the short forms, as their templates ask for them.
const (
	headlineWords = 12
	tldrWords     = 30
)

// shortened are sentences with at most so many words where whole clauses at their end
// can be left out, a headline without the full stop.
func shortened(a mock.Article, chosen []int, words int, bare bool) []mock.Line {
	var lines []mock.Line
	for _, i := range chosen {
		l := line(a, i)
		text := alone.Shorten(cmp.Or(l.Text, a.Sentences[i]), a.Language, words)
		if bare {
			text = strings.TrimRight(text, ".。")
		}
		if text != a.Sentences[i] {
			l.Text = text
		}
		lines = append(lines, l)
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
func events(a mock.Article, n int) []mock.Line {
	var list, plain []event
	for _, i := range rank.Order(rank.Document(a)) {
		if e := eventOf(a, i); e.text != "" && len(list) < n {
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
		lines[i] = line(a, e.sentence)
		if e.text != "" {
			lines[i].Text = e.text + ": " + cmp.Or(lines[i].Text, a.Sentences[e.sentence])
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
