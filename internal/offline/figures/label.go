package figures

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/claim"
	"newsbrief/internal/offline/syntax"
)

// Most words of a label, and of one from which nothing need be left out. A character of a
// script without spaces is half a word.
const (
	mostWords  = 30
	easyWords  = 16
	mostGlyphs = 2
)

// gap stands in a label where the value does.
const gap = "…"

// label says what a value measures, in the words of its clause, with a gap in the value's
// place; "" where that cannot be said in so few words.
func (k *clause) label() string {
	before, behind := k.withoutAsides(k.s.Parts[k.from:k.at], true), k.s.Parts[k.next:k.to]
	if k.size(before)+k.size(behind) > easyWords {
		before, behind = k.withoutAsides(k.joined(before), false), withoutBrackets(behind)
	}
	if n := len(behind); n > 0 && behind[n-1].Is(syntax.And) {
		behind = behind[:n-1] // "gave up $3 million and, its board reports, got"
	}
	behind = append(slices.Clone(behind), k.compared()...)
	if len(before) > 0 && before[0].Is(syntax.Owner) && k.s.Lang.Has("personal", before[0].Lower) {
		return "" // whose?
	}
	if len(before) > 1 && before[0].Is(syntax.Owner) && !before[0].Is(syntax.Article|syntax.Definite) &&
		!before[1].Is(syntax.Relational|syntax.Role) {
		return ""
	}
	before = withoutOwner(before)
	if k.size(before)+k.size(behind) > mostWords || !k.tells(before, behind) {
		return ""
	}
	return k.phrase(before, behind)
}

// phrase joins both sides of a label.
func (k *clause) phrase(before, behind []syntax.Part) string {
	one, two := bare(syntax.Phrase(before)), bare(syntax.Phrase(behind))
	if glued := k.at > 0 && k.s.Parts[k.at-1].End == k.s.Parts[k.at].Start; one != "" && !glued {
		one += " "
	}
	if two != "" && !strings.HasPrefix(two, ",") && !k.closed() {
		two = " " + two
	}
	two = strings.TrimRight(two, " ,;:–—-")
	if bare := strings.TrimSuffix(two, "."); !strings.Contains(bare[strings.LastIndexByte(bare, ' ')+1:], ".") {
		two = bare // not of "U.S."
	}
	return one + gap + two
}

// closed says whether no space stands behind the value.
func (k *clause) closed() bool {
	next := k.s.Parts[min(k.next, len(k.s.Parts)-1)]
	return next.Start == k.s.Parts[k.next-1].End
}

const quotes = "\"“”„«»「」"

// bare is a text without its quotation marks, and without marks in front.
func bare(text string) string {
	if strings.ContainsAny(text, quotes) {
		text = strings.Map(func(r rune) rune {
			if strings.ContainsRune(quotes, r) {
				return -1
			}
			return r
		}, text)
	}
	return strings.ReplaceAll(strings.TrimLeft(text, " ;:–—-"), " ,", ",")
}

func (k *clause) size(list []syntax.Part) int {
	words, glyphs := 0, 0
	for _, p := range list {
		switch {
		case syntax.IsGlyph(syntax.FirstRune(p.Text)):
			glyphs++
		case !syntax.Ends(p):
			words++
		}
	}
	return words + glyphs/mostGlyphs
}

// joined leaves out the first of two verbs that "and" joins, with what belongs to it: of
// "The flood killed 31 people and destroyed", "The flood destroyed".
func (k *clause) joined(before []syntax.Part) []syntax.Part {
	if !k.english {
		return before
	}
	for i := len(before) - 2; i > 1; i-- {
		if !before[i].Is(syntax.And) {
			continue
		}
		if first := k.firstVerb(before[:i], before[i+1:]); first > 0 &&
			!slices.ContainsFunc(before[first:i], syntax.Ends) {
			return append(slices.Clone(before[:first]), before[i+1:]...)
		}
	}
	return before
}

// firstVerb is the part before "and" that the parts behind it stand for: a verb in the past
// for another, what stands behind "will" or "would" for a verb without an ending, "to" for
// "to"; 0: there is none behind a short subject.
func (k *clause) firstVerb(before, behind []syntax.Part) int {
	second := behind[0]
	if slices.ContainsFunc(before, func(p syntax.Part) bool { return p.Is(syntax.That | syntax.Relative) }) {
		return 0 // whose verb is it?
	}
	past, base := k.isPast(second), len(behind) > 1 && second.Says() && leadsObject(behind[1])
	for i := 1; i < len(before); i++ {
		p := before[i]
		switch {
		case syntax.Ends(p), past && p.Is(syntax.Auxiliary):
			return 0
		case k.s.Lang.Has("infinitive", second.Lower):
			if p.Lower == second.Lower && before[i-1].Says() {
				return i
			}
		case past && k.isPast(p):
			return i
		case base && !past && k.s.Lang.Has("modal", p.Lower):
			return i + 1
		}
	}
	return 0
}

