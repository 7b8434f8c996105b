package alone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// described is a sentence with the name of what its first noun stands for: "The company"
// where the text speaks of Veridia, a company. It is certain where the text names one
// thing only so, and holds no second such noun.
func (t *Text) described(i int, text string) (named string, by int, ok bool) {
	s := t.cut(i, text)
	if len(s.Parts) < 3 || !s.Parts[0].Is(syntax.Definite) {
		return "", 0, false
	}
	for words := 2; words >= 1; words-- {
		noun := s.Parts[1 : 1+words]
		if !t.isKind(s, noun) {
			continue
		}
		if name, by := t.namedAs(noun, i); name != "" {
			if kept := !t.lang.Has("trait", "nounchains") && !t.nouns && !strings.HasPrefix(text, name); kept {
				name = text[:noun[words-1].End] + " " + name // "Le musée Sursock"
			}
			return name + genitive(noun[words-1].Text) + text[noun[words-1].End:], by, true
		}
	}
	return "", 0, false
}

// isKind says whether parts are a noun as a whole: words that say something, without a
// capital where nouns have none, and with a verb or a word of grammar behind them.
func (t *Text) isKind(s *syntax.Sentence, noun []syntax.Part) bool {
	for _, p := range noun {
		upper := unicode.IsUpper(syntax.FirstRune(p.Text))
		if !p.Says() || p.Lower == "" || upper != t.nouns || p.Is(syntax.Rank|syntax.Plainly|syntax.Uniquely) {
			return false
		}
	}
	last := noun[len(noun)-1]
	if last.Is(syntax.Body | syntax.Role) {
		return true
	}
	at := s.At(last.End)
	if at == len(s.Parts) || genitive(last.Text) != "" {
		return genitive(last.Text) != ""
	}
	next := s.Parts[at]
	ends := strings.HasSuffix(next.Lower, "ed") || strings.HasSuffix(next.Lower, "s")
	verb := ends && t.lang.Has("trait", "edverbs")
	return next.Lower != "" && (next.Empty || next.Is(syntax.Auxiliary|syntax.Report) || verb || t.isPast(next.Lower))
}

// isPast says whether a word is an irregular form of a verb: "made".
func (t *Text) isPast(word string) bool {
	return t.lang.Has("form", word)
}

// genitive is the ending of a genitive that a word has.
func genitive(word string) string { return word[len(lang.WithoutGenitive(word)):] }

// namedAs is the only name that a noun has before sentence i; "": none, or several. A noun of
// any firm stands for the one that the text opens with, also where that is called so by
// another ("a maker of …").
func (t *Text) namedAs(noun []syntax.Part, i int) (name string, by int) {
	phrase := lang.WithoutGenitive(strings.ToLower(syntax.Phrase(noun)))
	firm := t.lang.Has("firm", lang.WithoutGenitive(noun[len(noun)-1].Lower))
	if strings.Contains(t.lower[:t.starts[i]], phrase+"s ") {
		return "", 0 // there are several
	}
	for k := range i {
		if (!firm || k > t.opening) && !strings.Contains(t.lower[t.starts[k]:t.starts[k+1]], phrase) {
			continue
		}
		s := t.sentence(k)
		for at := range s.Parts {
			if !t.isNoun(s, at, noun, firm && k <= t.opening) {
				continue
			}
			found := t.nameBeside(s, at, at+len(noun))
			switch {
			case found == "":
			case name == "" || strings.Contains(found, name):
				name, by = found, k
			case !strings.Contains(name, found):
				return "", 0
			}
		}
	}
	return name, by
}

// isNoun says whether a noun stands at part i, or, where any firm will do, another of one.
func (t *Text) isNoun(s *syntax.Sentence, i int, noun []syntax.Part, anyFirm bool) bool {
	if i+len(noun) > len(s.Parts) {
		return false
	}
	for n, p := range noun {
		same := anyFirm && n == len(noun)-1 && s.Parts[i+n].Is(syntax.Body)
		if !same && lang.WithoutGenitive(s.Parts[i+n].Lower) != lang.WithoutGenitive(p.Lower) {
			return false
		}
	}
	return true
}

