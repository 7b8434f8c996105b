package figures

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/offline/syntax"
)

// clause is the part of a sentence that a label is cut from. Its bounds are indices of parts:
// the clause is [from, to), its value [at, next).
type clause struct {
	words
	from, at    int
	next, to    int
	value       claim.Claim
	conditional bool // the sentence begins with a condition that holds the value
}

// clauseOf is the clause around a value: the smallest one with a subject of its own, and
// else the sentence from its beginning.
func clauseOf(s *syntax.Sentence, c claim.Claim) *clause {
	k := &clause{words: words{s, s.Lang.Has("trait", "edverbs")}, at: s.At(c.From), next: s.At(c.To), value: c}
	k.conditional = k.isCondition()
	k.to = k.end()
	k.from = k.start()
	return k
}

// start is where the clause begins: from the value leftwards the first boundary behind
// which a clause stands by itself.
func (k *clause) start() int {
	for i := k.at; i > 0; i-- {
		switch {
		case i < k.at && k.s.Opens(i) && !k.hasMark(i):
			if from := k.antecedent(i); from >= 0 {
				return from
			}
		case k.isIf(i - 1):
			return 0
		case k.bounds(i) && k.stands(i):
			return i
		}
	}
	return 0
}

// isCondition says whether the value stands in a condition that opens its sentence, or what
// stands behind a colon.
func (k *clause) isCondition() bool {
	for i := k.at - 1; i >= 0 && !k.isComma(i); i-- {
		if k.isIf(i) {
			return i < 2 || k.isHard(i-1) || isQuote(k.s.Parts[i-1]) // behind an "and"
		}
	}
	return false
}

// bounds says whether another clause may begin at part i.
func (k *clause) bounds(i int) bool {
	p := k.s.Parts[i-1]
	switch {
	case k.isHard(i - 1):
		return true
	case p.Is(syntax.Clause): // not "the house where the family stayed"
		return i > 1 && syntax.Ends(k.s.Parts[i-2])
	case p.Is(syntax.That):
		return (!p.Is(syntax.Article) || k.followsReport(i-1)) && !k.isContested(i-1)
	case p.Is(syntax.And):
		return k.english && k.hasClause(i-1)
	}
	return k.english && k.reports(i-1) && !k.isContested(i)
}

// hasClause says whether a clause with a verb of its own ends before the "and" at part i: "sales
// fell and", not "he said the toll and", "Since it opened, volunteers and".
func (k *clause) hasClause(i int) bool {
	if i > 1 && k.isComma(i-2) && k.s.Parts[i-1].Says() && !k.isVerb(i-1) &&
		k.s.Parts[0].Is(syntax.Preposition|syntax.Clause) {
		return false
	}
	from := i
	for from > 0 && !k.s.Parts[from-1].Is(syntax.Report|syntax.Clause) && !k.isHard(from-1) {
		from--
	}
	return from == i || k.finite(from+1, i)
}

// stands says whether the parts from i on are a clause by themselves: they have a subject
// that is named, and a verb.
func (k *clause) stands(i int) bool {
	first, before := k.s.Parts[i], k.s.Parts[i-1]
	if first.Is(syntax.And|syntax.Clause|syntax.Ofnoun) || first.Is(syntax.Relative) && !first.Is(syntax.Article) ||
		k.refers(i) || syntax.Ends(first) {
		return false
	}
	fewest := 2 // words that say something
	if slices.ContainsFunc(k.s.Parts[k.next:k.to], func(p syntax.Part) bool { return k.s.Lang.Has("modal", p.Lower) }) {
		fewest++ // who says that "2.3 million households would gain"?
	}
	if syntax.Content(k.s.Parts[i:k.at])+syntax.Content(k.s.Parts[k.next:k.to]) < fewest {
		return false
	}
	joined, hard := before.Is(syntax.And), k.isHard(i-1)
	switch {
	case hard && i == k.at:
		const enough = 3 // words of what a value does
		return !k.english && !isCount(k.value) && syntax.Content(k.s.Parts[k.next:k.to]) >= enough
	case joined && first.Value != nil, k.namesLater(i), k.leansBack(i):
		return false
	case !k.english:
		return i < k.at && (k.s.IsCapital(i) || first.Is(syntax.Article|syntax.Definite|syntax.Preposition))
	case i == k.at:
		return !before.Is(syntax.Clause) && k.finite(k.next, k.to)
	case joined && k.isBase(i), !hard && first.Is(syntax.Preposition):
		return false
	}
	verb := k.finite(i+1, k.to) || joined && first.Is(syntax.Article) && !first.Is(syntax.Definite) &&
		k.at > i+2 && k.hasVerb(k.at-2, k.at) // "a bench costs"
	verb = verb || joined && i > 1 && k.isComma(i-2) &&
		k.s.Lang.Has("quantity", first.Lower) // ", and most makers guarantee"
	return k.subject(i) && verb && (hard || !k.hasMark(i) || !joined && k.onlyCompares(i))
}

