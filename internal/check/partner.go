package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// mispaired rules on a name put together from two of the article's: "Peter
// Park" where it has only "Peter Lee" and "Ann Park". The first word never
// stands there without another partner, and the second has another one too.
func (j *judge) mispaired(v *Verdict, words []string) bool {
	for i := 1; i < len(words); i++ {
		a, b := bare(words[i-1]), bare(words[i])
		if !j.partOfName(words[i-1], a) || !j.partOfName(words[i], b) {
			continue
		}
		behind, first, ok := j.partner(a, b, 1)
		if !ok {
			continue
		}
		before, _, _ := j.partner(b, a, -1)
		if before == "" {
			continue
		}
		v.Status, v.Sentence = result.Contradicted, first
		v.Reason = fmt.Sprintf("the article names %q and %q", words[i-1]+" "+behind, before+" "+words[i])
		return true
	}
	return false
}

// partOfName says whether a word of a name tells a person or a thing: it has a
// capital and is no title, initial or word of grammar.
func (j *judge) partOfName(w, l string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && utf8.RuneCountInString(l) > 2 && !lex.InClass(l, j.candidate.Language, lex.Title|lex.Particle|lex.Func)
}

// partner returns the word with a capital that stands beside l in the article,
// on the side that step says, and its sentence. ok says that l never stands
// there without one, nor beside other.
func (j *judge) partner(l, other string, step int) (partner string, sentence int, ok bool) {
	ok = true
	sentences := j.words.With(j.words.Stem(l))
	for _, n := range sentences[:min(len(sentences), words.MostNear)] {
		list, joined := capitals(j.article.Sentence(n + 1))
		for k, w := range list {
			if bare(w) != l {
				continue
			}
			at := k + step
			next := ""
			if at >= 0 && at < len(list) && joined[max(k, at)] {
				next = list[at]
			}
			switch x := bare(next); {
			case x == other:
				return "", 0, false
			case next == "" || !j.partOfName(next, x):
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
	for w := range words.Written(text) {
		from := at + strings.Index(text[at:], w)
		gap := text[at:from]
		list, joined = append(list, w), append(joined, gap == " " || gap == "-")
		at = from + len(w)
	}
	return list, joined
}
