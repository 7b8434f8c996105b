// Package figures finds the values of a text that matter, with what they
// measure, by rule. It hides what makes a value matter and how its label is cut
// from the sentence.
package figures

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/offline/syntax"
)

// Figure is a value of a text with the words that say what it measures.
// Sentence counts from 0.
type Figure struct {
	Text, Measures string
	Sentence       int
}

// figure is a candidate.
type figure struct {
	from     *syntax.Sentence
	sentence int
	claim    claim.Claim
	score    float64
	words    []string // beginnings of those of its label
}

// Find returns at most n values of a text that matter most, the most
// important first, each once.
func Find(sentences []*syntax.Sentence, n int) []Figure {
	all := candidates(sentences)
	slices.SortStableFunc(all, func(a, b figure) int { return cmp.Compare(b.score, a.score) })
	var list []Figure
	var taken []figure
	for _, f := range all {
		if len(list) == n {
			break
		}
		text := told(f.from, f.claim)
		f.words = beginnings(f.from, text)
		if text != "" && !slices.ContainsFunc(taken, f.repeats) {
			taken = append(taken, f)
			list = append(list, Figure{syntax.OneLine(f.from.Text[f.claim.From:f.claim.To]), text, f.sentence})
		}
	}
	return list
}

// candidates are all values that may matter.
func candidates(sentences []*syntax.Sentence) []figure {
	var all []figure
	names := numberedNames(sentences)
	for i, s := range sentences {
		if syntax.IsContact(s.Text) || syntax.IsTable(s.Text) || isRows(s) {
			continue
		}
		for _, c := range s.Claims {
			score := salience(c, s.Text, i)
			if score <= 0 || names[nameBefore(s, c)] > 1 || isName(s, c) || scaled(s, c) {
				continue
			}
			if !isNumbered(s, c) && !isAgo(s, c) && !small(c, i) || casualties(s, c) {
				all = append(all, figure{from: s, sentence: i, claim: c, score: score + newsworthy(s, c)})
			}
		}
	}
	return all
}

// small says whether a value is a small number in words, which is telling only where it
// stands early.
func small(c claim.Claim, sentence int) bool {
	const early = 5 // sentences
	return c.Words && (c.Value <= 2 || c.Value <= 12 && sentence >= early && c.Kind != claim.Money)
}

// numberedNames counts the pairs of a word with a capital and the number behind it
// ("AquaSense 3"): one that recurs is a name.
func numberedNames(sentences []*syntax.Sentence) map[string]int {
	names := map[string]int{}
	for _, s := range sentences {
		for _, c := range s.Claims {
			if name := nameBefore(s, c); name != "" {
				names[name]++
			}
		}
	}
	return names
}

// nameBefore is a plain number with the word before it where that has a capital; "":
// it is none, or has none before it.
func nameBefore(s *syntax.Sentence, c claim.Claim) string {
	at := s.At(c.From)
	if !isCount(c) || c.Words || at == 0 || !isCapital(s, at-1) || s.Parts[at-1].Value != nil {
		return ""
	}
	return s.Parts[at-1].Text + " " + s.Text[c.Start:c.End]
}

