package alone

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// Named is a sentence with a name for the pronoun of a person that opens it ("She
// spent …"). ok is false where that is not certain: the sentence before must begin
// with the name, perhaps behind a title, and hold no other but of places.
func Named(before, sentence, language string) (text string, ok bool) {
	word, rest, _ := strings.Cut(sentence, " ")
	l := lang.Of(language)
	word = strings.ToLower(word)
	if rest == "" || !slices.ContainsFunc(l.Rows("personal"), func(r lang.Row) bool { return r.Value == word }) {
		return "", false
	}
	s := syntax.Read(before[Dateline(before):], language)
	name := subject(s)
	if name == "" || others(s, word, name) {
		return "", false
	}
	return name + " " + rest, true
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
		case name == "" && at <= titles && strings.Contains(text, " ") && !spoken(s.Text):
			name = text
		default:
			return ""
		}
	}
	return name
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
		if row.Value != pronoun && slices.Contains(row.Forms(), word) {
			return true
		}
	}
	return false
}

// spoken says whether a sentence holds somebody's words.
func spoken(s string) bool { return strings.ContainsAny(s, "\"“„«»「") }
