package figures

import (
	"strings"
	"unicode"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

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

// age says whether a number of years is somebody's age more often than not: in
// commas behind a name, or led to by "of" from a noun.
func age(s *syntax.Sentence, c claim.Claim) bool {
	at := s.At(c.From)
	if c.Unit != "year" || c.Value > 110 || at < 1 {
		return false
	}
	next := s.At(c.To)
	if s.Lang.Has("ageable", s.Parts[at-1].Lower) || s.Lang.Has("ofage", s.Parts[at-1].Lower) {
		return true // "Menschen zwischen 15 und 34 Jahren"
	}
	if s.Lang.Has("agehaving", s.Parts[at-1].Lower) && !(next < len(s.Parts) && s.Parts[next].Is(syntax.Ofnoun)) {
		return true // "tienen menos de treinta años"
	}
	if c.Words { // "À vingt ans, elle est partie"
		return at == 1 && s.Parts[0].Is(syntax.Aged) && isMark(s, next, ",")
	}
	if at == 1 && s.Parts[0].Is(syntax.Aged|syntax.Preposition) || isMark(s, at-1, ",") && isMark(s, next, ",") {
		return true
	}
	if at < 2 {
		return false
	}
	lead, noun := s.Parts[at-1], s.Parts[at-2]
	if lead.Is(syntax.Aged) && noun.Text == "," && isMark(s, next, ",") {
		return true // ", de 36 anos,"
	}
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
	case isMark(s, at-1, ",") && isMark(s, next, ","), isAge(s, c, at, next), isAgeOf(s, at, next),
		isClock(s, c, at), isAddress(s, at, next):
		return true
	case glued(s, at), hasLetters(s, next), isGoal(s, c, next), isOrdinal(s, c, next), isMinute(s, next),
		isDayOf(s, next),
		s.Text[c.Start] == '-':
		return true
	case s.Parts[max(at-1, 0)].Is(syntax.Placed) && !c.Words && endsThere(s, next):
		return true // "left school at 15"
	case next < len(s.Parts) && (ordinal(s, next) || c.Words && s.Near(s.Parts[next:next+1], "times")):
		return true
	case at == 0 || s.Lang.Has("trait", "capitalnouns"):
		return false
	}
	title := c.Words && at > 1 && unicode.IsUpper(syntax.FirstRune(s.Text[c.Start:])) &&
		s.Parts[at-1].Lower != "" // "les Vingt-Sept"
	return c.Words && isCapital(s, next) || title || endsName(s, at, next) || !c.Words && followsName(s, at)
}

// isGoal says whether a word that may be twenty is a goal: "with a score in the 89th minute".
func isGoal(s *syntax.Sentence, c claim.Claim, next int) bool {
	isTwenty := c.Words && s.Lang.Has("goal", strings.ToLower(s.Text[c.Start:c.End]))
	of := next+1 < len(s.Parts) && s.Parts[next].Is(syntax.Ofnoun) && s.Parts[next+1].Value == nil
	return isTwenty && !of
}

// isOrdinal says whether a part in words counts nothing: "a third death".
func isOrdinal(s *syntax.Sentence, c claim.Claim, next int) bool {
	part := c.Words && c.Value > 0 && c.Value < 1
	return part && next < len(s.Parts) && s.Parts[next].Says() && !s.Parts[next].Is(syntax.Telling)
}

// isAgo says whether a length of time says when something was: "five years ago".
func isAgo(s *syntax.Sentence, c claim.Claim) bool {
	next := s.At(c.To)
	return c.Kind == claim.Duration && next < len(s.Parts) && s.Lang.Has("notper", s.Parts[next].Lower)
}

// endsThere says whether nothing that could be counted stands at part i.
func endsThere(s *syntax.Sentence, i int) bool {
	return i == len(s.Parts) || s.Parts[i].Is(syntax.And|syntax.Pronoun|syntax.Anaphor) || syntax.Ends(s.Parts[i])
}

