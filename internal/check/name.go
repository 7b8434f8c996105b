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
func (j *judge) name(v *Verdict, p *passage) bool {
	unknown, known := "", 0
	for _, w := range nameWords(v.Text) {
		l := bare(w)
		if l == "" || lex.InClass(l, j.candidate.Language, lex.Particle|lex.Func) {
			continue
		}
		if n := j.names.knows(w, l, j.article.Language); n > 0 {
			known++
			v.Sentence = n
			continue
		}
		if !lex.InClass(l, j.candidate.Language, lex.Title) && unknown == "" {
			unknown = w
		}
	}
	switch {
	case unknown == "" && known == 0, unknown != "" && j.titleCase(p):
		return false
	case unknown == "" && j.mispaired(v, nameWords(v.Text)):
		return true
	case unknown == "" || j.expands(v):
		v.Status, v.Reason = result.Supported, "the article names it"
		return true
	}
	v.Status, v.Sentence, v.Reason = result.Unsupported, 0, "the article does not name it"
	if known > 0 {
		v.Reason = "the article does not name " + unknown
	}
	if len(p.near) > 0 {
		v.Sentence = p.near[0] + 1
	}
	return true
}

// nameWords splits a name; letters with full stops between them are one word.
func nameWords(name string) []string {
	list := slices.Collect(words.Written(name))
	if slices.ContainsFunc(list, func(w string) bool { return utf8.RuneCountInString(w) > 1 }) {
		return list
	}
	return []string{strings.Join(list, "")}
}

// titleCase says whether every longer word of a sentence begins with a
// capital, as in headlines, so that a capital tells no name.
func (j *judge) titleCase(p *passage) bool {
	all := 0
	for w := range words.Written(j.candidate.Text[p.start:p.end]) {
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || len(w) < size+3 || lex.InClass(strings.ToLower(w), j.candidate.Language, lex.Func) {
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
func (j *judge) expands(v *Verdict) bool {
	initials := ""
	for w := range words.Written(v.Text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			initials += string(unicode.ToLower(r))
		}
	}
	n := j.names.sentence(initials)
	if n > 0 && len(initials) >= 2 {
		v.Sentence = n
		return true
	}
	return false
}
