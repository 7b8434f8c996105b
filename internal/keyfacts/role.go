package keyfacts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Most words of a role, and before its noun.
const (
	mostRole = 10
	mostLead = 4
)

// leading is the role right before the name at part at: "former judge Miriam
// Hallgren". bound says that an article or the like stands before it.
func (l labeller) leading(at int) (role string, bound bool) {
	head := at - 1
	for head > 0 && !l.isRole(l.all[head]) && l.all[head].is(rankWord) {
		head-- // "directeur général"
	}
	if base(l.language) == "ru" {
		head = l.governing(head)
	}
	if head < 0 || !l.isRole(l.all[head]) || l.capital(head) && l.isBody(l.all[head]) {
		return "", false
	}
	from := head
	for from > 0 && l.all[from-1].is(rankWord) {
		from--
	}
	if base(l.language) != "en" {
		from = l.adjectives(from)
	} else if from = l.nounStart(from, head); from < 0 {
		return "", false
	}
	bound = !l.capital(head) && from > 0 && (l.all[from-1].is(articleWord) || l.all[from-1].is(possessiveWord))
	return l.roleText(l.all[from:at]), bound
}

// governing is the Russian noun that the run of genitives ending at part i
// depends on: "министр спорта", "начальник финансового управления".
func (l labeller) governing(i int) int {
	head := i
	for head > 0 && i-head < mostLead && !l.isRole(l.all[head]) && l.genitive(l.all[head].text) {
		head--
	}
	if head < i && head >= 0 && l.isRole(l.all[head]) && endsWithAny(strings.ToLower(l.all[head].text), "у", "ю", "ом", "ем", "е") {
		return -1 // another case than the name's
	}
	return head
}

// genitive says whether a Russian word of lower case may be a genitive, and no
// verb.
func (l labeller) genitive(word string) bool {
	return unicode.IsLower(firstRune(word)) && !endsWithAny(word, "ла", "ли") && endsWithAny(word, "а", "я", "ы", "и", "ого", "его", "ой", "ей", "ых", "их", "ов", "ев")
}

func endsWithAny(word string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(word, end) })
}

// nounStart is where the words before a role's noun begin that belong to it:
// all behind a word that leads to a noun; one at the start of a sentence; else
// those from a rank on ("former"), for the others may be a verb ("thanked
// coach"). -1: the noun itself may be one ("to coach").
func (l labeller) nounStart(from, head int) int {
	start, ranked := from, from
	for start > 0 && head-start < mostLead && !ends(l.all[start-1]) && (!l.grammar(l.all[start-1]) || l.all[start-1].is(rankWord)) {
		start--
		if l.all[start].is(rankWord) {
			ranked = start
		}
	}
	switch {
	case start == 0 || ends(l.all[start-1]):
		if from-start <= 1 && !strings.HasSuffix(l.all[start].lower, "ing") { // "including"
			return start
		}
	case start == head && l.all[start-1].text == "to":
		return -1
	case l.all[start-1].is(articleWord | prepositionWord | possessiveWord | reportWord):
		return start
	}
	return ranked
}

// adjectives is where the adjectives before part from begin, which may say that
// somebody is not yet or no longer what the noun says ("le futur maire"): words
// in lower case between an article and the noun, in Russian by their endings.
func (l labeller) adjectives(from int) int {
	start := from
	for start > 0 && from-start < 2 && !l.grammar(l.all[start-1]) && l.all[start-1].value == nil && !ends(l.all[start-1]) && !l.capital(start-1) {
		start--
	}
	switch {
	case start == from:
	case base(l.language) == "ru":
		if endsWithAny(l.all[from-1].lower, "ый", "ий", "ая", "яя", "ого", "его") {
			return from - 1
		}
	case start > 0 && l.all[start-1].is(articleWord|possessiveWord):
		return start
	}
	return from
}

// roleText is a role's words without an article glued to the first.
func (l labeller) roleText(list []part) string {
	if len(list) > 0 && base(l.language) != "en" {
		list = slices.Clone(list)
		list[0].text = bare(list[0].text)
	}
	return phrase(list)
}

func (l labeller) capital(i int) bool { return unicode.IsUpper(firstRune(bare(l.all[i].text))) }

// apposition is the role between commas behind the name that ends at part to:
// "Ingrid Solheim, the port's chief engineer,", also behind an age.
func (l labeller) apposition(to int) string {
	if to >= len(l.all) || l.all[to].text != "," {
		return ""
	}
	from := to + 1
	if from+1 < len(l.all) && l.all[from].value != nil && l.all[from+1].text == "," {
		from += 2
	}
	end := from
	for end < len(l.all) && !ends(l.all[end]) && !l.opens(end) && end-from <= 2*mostRole {
		end++
	}
	list := l.all[from:end]
	head := l.head(list)
	if head < 0 || !l.followsRole(list, head, true) {
		return ""
	}
	return l.roleText(l.role(list, head))
}

