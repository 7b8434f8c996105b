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
func mislabelled(v *Verdict, p *passage) bool {
	label := labelOf(p.article.Text, v.Claim, p.article.Language)
	const telling = 10_000 // such a number stands for itself: Bill 119795
	if label == "" || v.Value >= telling {
		return false
	}
	source, numbered, found := p.source, Located{}, false
	sentences := source.words.With(source.words.Stem(label))
	for _, n := range sentences[:min(len(sentences), words.Rare)] {
		for _, l := range source.claims.of(n) {
			if source.matches(v.Claim, l.Claim) {
				return false
			}
			if labelOf(source.article.Text, l.Claim, source.article.Language) == label {
				numbered, found = l, true
			}
		}
	}
	if found {
		v.Status, v.Sentence = result.Contradicted, numbered.Sentence+1
		v.Reason = fmt.Sprintf("the article numbers it %q", numbered.Text)
	}
	return found
}

// labelOf returns the word in lower case that a number is the number of: one
// with a capital right before it; "" where there is none.
func labelOf(text string, c claim.Claim, language string) string {
	digits := c.Kind == claim.Number && c.Unit == "" && !c.Words
	if !digits || c.Ordinal || c.Score || !strings.HasSuffix(text[:c.Start], " ") {
		return ""
	}
	before := text[max(c.Start-40, 0) : c.Start-1]
	w := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	r, _ := utf8.DecodeRuneInString(w)
	w = strings.ToLower(w)
	if !unicode.IsUpper(r) || lex.InClass(w, language, lex.Func|lex.Hedge|lex.Month|lex.Weekday) {
		return ""
	}
	return w
}
