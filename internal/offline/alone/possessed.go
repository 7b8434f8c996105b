package alone

import (
	"strings"

	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// Possessed is sentence i, or what is left of it, with the one whose it is where it begins with
// "Its": the subject of the sentence before, where that is a thing or a body and the sentence names no
// other. ok is false where that is not certain.
func (t *Text) Possessed(i int, text string) (named string, ok bool) {
	own, rest, _ := strings.Cut(text, " ")
	if t.lang.Has("ownable", strings.ToLower(own)) {
		return t.ofPart(i, text)
	}
	if !t.lang.Has("ofthing", strings.ToLower(own)) {
		return "", false
	}
	for k := i - 1; k >= t.opening; k-- {
		s := t.sentence(k)
		if !lang.EndsSentence(s.Text) || lang.Asks(s.Text) {
			return "", false
		}
		owner := t.owner(s)
		if t.namesOther(s, owner) {
			return "", false // "The pool is run by Swimwell. Its turnover …"
		}
		if len(s.Parts) > 0 && t.lang.Has("neuter", s.Parts[0].Lower) {
			continue // "It has 90 centres."
		}
		switch {
		case owner == "", t.isOffice(i, rest) && !t.isBody(owner):
			return "", false
		case strings.HasSuffix(owner, "s"):
			return owner + "' " + rest, true
		}
		return owner + "'s " + rest, true
	}
	return "", false
}

// namesOther says whether a sentence names or holds a body or a thing besides its subject.
func (t *Text) namesOther(s *syntax.Sentence, owner string) bool {
	for i, p := range s.Parts {
		if i == 0 || strings.Contains(owner, p.Text) || p.Is(syntax.Month|syntax.Weekday) {
			continue
		}
		if p.Is(syntax.Body|syntax.Thing) || p.Lower != "" && isUpper(s, i) && !t.nouns {
			return true
		}
	}
	return false
}

// ofPart is a sentence that begins with a noun such as "Sales" with the part of a firm that it is of:
// the subject of the sentence before, in its paragraph.
func (t *Text) ofPart(i int, text string) (named string, ok bool) {
	own := t.cut(i, text)
	ofAnother := len(own.Parts) < 2 || own.Parts[1].Is(syntax.Preposition) || isUpper(own, 1) // "Sales of Lumen"
	if i <= t.opening || t.paragraphs[i-1] != t.paragraphs[i] || ofAnother {
		return "", false
	}
	s := t.sentence(i - 1)
	owner := t.owner(s)
	noun := owner[strings.LastIndexByte(owner, ' ')+1:]
	if !t.lang.Has("ownedpart", noun) || len(strings.Fields(owner)) < 3 || !s.Parts[0].Is(syntax.Definite) {
		return "", false
	}
	return owner + "'s " + strings.ToLower(text[:1]) + text[1:], true
}

// isOffice says whether a role begins what is somebody's: "Its founder".
func (t *Text) isOffice(i int, rest string) bool {
	s := t.cut(i, rest)
	return len(s.Parts) > 1 && (s.Parts[0].Is(syntax.Role|syntax.Rank) || s.Parts[1].Is(syntax.Role))
}

// isBody says whether a name or a noun is that of a body, which somebody may be the head of.
func (t *Text) isBody(owner string) bool {
	parts := syntax.Plain(owner, t.language).Parts
	last := parts[len(parts)-1]
	return last.Is(syntax.Body|syntax.Thing) || isUpper(&syntax.Sentence{Parts: parts}, len(parts)-1)
}

// owner is the subject that a sentence begins with, where something may be its: "The pool", "The
// campaign group Fair Rents Now", "Strand & Hull Lines" of "The ferry's owner, Strand & Hull
// Lines, said".
func (t *Text) owner(s *syntax.Sentence) string {
	if len(s.Parts) < 3 || spoken(s.Text) {
		return ""
	}
	if !s.Parts[0].Is(syntax.Definite) {
		return t.ownName(s)
	}
	const longest = 6 // parts
	end := 1
	for end < min(longest, len(s.Parts)) && t.inSubject(s, end) {
		end++
	}
	if end == 1 || end == len(s.Parts) {
		return ""
	}
	last, next := s.Parts[end-1], s.Parts[end]
	if next.Text == "," {
		if to := withAnd(s, end+1); to > end+2 && to < len(s.Parts) && s.Parts[to].Text == "," {
			return phrase(s.Parts[end+1 : to])
		}
	}
	if last.Is(syntax.Role) || next.Text != "," && !t.isVerb(s, end) {
		return "" // "The head of the agency"
	}
	return phrase(s.Parts[:end])
}

// inSubject says whether part i goes on with a subject of one thing: it has a capital, or is neither
// a verb nor, by an "s", several things or what may be a verb.
func (t *Text) inSubject(s *syntax.Sentence, i int) bool {
	p := s.Parts[i]
	if isUpper(s, i) {
		return true
	}
	several := strings.HasSuffix(p.Lower, "s") && !strings.HasSuffix(p.Lower, "ss") && genitive(p.Lower) == ""
	return p.Says() && p.Lower != "" && !several && !t.isVerb(s, i)
}

// withAnd is the end of the name at part i, of which "&" may be a part.
func withAnd(s *syntax.Sentence, i int) int {
	end := capitals(s, i)
	for end > i && end+1 < len(s.Parts) && s.Parts[end].Text == "&" && isUpper(s, end+1) {
		end = capitals(s, end+1)
	}
	return end
}

// ownName is the name that a sentence begins with, where it is no person's: of one word that is
// nobody's surname, or with one of a body.
func (t *Text) ownName(s *syntax.Sentence) string {
	end := withAnd(s, 0)
	if end > 0 && end < len(s.Parts) && s.Parts[end].Is(syntax.Body|syntax.Thing) {
		end++ // "Fellgate council"
	}
	if end == 0 || end == len(s.Parts) || s.Parts[0].Empty || s.Parts[end].Is(syntax.Preposition|syntax.And) {
		return ""
	}
	name := phrase(s.Parts[:end])
	if end == 1 {
		lower := strings.ToLower(name)
		surname := strings.Contains(t.lower, " "+lower+" ") && t.followsName(name)
		if surname || !t.names[name] || s.Parts[0].Is(syntax.Role|syntax.Month|syntax.Weekday) {
			return ""
		}
		return name
	}
	if last := s.Parts[end-1]; !last.Is(syntax.Body|syntax.Thing) || last.Is(syntax.Role) {
		return ""
	}
	return name
}

// followsName says whether a name stands behind another word with a capital, as a surname does.
func (t *Text) followsName(name string) bool {
	for _, s := range t.sentences {
		before := ""
		for word := range strings.FieldsSeq(s) {
			if startsUpper(before) && lang.WithoutGenitive(strings.TrimRight(word, ",.;:")) == name {
				return true
			}
			before = word
		}
	}
	return false
}

// isVerb says whether part i is a verb by its form.
func (t *Text) isVerb(s *syntax.Sentence, i int) bool {
	p := s.Parts[i]
	past := strings.HasSuffix(p.Lower, "ed") || t.isPast(p.Lower)
	return p.Is(syntax.Auxiliary|syntax.Report) || past && !isUpper(s, i)
}