// withoutOwner leaves out a pronoun in front of what is somebody's, and what stands before a name
// in commas: of "Its debt rose", "debt rose", of "Its owner, Paul Whitty, said", "Paul Whitty said".
func withoutOwner(list []syntax.Part) []syntax.Part {
	if len(list) < 2 || !list[0].Is(syntax.Owner|syntax.Possessive) ||
		list[0].Is(syntax.Article|syntax.Definite) || !list[1].Says() {
		return list
	}
	isComma := func(p syntax.Part) bool { return p.Text == "," }
	open := slices.IndexFunc(list, isComma)
	if open < 0 || open+1 == len(list) || !unicode.IsUpper(syntax.FirstRune(list[open+1].Text)) {
		return list[1:]
	}
	name := list[open+1:]
	if end := slices.IndexFunc(name, isComma); end > 0 {
		return append(slices.Clone(name[:end]), name[end+1:]...)
	}
	return list[1:]
}

// leadsObject says whether what a verb is about begins with a part: "a charge", "200 posts".
func leadsObject(p syntax.Part) bool { return p.Is(syntax.Article) || p.Value != nil }

// withoutAsides leaves out what stands between two commas and says who says so, where only
// reports are meant, and else what stands in brackets or says more of the noun before it.
func (k *clause) withoutAsides(before []syntax.Part, reports bool) []syntax.Part {
	if !reports {
		before = withoutBrackets(before)
	}
	var list []syntax.Part
	for i := 0; i < len(before); i++ {
		if before[i].Text == "," && i > 0 {
			if end := k.aside(before, i, reports); end > 0 {
				if i = end; end+1 < len(before) && isIng(before[end+1]) {
					list = append(list, before[end])
				}
				continue
			}
		}
		list = append(list, before[i])
	}
	return list
}

// aside is the comma that closes the aside that the one at i opens; 0: it opens none.
func (k *clause) aside(list []syntax.Part, i int, reports bool) int {
	end := i + 1
	for end < len(list) && !syntax.Ends(list[end]) {
		end++
	}
	if end >= len(list) || list[end].Text != "," || end == i+1 {
		return 0
	}
	first := list[i+1]
	if end+1 < len(list) && list[end+1].Is(syntax.Relative|syntax.Article) || list[end-1].Is(syntax.Relative) {
		return 0 // which says more of what stands in it
	}
	reported := slices.ContainsFunc(list[i+1:end], func(p syntax.Part) bool { return p.Is(syntax.Report) }) &&
		!slices.ContainsFunc(list[i+1:end], func(p syntax.Part) bool { return p.Is(syntax.That) })
	if reports {
		if reported {
			return end
		}
		return 0
	}
	if first.Is(syntax.And) && i+2 < len(list) && list[i+2].Value != nil {
		return end // ", or $1.12 a share,"
	}
	if first.Is(syntax.Relative) {
		return k.relativeEnd(list, end)
	}
	apposed := first.Is(syntax.Article) && unicode.IsUpper(syntax.FirstRune(list[i-1].Text))
	if apposed || first.Value != nil && first.Value.Age {
		return end
	}
	return 0
}

// relativeEnd is the comma that closes a relative clause, whose first one is at end: the first with
// a verb behind it, as in "the bill, which would limit rises to 4 per cent, whichever is lower, was".
func (k *clause) relativeEnd(list []syntax.Part, end int) int {
	for i := end; i+1 < len(list); i++ {
		if list[i].Text == "," && (list[i+1].Is(syntax.Auxiliary|syntax.Report) || k.isPast(list[i+1])) {
			return i
		}
	}
	return end
}

func withoutBrackets(list []syntax.Part) []syntax.Part {
	open := slices.IndexFunc(list, func(p syntax.Part) bool { return p.Text == "(" })
	if open < 0 {
		return list
	}
	size := slices.IndexFunc(list[open:], func(p syntax.Part) bool { return p.Text == ")" })
	if size < 0 {
		return list
	}
	return append(slices.Clone(list[:open]), list[open+size+1:]...)
}