// onlyCompares says whether the only mark between part i and the value is the comma in front of
// what its own clause compares with it: "fell to $18 million, from $41 million".
func (k *clause) onlyCompares(i int) bool {
	lead := k.at - 1
	for lead > i && k.s.Parts[lead].Says() {
		lead--
	}
	comma := lead - 1
	return comma > i && k.isComma(comma) && k.compares(lead) && k.nextMark(i) == comma
}

// leansBack says whether the clause behind the semicolon or colon in front of part i is about the
// costs, the number or the like of what stands before that mark: "the roof is to be repaired; the
// costs were put at".
func (k *clause) leansBack(i int) bool {
	if !k.isHard(i-1) || k.isStop(i-1) || i+2 >= k.at || !k.s.Parts[i].Is(syntax.Definite) {
		return false
	}
	noun, next := k.s.Parts[i+1], k.s.Parts[i+2]
	vague := noun.Is(syntax.Relational) || k.s.Lang.Has("amount", noun.Lower) || k.s.Lang.Has("shell", noun.Lower)
	return vague && !next.Is(syntax.Ofnoun|syntax.Article|syntax.Preposition)
}

// namesLater says whether a pronoun stands behind part i and before the value that may stand
// for something before part i.
func (k *clause) namesLater(i int) bool {
	return slices.ContainsFunc(k.s.Parts[i+1:max(k.at, i+1)], isPronoun)
}

// subject says whether a subject may begin at part i, and no verb does.
func (k *clause) subject(i int) bool {
	p := k.s.Parts[i]
	adverb := strings.HasSuffix(p.Lower, "ly") && !k.s.Lang.Has("noadverb", p.Lower)
	return !k.isVerb(i) && !isIng(p) && !adverb
}

// hasMark says whether a mark stands between part i and the value.
func (k *clause) hasMark(i int) bool {
	for ; i < k.at; i++ {
		if syntax.Ends(k.s.Parts[i]) && !k.isWithin(i) {
			return true
		}
	}
	return false
}

// antecedent is where the noun begins that the relative clause at part i is about, where
// that is certain; -1: it is not.
func (k *clause) antecedent(i int) int {
	const longest = 6
	end := i
	if end > 0 && k.s.Parts[end-1].Text == "," {
		end--
	}
	from := end
	for from > 0 && end-from < longest && (k.s.Parts[from-1].Says() || k.isGenitiveMark(from-1)) &&
		!syntax.Ends(k.s.Parts[from-1]) {
		from--
	}
	if from == end || from == 0 {
		return -1
	}
	switch lead := k.s.Parts[from-1]; {
	case k.english && i+1 < k.at && isPronoun(k.s.Parts[i+1]):
		return -1 // "the money, which he put at"
	case from == 2 && k.s.Parts[0].Is(syntax.Preposition):
		return -1 // "According to a survey that …"
	case lead.Is(syntax.Article):
		if from > 1 && k.s.Parts[from-2].Is(syntax.Ofnoun) ||
			from > 2 && k.joinsNouns(from-2, end == i && lead.Is(syntax.Definite)) {
			return -1 // of which noun?
		}
		if from > 1 && k.s.Lang.Has("trait", "capitalnouns") && k.isPossessed(from-2) {
			return -1 // "74 Prozent der Beschäftigten, deren"
		}
		return from - 1
	case k.english && k.s.IsCapital(from) && lead.Empty && !lead.Is(syntax.Ofnoun) &&
		!(end == i && lead.Is(syntax.Preposition)):
		return from // not "an auditor in Pine Harbor who"
	case k.english && end < i && end-from > 1 && k.s.Parts[i].Is(syntax.Whois) && k.isNamed(from, end) &&
		from > 2 && !k.isHuman(from-2):
		return from // "between the pads of Elias Brandt, who"
	}
	return -1
}

