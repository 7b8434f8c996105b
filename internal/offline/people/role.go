package people

import (
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// Most words of a role, and before its noun.
const (
	mostRole = 10
	mostLead = 4
)

// leading is the role right before the name at part at: "former judge Miriam
// Hallgren". bound says that an article or the like stands before it.
func leading(s *syntax.Sentence, at int) (role string, bound bool) {
	head := at - 1
	for head > 0 && !isRole(s, s.Parts[head]) && s.Parts[head].Is(syntax.Rank) {
		head-- // "directeur général"
	}
	if len(s.Lang.Rows("genitive")) > 0 {
		head = governing(s, head)
	}
	if head < 0 || !isRole(s, s.Parts[head]) || s.IsCapital(head) && isBody(s, s.Parts[head]) {
		return "", false
	}
	from := head
	for from > 0 && s.Parts[from-1].Is(syntax.Rank) {
		from--
	}
	if !s.Lang.Has("trait", "nounchains") {
		from = adjectives(s, from)
	} else if from = nounStart(s, from, head); from < 0 {
		return "", false
	}
	if s.Lang.Has("trait", "compounds") && from > 0 && isGenitive(s, from-1) {
		from-- // "Hästnäs tränare"
	}
	from = withFirst(s, from)
	bound = !s.IsCapital(head) && from > 0 && s.Parts[from-1].Is(syntax.Article|syntax.Possessive)
	return roleText(s, s.Parts[from:at]), bound
}

// withFirst is where a role begins that is the second of two: "l'écrivaine et journaliste". Behind
// an article in English they may be two people's.
func withFirst(s *syntax.Sentence, from int) int {
	if from < 2 || !s.Lang.Has("and", s.Parts[from-1].Lower) || !isPerson(s, s.Parts[from-2]) {
		return from
	}
	if s.Lang.Has("trait", "nounchains") && from > 2 && !syntax.Ends(s.Parts[from-3]) {
		return from
	}
	return from - 2
}

// isGenitive says whether part i is a name that something is of ("Rothenfurts"), or in a language whose
// nouns have no capital a noun ("klubbens").
func isGenitive(s *syntax.Sentence, i int) bool {
	const shortest = 5 // letters of a noun
	noun := s.Lang.Has("trait", "compounds") && !s.Lang.Has("trait", "capitalnouns") &&
		len(s.Parts[i].Lower) >= shortest
	return s.Parts[i].Says() && (s.IsCapital(i) || noun) && strings.HasSuffix(s.Parts[i].Lower, "s")
}

// governing is the Russian noun that the run of genitives ending at part i
// depends on: "министр спорта", "начальник финансового управления".
func governing(s *syntax.Sentence, i int) int {
	head := i
	for head > 0 && i-head < mostLead && !isRole(s, s.Parts[head]) && genitive(s, s.Parts[head].Text) {
		head--
	}
	if head < 0 || head == i || !isRole(s, s.Parts[head]) {
		return head
	}
	if endsWithAny(strings.ToLower(s.Parts[head].Text), s.Lang.Forms("oblique")) {
		return -1 // another case than the name's
	}
	return head
}

// genitive says whether a Russian word of lower case may be a genitive, and no
// verb.
func genitive(s *syntax.Sentence, word string) bool {
	return unicode.IsLower(syntax.FirstRune(word)) && !endsWithAny(word, s.Lang.Forms("pastverb")) &&
		endsWithAny(word, s.Lang.Forms("genitive"))
}

func endsWithAny(word string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(word, end) })
}

// nounStart is where the words before a role's noun begin that belong to it:
// all behind a word that leads to a noun; one at the start of a sentence; else
// those from a rank on ("former"), for the others may be a verb ("thanked
// coach"). -1: the noun itself may be one ("to coach").
func nounStart(s *syntax.Sentence, from, head int) int {
	start, ranked := from, from
	belongs := func(p syntax.Part) bool {
		return !syntax.Ends(p) && (!p.Empty || p.Is(syntax.Rank)) && !s.Lang.Has("form", p.Lower) // "found skipper"
	}
	for start > 0 && head-start < mostLead && belongs(s.Parts[start-1]) {
		start--
		if s.Parts[start].Is(syntax.Rank) {
			ranked = start
		}
	}
	if start < from && start > 0 && s.IsCapital(from-1) && !syntax.Ends(s.Parts[from-1]) {
		return min(ranked, firstCapital(s, from))
	}
	switch {
	case start > 0 && start < from && s.Lang.Has("infinitive", s.Parts[start-1].Lower): // "to depose chief"
		return min(ranked, start+1)
	case start > 1 && isApostrophe(s.Parts[start-1]) && isGenitive(s, start-2): // "Plaintiffs' lawyer"
		return start - 2
	case start > 0 && s.Parts[start-1].Is(syntax.That) && isPast(s, s.Parts[start]): // "that removed President"
		return ranked
	case start < head && joinsFirst(s, start):
		return start - 2
	case start == 0 || syntax.Ends(s.Parts[start-1]):
		if from-start <= 1 && !strings.HasSuffix(s.Parts[start].Lower, "ing") { // "including"
			return start
		}
	case start == head && s.Parts[start-1].Text == "to":
		return -1
	case s.Parts[start-1].Is(syntax.Article | syntax.Preposition | syntax.Possessive | syntax.Report):
		return start
	}
	return ranked
}

