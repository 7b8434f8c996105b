package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// mislabelled rules on a number that is part of a name, as in "Tier 2" or
// "Article 5": where the source numbers the same thing otherwise, a number
// from elsewhere does not support it.
func (j *judge) mislabelled(v *Verdict) bool {
	label := labelOf(j.candidate.Text, v.Claim, j.candidate.Language)
	if label == "" {
		return false
	}
	numbered := -1
	sentences := j.words.With(j.words.Stem(label))
	for _, n := range sentences[:min(len(sentences), words.Rare)] {
		for i, to := j.index.of(n); i < to; i++ {
			l := j.index.claims[i]
			if j.matches(v.Claim, l.Claim) {
				return false
			}
			if labelOf(j.article.Text, l.Claim, j.article.Language) == label {
				numbered = i
			}
		}
	}
	if numbered < 0 {
		return false
	}
	l := j.index.claims[numbered]
	v.Status, v.Sentence = result.Contradicted, l.sentence+1
	v.Reason = fmt.Sprintf("the article numbers it %q", l.text)
	return true
}

// labelOf returns the word in lower case that a number is the number of: one
// with a capital right before it; "" where there is none.
func labelOf(text string, c claim.Claim, language string) string {
	if c.Kind != claim.Number || c.Unit != "" || c.Words || c.Ordinal || c.Score || c.Start == 0 || text[c.Start-1] != ' ' {
		return ""
	}
	before := text[max(c.Start-40, 0) : c.Start-1]
	w := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	r, _ := utf8.DecodeRuneInString(w)
	w = strings.ToLower(w)
	if !unicode.IsUpper(r) || lex.InClass(w, language, lex.Func) || lex.InClass(w, language, lex.Hedge|lex.Month|lex.Weekday) {
		return ""
	}
	return w
}
