package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
	"newsbrief/internal/lang/meaning"
)

// namer tells the names in texts of one language.
type namer struct {
	capitals bool // tell a name
	calendar map[string]bool
	common   *meaning.Words
}

func newNamer(language string) *namer {
	l := lang.Of(language)
	n := &namer{calendar: map[string]bool{}, common: meaning.In(language), capitals: !l.Has("trait", "capitalnouns")}
	for _, kind := range []string{"month", "weekday"} {
		for _, row := range l.Rows(kind) {
			for _, form := range row.Forms() {
				n.calendar[form] = true
			}
		}
	}
	return n
}

// How sure it is that a word names somebody or something.
const (
	none  = iota
	maybe // its capital may be that of a sentence
	sure
)

// nameOf says whether a word of a part names somebody or something. Where capitals do not
// tell, a name is what is none of the common words of the language.
func (n *namer) nameOf(of part, at int, written string) int {
	const letters = 4 // of a word without capitals
	first, _ := utf8.DecodeRuneInString(written)
	cased := unicode.IsUpper(first) || unicode.IsLower(first)
	switch {
	case unicode.IsLower(first), n.calendar[strings.ToLower(written)]:
		return none
	case cased && startsSentence(of.text, at):
		return maybe
	case cased && n.capitals && !of.cased:
		return sure
	case (cased || utf8.RuneCountInString(written) >= letters) && !n.common.Of(written).Known():
		return sure
	}
	return none
}

// Whole articles that name many, and hardly one in common, tell of two events, whatever
// words they share: a strike of ferries, and a bridge that closes.
const (
	manyNames = 3  // of each of two texts
	wholeText = 60 // words of a text that names who is in its story
	perChance = 8  // names, of which texts in two languages share one by chance
)

// mayBeOne says whether the names of two items let them tell of one event.
func mayBeOne(a, b *profile, kind int) bool {
	x, y := a.names[kind], b.names[kind]
	fewer := min(a.surely[kind], b.surely[kind])
	least := 1
	switch {
	case fewer < manyNames, min(a.words, b.words) < wholeText:
		return true
	case kind != own:
		least += 1 + fewer/perChance
	}
	for id, how := range x {
		if y[id]+how > 2*maybe {
			least--
		}
	}
	return least <= 0
}