// isNamed says whether all parts from one to another have a capital.
func (k *clause) isNamed(from, to int) bool {
	for ; from < to; from++ {
		if !k.s.IsCapital(from) {
			return false
		}
	}
	return true
}

// isHuman says whether part i may be somebody.
func (k *clause) isHuman(i int) bool {
	p := k.s.Parts[i]
	return p.Is(syntax.Role|syntax.Relational) || k.s.Lang.Has("ageable", p.Lower) ||
		k.s.Lang.Has("kin", p.Lower) || k.s.IsCapital(i)
}

// isPossessed says whether what stands behind part i may be a genitive of it: it is a noun or a value.
func (k *clause) isPossessed(i int) bool {
	p := k.s.Parts[i]
	return p.Value != nil || p.Says() && p.Lower != "" && k.s.IsCapital(i)
}

// joinsNouns says whether part i is a "to" behind a noun, or any preposition: "the amendment to the
// bill", "parks in the sea".
func (k *clause) joinsNouns(i int, anyOf bool) bool {
	noun := k.s.Parts[i-1]
	joins := k.s.Lang.Has("infinitive", k.s.Parts[i].Lower) || anyOf && k.english && k.s.Parts[i].Is(syntax.Preposition)
	return joins && noun.Says() && noun.Lower != "" && !k.isVerb(i-1)
}

// end is where the clause ends: at a mark, or before another clause.
func (k *clause) end() int {
	parts := k.s.Parts
	for i := k.next; i < len(parts); i++ {
		p := parts[i]
		switch {
		case isQuote(p) && i > k.next && k.spoken():
			return i
		case p.Text == "(" && k.closes(i) > 0:
			i = k.closes(i)
		case isQuote(p) && i > k.next, k.isWithin(i), k.isComma(i) && k.isQuoted(i):
		case p.Text == "." && i+1 < len(parts) && !k.isStop(i): // "Konrad W. is"
		case k.isHard(i):
			return i
		case syntax.Ends(p) && k.breaksOff(i):
			i = k.nextMark(i + 1)
		case k.list(i) > 0:
			i = k.list(i)
		case syntax.Ends(p):
			if !k.goesOn(i) {
				return i
			}
		case k.endsBefore(i):
			return i
		}
	}
	return len(parts)
}

// spoken says whether the value stands in a quotation.
func (k *clause) spoken() bool {
	open := 0
	for _, p := range k.s.Parts[:k.at] {
		if isQuote(p) {
			open++
		}
	}
	return open%2 == 1
}

// isQuoted says whether part i stands within a quotation that begins behind the value, and
// more of it follows.
func (k *clause) isQuoted(i int) bool {
	if i+1 == len(k.s.Parts) || isQuote(k.s.Parts[i+1]) {
		return false
	}
	quotes := 0
	for _, p := range k.s.Parts[k.next:i] {
		if isQuote(p) {
			quotes++
		}
	}
	return quotes%2 == 1
}

