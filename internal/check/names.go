package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// name rules on a name: each of its words must be a word of the source, as
// itself, as a demonym, as an acronym or as its expansion. Titles may be added.
func name(v *Verdict, p *passage) bool {
	unknown, known := "", 0
	for _, w := range nameWords(v.Text) {
		l := words.Bare(w)
		if l == "" || lex.InClass(l, p.article.Language, lex.Particle|lex.Func) {
			continue
		}
		if n := p.source.names.knows(w, l); n > 0 {
			known++
			v.Sentence = n
			continue
		}
		if !lex.InClass(l, p.article.Language, lex.Title) && unknown == "" {
			unknown = w
		}
	}
	switch {
	case unknown == "" && known == 0, unknown != "" && titleCase(p):
		return false
	case unknown == "" && mispaired(v, p):
		return true
	case unknown == "" || expands(v, p.source.names):
		v.Status, v.Reason = result.Supported, "the article names it"
		return true
	}
	v.Status, v.Sentence, v.Reason = result.Unsupported, p.first(), "the article does not name it"
	if known > 0 {
		v.Reason = "the article does not name " + unknown
	}
	return true
}

// nameWords splits a name; letters with full stops between them are one word.
func nameWords(name string) []string {
	list := writtenWords(name)
	if slices.ContainsFunc(list, func(w string) bool { return utf8.RuneCountInString(w) > 1 }) {
		return list
	}
	return []string{strings.Join(list, "")}
}

func writtenWords(text string) []string {
	var list []string
	for _, w := range words.Written(text) {
		list = append(list, w)
	}
	return list
}

// titleCase says whether every longer word of a sentence begins with a
// capital, as in headlines, so that a capital tells no name.
func titleCase(p *passage) bool {
	all := 0
	for _, w := range words.Written(p.text) {
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || len(w) < size+3 || lex.InClass(strings.ToLower(w), p.article.Language, lex.Func) {
			continue
		}
		if !unicode.IsUpper(r) {
			return false
		}
		all++
	}
	return all >= 5
}

// expands says whether the name's initials are a word of the source.
func expands(v *Verdict, source *nameIndex) bool {
	initials := ""
	for _, w := range words.Written(v.Text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			initials += string(unicode.ToLower(r))
		}
	}
	n := source.sentence(initials)
	if n > 0 && len(initials) >= 2 {
		v.Sentence = n
		return true
	}
	return false
}