// tells says whether a label says what a value measures by itself.
func (k *clause) tells(before, behind []syntax.Part) bool {
	all := append(slices.Clone(before), behind...)
	if len(all) == 0 {
		return false
	}
	named, fronted := false, all[0].Is(syntax.Preposition)
	if k.at > 0 && k.s.Parts[k.at-1].Text == "." && k.from < k.at-1 || k.crossesStop() {
		return false // two sentences
	}
	if len(all) > 1 && !k.english && k.s.Lang.Has("article", all[0].Lower) && all[1].Is(syntax.Auxiliary) {
		return false // "Das sind"
	}
	if len(before) == 2 && k.s.Lang.Has("trait", "capitalnouns") && before[0].Is(syntax.Article) &&
		before[1].Lower == before[1].Text {
		return false // "Das betreffe"
	}
	if len(all) > 1 && all[0].Is(syntax.Ofnoun) && all[1].Is(syntax.Relative) && !all[1].Is(syntax.Article) {
		return false // "Of which"
	}
	for i, p := range all {
		switch {
		case p.Is(syntax.Conversation), strings.ContainsAny(p.Text, "·|*@"), i < 2 && refersTo(p):
			return false
		case k.pointsBack(all, i):
			return false
		case !named && isPronoun(p) && (i < len(before) || len(before) < 2 && all[i-1].Text == ","):
			return false // "After …, she left"
		}
		fronted = fronted && p.Text != "," // "In Texas, it found"
		named = named || i > 0 && p.Value == nil && unicode.IsUpper(syntax.FirstRune(p.Text)) && !fronted ||
			i < 2 && k.isNoun(i, all)
	}
	if k.lacksNoun(before, behind) || k.isBareAmount(before, behind) || isListed(before) {
		return false
	}
	if k.isAll(all[0]) || k.opensVaguely() || k.opensWithAge(all) || k.standsFor(before, behind) ||
		k.isTorn(before, behind) {
		return false
	}
	if k.english && (!k.hasVerb(k.from, k.to) || all[0].Is(syntax.Preposition) && !k.finite(k.from, k.to)) {
		return false
	}
	if syntax.IsGlyph(syntax.FirstRune(all[0].Text)) {
		return true
	}
	return syntax.Content(all) >= 2 || syntax.Content(before) == 1 && k.size(before) > 1 && !k.isOnlyVerb(before)
}

// crossesStop says whether a full stop between two sentences stands before the value.
func (k *clause) crossesStop() bool {
	for i := k.from; i < k.at; i++ {
		if k.isStop(i) {
			return true
		}
	}
	return false
}

// isOnlyVerb says whether the one word that says something is a verb: "Después costará …".
func (k *clause) isOnlyVerb(list []syntax.Part) bool {
	return slices.ContainsFunc(list, func(p syntax.Part) bool { return p.Says() && k.s.EndsAs(p, "verbstart") })
}

// isNoun says whether the label's part i may be the noun that it is about: its first word, or the
// one behind an article.
func (k *clause) isNoun(i int, all []syntax.Part) bool {
	p := all[i]
	if i == 0 && !k.english || i > 0 && !all[0].Is(syntax.Article|syntax.Definite) {
		return false // "Zuletzt hatte sie"
	}
	return p.Says() && p.Lower != "" && !k.isVerbForm(p) && !isIng(p) && !k.s.Lang.Has("next", p.Lower)
}

// opensVaguely says whether a label begins with a word that stands for something named
// before: "That makes 31", "None sold".
func (k *clause) opensVaguely() bool {
	p := k.s.Parts[k.from]
	return k.from < k.at && (p.Is(syntax.That) || p.Is(syntax.Dangling) && k.from+1 < k.at && k.isVerb(k.from+1))
}

