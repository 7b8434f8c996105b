// Package syntax reads a sentence in parts: words, marks and values, and what a
// word does to those around it. It hides how a language's words of grammar and
// of roles are told.
package syntax

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// Sentence is one sentence in parts.
type Sentence struct {
	Text   string
	Lang   *lang.Language
	Claims []claim.Claim
	Parts  []Part
	kinds  map[string]Kind // of the language's words
}

// Read reads a sentence in a language, a BCP 47 tag. Words of grammar that may
// be numbers are none: "one", "a".
func Read(text, language string) *Sentence {
	l := lang.Of(language)
	s := &Sentence{Text: text, Lang: l, kinds: kindsOf(l)}
	s.Claims = slices.DeleteFunc(claim.Find(text, language), func(c claim.Claim) bool {
		return c.Kind == claim.Number && c.Words &&
			lex.InClass(strings.ToLower(text[c.Start:c.End]), language, lex.Func)
	})
	s.Parts = parts(text, s.Claims)
	s.mark(s.Parts)
	return s
}

// Plain reads the words and marks of a sentence alone: numbers and names are words.
func Plain(text, language string) *Sentence {
	l := lang.Of(language)
	s := &Sentence{Text: text, Lang: l, kinds: kindsOf(l), Parts: parts(text, nil)}
	s.mark(s.Parts)
	return s
}

// ReadAll reads the sentences of a text.
func ReadAll(sentences []string, language string) []*Sentence {
	list := make([]*Sentence, len(sentences))
	for i, text := range sentences {
		list[i] = Read(text, language)
	}
	return list
}

// Kinds are those of the language's words, in lower case. They are not to be
// changed.
func (s *Sentence) Kinds() map[string]Kind { return s.kinds }

// Words are the parts of another text, as a label, without values.
func (s *Sentence) Words(text string) []Part {
	list := parts(text, nil)
	s.mark(list)
	return list
}

// At is the first Part that begins at a byte or behind it.
func (s *Sentence) At(byte int) int {
	i, _ := slices.BinarySearchFunc(s.Parts, byte, func(p Part, at int) int { return p.Start - at })
	return i
}

// Conjunction says whether part i begins another clause.
func (s *Sentence) Conjunction(i int) bool {
	p := s.Parts[i]
	return p.Is(Clause) || p.Is(Pronoun) && !(i > 0 && (s.Parts[i-1].Is(That) || s.Parts[i-1].Is(Relative)))
}

// Opens says whether part i is a relative pronoun: what it stands for is named
// before it.
func (s *Sentence) Opens(i int) bool {
	p := s.Parts[i]
	if i == 0 || i+1 == len(s.Parts) {
		return false
	}
	switch {
	case p.Is(That): // not "says that the", "so that they"
		next, before := s.Parts[i+1], s.Parts[i-1]
		return next.Is(Auxiliary) || next.Says() && !before.Empty && !before.Is(Report|Deem|Clause)
	case p.Is(Relative):
		return !s.Lang.Has("trait", "commarelative") || s.Parts[i-1].Text == ","
	}
	return false
}

// Near says whether one of the words begins as those of a class do.
func (s *Sentence) Near(list []Part, class string) bool {
	beginnings := s.Lang.Forms(class)
	return slices.ContainsFunc(list, func(p Part) bool { return beginsWith(p.Lower, beginnings) })
}

// EndsAs says whether a word ends as those of a class do.
func (s *Sentence) EndsAs(p Part, class string) bool {
	return slices.ContainsFunc(s.Lang.Forms(class), func(end string) bool { return strings.HasSuffix(p.Lower, end) })
}

// IsCapital says whether part i, without an article glued to it, has a capital.
func (s *Sentence) IsCapital(i int) bool { return unicode.IsUpper(FirstRune(Bare(s.Parts[i].Text))) }

// mark looks the words up: as a whole, and on both sides of an apostrophe
// ("qu'il", "l'ancien").
func (s *Sentence) mark(list []Part) {
	words := s.kinds
	for i := range list {
		p := &list[i]
		r, _ := utf8.DecodeRuneInString(p.Text)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			p.Empty = p.Value == nil
			continue
		}
		p.Lower = strings.ToLower(p.Text)
		p.kinds = words[p.Lower]
		empty := p.kinds&(Telling|grammar) == grammar || p.kinds&Preposition != 0
		p.Empty = p.Value == nil && empty
		if at := apostrophe(p.Lower); at > 0 {
			p.kinds |= words[p.Lower[:at]] | words[Bare(p.Lower)]
		}
	}
}

// TrimEnd drops words of grammar from the end, but none that belongs to a verb
// ("kosten soll", "turned over").
func TrimEnd(list []Part) []Part {
	for last := len(list) - 1; last >= 0 && list[last].Empty; last-- {
		if last > 0 && list[last].Is(Auxiliary|Particle) && !list[last-1].Empty {
			break
		}
		list = list[:last]
	}
	return list
}

// Content counts the words that say something; a character of a script
// without spaces is half a word, a clause two, a value none.
func Content(list []Part) int {
	words, characters := 0, 0
	for _, p := range list {
		r, _ := utf8.DecodeRuneInString(p.Text)
		switch {
		case p.Value != nil || p.Empty:
		case IsGlyph(r):
			characters++
		case SpacesClauses(r):
			words += 2
		default:
			words++
		}
	}
	return words + characters/2
}