// glued says whether part i is the end of another: the "31" of "1:57.31".
func glued(s *syntax.Sentence, i int) bool {
	return i > 0 && s.Parts[i-1].End == s.Parts[i].Start && strings.ContainsAny(s.Parts[i-1].Text, "-.:#0123456789")
}

// hasLetters says whether letters of a script with spaces are glued to what ends with part
// i: the "p" of "284p", the "C" of "27C".
func hasLetters(s *syntax.Sentence, i int) bool {
	if i == 0 || i == len(s.Parts) || s.Parts[i].Start != s.Parts[i-1].End {
		return false
	}
	if isMark(s, i, "-") { // "1,500-plus"
		return i+1 < len(s.Parts) && s.Parts[i+1].Start == s.Parts[i].End
	}
	if isMark(s, i, "(") { // "a 510(k) clearance"
		return true
	}
	r := syntax.FirstRune(s.Parts[i].Text)
	return unicode.IsLower(r) || unicode.IsUpper(r)
}

// isCut says whether a value is the beginning of a longer one that was not read as a whole:
// "1m" of "1m 12s", "quattro ore" of "quattro ore e venti".
func isCut(s *syntax.Sentence, next int) bool {
	if next == len(s.Parts) {
		return false
	}
	if areMinutes(s, next+1) {
		return true
	}
	number := strings.TrimLeft(s.Parts[next].Text, "0123456789")
	return len(number) < len(s.Parts[next].Text) && len(number) == 1 && unicode.IsLower(rune(number[0]))
}

// inBrackets says whether part at stands in brackets: "(9.4 km at 7 %)".
func inBrackets(s *syntax.Sentence, at int) bool {
	for i := at - 1; i >= 0; i-- {
		switch s.Parts[i].Text {
		case ")", "）", "]":
			return false
		case "(", "（", "[":
			return true
		}
	}
	return false
}

// isRest says whether the value at part at goes on with the one before it: "May 2 and 3", "six
// hours, 26 minutes", "quattro ore e venti".
func isRest(s *syntax.Sentence, at int) bool {
	if at < 2 || s.Parts[at-2].Value == nil {
		return false
	}
	before, own := s.Parts[at-2].Value.Kind, s.Parts[at].Value.Kind
	day := before == claim.Date && own == claim.Number && s.Parts[at-1].Is(syntax.And)
	return day || areMinutes(s, at) || before == claim.Duration && own == before && s.Parts[at-1].Text == ","
}

// areMinutes says whether the number at part at is the minutes behind hours: "quattro ore e venti".
func areMinutes(s *syntax.Sentence, at int) bool {
	if at < 2 || at >= len(s.Parts) || s.Parts[at].Value == nil || s.Parts[at-2].Value == nil {
		return false
	}
	timed := s.Parts[at-2].Value.Kind == claim.Duration && isCount(*s.Parts[at].Value)
	return timed && s.Parts[at-1].Is(syntax.And) && endsThere(s, at+1)
}

// besideValue says whether no word stands between a value and another, so that it is not clear what
// each is of: "about 40 percent above 4,000 hertz".
func besideValue(s *syntax.Sentence, at, next int) bool {
	isPlain := func(i int) bool {
		if i < 0 || i >= len(s.Parts) || s.Parts[i].Value == nil {
			return false
		}
		v := s.Parts[i].Value
		return v.Kind == claim.Percent || isCount(*v) && !v.Fold
	}
	return isPlain(at) && (isPlain(at-1) || isPlain(next))
}

// isMinute says whether the mark of a minute stands at part i.
func isMinute(s *syntax.Sentence, i int) bool {
	return i < len(s.Parts) && strings.ContainsAny(s.Parts[i].Text, "'’′") && s.Parts[i].Lower == ""
}

// isDayOf says whether a month stands at part i: "du 11 au 12 janvier".
func isDayOf(s *syntax.Sentence, i int) bool {
	if i == len(s.Parts) {
		return false
	}
	if v := s.Parts[i].Value; v != nil {
		return v.Kind == claim.Date && v.Date.Month > 0 && v.Date.Day == 0
	}
	return lex.InClass(s.Parts[i].Lower, s.Lang.Tag(), lex.Month)
}

