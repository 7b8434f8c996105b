// Package keyfacts finds the figures and the people of a text by rule: the
// offline engine's answer where a model would read. It hides what makes a
// value matter and how its label is cut from the sentence.
package keyfacts

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/claim"
	"newsbrief/internal/extractive"
)

// Figure is a value of a text with the words that say what it measures.
// Sentence counts from 0.
type Figure struct {
	Text, Measures string
	Sentence       int
}

// figure is a candidate.
type figure struct {
	labeller *labeller // of its sentence
	sentence int
	claim    int // of the labeller's
	score    float64
	words    []string // beginnings of those of its label
}

// Figures returns at most n values of a text that matter most, the most
// important first, each once. language is a BCP 47 tag.
func Figures(sentences []string, language string, n int) []Figure {
	var all []figure
	for i, s := range sentences {
		l := newLabeller(s, language)
		for k, c := range l.claims {
			if score := salience(c, s, i); score > 0 && !l.isName(c) && !l.scaled(c) && !(c.Words && c.Value <= 2 && !l.casualties(c)) {
				all = append(all, figure{labeller: &l, sentence: i, claim: k, score: score + l.newsworthy(c)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b figure) int { return cmp.Compare(b.score, a.score) })
	var list []Figure
	var taken []figure
	for _, f := range all {
		if len(list) == n {
			break
		}
		l, c := f.labeller, f.labeller.claims[f.claim]
		label := l.label(f.claim)
		f.words = l.beginnings(label)
		if label != "" && !slices.ContainsFunc(taken, f.repeats) {
			taken = append(taken, f)
			list = append(list, Figure{oneLine(l.sentence[c.From:c.To]), label, f.sentence})
		}
	}
	return list
}

// repeats says whether two figures are one value said twice: of money, or of
// what a word of both labels names. Two things may have the same count.
func (f figure) repeats(other figure) bool {
	one, two := f.labeller.claims[f.claim], other.labeller.claims[other.claim]
	a, unitA := claim.Base(one.Value, one.Unit)
	b, unitB := claim.Base(two.Value, two.Unit)
	highA, _ := claim.Base(one.High, one.Unit)
	highB, _ := claim.Base(two.High, two.Unit)
	return one.Kind == two.Kind && a == b && unitA == unitB && highA == highB &&
		(one.Kind == claim.Money || slices.ContainsFunc(f.words, func(w string) bool { return slices.Contains(other.words, w) }))
}

// salience ranks kinds of values as a reader of news does: money before
// counts, counts before durations; ages, clock times, ordinals and years are
// none. Large sums and the beginning of a text count more.
func salience(c claim.Claim, sentence string, at int) float64 {
	score := 0.0
	switch c.Kind {
	case claim.Money:
		score = 5
	case claim.Percent:
		score = 4
	case claim.Duration:
		score = 2.5
	case claim.Number:
		score = 3
	}
	switch {
	case score == 0, c.Age, c.Ordinal, c.Score, c.Fold && c.Words, isYear(c):
		return 0
	case c.Words && c.Value <= 12 && c.Kind == claim.Number:
		score -= 1.5
	}
	if c.Kind == claim.Number || c.Kind == claim.Money {
		score += math.Min(math.Log10(1+math.Abs(c.Value)), 7) / 5
	}
	if strings.HasSuffix(strings.TrimSpace(sentence), "?") {
		score -= 1
	}
	return score + 1.5/(1+float64(at)/4)
}

// newsworthy adds to a value's rank by the words of its clause: people hurt
// first of all, then what changed.
func (l labeller) newsworthy(c claim.Claim) float64 {
	switch {
	case l.age(c):
		return -1.5
	case l.casualties(c):
		return 7
	case l.near(l.clauseOf(c), "change"):
		return 0.7
	}
	return 0
}

// casualties says whether a value counts people hurt.
func (l labeller) casualties(c claim.Claim) bool {
	return c.Kind == claim.Number && c.Unit == "" && slices.ContainsFunc(l.clauseOf(c), func(p part) bool { return extractive.Hurt(strings.ToLower(p.text), l.language) })
}

// clauseOf is the clause around a value.
func (l labeller) clauseOf(c claim.Claim) []part {
	return l.all[l.clauseStart(l.at(c.From), true):l.clauseEnd(l.at(c.To), mostAlone, 2)]
}

// age says whether a number of years is somebody's age more often than not: in
// commas behind a name, or led to by "of" from a noun.
func (l labeller) age(c claim.Claim) bool {
	at := l.at(c.From)
	if c.Unit != "year" || c.Words || c.Value > 110 || at < 2 {
		return false
	}
	lead, noun := l.all[at-1], l.all[at-2]
	return lead.text == "," && unicode.IsUpper(firstRune(noun.text)) || lead.is(agedWord) && !l.grammar(noun)
}

// isYear says whether a number of years is the number of a year: "2022 года".
func isYear(c claim.Claim) bool {
	return c.Unit == "year" && !c.Words && c.Value >= 1000 && c.Value <= 2200
}

// scaled says whether a word behind a value multiplies it that its language's
// tables do not read, so that the value would be wrong. Of a language that is
// not known all such words count.
func (l labeller) scaled(c claim.Claim) bool {
	next := l.at(c.To)
	if next == len(l.all) || c.Kind != claim.Number && c.Kind != claim.Money || claim.Spells(l.language) {
		return false
	}
	for cue, beginnings := range cues() {
		if kind, language, _ := strings.Cut(cue, " "); kind == "scale" && (language == base(l.language) || base(l.language) == "und") &&
			slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(l.all[next].lower, b) }) {
			return true
		}
	}
	return false
}

// isName says whether a number names something rather than counts it:
// "Category 1", "World War Two", "007", the halves of "4&3" and "1 - 0", or
// puts it in a row or repeats ("der 89. Minute", "der 20-jährige", "four
// times", "the Four Corners").
func (l labeller) isName(c claim.Claim) bool {
	if c.Kind != claim.Number || c.Unit != "" {
		return false
	}
	at, next := l.at(c.From), l.at(c.To)
	text := l.sentence[c.Start:c.End]
	if len(text) > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9' || l.paired(at-1, at-2) || l.paired(next, next+1) {
		return true
	}
	if at > 0 && next < len(l.all) && l.all[at-1].text == "," && l.all[next].text == "," {
		return true // an age
	}
	german := base(l.language) == "de"
	if at > 0 && l.all[at-1].is(numberingWord) || next < len(l.all) && (l.ordinal(next) || c.Words && l.near(l.all[next:next+1], "times") ||
		c.Words && at > 0 && !german && unicode.IsUpper(firstRune(l.all[next].text))) {
		return true
	}
	counts := next < len(l.all) && l.content(l.all[next:next+1]) > 0 && !unicode.IsUpper(firstRune(l.all[next].text))
	return at > 0 && !counts && !german && !l.grammar(l.all[at-1]) && unicode.IsUpper(firstRune(l.all[at-1].text)) &&
		(at > 1 || next < len(l.all))
}

// ordinal says whether the parts from i on, glued to a number, make an ordinal
// or an age of it.
func (l labeller) ordinal(i int) bool {
	if i == 0 || l.all[i].start != l.all[i-1].end || i+1 == len(l.all) {
		return false
	}
	return base(l.language) == "de" && l.all[i].text == "." || l.near(l.all[i:i+2], "age")
}

// paired says whether a mark of a score stands at part i and another value
// behind it.
func (l labeller) paired(i, other int) bool {
	if other < 0 || other >= len(l.all) || i < 0 || i >= len(l.all) {
		return false
	}
	v := l.all[other].value
	return v != nil && v.Kind == claim.Number && strings.Contains("&-–:x×", l.all[i].text)
}
