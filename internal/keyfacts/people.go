package keyfacts

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
)

// Person is a person or an organisation with a role. Sentence counts from 0:
// it states the role.
type Person struct {
	Name, Role string
	Sentence   int
}

// someone is a candidate.
type someone struct {
	Person
	mentions int
	doubtful bool // the role may be that of another noun
	known    bool // the name stands elsewhere by its last part, as a person's does
}

// People returns at most n people and organisations whose role the text
// gives, by title ("Mayor Lena Aasen") or apposition ("Lena Aasen, the
// mayor,"), the most named first.
func People(sentences []string, language string, n int) []Person {
	var all []*someone
	for i, s := range sentences {
		l := newLabeller(s, language)
		for _, c := range l.claims {
			if c.Kind == claim.Name {
				all = note(all, l.someone(c, i))
			}
		}
		if b := base(language); b == "zh" || b == "ja" {
			for _, p := range l.inIdeographs(i) {
				all = note(all, p)
			}
		}
	}
	all = slices.DeleteFunc(all, func(p *someone) bool { return p.Role == "" || p.doubtful && !p.known && !begins(sentences, p.Name) })
	slices.SortStableFunc(all, func(a, b *someone) int { return cmp.Compare(b.mentions, a.mentions) })
	var list []Person
	for _, p := range all[:min(n, len(all))] {
		list = append(list, p.Person)
	}
	return list
}

// begins says whether a sentence begins with the last part of a name.
func begins(sentences []string, name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:] + " "
	return slices.ContainsFunc(sentences, func(s string) bool { return strings.HasPrefix(s, last) })
}

// note counts a mention; a part of a known name ("Solheim") is one of it.
func note(all []*someone, p someone) []*someone {
	for _, known := range all {
		if sameName(known.Name, p.Name) {
			known.mentions++
			known.known = known.known || known.Name != p.Name
			if p.Role != "" && (known.Role == "" || known.doubtful && !p.doubtful) {
				known.Role, known.Sentence, known.doubtful = p.Role, p.Sentence, p.doubtful
			}
			if len(p.Name) > len(known.Name) {
				known.Name = p.Name
			}
			return all
		}
	}
	return append(all, &p)
}

// sameName says whether one name is the other's last part or the same.
func sameName(a, b string) bool {
	return a == b || strings.HasSuffix(a, " "+b) || strings.HasSuffix(b, " "+a)
}

// someone reads the name and the role around it.
func (l labeller) someone(c claim.Claim, sentence int) someone {
	from, to := l.at(c.Start), l.nameEnd(c)
	title, name := l.cutTitle(from, to)
	p := someone{Person: Person{Sentence: sentence}, mentions: 1}
	if len(name) == 0 {
		return p
	}
	lead, bound := l.leading(to - len(name))
	for lead != "" && len(title) == 0 && len(name) > 2 && l.ofRole(name[0]) {
		lead, name = lead+" "+name[0].text, name[1:]
	}
	p.Name = phrase(name)
	single := !strings.Contains(p.Name, " ")
	if l.isThing(name) || to < len(l.all) && strings.Contains("\"“„«", l.all[to].text) {
		return p // a nickname goes on, or words that are no part of a sentence
	}
	switch {
	case len(title) > 0 && (!single || title[len(title)-1].is(officeWord)):
		p.Role = l.roleText(title)
	case len(title) == 0 && lead != "" && (!single || bound):
		p.Role = lead
	case len(title) == 0 && !single:
		if p.Role = l.apposition(to); p.Role == "" {
			p.Role, p.doubtful = l.inFront(from, to)
		}
	}
	return p
}

// isThing says whether a name is not a person's: by its last word, or by an
// ending that in Russian only words have that depend on another noun.
func (l labeller) isThing(name []part) bool {
	if name[len(name)-1].is(thingWord) {
		return true
	}
	first := name[0].lower
	return base(l.language) == "ru" && len(name) > 1 && endsWithAny(first, "ской", "цкой", "ского", "цкого", "ного", "ной", "ских", "ных", "ии")
}

// nameEnd is the part behind a name; a month may be its last one, as in
// "Theresa May".
func (l labeller) nameEnd(c claim.Claim) int {
	to := l.at(c.End)
	if to == len(l.all) || to == 0 || l.all[to].start != l.all[to-1].end+1 {
		return to
	}
	if lex.InClass(strings.ToLower(l.all[to].text), l.language, lex.Month) && l.capital(to) {
		return to + 1
	}
	return to
}

// cutTitle splits "County Commissioner Edvin Straus" into the title and the
// name behind its last word. name is empty where the title goes on ("Secretary
// of State"). Words of lower case that belong to the title may stand before it.
func (l labeller) cutTitle(from, to int) (title, name []part) {
	for from < to && courtesy(l.all[from].text) {
		for from++; from < to && ends(l.all[from]); from++ {
		} // "Dr."
	}
	n := from
	for i := from; i < to-1; i++ {
		if l.isPerson(l.all[i]) {
			n = i + 1
		}
	}
	if n == from {
		return nil, l.all[from:to]
	}
	if base(l.language) == "de" {
		from = n - 1 // other nouns have capitals too
	}
	for from > 0 && l.all[from-1].is(rankWord) {
		from--
	}
	from = l.adjectives(from)
	for n < to-2 && l.ofRole(l.all[n]) {
		n++
	}
	if l.grammar(l.all[n]) {
		return nil, nil
	}
	return l.all[from:n], l.all[n:to]
}

// ofRole says whether a word between a role and a name says of what it is one:
// an acronym or a country ("глава МИД", "премьер-министр Великобритании").
func (l labeller) ofRole(p part) bool {
	acronym := utf8.RuneCountInString(p.text) > 1 && strings.ToUpper(p.text) == p.text
	return acronym || base(l.language) == "ru" && strings.HasSuffix(p.text, "ии") || claim.SamePlace(p.text, func(string) int { return 1 }) > 0
}

// courtesy says whether a title says nothing of a role.
func courtesy(title string) bool {
	switch strings.ToLower(strings.Trim(title, ".")) {
	case "mr", "mrs", "ms", "dr", "sir", "m", "mme", "mlle", "monsieur", "madame", "herr", "frau", "prof", "sr", "sra", "dra", "don", "doña",
		"sig", "signor", "signora", "dott", "dhr", "mevr", "meneer", "mevrouw", "господин", "госпожа":
		return true
	}
	return false
}