// joinsFirst says whether an "and" in front of part start joins what follows to a word that opens the
// sentence or has an article: "Tile and sanitaryware maker".
func joinsFirst(s *syntax.Sentence, start int) bool {
	if start < 2 || !s.Parts[start-1].Is(syntax.And) || !s.Parts[start-2].Says() || isPerson(s, s.Parts[start-2]) {
		return false
	}
	return start == 2 || syntax.Ends(s.Parts[start-3]) || s.Parts[start-3].Text == "-" ||
		s.Parts[start-3].Is(syntax.Article)
}

func isApostrophe(p syntax.Part) bool { return p.Text == "'" || p.Text == "’" }

// firstCapital is where the words with a capital begin that end before part from, whose
// somebody is: "Kestrels manager".
func firstCapital(s *syntax.Sentence, from int) int {
	for from > 0 && s.IsCapital(from-1) && s.Parts[from-1].Says() {
		from--
	}
	return from
}

// adjectives is where the adjectives before part from begin, which may say that
// somebody is not yet or no longer what the noun says ("le futur maire"): words
// in lower case between an article and the noun, in Russian by their endings.
func adjectives(s *syntax.Sentence, from int) int {
	start := from
	lower := func(i int) bool { return s.Parts[i].Says() && !syntax.Ends(s.Parts[i]) && !s.IsCapital(i) }
	for start > 0 && from-start < 2 && lower(start-1) {
		start--
	}
	switch {
	case start == from:
	case len(s.Lang.Rows("adjective")) > 0:
		if endsWithAny(s.Parts[from-1].Lower, s.Lang.Forms("adjective")) {
			return from - 1
		}
	case start > 0 && s.Parts[start-1].Is(syntax.Article|syntax.Possessive) &&
		!s.Lang.Has("neuterarticle", s.Parts[start-1].Lower):
		return start // not "Das teilte Geschäftsführerin"
	}
	return from
}

// roleText is a role's words without an article glued to the first.
func roleText(s *syntax.Sentence, list []syntax.Part) string {
	if len(list) > 0 && !s.Lang.Has("trait", "nounchains") {
		list = slices.Clone(list)
		list[0].Text = syntax.Bare(list[0].Text)
	}
	return syntax.Phrase(list)
}

// apposition is the role between commas behind the name that ends at part to:
// "Ingrid Solheim, the port's chief engineer,", also behind an age.
func apposition(s *syntax.Sentence, to int) string {
	if to >= len(s.Parts) || s.Parts[to].Text != "," {
		return ""
	}
	from := to + 1
	if did := deed(s, from); did != "" {
		return did
	}
	if from+1 < len(s.Parts) && s.Parts[from].Value != nil && s.Parts[from+1].Text == "," {
		from += 2
	}
	end := from
	ends := func(i int) bool { return syntax.Ends(s.Parts[i]) && !isShortened(s, i) || s.Opens(i) }
	for end < len(s.Parts) && !ends(end) && end-from <= 2*mostRole {
		end++
	}
	list := s.Parts[from:end]
	head := head(s, list)
	if head >= 0 && !s.Lang.Has("trait", "capitalnouns") && s.IsCapital(from+head) && !isPerson(s, list[head]) {
		return "" // the next in a list of firms
	}
	if head < 0 || !followsRole(s, list, head, true) || isListed(s, to, end) {
		return ""
	}
	return roleText(s, cutRole(list, head))
}

// isListed says whether what stands behind the name that ends at part to is the next in a list of
// people: "a nurse, Tomasz Gil, a skipper, an engineer and a cook".
func isListed(s *syntax.Sentence, to, end int) bool {
	indefinite := func(i int) bool {
		return i < len(s.Parts) && s.Parts[i].Is(syntax.Article) && !s.Parts[i].Is(syntax.Definite|syntax.That)
	}
	return s.Lang.Has("trait", "nounchains") && end < len(s.Parts) && s.Parts[end].Text == "," &&
		indefinite(to+1) && indefinite(end+1)
}