// endsBefore says whether another clause or phrase begins at part i that need not be told.
func (k *clause) endsBefore(i int) bool {
	p, said := k.s.Parts[i], syntax.Content(k.s.Parts[k.next:i])
	switch {
	case k.conditional, k.isFronted() && i > k.firstMark():
		return false
	case p.Is(syntax.Clause):
		const enough = 3 // words in front of the value
		told := i > k.next || syntax.Content(k.s.Parts[:k.at]) >= enough
		return told && !k.s.Lang.Has("doubt", p.Lower) && !k.restricts(i)
	case k.s.Lang.Has("and", p.Lower):
		joins := k.joinsValues(i) || k.isBetween(i) || k.isShort(i) || k.sharesObject(i) || k.countsBoth(i)
		return (said > 0 || !k.opensSentence()) && !k.valued(i) && !joins
	}
	if p.Is(syntax.Ofnoun) || k.s.Lang.Has("leadin", k.s.Parts[i-1].Lower) {
		return false // "until the end of", "due to"
	}
	return i-k.next >= longest(p) && said > 0 && p.Is(syntax.Preposition)
}

// restricts says whether the clause at part i says which things are meant: "74 stations in the
// region where the operator means to lock its rooms".
func (k *clause) restricts(i int) bool {
	const most = 14 // parts
	return k.s.Lang.Has("restricting", k.s.Parts[i].Lower) && k.s.Parts[i-1].Says() && k.nextMark(i)-i <= most
}

// isShort says whether so few words without a value follow the "and" at part i that they
// belong to what is said before: "damages and interest".
func (k *clause) isShort(i int) bool {
	const most = 4 // parts
	end := k.nextMark(i)
	return end-i <= most && !k.holdsValue(i, end) && !k.isOthersVerb(i)
}

// sharesObject says whether the "and" at part i joins two verbs whose object follows: "will repair and
// test robots".
func (k *clause) sharesObject(i int) bool {
	lead := k.s.Parts[max(i-2, 0)]
	return k.english && i-2 >= k.next && i+1 < len(k.s.Parts) && k.s.Parts[i+1].Says() &&
		(lead.Is(syntax.Auxiliary) && !k.isPast(k.s.Parts[i-1]) || k.s.Lang.Has("infinitive", lead.Lower))
}

// countsBoth says whether the "and" at part i joins two nouns that a count is of: "85 technicians and
// engineers by May".
func (k *clause) countsBoth(i int) bool {
	const most = 3 // parts of the first noun
	if !k.english || !isCount(k.value) || i-k.next > most || i == k.next || i+2 > len(k.s.Parts) {
		return false
	}
	first, second := k.s.Parts[i-1], k.s.Parts[i+1]
	several := func(p syntax.Part) bool { return p.Says() && endsInS(p.Lower) }
	ends := i+2 == len(k.s.Parts) || k.s.Parts[i+2].Empty
	return several(first) && several(second) && ends && !k.s.Parts[min(i+2, len(k.s.Parts)-1)].Is(syntax.Article)
}

// isOthersVerb says whether a verb in the past follows the "and" at part i, which may be another's
// than that of the clause: "she said that it cost 200 kronor and asked for more", not "was sold and
// torn down".
func (k *clause) isOthersVerb(i int) bool {
	if !k.english || i+1 == len(k.s.Parts) || !k.isPast(k.s.Parts[i+1]) {
		return false
	}
	return !slices.ContainsFunc(k.s.Parts[:i], func(p syntax.Part) bool { return p.Is(syntax.Auxiliary) })
}

// breaksOff says whether the clause breaks off at the mark at part i for an aside: "would, they
// estimate, halve".
func (k *clause) breaksOff(i int) bool {
	if !k.english || i == k.next || !k.isComma(i) {
		return false
	}
	return k.s.Parts[i-1].Is(syntax.Auxiliary|syntax.Article) || k.opensRelative(i)
}