// standsFor says whether what a label is about is only pointed at: it begins with "anything", the
// thing that the value is of is a pronoun ("walked it … times"), or it ends with "did so" or "there".
func (k *clause) standsFor(before, behind []syntax.Part) bool {
	if len(before) > 0 && k.s.Lang.Has("indefinite", before[0].Lower) {
		return len(before) == 1 || k.isVerb(k.from+1) || !before[1].Says()
	}
	if n := len(before); n > 1 && k.s.Lang.Has("indefinite", before[n-1].Lower) && !k.value.Words {
		return true // "anything above 85 percent is"
	}
	if k.isOfIt(before) {
		return true
	}
	if n := len(before); n > 2 && k.s.Lang.Has("instance", before[n-2].Lower) &&
		(before[n-1].Is(syntax.Auxiliary) || endsInS(before[n-1].Lower)) {
		return true // "a new one is …"
	}
	lone := len(before) == 1 || len(before) > 1 && before[1].Is(syntax.Preposition)
	if lone && k.from == 0 && k.s.EndsAs(before[0], "verbstart") && !before[0].Is(syntax.Article|syntax.Preposition) {
		return true // "Tenía … kilos": who? Not "Serão criados … empregos"
	}
	n := len(behind)
	if n > 0 && k.english && isPronoun(behind[0]) && len(before) > 0 {
		return true // "and at … it nearly is"
	}
	if n > 1 && behind[n-1].Is(syntax.Object) && behind[n-2].Is(syntax.Preposition) &&
		!k.namesSeveral(before, behind[:n-1]) {
		return true // "spent … on them"
	}
	if n > 0 && isCount(k.value) && k.s.Lang.Has("apiece", behind[0].Lower) {
		return true
	}
	return n > 0 && k.s.Lang.Has("standin", behind[n-1].Lower) || k.isOfThem(before) || k.isPartitive(before)
}

// namesSeveral says whether a word stands in a label that may be several things or people, for which
// "them" may stand.
func (k *clause) namesSeveral(lists ...[]syntax.Part) bool {
	return !k.english || slices.ContainsFunc(slices.Concat(lists...), func(p syntax.Part) bool {
		return p.Says() && endsInS(p.Lower) || k.s.Lang.Has("ageable", p.Lower) || p.Is(syntax.And)
	})
}

// isOfThem says whether "of them" stands before the value, and nothing in front of it that they may
// be: "they put 60 of them, one every".
func (k *clause) isOfThem(before []syntax.Part) bool {
	several := func(p syntax.Part) bool { return p.Says() && strings.HasSuffix(p.Lower, "s") }
	for i := 1; i < len(before); i++ {
		if before[i-1].Is(syntax.Ofnoun) && before[i].Is(syntax.Object|syntax.Anaphor) && k.english {
			return !slices.ContainsFunc(before[:i], several)
		}
	}
	return false
}

// isPartitive says whether a pronoun in front of a verb stands for what is counted: "en a payé",
// "ne mette".
func (k *clause) isPartitive(before []syntax.Part) bool {
	for i := 1; i < len(before); i++ {
		ofThese := k.s.Lang.Has("partitive", before[i-1].Lower) && isCount(k.value)
		if ofThese && (before[i].Is(syntax.Auxiliary) || i == len(before)-1 && !before[i-1].Is(syntax.Preposition)) {
			return true
		}
	}
	return false
}

// opensWithAge says whether a label is about somebody whom it calls by an age: "The 24-year-old has".
func (k *clause) opensWithAge(all []syntax.Part) bool {
	return k.english && len(all) > 1 && all[0].Is(syntax.Definite) && all[1].Value != nil && all[1].Value.Age
}

// lacksNoun says whether a label does not say of what a count or a share is: "600 were
// delivered", "27 per cent did not", "71 of them"; or what was expected to be a sum.
func (k *clause) lacksNoun(before, behind []syntax.Part) bool {
	ofThem := len(behind) > 1 && behind[0].Is(syntax.Ofnoun) && behind[1].Is(syntax.Object|syntax.Anaphor)
	valued := func(p syntax.Part) bool { return p.Value != nil && p.Value.Kind != claim.Date }
	bare := len(behind) == 0 || behind[0].Text == ","
	switch {
	case ofThem && !slices.ContainsFunc(before, valued), k.expects(before) && syntax.Content(behind) == 0:
		return true
	case !bare && syntax.Content(behind) == 0 && behind[len(behind)-1].Is(syntax.Auxiliary):
		return true
	case k.value.Kind == claim.Percent && !bare && syntax.Content(before) == 0 &&
		k.s.Lang.Has("holding", behind[0].Lower):
		return true // "Only 38 per cent have somebody"
	case !isCount(k.value):
		return false
	case bare:
		return k.isBareCount()
	case k.s.Lang.Has("trait", "capitalnouns") && !k.counts():
		return true
	}
	first := behind[0]
	led := k.at > 0 && k.s.Parts[k.at-1].Is(syntax.Ofnoun|syntax.Toward) // "an attendance of 41,206 was"
	verb := first.Is(syntax.Auxiliary) || k.english && k.s.Lang.Has("form", first.Lower)
	return verb && !led || k.size(before) == 0 && first.Empty && !first.Is(syntax.Ofnoun)
}

