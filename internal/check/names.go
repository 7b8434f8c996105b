package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// name rules on a name: each of its words must be a word of the source, as
// itself, as a demonym, as an acronym or as its expansion. Titles may be added,
// a first name that the source leaves out too; and at the beginning of a
// sentence a word may be glued to it.
func name(v *Verdict, p *passage) bool {
	list := nameWords(v.Text)
	unknown, known := unknownWords(v, p, list)
	if known > 0 && len(unknown) > 0 && unknown[0] == 0 && opens(v, p) {
		unknown = unknown[1:]
	}
	switch {
	case len(unknown) == 0 && known == 0, len(unknown) > 0 && titleCase(p):
		return false
	case len(unknown) == 0 && mispaired(v, p):
		return true
	case len(unknown) == 0 || expands(v, p.source.names):
		v.Status, v.Reason = result.Supported, "the article names it"
		return true
	case known > 0 && !slices.Contains(unknown, len(list)-1) && !otherFirst(p, list), saysKind(p, list, unknown):
		v.Status, v.Reason = result.Derived, "the article names it without "+list[unknown[0]]
		return true
	}
	v.Status, v.Sentence, v.Reason = result.Unsupported, p.first(), "the article does not name it"
	if known > 0 {
		v.Reason = "the article does not name " + list[unknown[0]]
	}
	return true
}

// unknownWords are the places of the words of a name that the source does not
// have, and how many it has; v's sentence is one that has some.
func unknownWords(v *Verdict, p *passage, list []string) (unknown []int, known int) {
	for i, w := range list {
		l := words.Bare(w)
		if l == "" || lex.InClass(l, p.article.Language, lex.Particle|lex.Func) {
			continue
		}
		n := p.source.names.knows(w, l)
		if n == 0 {
			n = p.source.names.variant(w, l)
		}
		if n == 0 {
			n = p.source.names.joined(list, i)
		}
		switch {
		case n > 0:
			known++
			v.Sentence = n
		case known > 0 && unicode.IsDigit(rune(l[0])): // COVID-19 for COVID
		case !lex.InClass(l, p.article.Language, lex.Title):
			unknown = append(unknown, i)
		}
	}
	return unknown, known
}

// opens says whether a name stands at the beginning of a sentence or behind a
// label, where any word has a capital.
func opens(v *Verdict, p *passage) bool {
	before := strings.TrimRight(p.article.Text[min(p.start, v.Start):v.Start], " \"'“‘„«(")
	return strings.IndexFunc(before, unicode.IsLetter) < 0 || strings.HasSuffix(before, ":")
}

// saysKind says whether the only word of a name that the source does not have is
// its last, and says what kind of thing it is: Tulsa County. Where the source
// adds another, as in Stoke United, that is another thing.
func saysKind(p *passage, list []string, unknown []int) bool {
	last := len(list) - 1
	if last < 1 || len(unknown) != 1 || unknown[0] != last {
		return false
	}
	thing := lang.Of(p.article.Language).Has("thing", words.Bare(list[last]))
	other, _, _ := partner(p, words.Bare(list[last-1]), "", 1)
	return thing && other == ""
}

// otherFirst says whether the source gives the last word of a name another
// first name.
func otherFirst(p *passage, list []string) bool {
	if len(list) < 2 {
		return false
	}
	last, first := words.Bare(list[len(list)-1]), words.Bare(list[len(list)-2])
	other, _, _ := partner(p, last, first, -1)
	return other != ""
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

// expands says whether the name's initials are an acronym of the source, with
// full stops or without.
func expands(v *Verdict, source *nameIndex) bool {
	initials := ""
	for _, w := range words.Written(v.Text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			initials += string(r)
		}
	}
	dotted := strings.Join(strings.Split(initials, ""), ".")
	for _, form := range [...]string{initials, dotted, initials + "'s", initials + "’s"} {
		if n := source.text.Index().FirstWith(form); n > 0 && len(initials) >= 2 {
			v.Sentence = n
			return true
		}
	}
	return false
}

// mispaired rules on a name put together from two of the article's: "Peter
// Park" where it has only "Peter Lee" and "Ann Park". The first word never
// stands there without another partner, and the second has another one too.
func mispaired(v *Verdict, p *passage) bool {
	list, language := nameWords(v.Text), p.article.Language
	for i := 1; i < len(list); i++ {
		a, b := words.Bare(list[i-1]), words.Bare(list[i])
		apart := isAcronym(list[i-1]) // DHS TRIP
		if apart || !partOfName(list[i-1], a, language) || !partOfName(list[i], b, language) {
			continue
		}
		behind, first, ok := partner(p, a, b, 1)
		if !ok {
			continue
		}
		before, _, _ := partner(p, b, a, -1)
		if before == "" || words.Bare(before) == words.Bare(behind) {
			continue // a middle name is left out
		}
		v.Status, v.Sentence = result.Contradicted, first
		v.Reason = fmt.Sprintf("the article names %q and %q", list[i-1]+" "+behind, before+" "+list[i])
		return true
	}
	return false
}

// partOfName says whether a word of a name tells a person or a thing: it has a
// capital and is no title, initial or word of grammar.
func partOfName(w, l, language string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	small := lex.InClass(l, language, lex.Title|lex.Particle|lex.Func)
	return unicode.IsUpper(r) && utf8.RuneCountInString(l) > 2 && !small
}

// partner returns the word with a capital that stands beside l in the article,
// on the side that step says, and its sentence. ok says that l never stands
// there without one, nor beside other.
func partner(p *passage, l, other string, step int) (partner string, sentence int, ok bool) {
	ok = true
	sentences := p.source.words.With(p.source.words.Stem(l))
	for _, n := range sentences[:min(len(sentences), words.MostNear)] {
		list, joined := capitals(p.source.article.Sentence(n + 1))
		for k, w := range list {
			if words.Bare(w) != l {
				continue
			}
			at := k + step
			next := ""
			if at >= 0 && at < len(list) && joined[max(k, at)] {
				next = list[at]
			}
			switch x := words.Bare(next); {
			case next != "" && x == other:
				return "", 0, false
			case next == "" || !partOfName(next, x, p.article.Language):
				ok = false
			case partner == "":
				partner, sentence = next, n+1
			}
		}
	}
	return partner, sentence, ok && partner != ""
}

// capitals lists the words of a sentence, and for each whether only a space or
// a hyphen stands between it and the one before.
func capitals(text string) (list []string, joined []bool) {
	at := 0
	for from, w := range words.Written(text) {
		gap := text[at:from]
		list, joined = append(list, w), append(joined, gap == " " || gap == "-")
		at = from + len(w)
	}
	return list, joined
}
