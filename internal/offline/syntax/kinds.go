package syntax

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// Kind is a set of what a word does to a label or a role.
type Kind uint64

// The kinds, explained where lang lists its classes.
const (
	Clause Kind = 1 << iota
	That
	Relative
	And
	Auxiliary
	Toward
	Preposition
	Article
	Pronoun
	Report
	Deem
	Aged
	Telling
	Numbering
	Particle
	Role
	Rolestem
	Body
	Office
	Rank
	Possessive
	Thing
	Surname
	Speech
	Definite
	Ofnoun
	Owner
	Object
	Pointing
	Uniquely
	Relational
	Plainly
	Conversation
	Anaphor
	Dangling
	Placed
	Whois
	Month
	Weekday
	Remaining
	grammar // a word of grammar, of lex's class Func
)

// classes are the kinds as lang calls them, in their order.
var classes = [...]string{
	"clause", "that", "relative", "joint", "auxiliary", "toward", "preposition", "article",
	"pronoun", "report", "deem", "aged", "telling", "numbering", "verbend", "role",
	"rolestem", "body", "office", "rank", "possessive", "thing", "surname", "speech",
	"definite", "ofnoun", "owner", "anaphorobject", "pointing", "uniquely", "relational", "plainly",
	"conversation", "anaphor", "dangling", "placed", "whois", "month", "weekday", "remaining",
}

// kindsOf are the kinds of a language's words, in lower case.
var kindsOf = lang.Each(readKinds)

func readKinds(l *lang.Language) map[string]Kind {
	kinds := map[string]Kind{}
	for i, class := range classes {
		for _, word := range l.Forms(class) {
			kinds[word] |= 1 << i
		}
	}
	for _, word := range l.Forms("func") {
		for _, form := range []string{word, lex.Unaccent(word)} {
			if lex.InClass(form, l.Tag(), lex.Func) {
				kinds[form] |= grammar
			}
		}
	}
	return kinds
}

// unread are the words of all languages that multiply the number before them.
var unread = sync.OnceValue(func() []string { return lang.Everywhere("unread") })

// Multiplies says whether a word in lower case multiplies the number before it
// that its language's numbers do not read. Of a language that is not known the
// words of all count.
func (s *Sentence) Multiplies(word string) bool {
	if s.Lang.Tag() != "und" {
		return beginsWith(word, s.Lang.Forms("unread"))
	}
	return beginsWith(word, unread())
}

func beginsWith(word string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
}

// Is says whether a part is a word of a kind. A value is none, but "premier"
// is also a number.
func (p Part) Is(k Kind) bool { return p.kinds&k != 0 && (p.Value == nil || k == Rank) }

// apostrophe is where the first apostrophe of a word stands; -1: it has none.
func apostrophe(word string) int {
	const curled = "’"
	for i := range len(word) {
		if word[i] == '\'' || word[i] == curled[0] && strings.HasPrefix(word[i:], curled) {
			return i
		}
	}
	return -1
}

// Bare is a word behind an apostrophe that an article or a preposition ends
// with.
func Bare(word string) string {
	const longest = 4 // "dell'"
	if i := apostrophe(word[:min(len(word), longest+len("’"))]); i > 0 && i <= longest {
		_, size := utf8.DecodeRuneInString(word[i:])
		return word[i+size:]
	}
	return word
}
