package alone

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// Named is sentence i, or what Cut left of it, with a name for the pronoun of a person that
// is its subject ("She spent …", "In 1959 she married …"), or for a noun that stands for
// something named before ("The company expects …"). ok is false where that is not
// certain. by is the sentence that holds the name.
func (t *Text) Named(i int, text string) (named string, by int, ok bool) {
	if start, word := t.personal(text); word != "" {
		if name, by := t.somebody(i-1, word); name != "" {
			return text[:start] + name + text[start+len(word):], by, true
		}
		return "", 0, false
	}
	if named, by, ok = t.described(i, text); ok {
		return named, by, true
	}
	return t.owned(i, text)
}

// personal is where the pronoun of a person stands that is a sentence's subject: as its
// first word, or behind a phrase that a preposition opens.
func (t *Text) personal(text string) (start int, word string) {
	const near = 6 // words
	opened := false
	for n := 0; n < near; n++ {
		size := strings.IndexByte(text[start:], ' ')
		if size < 0 {
			return 0, ""
		}
		word := text[start : start+size]
		lower := strings.ToLower(word)
		if t.persons[lower] {
			return start, word
		}
		opened = opened || n == 0 && t.lang.Has("preposition", lower)
		if !opened {
			return 0, ""
		}
		start += size + 1
	}
	return 0, ""
}

// somebody is who a pronoun stands for behind sentence i: the only person that it names,
// at its beginning, or, where it begins with the pronoun too, as far as it names
// nobody else, who that one stands for.
func (t *Text) somebody(i int, pronoun string) (name string, by int) {
	pronoun = strings.ToLower(pronoun)
	for ; i >= 0; i-- {
		text := t.sentences[i]
		if first := t.sentence(i).Parts; len(first) == 0 || first[0].Lower != pronoun && !opensWithName(t.sentence(i)) {
			return "", 0 // before it is read as a whole, which takes long
		}
		s := t.whole(i)
		if t.titledOtherwise(s, pronoun) {
			return "", 0
		}
		if name := subject(s); name != "" && !others(s, pronoun, name) {
			return name, i
		}
		if len(s.Parts) == 0 || s.Parts[0].Lower != pronoun || spoken(text) || others(s, pronoun, "") || namesAny(s) {
			return "", 0
		}
	}
	return "", 0
}

// opensWithName says whether two words with a capital stand together near a sentence's
// beginning.
func opensWithName(s *syntax.Sentence) bool {
	const near = 8 // parts, of a dateline too
	for i := 1; i < min(near, len(s.Parts)); i++ {
		if s.Parts[i].Lower != "" && s.IsCapital(i) && s.IsCapital(i-1) {
			return true
		}
	}
	return false
}

// titledOtherwise says whether a sentence holds the title of somebody whom another pronoun
// stands for: "Prince" where it is "she".
func (t *Text) titledOtherwise(s *syntax.Sentence, pronoun string) bool {
	for _, row := range t.lang.Rows("titled") {
		isTitle := func(p syntax.Part) bool { return p.Lower != "" && row.Has(p.Lower) }
		if row.Value != pronoun && slices.ContainsFunc(s.Parts, isTitle) {
			return true
		}
	}
	return false
}

// namesAny says whether a sentence holds a name that is not of a place.
func namesAny(s *syntax.Sentence) bool {
	return slices.ContainsFunc(s.Claims, func(c claim.Claim) bool {
		at := s.At(c.Start)
		return c.Kind == claim.Name && (at == 0 || !s.Lang.Has("placed", s.Parts[at-1].Lower))
	})
}

// subject is the only person that a sentence names, where it begins with the name or
// a title before it; "" where that is not certain.
func subject(s *syntax.Sentence) string {
	const titles = 3 // words
	name := ""
	for _, c := range s.Claims {
		if c.Kind != claim.Name {
			continue
		}
		at := s.At(c.Start)
		text := s.Text[c.Start:c.End]
		switch {
		case at > 0 && s.Lang.Has("placed", s.Parts[at-1].Lower):
		case name == "" && at <= titles && strings.Contains(text, " ") && !spoken(s.Text) && isPerson(s, c):
			name = text
		default:
			return ""
		}
	}
	return name
}

// isPerson says whether a name may be somebody's: no article stands before it, and no word
// of it is of a body or a thing ("York Daily News").
func isPerson(s *syntax.Sentence, c claim.Claim) bool {
	from, to := s.At(c.Start), s.At(c.End)
	isThing := func(p syntax.Part) bool { return p.Is(syntax.Thing | syntax.Body) }
	isArticle := func(p syntax.Part) bool { return p.Is(syntax.Article) }
	return !slices.ContainsFunc(s.Parts[:from], isArticle) && !slices.ContainsFunc(s.Parts[from:to], isThing)
}

// others says whether a sentence holds anybody besides the one that it names: a
// pronoun of another sex, somebody's kin, or a role that is not the one in commas
// behind the name.
func others(s *syntax.Sentence, word, name string) bool {
	from := strings.Index(s.Text, name)
	inCommas := 0 // 1 within the commas behind the name, 2 behind them
	for _, p := range s.Parts {
		switch {
		case p.Start < from+len(name):
			continue
		case p.Text == "," && (p.Start == from+len(name) || inCommas == 1):
			inCommas++
		case s.Lang.Has("kin", p.Lower), p.Is(syntax.Role) && inCommas != 1, ofAnother(s.Lang, p.Lower, word):
			return true
		}
	}
	return false
}

// ofAnother says whether a word is a form of another personal pronoun.
func ofAnother(l *lang.Language, word, pronoun string) bool {
	for _, row := range l.Rows("personal") {
		if row.Value != pronoun && row.Has(word) {
			return true
		}
	}
	return false
}

// spoken says whether a sentence holds somebody's words.
func spoken(s string) bool { return strings.ContainsAny(s, "\"“„«»「") }