// opensRelative says whether a relative clause behind the value has no verb before part i: "years
// that John Bieniewicz, 44, could have lived".
func (k *clause) opensRelative(i int) bool {
	for n := i - 1; n > k.next; n-- {
		if k.isVerb(n) {
			return false
		}
		if k.s.Parts[n].Is(syntax.That|syntax.Relative) || k.restricts(n) {
			return !k.hasVerb(n+1, i)
		}
	}
	return false
}

// goesOn says whether the clause goes on behind the mark at part i: it is a condition, or
// has no verb so far.
func (k *clause) goesOn(i int) bool {
	switch {
	case k.conditional:
		return true
	case k.s.Parts[i].Text != ",":
		return false
	case k.isFronted():
		return true // "A 1.800 metros de la cima, en la rampa": what happened there?
	case i-k.at > longest(k.s.Parts[i]):
		return false
	case k.english:
		if syntax.Content(k.s.Parts[:i]) > 2 && isCount(k.value) && !k.commaBefore() && !k.opensSentence() {
			return false
		}
		const few = 3 // words that may be no more than a noun with what belongs to it
		aside := k.commaBefore() && i == k.firstMark() && !k.inRelative()
		noun := k.opensSentence() && syntax.Content(k.s.Parts[k.next:i]) <= few
		fronted := k.s.Parts[0].Is(syntax.Preposition) || isIng(k.s.Parts[0])
		return (fronted && !k.inRelative() || aside || noun) && !k.finite(1, i)
	}
	fronted := k.s.Parts[0].Is(syntax.Preposition) && k.s.Lang.Has("trait", "adjectivebehind")
	return fronted && !k.commaBefore() && i == k.firstMark() && !k.inRelative()
}

// isFronted says whether the value stands in a phrase that opens the sentence, and its main clause
// comes late: "A 1.800 metros de la cima, en la rampa", "For ten years, whenever it rained, the".
func (k *clause) isFronted() bool {
	first := k.firstMark()
	if k.at != 1 || !k.s.Parts[0].Is(syntax.Preposition) || !k.isComma(first) || first+1 == len(k.s.Parts) {
		return false
	}
	return k.s.Lang.Has("trait", "adjectivebehind") || k.s.Lang.Has("fronting", k.s.Parts[first+1].Lower)
}

// inRelative says whether a relative pronoun, or another word that begins a clause, stands
// between the last mark and the value.
func (k *clause) inRelative() bool {
	for i := k.at - 1; i > 0 && !syntax.Ends(k.s.Parts[i]); i-- {
		if k.s.Opens(i) || k.s.Parts[i].Is(syntax.Clause) {
			return true
		}
	}
	return false
}

// firstMark is the first mark behind the value.
func (k *clause) firstMark() int { return k.nextMark(k.next) }

// commaBefore says whether a comma stands before the value.
func (k *clause) commaBefore() bool { return k.hasMark(0) }

// valued says whether an "and" at part i joins two counts of what a verb behind it says:
// "400 lorries and 300 cars cross".
func (k *clause) valued(i int) bool { return k.opensSentence() && !k.finite(k.next, i) }

// opensSentence says whether the value stands where the subject does.
func (k *clause) opensSentence() bool { return syntax.Content(k.s.Parts[:k.at]) == 0 }

// longest is how many parts may follow a value before the next phrase is left out.
func longest(p syntax.Part) int {
	const words, characters = 13, 40
	if syntax.IsGlyph(syntax.FirstRune(p.Text)) {
		return characters
	}
	return words
}

// compared is what stands behind a comma after the clause and compares its value, with the
// time of it: ", from $187 million, a year earlier". What is the same in other words (", or
// $1.12 a share,") is left out.
func (k *clause) compared() (list []syntax.Part) {
	i := k.passOver(k.to)
	if k.isComma(i) && i+1 < len(k.s.Parts) && k.compares(i+1) {
		end := k.nextMark(i + 1)
		list, i = k.s.Parts[i:end:end], k.passOver(end)
	}
	if end := k.time(i); end > 0 {
		list = append(list, k.s.Parts[i:end]...)
	}
	return list
}