// inFront is the role before a comma in front of a name that another mark
// follows: "the company's chief executive, Daniel Okafor." Behind a role that
// names another noun ("the head of the agency") the name may be that noun's.
func (l labeller) inFront(at, to int) (role string, doubtful bool) {
	for at > 1 && (l.all[at-1].text == "." || courtesy(l.all[at-1].text)) {
		at--
	}
	if at < 3 || l.all[at-1].text != "," || to < len(l.all) && !ends(l.all[to]) {
		return "", false
	}
	from := at - 1
	for from > 0 && !ends(l.all[from-1]) && at-from < 2*mostRole {
		from--
	}
	for ; from < at-1; from++ {
		if !l.all[from].is(articleWord) && !l.all[from].is(possessiveWord) {
			continue
		}
		list := l.all[from : at-1]
		if head := l.head(list); head > 0 && l.followsRole(list, head, false) {
			return l.roleText(l.role(list, head)), head < len(list)-1
		}
	}
	return "", false
}

// head is the place of the noun that says what somebody is, in English the
// last of the words that stand together; -1 where a list names no role.
func (l labeller) head(list []part) int {
	for i, p := range list {
		if l.isRole(p) {
			for english := base(l.language) == "en"; i+1 < len(list) && (l.isRole(list[i+1]) || english && !l.grammar(list[i+1]) && list[i+1].value == nil); {
				i++
			}
			if !l.isRole(list[i]) {
				return -1 // "the chief thanked"
			}
			return i
		}
		first := i == 0 && p.is(articleWord|possessiveWord)
		if i > mostLead || p.value != nil || !first && l.grammar(p) && !p.is(rankWord|andWord) {
			return -1
		}
	}
	return -1
}

// followsRole says whether what stands behind a role's noun belongs to it:
// nothing, or words that a preposition, an article or a rank leads to. An
// adjective may follow in languages that put it there. No verb and no other
// name stands there.
func (l labeller) followsRole(list []part, head int, adjectives bool) bool {
	for _, p := range list {
		if p.is(reportWord) || p.is(pronounWord) || p.is(thatWord) || p.is(clauseWord) || p.is(auxiliaryWord) {
			return false
		}
	}
	if head+1 == len(list) {
		return true
	}
	next := list[head+1]
	if l.grammar(next) || next.is(rankWord) || next.is(prepositionWord) || next.is(articleWord) {
		return true
	}
	switch base(l.language) {
	case "fr", "es", "it", "pt", "ru":
		return adjectives && !unicode.IsUpper(firstRune(next.text))
	}
	return false
}

// role is a role's words without the article, cut before a further one where
// it is long.
func (l labeller) role(list []part, head int) []part {
	for head > 0 && !list[0].is(rankWord) && (list[0].is(articleWord) || list[0].is(possessiveWord)) {
		list, head = list[1:], head-1
	}
	if len(list) > mostRole {
		end := head + 1
		for end < mostRole && !list[end].is(andWord) {
			end++
		}
		list = list[:end]
	}
	return l.trimEnd(list)
}

// isRole says whether a word says what somebody or an organisation is.
func (l labeller) isRole(p part) bool { return l.isPerson(p) || l.isBody(p) }

func (l labeller) isPerson(p part) bool { return l.inRoles(roleWord|stemWord, p) }

func (l labeller) isBody(p part) bool { return l.inRoles(bodyWord, p) }

// inRoles looks a word up: as a whole or a part of it, by its beginning among
// stems, and by its end in languages that make one word of several.
func (l labeller) inRoles(k kind, p part) bool {
	if p.value != nil || p.lower == "" {
		return false
	}
	language, word := base(l.language), p.lower
	if language != "en" {
		word = bare(word) // "l'économiste"
	}
	words := grammar()[language]
	first, _, _ := strings.Cut(word, "-")
	if (words[word]|words[first]|words[word[strings.LastIndexByte(word, '-')+1:]])&k != 0 {
		return true
	}
	const shortest = 4 // of an end that counts
	for at := range word {
		switch language {
		case "ru":
			if words[word[:at]]&k&stemWord != 0 {
				return true
			}
		case "de", "nl":
			if at > 0 && len(word)-at >= shortest && words[word[at:]]&k != 0 {
				return true
			}
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