// repeats says whether two figures are one value said twice: of money, or of
// what a word of both labels names. Two things may have the same count.
func (f figure) repeats(other figure) bool {
	one, two := f.claim, other.claim
	a, unitA := claim.Base(one.Value, one.Unit)
	b, unitB := claim.Base(two.Value, two.Unit)
	highA, _ := claim.Base(one.High, one.Unit)
	highB, _ := claim.Base(two.High, two.Unit)
	if one.Kind != two.Kind || a != b || unitA != unitB || highA != highB {
		return false
	}
	shared := func(w string) bool { return slices.Contains(other.words, w) }
	return one.Kind == claim.Money || slices.ContainsFunc(f.words, shared)
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
	case score == 0, c.Unit == "KRW" && c.Value < 100, c.Age, c.Ordinal, c.Score, c.Fold && c.Words, isYear(c):
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
func newsworthy(s *syntax.Sentence, c claim.Claim) float64 {
	switch {
	case age(s, c):
		return -1.5
	case casualties(s, c):
		return 7
	case s.Near(clauseOf(s, c), "change"):
		return 0.7
	}
	return 0
}

// casualties says whether a value counts people hurt.
func casualties(s *syntax.Sentence, c claim.Claim) bool {
	return isCount(c) && s.Near(clauseOf(s, c), "hurt")
}

// clauseOf is the clause around a value.
func clauseOf(s *syntax.Sentence, c claim.Claim) []syntax.Part {
	return s.Parts[clauseStart(s, s.At(c.From), true):clauseEnd(s, s.At(c.To), mostAlone, 2)]
}

// age says whether a number of years is somebody's age more often than not: in
// commas behind a name, or led to by "of" from a noun.
func age(s *syntax.Sentence, c claim.Claim) bool {
	at := s.At(c.From)
	if c.Unit != "year" || c.Words || c.Value > 110 || at < 2 {
		return false
	}
	lead, noun := s.Parts[at-1], s.Parts[at-2]
	return lead.Text == "," && unicode.IsUpper(syntax.FirstRune(noun.Text)) || lead.Is(syntax.Aged) && !noun.Empty
}

// isYear says whether a number of years is the number of a year: "2022 года".
func isYear(c claim.Claim) bool {
	return c.Unit == "year" && !c.Words && c.Value >= 1000 && c.Value <= 2200
}

// scaled says whether a word behind a value multiplies it that its language's
// tables do not read, so that the value would be wrong. Of a language that is
// not known all such words count.
func scaled(s *syntax.Sentence, c claim.Claim) bool {
	next := s.At(c.To)
	if next == len(s.Parts) || c.Kind != claim.Number && c.Kind != claim.Money || lex.Spells(s.Lang.Tag()) {
		return false
	}
	return s.Multiplies(s.Parts[next].Lower)
}

// isName says whether a number names something rather than counts it:
// "Category 1", "World War Two", "007", the halves of "4&3" and "1 - 0", or
// puts it in a row or repeats ("der 89. Minute", "der 20-jährige", "four
// times", "the Four Corners").
func isName(s *syntax.Sentence, c claim.Claim) bool {
	if !isCount(c) {
		return false
	}
	at, next := s.At(c.From), s.At(c.To)
	switch {
	case isCode(s.Text[c.Start:c.End]), paired(s, at-1, at-2), paired(s, next, next+1):
		return true
	case isMark(s, at-1, ",") && isMark(s, next, ","), isAge(s, c, at, next), isClock(s, c, at):
		return true
	case s.Parts[max(at-1, 0)].Is(syntax.Placed) && !c.Words && endsThere(s, next):
		return true // "left school at 15"
	case next < len(s.Parts) && (ordinal(s, next) || c.Words && s.Near(s.Parts[next:next+1], "times")):
		return true
	case at == 0 || s.Lang.Has("trait", "capitalnouns"):
		return false
	}
	return c.Words && isCapital(s, next) || endsName(s, at, next)
}

// isAgo says whether a length of time says when something was: "five years ago".
func isAgo(s *syntax.Sentence, c claim.Claim) bool {
	next := s.At(c.To)
	return c.Kind == claim.Duration && next < len(s.Parts) && s.Lang.Has("notper", s.Parts[next].Lower)
}

// endsThere says whether nothing that could be counted stands at part i.
func endsThere(s *syntax.Sentence, i int) bool {
	return i == len(s.Parts) || s.Parts[i].Is(syntax.And) || syntax.Ends(s.Parts[i])
}

// isNumbered says whether a value is a number in a row: "room 4".
func isNumbered(s *syntax.Sentence, c claim.Claim) bool {
	at := s.At(c.From)
	return at > 0 && s.Parts[at-1].Is(syntax.Numbering)
}

// isAge says whether a number tells somebody's age by itself: "who is 74 and", "She was
// 91."
func isAge(s *syntax.Sentence, c claim.Claim, at, next int) bool {
	const oldest = 115
	if c.Value > oldest || c.Value < 10 || at < 2 || !s.Parts[at-1].Is(syntax.Auxiliary) || !isSomebody(s, at-2) {
		return false
	}
	return next == len(s.Parts) || syntax.Ends(s.Parts[next]) || s.Parts[next].Is(syntax.And|syntax.Clause)
}

// isSomebody says whether part i may be a person: a name or a pronoun.
func isSomebody(s *syntax.Sentence, i int) bool {
	p := s.Parts[i]
	pronoun := p.Is(syntax.Pronoun) || s.Lang.Has("whois", p.Lower) || s.Lang.Has("anaphor", p.Lower)
	return pronoun || isCapital(s, i) && !p.Empty
}

// isClock says whether a number is a time of day behind a preposition: "at 4.05".
func isClock(s *syntax.Sentence, c claim.Claim, at int) bool {
	hours, minutes, ok := strings.Cut(s.Text[c.Start:c.End], ".")
	if !ok || len(minutes) != 2 || minutes >= "60" || len(hours) > 2 || c.Value >= 24 {
		return false
	}
	return at > 0 && s.Parts[at-1].Is(syntax.Preposition)
}

// isCount says whether a value is a number of things.
func isCount(c claim.Claim) bool { return c.Kind == claim.Number && c.Unit == "" }

// isCode says whether a number begins with a zero before another digit.
func isCode(text string) bool {
	rest, zero := strings.CutPrefix(text, "0")
	return zero && rest != "" && '0' <= rest[0] && rest[0] <= '9'
}

// isMark says whether part i is that mark; there may be no such part.
func isMark(s *syntax.Sentence, i int, mark string) bool {
	return i >= 0 && i < len(s.Parts) && s.Parts[i].Text == mark
}

// isCapital says whether part i, where there is one, has a capital.
func isCapital(s *syntax.Sentence, i int) bool {
	return i >= 0 && i < len(s.Parts) && unicode.IsUpper(syntax.FirstRune(s.Parts[i].Text))
}

// endsName says whether a number between parts at and next stands behind a
// name and counts nothing: "Boeing 747". A sentence that is no more says
// nothing of it.
func endsName(s *syntax.Sentence, at, next int) bool {
	last := next == len(s.Parts)
	if !last && !isCapital(s, next) && syntax.Content(s.Parts[next:next+1]) > 0 || last && at == 1 {
		return false
	}
	return isCapital(s, at-1) && !s.Parts[at-1].Empty
}

// ordinal says whether the parts from i on, glued to a number, make an ordinal
// or an age of it.
func ordinal(s *syntax.Sentence, i int) bool {
	if i == 0 || s.Parts[i].Start != s.Parts[i-1].End || i+1 == len(s.Parts) {
		return false
	}
	return s.Parts[i].Text == "." && s.Lang.Has("trait", "ordinaldot") || s.Near(s.Parts[i:i+2], "agesfx")
}

// paired says whether a mark of a score stands at part i and another value
// behind it.
func paired(s *syntax.Sentence, i, other int) bool {
	if other < 0 || other >= len(s.Parts) || i < 0 || i >= len(s.Parts) {
		return false
	}
	v := s.Parts[other].Value
	return v != nil && v.Kind == claim.Number && strings.Contains("&-–:x×", s.Parts[i].Text)
}
