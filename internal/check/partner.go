package check

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// mispaired rules on a name put together from two of the article's: "Peter
// Park" where it has only "Peter Lee" and "Ann Park". The first word never
// stands there without another partner, and the second has another one too.
func mispaired(v *Verdict, p *passage) bool {
	list, language := nameWords(v.Text), p.article.Language
	for i := 1; i < len(list); i++ {
		a, b := words.Bare(list[i-1]), words.Bare(list[i])
		if !partOfName(list[i-1], a, language) || !partOfName(list[i], b, language) {
			continue
		}
		behind, first, ok := partner(p, a, b, 1)
		if !ok {
			continue
		}
		before, _, _ := partner(p, b, a, -1)
		if before == "" {
			continue
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
	return unicode.IsUpper(r) && utf8.RuneCountInString(l) > 2 && !lex.InClass(l, language, lex.Title|lex.Particle|lex.Func)
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
			case x == other:
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