// isShortened says whether part i is the full stop of a rank in front of a name: "Col. Martin".
func isShortened(s *syntax.Sentence, i int) bool {
	const longest = 4 // letters
	if i == 0 || i+1 >= len(s.Parts) || s.Parts[i].Text != "." {
		return false
	}
	return len(s.Parts[i-1].Text) <= longest && s.IsCapital(i-1) && s.IsCapital(i+1)
}

// deed is what a relative clause between commas says that somebody does that begins at part
// from: "Karin Holm, who runs the dairy on the shore,". It is of the present
// ("runs"): what somebody did once is no role.
func deed(s *syntax.Sentence, from int) string {
	if from+2 >= len(s.Parts) || !s.Lang.Has("whois", s.Parts[from].Lower) {
		return ""
	}
	if verb := s.Parts[from+1]; verb.Is(syntax.Auxiliary) || !strings.HasSuffix(verb.Lower, "s") {
		return ""
	}
	end := from + 1
	for end < len(s.Parts) && !syntax.Ends(s.Parts[end]) {
		end++
	}
	if end-from > mostRole || end == len(s.Parts) || s.Parts[end].Text != "," && s.Parts[end].Text != "." {
		return ""
	}
	return syntax.Phrase(s.Parts[from+1 : end])
}

// inFront is the role before a comma in front of a name that another mark
// follows: "the company's chief executive, Daniel Okafor." Behind a role that
// names another noun ("the head of the agency") the name may be that noun's.
func inFront(s *syntax.Sentence, at, to int) (role string, doubtful, owned bool) {
	named := at
	for at > 1 && (s.Parts[at-1].Text == "." || isCourtesy(s, s.Parts[at-1].Text)) {
		at--
	}
	if at < 3 || s.Parts[at-1].Text != "," || to < len(s.Parts) && !syntax.Ends(s.Parts[to]) {
		return "", false, false
	}
	from := at - 1
	for from > 0 && !syntax.Ends(s.Parts[from-1]) && at-from < 2*mostRole {
		from--
	}
	for ; from < at-1; from++ {
		if !s.Parts[from].Is(syntax.Article|syntax.Possessive) && !isOwner(s, from) {
			continue
		}
		list := s.Parts[from : at-1]
		head := head(s, list)
		if head > 0 && namesTwo(list[:head]) {
			continue // "a knee operation and another member"
		}
		if head > 0 && at < named && !isPerson(s, list[head]) {
			continue // "reported by the Guardian newspaper, Dr Jonathan"
		}
		if head > 0 && followsRole(s, list, head, false) {
			doubtful = head < len(list)-1 && !endsInName(s, list[head+1:])
			return roleText(s, cutRole(list, head)), doubtful, isOwned(s, from+1)
		}
	}
	return "", false, false
}

// namesTwo says whether an "and" joins what words say to another noun with an article or the like.
func namesTwo(list []syntax.Part) bool {
	for i := 1; i < len(list); i++ {
		if list[i-1].Is(syntax.And) && list[i].Is(syntax.Article|syntax.Pointing|syntax.Possessive) {
			return true
		}
	}
	return false
}

// endsInName says whether what follows a role's noun ends with a name, which can have no other in
// commas: "consejera de Interior".
func endsInName(s *syntax.Sentence, list []syntax.Part) bool {
	joins := func(p syntax.Part) bool { return p.Is(syntax.And) }
	return len(list) > 1 && !slices.ContainsFunc(list, joins) && !s.Lang.Has("trait", "capitalnouns") &&
		unicode.IsUpper(syntax.FirstRune(list[len(list)-1].Text))
}

// isOwner says whether a name begins at part i whose genitive follows: "Northtrail's", "Strand &
// Hull Lines'".
func isOwner(s *syntax.Sentence, i int) bool {
	if !s.Lang.Has("trait", "genitives") || i > 0 && s.IsCapital(i-1) {
		return false
	}
	for ; i < len(s.Parts) && (s.IsCapital(i) || s.Parts[i].Text == "&"); i++ {
		ends := i+1 < len(s.Parts) && isApostrophe(s.Parts[i+1]) && strings.HasSuffix(s.Parts[i].Lower, "s")
		if ends || lang.WithoutGenitive(s.Parts[i].Text) != s.Parts[i].Text {
			return true
		}
	}
	return false
}

