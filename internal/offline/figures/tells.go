package figures

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// tells says whether a label says what a value measures by itself: it has a noun and not
// only a verb, begins with no other value, and has no word that stands for something
// said elsewhere.
func tells(s *syntax.Sentence, c claim.Claim, label string) bool {
	list := s.Words(label)
	first := list[0]
	gap, plain := false, false // plain: a word without a capital says something
	for i, p := range list {
		gap = gap || p.Text == "…"
		plain = plain || p.Says() && len(p.Text) > 1 && !unicode.IsUpper(syntax.FirstRune(p.Text))
		vague := p.Is(syntax.Anaphor|syntax.Object|syntax.Owner) && i < 2 || p.Is(syntax.Pointing)
		if vague && !p.Is(syntax.That|syntax.Article|syntax.Relative) {
			return false
		}
	}
	content := syntax.Content(list)
	behind := !gap && follows(s, c, label)
	switch {
	case strings.ContainsAny(label, "·|*"), endsWithValue(list):
		return false
	case content < 2:
		return syntax.IsGlyph(syntax.FirstRune(label)) || content == 1 && behind && namesIt(s, c, first, plain)
	case first.Is(syntax.Ofnoun | syntax.Relative | syntax.And):
		return false
	case beginsWithValue(s, first) && !gap, beginsList(s, label):
		return false
	case s.Near(list[:1], "times"), s.EndsAs(first, "verbstart") && !isCount(c), s.Lang.Has("comparing", first.Lower):
		return false
	case content < 3 && c.Kind == claim.Money && behind, lacksNoun(s, c, list, gap, behind):
		return false
	case !gap && (first.Is(syntax.Preposition) || first.Is(syntax.Auxiliary)):
		return content > 3
	}
	if isCount(c) && !gap && !behind && c.Value != math.Trunc(c.Value) {
		return false // a decimal of nothing
	}
	return plain || behind && s.Lang.Has("trait", "capitalnouns")
}

// lacksNoun says whether a label leaves out who or what does it, or what is counted: a sum
// or a share behind a verb whose subject is a pronoun ("has cost … so far"), a count with
// nothing behind it, and the whole of a part ("5 of 15 observers").
func lacksNoun(s *syntax.Sentence, c claim.Claim, list []syntax.Part, gap, behind bool) bool {
	first, at := list[0], s.At(c.From)
	if isCount(c) {
		partOf := behind && at > 1 && s.Parts[at-1].Is(syntax.Ofnoun) && s.Parts[at-2].Value != nil
		return partOf || !gap && !behind && list[len(list)-1].Says()
	}
	if behind {
		return false
	}
	if first.Is(syntax.Auxiliary) {
		return true
	}
	for i := at - 1; i > 0; i-- {
		if s.Parts[i].Text == first.Text {
			return s.Parts[i-1].Is(syntax.Pronoun | syntax.Anaphor)
		}
	}
	return false
}

// namesIt says whether the one word behind a value says of what it is one.
func namesIt(s *syntax.Sentence, c claim.Claim, first syntax.Part, plain bool) bool {
	share := c.Kind == claim.Percent && !first.Is(syntax.Preposition) && !s.Near([]syntax.Part{first}, "change")
	return share || isCount(c) && first.Says() && (plain || s.Lang.Has("trait", "capitalnouns"))
}

// beginsList says whether a label's value stands behind a comma with a word or two in front:
// "round, … above the sea".
func beginsList(s *syntax.Sentence, label string) bool {
	before, _, gap := strings.Cut(label, " …")
	bare := strings.TrimSuffix(strings.TrimSuffix(before, " and"), ",")
	return gap && bare != before && syntax.Content(s.Words(bare)) < 2
}

// follows says whether a label stands right behind the value.
func follows(s *syntax.Sentence, c claim.Claim, label string) bool {
	next := s.At(c.To)
	return next < len(s.Parts) && strings.HasPrefix(syntax.OneLine(s.Text[s.Parts[next].Start:]), label)
}

func beginsWithValue(s *syntax.Sentence, p syntax.Part) bool {
	r := syntax.FirstRune(p.Text)
	return unicode.IsDigit(r) || unicode.Is(unicode.Sc, r) || lex.InClass(p.Lower, s.Lang.Tag(), lex.Card)
}

// endsWithValue says whether a label's last word is a number other than of a year.
func endsWithValue(list []syntax.Part) bool {
	const year = 4 // digits
	last := list[len(list)-1].Text
	return unicode.IsDigit(syntax.FirstRune(last)) && len(last) != year
}

// isRows says whether a sentence is rows of values run together: ingredients, results.
func isRows(s *syntax.Sentence) bool {
	const fewest, words = 3, 7 // values, and words for each
	values := 0
	for _, p := range s.Parts {
		if p.Value != nil {
			values++
		}
	}
	return values >= fewest && len(s.Parts) < words*values && !lang.EndsSentence(s.Text)
}

// told is a value's label, or, where that does not tell what it measures, the sentence in
// outline; "" where that does not either.
func told(s *syntax.Sentence, c claim.Claim) string {
	for _, text := range []func(*syntax.Sentence, claim.Claim) string{label, outline} {
		if text := text(s, c); text != "" && tells(s, c, text) {
			return text
		}
	}
	return ""
}

// outline is what a sentence is about, and the phrase that leads to a sum or a share: "bridge …
// at a cost of".
func outline(s *syntax.Sentence, c claim.Claim) string {
	const most, near = 5, 30 // parts of the phrase, and before it
	at := s.At(c.From)
	from := 0
	for from < at && s.Parts[from].Is(syntax.Article) {
		from++
	}
	end := from
	for end < at && end-from < mostSubject && s.Parts[end].Says() && s.Parts[end].Lower != "" {
		end++
	}
	phrase := at
	for phrase > end && at-phrase < most && !syntax.Ends(s.Parts[phrase-1]) && s.Parts[phrase-1].Value == nil {
		phrase--
	}
	for phrase < at && (s.Parts[phrase].Is(syntax.And) || s.Parts[phrase].Says()) && s.Parts[at-1].Empty {
		phrase++
	}
	says := slices.ContainsFunc(s.Parts[from:end], func(p syntax.Part) bool { return p.Is(syntax.Report) })
	if end == from || phrase == at || at > near || says || !isSumOrShare(c) {
		return ""
	}
	text := syntax.Phrase(s.Parts[from:end]) + " … " + syntax.Phrase(s.Parts[phrase:at])
	if behind := clauseBehind(s, s.At(c.To), mostBehind, c); len(behind) > 0 {
		text += " … " + syntax.Phrase(behind)
	}
	return text
}

func isSumOrShare(c claim.Claim) bool { return c.Kind == claim.Money || c.Kind == claim.Percent }
