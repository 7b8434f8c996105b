package people

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/internal/lang/lexicon"
	"newsbrief/internal/offline/syntax"
)

// isOwned says whether a pronoun in front of part i says whose something is: "its president".
func isOwned(s *syntax.Sentence, i int) bool {
	return i > 0 && s.Parts[i-1].Is(syntax.Owner|syntax.Possessive) && !s.Parts[i-1].Is(syntax.Article)
}

// ofOwner puts to a role whose it is, in English, where the sentence before leaves no doubt: it
// begins with the name or the noun of an organisation, and the pronoun is none of a person. In
// other languages the role stays as it is.
func ofOwner(sentences []*syntax.Sentence, p *someone) bool {
	s := sentences[p.Sentence]
	if !s.Lang.Has("trait", "genitives") {
		return true
	}
	i := slices.IndexFunc(s.Parts, func(p syntax.Part) bool { return p.Is(syntax.Owner) && !p.Is(syntax.Article) })
	if i < 0 || s.Lang.Has("personal", s.Parts[i].Lower) || p.Sentence == 0 {
		return false
	}
	owner := organisation(sentences[p.Sentence-1])
	if owner == "" || isSurnameIn(sentences, owner) {
		return false
	}
	p.Role += " of " + owner
	return true
}

// organisation is the name or the noun of an organisation that a sentence begins with; "": none.
func organisation(s *syntax.Sentence) string {
	const longest = 5 // parts
	for _, c := range s.Claims {
		if c.Start == 0 && c.End > 0 {
			return namedBody(s, c)
		}
	}
	if len(s.Parts) == 0 || !s.Parts[0].Is(syntax.Article) {
		return firm(s)
	}
	end := 1
	for end < min(longest, len(s.Parts)) && s.Parts[end].Says() && !isPast(s, s.Parts[end]) {
		end++
	}
	if end == 1 || end == 2 && !s.Parts[0].Is(syntax.Definite) || !isBody(s, s.Parts[end-1]) && !isNamedBody(s, end) {
		return ""
	}
	return strings.ToLower(s.Parts[0].Text) + " " + syntax.Phrase(s.Parts[1:end])
}

// isNamedBody says whether the words up to part end are a body's noun with its name: "The union Unity".
func isNamedBody(s *syntax.Sentence, end int) bool {
	return end > 2 && s.IsCapital(end-1) &&
		slices.ContainsFunc(s.Parts[1:end-1], func(p syntax.Part) bool { return isBody(s, p) })
}

// namedBody is the name that a sentence begins with, where it is one word, that of a place, or
// ends as those of organisations do; "": it is none, or may be a person's.
func namedBody(s *syntax.Sentence, c claim.Claim) string {
	name := lang.WithoutGenitive(s.Text[:c.End])
	last := s.Parts[min(s.At(strings.LastIndexByte(name, ' ')+1), len(s.Parts)-1)]
	isBody := !strings.Contains(name, " ") || claim.IsPlace(strings.ToLower(name)) || isBody(s, last)
	if c.Kind != claim.Name || !isBody {
		return ""
	}
	return name
}

// isSurnameIn says whether a text has a longer name that ends with a name.
func isSurnameIn(sentences []*syntax.Sentence, name string) bool {
	return slices.ContainsFunc(sentences, func(s *syntax.Sentence) bool {
		return slices.ContainsFunc(s.Claims, func(c claim.Claim) bool {
			return c.Kind == claim.Name && strings.HasSuffix(s.Text[c.Start:c.End], " "+name)
		})
	})
}

// firm is the word that a sentence begins with where it is none of the language; "": it is one.
func firm(s *syntax.Sentence) string {
	if len(s.Parts) < 2 || !s.IsCapital(0) || s.IsCapital(1) || lexicon.English(s.Parts[0].Lower) {
		return ""
	}
	return s.Parts[0].Text
}

// isPast says whether a word is a verb in the past by its form.
func isPast(s *syntax.Sentence, p syntax.Part) bool {
	return strings.HasSuffix(p.Lower, "ed") || s.Lang.Has("form", p.Lower)
}