// isDistance says whether a length names a race or a place on its way: "the 400 m mark", "the
// women's 800 metres".
func isDistance(s *syntax.Sentence, at, next int) bool {
	attribute := next < len(s.Parts) && s.Parts[next].Says() && s.Parts[next].Lower != ""
	genitive := at > 0 && lang.WithoutGenitive(s.Parts[at-1].Text) != s.Parts[at-1].Text
	return attribute || genitive || at > 0 && s.Parts[at-1].Is(syntax.Article)
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
	if isAgeBehind(s, at, next) {
		return c.Value <= oldest
	}
	if at > 2 && s.Parts[at-1].Empty && s.Parts[at-2].Is(syntax.Auxiliary) {
		at-- // "is now 16"
	}
	if at < 2 || !s.Parts[at-1].Is(syntax.Auxiliary) || !isSomebody(s, at-2) {
		return false
	}
	who := s.Lang.Has("whois", s.Parts[at-2].Lower) // "who was 8"
	if c.Value > oldest || c.Value < 10 && !who {
		return false
	}
	return next == len(s.Parts) || syntax.Ends(s.Parts[next]) || s.Parts[next].Is(syntax.And|syntax.Clause)
}

// isAgeOf says whether a number is the age of those whom the word before it speaks of: "adults aged
// between 68 and 85", "people of over 75 went".
func isAgeOf(s *syntax.Sentence, at, next int) bool {
	if at < 2 {
		return false
	}
	lead := s.Parts[at-1]
	if lead.Is(syntax.And) && s.Parts[at-2].Value != nil && isCount(*s.Parts[at-2].Value) && isAgeOf(s, at-2, at-1) {
		return true // "aged 11 and 14"
	}
	if s.Lang.Has("age", lead.Lower) || lead.Is(syntax.Aged) && s.Lang.Has("age", s.Parts[at-2].Lower) {
		return true // "under the age of 60"
	}
	const oldest = 115
	v := s.Parts[at].Value
	counts := next < len(s.Parts) && s.Parts[next].Says() && s.Parts[next].Lower != "" &&
		!s.Lang.Has("form", s.Parts[next].Lower)
	return lead.Is(syntax.Aged) && s.Lang.Has("ageable", s.Parts[at-2].Lower) && v.Value < oldest && !counts
}

// isAgeBehind says whether a number stands behind a comma as ages do: "Iman Hashi, 25 and her
// sister", "Danny Achebe, just 18, sent".
func isAgeBehind(s *syntax.Sentence, at, next int) bool {
	if at < 2 {
		return false
	}
	if isMark(s, at-1, ",") && next < len(s.Parts) {
		return s.Parts[next].Is(syntax.And) && isCapital(s, at-2)
	}
	ends := next == len(s.Parts) || syntax.Ends(s.Parts[next])
	return ends && isMark(s, at-2, ",") && s.Parts[at-1].Empty
}

// isSomebody says whether part i may be a person: a name or a pronoun.
func isSomebody(s *syntax.Sentence, i int) bool {
	p := s.Parts[i]
	pronoun := p.Is(syntax.Pronoun) || s.Lang.Has("whois", p.Lower) || s.Lang.Has("anaphor", p.Lower)
	return pronoun || isCapital(s, i) && !p.Empty
}

// isClock says whether a number is a time of day behind a preposition: "at 4.05", or one in words
// between a preposition that opens a sentence and a comma.
func isClock(s *syntax.Sentence, c claim.Claim, at int) bool {
	const hoursOfClock = 12
	if c.Words && c.Value <= hoursOfClock && at == 1 && s.Parts[0].Is(syntax.Preposition) &&
		isMark(s, s.At(c.To), ",") {
		return true // "By ten, forty-one people"
	}
	hours, minutes, ok := strings.Cut(s.Text[c.Start:c.End], ".")
	if !ok || len(minutes) != 2 || minutes >= "60" || len(hours) > 2 || c.Value >= 24 {
		return false
	}
	return at > 0 && s.Parts[at-1].Is(syntax.Preposition)
}

