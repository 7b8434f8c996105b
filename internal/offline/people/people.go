// Package people finds the people and organisations of a text whose role it
// gives, by rule.
package people

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
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
	single   bool // the role stands behind a surname, and counts where the whole name is known
	owned    bool // the role is somebody's whom a pronoun stands for: "its president"
}

// Find returns at most n people and organisations whose role the text gives,
// by title ("Mayor Lena Aasen") or apposition ("Lena Aasen, the mayor,"), the
// most named first.
func Find(sentences []*syntax.Sentence, n int) []Person {
	var all []*someone
	for i, s := range sentences {
		for _, c := range s.Claims {
			if c.Kind == claim.Name {
				all = note(all, read(s, c, i))
			}
		}
		if len(s.Lang.Rows("surname")) > 0 {
			for _, p := range inIdeographs(s, i) {
				all = note(all, p)
			}
		}
	}
	all = slices.DeleteFunc(all, func(p *someone) bool {
		if p.owned && !ofOwner(sentences, p) {
			return true
		}
		headless := sentences[p.Sentence].Lang.Has("headof", strings.ToLower(p.Role)) // an owner of what?
		unnamed := p.single && !strings.Contains(p.Name, " ")
		return p.Role == "" || headless || unnamed || p.doubtful && !p.known && !begins(sentences, p.Name)
	})
	slices.SortStableFunc(all, func(a, b *someone) int { return cmp.Compare(b.mentions, a.mentions) })
	var list []Person
	for _, p := range all[:min(n, len(all))] {
		list = append(list, p.Person)
	}
	return list
}

// begins says whether a sentence begins with the last part of a name.
func begins(sentences []*syntax.Sentence, name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:] + " "
	return slices.ContainsFunc(sentences, func(s *syntax.Sentence) bool { return strings.HasPrefix(s.Text, last) })
}