// head is the place of the noun that says what somebody is, in English the
// last of the words that stand together; -1 where a list names no role.
func head(s *syntax.Sentence, list []syntax.Part) int {
	if s.Lang.Has("trait", "edverbs") && len(list) > 0 && isPast(s, list[0]) {
		return -1 // "sought general and punitive damages"
	}
	capitals, nounchains := 0, s.Lang.Has("trait", "nounchains")
	for i, p := range list {
		if isRole(s, p) && !isHolder(s, list, i) {
			for i+1 < len(list) && (isRole(s, list[i+1]) || nounchains && list[i+1].Says()) {
				i++
			}
			if !isRole(s, list[i]) {
				return -1 // "the chief thanked"
			}
			return i
		}
		first := i == 0 && p.Is(syntax.Article|syntax.Possessive)
		if isUpper := unicode.IsUpper(syntax.FirstRune(p.Text)); isUpper && nounchains {
			capitals++
		}
		if i-capitals > mostLead || p.Value != nil || !first && p.Empty && !p.Is(syntax.Rank|syntax.And) {
			return -1
		}
	}
	return -1
}

// isHolder says whether the noun at part i is of what somebody's role is in, whose genitive follows:
// "campaign group Fair Rents' director".
func isHolder(s *syntax.Sentence, list []syntax.Part, i int) bool {
	return isBody(s, list[i]) && slices.ContainsFunc(list[i+1:], func(p syntax.Part) bool {
		return lang.WithoutGenitive(p.Text) != p.Text
	})
}

// followsRole says whether what stands behind a role's noun belongs to it:
// nothing, or words that a preposition, an article or a rank leads to. An
// adjective may follow in languages that put it there. No verb and no other
// name stands there.
func followsRole(s *syntax.Sentence, list []syntax.Part, head int, adjectives bool) bool {
	for _, p := range list {
		if p.Is(syntax.Report | syntax.Pronoun | syntax.That | syntax.Clause | syntax.Auxiliary) {
			return false
		}
	}
	if head+1 == len(list) {
		return true
	}
	next := list[head+1]
	if next.Empty || next.Is(syntax.Rank) || next.Is(syntax.Preposition) || next.Is(syntax.Article) {
		return true
	}
	return adjectives && s.Lang.Has("trait", "adjectivebehind") && !unicode.IsUpper(syntax.FirstRune(next.Text))
}

// cutRole is a role's words without the article, cut before a further one where
// it is long.
func cutRole(list []syntax.Part, head int) []syntax.Part {
	for head > 0 && !list[0].Is(syntax.Rank) && (list[0].Is(syntax.Article) || list[0].Is(syntax.Possessive)) {
		list, head = list[1:], head-1
	}
	if len(list) > mostRole {
		end := head + 1
		for end < mostRole && !list[end].Is(syntax.And) {
			end++
		}
		list = list[:end]
	}
	return syntax.TrimEnd(list)
}

// isRole says whether a word says what somebody or an organisation is.
func isRole(s *syntax.Sentence, p syntax.Part) bool { return isPerson(s, p) || isBody(s, p) }

func isPerson(s *syntax.Sentence, p syntax.Part) bool {
	return inRoles(s, syntax.Role|syntax.Rolestem, p)
}

func isBody(s *syntax.Sentence, p syntax.Part) bool { return inRoles(s, syntax.Body, p) }

// inRoles looks a word up: as a whole or a part of it, by its beginning among
// stems, and by its end in languages that make one word of several.
func inRoles(s *syntax.Sentence, k syntax.Kind, p syntax.Part) bool {
	if p.Value != nil || p.Lower == "" {
		return false
	}
	word := p.Lower
	if !s.Lang.Has("trait", "nounchains") {
		word = syntax.Bare(word) // "l'économiste"
	}
	words := s.Kinds()
	first, _, _ := strings.Cut(word, "-")
	if (words[word]|words[first]|words[word[strings.LastIndexByte(word, '-')+1:]])&k != 0 {
		return true
	}
	if k&syntax.Role != 0 && s.EndsAs(p, "roleending") {
		return true
	}
	return k&syntax.Rolestem != 0 && len(s.Lang.Rows("rolestem")) > 0 && beginsAs(words, word) ||
		s.Lang.Has("trait", "compounds") && endsAs(words, k, word)
}

// beginsAs says whether a word begins with a role's stem.
func beginsAs(words map[string]syntax.Kind, word string) bool {
	for at := range word {
		if words[word[:at]]&syntax.Rolestem != 0 {
			return true
		}
	}
	return false
}

// endsAs says whether a word of several ends with one of a kind.
func endsAs(words map[string]syntax.Kind, k syntax.Kind, word string) bool {
	const shortest = 4 // bytes of an end that counts
	for at := range word {
		if at > 0 && len(word)-at >= shortest && words[word[at:]]&k != 0 {
			return true
		}
	}
	return false
}