// isAddress says whether a number stands between a comma and a name: "Smoke & Salt, 14 Tannery
// Row".
func isAddress(s *syntax.Sentence, at, next int) bool {
	return isMark(s, at-1, ",") && isCapital(s, next) && !s.Lang.Has("trait", "capitalnouns")
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

// followsName says whether a number stands behind a name that no preposition leads to, and is
// its end: "Council Bill 119996 relating to"; not "In Paris 300 people".
func followsName(s *syntax.Sentence, at int) bool {
	if at < 2 || !isCapital(s, at-1) || s.Parts[at-1].Empty || s.Parts[at-1].Value != nil {
		return false
	}
	return s.Parts[at-2].Lower != "" && !s.Parts[at-2].Is(syntax.Preposition) && isCapital(s, at-2)
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
	return v != nil && v.Kind == claim.Number && strings.Contains("&-–:x×/", s.Parts[i].Text)
}

// isRows says whether a sentence is rows of values run together: ingredients, results.
func isRows(s *syntax.Sentence) bool {
	const fewest, words = 3, 7 // values, and words for each
	values := 0
	for _, p := range s.Parts {
		if p.Value != nil {
			values++
		}
	}
	return values >= fewest && len(s.Parts) < words*values && !lang.EndsSentence(s.Text)
}

// inRowsBelow says whether sentence i is one of several that say no more than a value each, so that
// what it is of stands above them all: "Members: 8 euros. Others: 15 euros."
func inRowsBelow(sentences []*syntax.Sentence, i int) bool {
	isRow := func(i int) bool { return i >= 0 && i < len(sentences) && isRow(sentences[i]) }
	return isRow(i) && (isRow(i-1) || isRow(i+1))
}

// isRow says whether a sentence is a few words, a colon and a value.
func isRow(s *syntax.Sentence) bool {
	const few = 4 // words
	end := len(s.Parts)
	for end > 0 && syntax.Ends(s.Parts[end-1]) {
		end--
	}
	return end > 1 && s.Parts[end-1].Value != nil && isMark(s, end-2, ":") && syntax.Content(s.Parts) <= few
}

// isWhole says whether the value at part at is what another is a part of, or is compared with
// in a vote: "34 of the 75 seats", "87 votes to 82".
func isWhole(s *syntax.Sentence, at int) bool {
	const near = 5 // parts
	other := false
	for i := at - 1; i >= max(at-near, 0); i-- {
		p := s.Parts[i]
		if p.Value != nil {
			return other && p.Value.Kind == claim.Number
		}
		outOf := i == at-1 && !s.Lang.Has("trait", "edverbs") && isCount(*s.Parts[at].Value) &&
			s.Lang.Has("over", p.Lower)
		other = other || outOf || p.Is(syntax.Ofnoun) || p.Is(syntax.Toward) && isCount(*s.Parts[at].Value)
	}
	return false
}

// isCompared says whether the value at part at is what another before it is compared with: "up from
// $2 billion", "above the $2 billion".
func isCompared(s *syntax.Sentence, at int) bool {
	lead := at - 1
	for lead > 0 && s.Parts[lead].Is(syntax.Article) {
		lead--
	}
	if lead < 1 || !s.Lang.Has("comparison", s.Parts[lead].Lower) {
		return false
	}
	for i := lead - 1; i >= 0 && !s.Conjunction(i); i-- {
		if v := s.Parts[i].Value; v != nil && v.Kind != claim.Date {
			return true
		}
	}
	return false
}

// isFormer says whether a value stands in front of what became of it: "from $710 million to $655
// million".
func isFormer(s *syntax.Sentence, at, next int) bool {
	if at == 0 || next+1 >= len(s.Parts) || !s.Parts[at-1].Is(syntax.Toward) || !s.Parts[next].Is(syntax.Toward) {
		return false
	}
	own, later := s.Parts[at].Value, s.Parts[next+1].Value
	return later != nil && (later.Kind == own.Kind || own.Unit == "")
}