// nameBeside is the name of what a noun at parts from to to says: "the Halverd harbour
// bridge", "the bus company Halverd Linje", "Veridia, a leading maker of sensors".
func (t *Text) nameBeside(s *syntax.Sentence, from, to int) string {
	if end := capitals(s, to); end > to && from > 0 && !isLetterWord(s.Parts[to].Text) {
		if end < len(s.Parts) && s.Parts[end].Is(syntax.Preposition) {
			return "" // the name may go on: "Instituto Federal de …"
		}
		if to == end-1 && utf8.RuneCountInString(s.Parts[to].Text) == 1 {
			return phrase(s.Parts[from:end]) // "Measure C"
		}
		if t.nouns && !s.Parts[to-1].Is(syntax.Role) {
			return ""
		}
		return phrase(s.Parts[to:end])
	}
	start, named := from, isUpper(s, from)
	for start > 0 && from-start < 4 && s.Parts[start-1].Says() && s.Parts[start-1].Lower != "" {
		start--
		named = named || isUpper(s, start)
	}
	if named && start > 0 && from > start && s.Parts[start-1].Is(syntax.Definite) && !t.nouns {
		return "The " + phrase(s.Parts[start:to])
	}
	return t.apposed(s, from)
}

// isLetterWord says whether a word begins with a letter of its shape: "U-turn".
func isLetterWord(word string) bool {
	letter, rest, ok := strings.Cut(word, "-")
	return ok && len(letter) == 1 && !startsUpper(rest)
}

// phrase is parts without the ending of a genitive.
func phrase(list []syntax.Part) string { return lang.WithoutGenitive(syntax.Phrase(list)) }

func isUpper(s *syntax.Sentence, i int) bool { return s.Parts[i].Lower != "" && s.IsCapital(i) }

// capitals is the end of the parts from i on that have a capital.
func capitals(s *syntax.Sentence, i int) int {
	for i < len(s.Parts) && isUpper(s, i) {
		i++
	}
	return i
}

// apposed is the name in front of the comma and article behind which the noun at part i
// stands: "Veridia, a leading maker of …".
func (t *Text) apposed(s *syntax.Sentence, i int) string {
	const lead = 4 // words between the article and the noun
	at := i - 1
	for at > 0 && i-at <= lead && s.Parts[at].Says() {
		at--
	}
	isOne := at >= 2 && s.Parts[at].Is(syntax.Article) && !s.Parts[at].Is(syntax.Definite)
	if !isOne || s.Parts[at-1].Text != "," || i+1 < len(s.Parts) && s.Parts[i+1].Says() && s.Parts[i+1].Lower != "" {
		return "" // "a bank clerk" is no bank
	}
	start := at - 1
	for start > 0 && isUpper(s, start-1) {
		start--
	}
	if start == at-1 || start > 0 && s.Parts[start-1].Is(syntax.Preposition) {
		return ""
	}
	return phrase(s.Parts[start : at-1])
}

// owned is a sentence with the firm that its first noun is of ("Veridia's sales rose"): the
// only one that the text has, which its first sentence begins with.
func (t *Text) owned(i int, text string) (named string, by int, ok bool) {
	own, _, _ := strings.Cut(text, " ")
	if !t.lang.Has("trait", "genitives") || i <= t.opening || !t.lang.Has("ownable", strings.ToLower(own)) {
		return "", 0, false
	}
	firm := t.firm(t.opening)
	if firm == "" || !t.stillOf(firm, i) || strings.ContainsFunc(text[1:], unicode.IsUpper) {
		return "", 0, false
	}
	end := "'s "
	if strings.HasSuffix(firm, "s") {
		end = "' "
	}
	return firm + end + strings.ToLower(text[:1]) + text[1:], t.opening, true
}

// stillOf says whether the sentences before sentence i in its paragraph are of a firm as a
// whole, and not of a part of it: they begin with its name or a noun of its own.
func (t *Text) stillOf(firm string, i int) bool {
	for k := i - 1; k >= t.opening && t.paragraphs[k] == t.paragraphs[i]; k-- {
		var first, second syntax.Part
		if s := t.sentence(k); len(s.Parts) > 1 {
			first, second = s.Parts[0], s.Parts[1]
		}
		whole := first.Is(syntax.Definite) && second.Is(syntax.Body) // "The company"
		if !whole && !first.Is(syntax.Relational) && !strings.HasPrefix(firm, lang.WithoutGenitive(first.Text)) {
			return false
		}
	}
	return true
}

// firm is the name that a sentence begins with, where the text is about a firm.
func (t *Text) firm(i int) string {
	text := t.sentences[i]
	s := syntax.Plain(text[Dateline(text):], t.language)
	end := capitals(s, 0)
	if end == 0 || s.Parts[0].Empty || end == len(s.Parts) {
		return ""
	}
	if next := s.Parts[end]; next.Text == "." && next.Start == s.Parts[end-1].End {
		end++ // "Halden Robotics Inc."
	}
	return phrase(s.Parts[:end])
}