// note counts a mention; a part of a known name ("Solheim") is one of it.
func note(all []*someone, p someone) []*someone {
	for _, known := range all {
		if sameName(known.Name, p.Name) || known.Role != "" && known.Role == p.Role && begin(known.Name, p.Name) {
			known.mentions++
			known.known = known.known || known.Name != p.Name
			if p.Role != "" && (known.Role == "" || known.doubtful && !p.doubtful) {
				known.Role, known.Sentence, known.doubtful, known.owned = p.Role, p.Sentence, p.doubtful, p.owned
				known.single = p.single
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

// begin says whether one name is the other's beginning: "Fair Rents", "Fair Rents Now".
func begin(a, b string) bool { return strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" ") }

// read reads a name and the role around it.
func read(s *syntax.Sentence, c claim.Claim, sentence int) someone {
	from, to := s.At(c.Start), nameEnd(s, c)
	p := someone{Person: Person{Sentence: sentence}, mentions: 1}
	if name, body := ofBody(s, from, to); body != nil && !isPhrase(s, name) {
		p.Name, p.Role = syntax.Phrase(withoutCourtesy(s, name)), syntax.Phrase(trimArticle(body))
		if lead, _ := leading(s, from); lead != "" {
			p.Role = lead + ", " + p.Role
		}
		return p
	}
	title, name := cutTitle(s, from, to)
	if len(name) == 0 {
		return p
	}
	lead, bound := leading(s, to-len(name))
	start := s.At(s.Parts[to-len(name)].Start - len(lead) - 1) // of the lead
	p.owned = lead != "" && isOwned(s, start)
	for lead != "" && len(title) == 0 && len(name) > 2 && ofRole(s, name[0]) {
		lead, name = lead+" "+name[0].Text, name[1:]
	}
	if role := lead != "" || len(title) > 0; role {
		name = beforeOf(name)
	}
	if isCourtesy(s, name[0].Text) {
		if name = name[1:]; len(name) == 0 {
			return p // "Mayor Dr." of whom another name is
		}
	}
	if name[0].Empty && !s.IsCapital(s.At(name[0].Start)) {
		return p // "of State Rose Gottemoeller"
	}
	p.Name = lang.WithoutGenitive(syntax.Phrase(name))
	single := !strings.Contains(p.Name, " ")
	if isThing(s, name) || isPhrase(s, name) || to < len(s.Parts) && strings.Contains("\"“„«", s.Parts[to].Text) {
		return p // a nickname goes on, or words that are no part of a sentence
	}
	switch {
	case len(title) > 0 && (!single || title[len(title)-1].Is(syntax.Office)):
		p.Role = roleText(s, title)
		if more := apposition(s, to); more != "" && !single {
			p.Role += ", " + more // "Professor Anselm Reddy, an ecologist at …"
		}
	case len(title) == 0 && lead != "" && (!single || bound):
		p.Role = lead
		if first, doubtful, owned := inFront(s, start, to); first != "" && !doubtful && !owned {
			p.Role = first + ", " + lead // "the state mediator, former judge Anders Tveit,"
		}
	case len(title) == 0 && single && !hasCourtesy(s, from): // which of the Oakhams is "Mr Oakham, a dentist,"?
		p.Role, p.single = apposition(s, to), true
	case len(title) == 0 && !single:
		if p.Role = apposition(s, to); p.Role == "" {
			p.Role, p.doubtful, p.owned = inFront(s, from, to)
		}
		if name = beforeOf(name); p.Role != "" {
			p.Name = lang.WithoutGenitive(syntax.Phrase(name))
		}
	}
	return p
}

// beforeOf is a name of two words or more without what "of" says behind it, where a role
// stands in front: "analyst Mike Powell of Dresdner Bank". Nor is it one with "on" behind it.
func beforeOf(name []syntax.Part) []syntax.Part {
	for i := 2; i < len(name); i++ {
		if name[i].Is(syntax.Ofnoun | syntax.Preposition) {
			return name[:i]
		}
	}
	return name
}

// ofBody splits "Yuki Hartmann of Queen Mary University", one name as the recogniser
// reads it, into somebody and where they work. body is nil where it is none.
func ofBody(s *syntax.Sentence, from, to int) (name, body []syntax.Part) {
	for i := from + 2; i < to-1; i++ {
		if !s.Parts[i].Is(syntax.Preposition) {
			continue
		}
		isBody := func(p syntax.Part) bool { return isBody(s, p) || p.Is(syntax.Thing) }
		isRole := func(p syntax.Part) bool { return isRole(s, p) || p.Is(syntax.Thing) }
		if slices.ContainsFunc(s.Parts[i+1:to], isBody) && !slices.ContainsFunc(s.Parts[from:i], isRole) {
			return s.Parts[from:i], s.Parts[i+1 : to]
		}
		return nil, nil
	}
	return nil, nil
}

// withoutCourtesy is a name without "Dr." in front.
func withoutCourtesy(s *syntax.Sentence, name []syntax.Part) []syntax.Part {
	if len(name) < 3 || !isCourtesy(s, name[0].Text) {
		return name
	}
	for name = name[1:]; syntax.Ends(name[0]) && len(name) > 1; name = name[1:] {
	}
	return name
}

// trimArticle is a phrase without the article in front.
func trimArticle(list []syntax.Part) []syntax.Part {
	for len(list) > 1 && list[0].Is(syntax.Article) {
		list = list[1:]
	}
	return list
}

// isThing says whether a name is not a person's: by its last word, or by an
// ending that in Russian only words have that depend on another noun.
func isThing(s *syntax.Sentence, name []syntax.Part) bool {
	if name[len(name)-1].Is(syntax.Thing) {
		return true
	}
	first := name[0].Lower
	return len(name) > 1 && endsWithAny(first, s.Lang.Forms("dependent"))
}

// isPhrase says whether words with capitals are no name: a sentence's first word with "the"
// behind it ("Considering the Academy"), or a role alone ("Latin Patriarch").
func isPhrase(s *syntax.Sentence, name []syntax.Part) bool {
	article := slices.ContainsFunc(name, func(p syntax.Part) bool { return p.Is(syntax.Article) })
	return len(name) > 1 && (strings.HasSuffix(name[0].Lower, "ing") && article || isPerson(s, name[len(name)-1]))
}

// nameEnd is the part behind a name; a month may be its last one, as in
// "Theresa May".
func nameEnd(s *syntax.Sentence, c claim.Claim) int {
	to := s.At(c.End)
	if to == len(s.Parts) || to == 0 || s.Parts[to].Start != s.Parts[to-1].End+1 {
		return to
	}
	if isSurname(s.Parts[to].Text) {
		return to + 1
	}
	if lex.InClass(strings.ToLower(s.Parts[to].Text), s.Lang.Tag(), lex.Month) && s.IsCapital(to) {
		return to + 1
	}
	goesOn := s.Parts[to].Empty && s.IsCapital(to) && !s.Lang.Has("trait", "capitalnouns")
	if goesOn && to+1 < len(s.Parts) && !s.IsCapital(to+1) {
		return to + 1 // "Fair Rents Now"
	}
	return to
}

// isSurname says whether a word is a surname behind an article of its own: "al-Abadi".
func isSurname(word string) bool {
	const longest = 3 // letters of the article
	article, name, ok := strings.Cut(word, "-")
	lower := strings.ToLower(article) == article && len(article) <= longest
	return ok && lower && unicode.IsLetter(syntax.FirstRune(article)) && unicode.IsUpper(syntax.FirstRune(name))
}

// cutTitle splits "County Commissioner Edvin Straus" into the title and the
// name behind its last word. name is empty where the title goes on ("Secretary
// of State"). Words of lower case that belong to the title may stand before it.
func cutTitle(s *syntax.Sentence, from, to int) (title, name []syntax.Part) {
	for from < to && isCourtesy(s, s.Parts[from].Text) {
		for from++; from < to && syntax.Ends(s.Parts[from]); from++ {
		} // "Dr."
	}
	n := from
	for i := from; i < to-1; i++ {
		if isPerson(s, s.Parts[i]) {
			n = i + 1
		}
	}
	if n == from {
		return nil, s.Parts[from:to]
	}
	if s.Lang.Has("trait", "capitalnouns") {
		from = n - 1 // other nouns have capitals too
	}
	for from > 0 && s.Parts[from-1].Is(syntax.Rank) {
		from--
	}
	from = adjectives(s, from)
	for n < to-2 && ofRole(s, s.Parts[n]) {
		n++
	}
	if s.Parts[n].Empty {
		return nil, nil
	}
	return behindOf(s, s.Parts[from:n]), s.Parts[n:to]
}

// behindOf is a title without a name in front that it is the end of: "the National Union of
// Prime Minister Stefan Bralic".
func behindOf(s *syntax.Sentence, title []syntax.Part) []syntax.Part {
	for i, p := range title {
		switch {
		case isPerson(s, p), p.Is(syntax.Rank):
			return title
		case p.Is(syntax.Preposition):
			return title[i+1:]
		}
	}
	return title
}

// ofRole says whether a word between a role and a name says of what it is one:
// an acronym or a country ("глава МИД", "премьер-министр Великобритании").
func ofRole(s *syntax.Sentence, p syntax.Part) bool {
	acronym := utf8.RuneCountInString(p.Text) > 1 && strings.ToUpper(p.Text) == p.Text
	return acronym || endsWithAny(p.Text, s.Lang.Forms("ofplace")) ||
		claim.SamePlace(p.Text, func(string) int { return 1 }) > 0
}

// hasCourtesy says whether a courtesy title begins at part at or stands in front of it.
func hasCourtesy(s *syntax.Sentence, at int) bool {
	for at > 0 && s.Parts[at-1].Text == "." {
		at--
	}
	return isCourtesy(s, s.Parts[at].Text) || at > 0 && isCourtesy(s, s.Parts[at-1].Text)
}

// isCourtesy says whether a title says nothing of a role.
func isCourtesy(s *syntax.Sentence, title string) bool {
	return s.Lang.Has("courtesy", strings.ToLower(strings.Trim(title, ".")))
}
