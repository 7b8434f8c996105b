package keyfacts

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim"
)

// Person is a person or an organisation with a role, "" where the text gives
// none. Sentence counts from 0: it states the role, or is the first with the
// name.
type Person struct {
	Name, Role string
	Sentence   int
}

// someone is a candidate.
type someone struct {
	Person
	mentions int
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
	}
	all = slices.DeleteFunc(all, func(p *someone) bool { return p.Role == "" })
	slices.SortStableFunc(all, func(a, b *someone) int { return cmp.Compare(b.mentions, a.mentions) })
	var list []Person
	for _, p := range all[:min(n, len(all))] {
		list = append(list, p.Person)
	}
	return list
}

// note counts a mention; a part of a known name ("Solheim") is one of it.
func note(all []*someone, p someone) []*someone {
	for _, known := range all {
		if sameName(known.Name, p.Name) {
			known.mentions++
			if known.Role == "" && p.Role != "" {
				known.Role, known.Sentence = p.Role, p.Sentence
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
func (l labeller) someone(c claim.Claim, at int) someone {
	title, name := l.cutTitle(l.sentence[c.Start:c.End])
	p := someone{Person: Person{name, title, at}, mentions: 1}
	if courtesy(title) {
		p.Role = ""
	}
	if !strings.Contains(name, " ") && title == "" {
		return p // one word tells no person from a place
	}
	if role := l.apposition(c); role != "" {
		p.Role = role
	} else if courtesy(title) {
		p.Role = l.leading(c)
	}
	return p
}

// cutTitle splits "County Commissioner Edvin Straus" into the title and the
// name behind its last word.
func (l labeller) cutTitle(name string) (title, rest string) {
	words := strings.Fields(name)
	n := 0
	for i, w := range words[:max(len(words)-1, 0)] {
		if l.isTitle(w) {
			n = i + 1
		}
	}
	return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
}

// courtesy says whether a title is none, or says nothing of a role.
func courtesy(title string) bool {
	switch strings.Trim(strings.ToLower(title), ".") {
	case "", "mr", "mrs", "ms", "m", "mme", "mlle", "herr", "frau", "sr", "sra", "don", "doña",
		"sig", "signor", "signora", "dhr", "meneer", "mevrouw", "господин", "госпожа":
		return true
	}
	return false
}

func (l labeller) isTitle(word string) bool {
	return claim.InClass(strings.ToLower(strings.Trim(word, ".,")), l.language, "title")
}

// apposition is the phrase between commas behind a name, where it says what
// somebody is: it begins with a word of grammar or in lower case, has no value
// and is short.
func (l labeller) apposition(c claim.Claim) string {
	rest, ok := strings.CutPrefix(l.sentence[c.End:], ", ")
	if !ok {
		return ""
	}
	end := strings.IndexAny(rest[:min(len(rest), 400)], ",.;:!?–—\"“”")
	if end < 0 {
		return ""
	}
	list := l.between(c.End+2, c.End+2+end)
	if len(list) < 2 || len(list) > 10 || slices.ContainsFunc(list, func(p part) bool { return p.value }) {
		return ""
	}
	if !slices.ContainsFunc(list, func(p part) bool { return l.isTitle(p.text) }) && !l.beginsNoun(list[0].text) {
		return ""
	}
	if list = l.trim(list); l.content(list) == 0 {
		return ""
	}
	return phrase(list)
}

// beginsNoun says whether a phrase that begins with a word is a noun's: with
// an article, a capital in German, or a word in lower case that carries
// meaning in the languages that put no article there.
func (l labeller) beginsNoun(word string) bool {
	switch l.language {
	case "en":
		return word == "the" || word == "a" || word == "an"
	case "de":
		return unicode.IsUpper(firstRune(word)) || strings.HasPrefix(word, "ein") || word == "der" || word == "die" || word == "das"
	case "fr", "es", "it", "pt", "nl", "ru":
		return unicode.IsLower(firstRune(word)) && !claim.FunctionWord(word, l.language)
	}
	return false
}

// leading is the run of words in lower case right before a name that ends
// with a title: "the chief engineer Ingrid Solheim".
func (l labeller) leading(c claim.Claim) string {
	list := l.between(0, c.Start)
	from := len(list)
	for from > 0 && len(list)-from < 3 && !l.grammar(list[from-1]) && !ends(list[from-1].text) && !list[from-1].value {
		from--
	}
	if from == len(list) || !l.isTitle(list[len(list)-1].text) {
		return ""
	}
	return phrase(list[from:])
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