// counts says whether a noun stands behind a count, in a language whose nouns have capitals, or
// before it: "94 Menschen verletzt, drei starben", not "am Montag seien 1.150 zusammengekommen".
func (k *clause) counts() bool {
	const near = 4 // parts
	isNoun := func(i int) bool { return i < len(k.s.Parts) && k.s.Parts[i].Lower != "" && k.s.IsCapital(i) }
	for i := k.next; i < k.next+near; i++ {
		if isNoun(i) {
			return true
		}
	}
	for i := k.from + 1; i < k.at; i++ {
		counted := k.s.Parts[i-1].Value
		if p := k.s.Parts[i]; isNoun(i) && p.Value == nil && (counted == nil || counted.Ordinal) &&
			!p.Is(syntax.Weekday|syntax.Month) {
			return true // not "nach 23 Verhandlungstagen"
		}
	}
	return false
}

// isBareAmount says whether a label says only that it is an amount: "Last year the number was".
func (k *clause) isBareAmount(before, behind []syntax.Part) bool {
	if len(before) < 2 || syntax.Content(behind) > 0 {
		return false
	}
	if amount := before[1]; before[0].Is(syntax.Article) && k.s.Lang.Has("piece", amount.Lower) {
		return len(before) == 3 || len(before) > 4 && before[2].Is(syntax.Ofnoun) &&
			before[3].Value != nil // "a pair costs"
	}
	noun, verb := before[len(before)-2], before[len(before)-1]
	if k.english && before[0].Is(syntax.Article) && syntax.Content(before) <= 2 && !slices.ContainsFunc(before, isOf) {
		noun = before[1] // "The number today was"
	}
	return verb.Is(syntax.Auxiliary) && k.s.Lang.Has("amount", noun.Lower)
}

// expects says whether the last word before a sum tells only that it was expected.
func (k *clause) expects(before []syntax.Part) bool {
	if len(before) == 0 || k.value.Kind == claim.Duration {
		return false
	}
	last := before[len(before)-1]
	if isCount(k.value) {
		return k.value.Words && last.Is(syntax.Deem) && syntax.Content(before) <= 2 // "she thought a million"
	}
	return last.Is(syntax.Deem) && syntax.Content(before) <= 2 || k.s.Lang.Has("intent", last.Lower)
}

// isBareCount says whether nothing names what is counted: a decimal, a count behind "the", and
// in English one behind the preposition of a place.
func (k *clause) isBareCount() bool {
	if k.value.Value != math.Trunc(k.value.Value) || k.at == 0 || k.s.Lang.Has("trait", "capitalnouns") && !k.counts() {
		return true
	}
	lead := k.s.Parts[k.at-1]
	amount := func(p syntax.Part) bool { return k.s.Lang.Has("amount", p.Lower) }
	alone := !k.holdsValue(k.from, k.at) && !slices.ContainsFunc(k.s.Parts[k.from:k.at], amount)
	verb := k.isPast(lead) || k.s.Lang.Has("holding", lead.Lower)
	if k.english && verb && !k.value.Words && alone {
		return true // "he raised …", not "of 11 million euros the union paid …"
	}
	place := lead.Is(syntax.Preposition) && !lead.Is(syntax.Toward|syntax.Ofnoun)
	instead := lead.Is(syntax.Ofnoun) && k.at > 1 && k.s.Parts[k.at-2].Is(syntax.Pointing)
	row := k.value.Words && k.s.Lang.Has("next", lead.Lower) // "harder than the last fifteen"
	return k.english && (lead.Is(syntax.Article) || place || instead || row)
}

// isListed says whether a value stands behind a comma with a word or two in front: "White, round,
// and 240 metres above the sea".
func isListed(before []syntax.Part) bool {
	end := len(before)
	for end > 0 && before[end-1].Is(syntax.And) {
		end--
	}
	comma := end > 0 && before[end-1].Text == ","
	return comma && syntax.Content(before) <= 2 && !before[0].Is(syntax.Preposition)
}

// isAll says whether a count's first word speaks of things named before: "All six".
func (k *clause) isAll(p syntax.Part) bool {
	return k.value.Words && k.at == 1 && k.s.Lang.Has("quantity", p.Lower)
}

// beginnings are those of a label's words that say something, where endings
// differ: "repairs" and "repaired".
func beginnings(s *syntax.Sentence, label string) []string {
	const enough = 5 // letters
	var list []string
	for _, p := range s.Words(label) {
		if runes := []rune(p.Lower); !p.Empty {
			list = append(list, string(runes[:min(len(runes), enough)]))
		}
	}
	return list
}
