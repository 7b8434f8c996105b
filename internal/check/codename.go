package check

import (
	"strings"
	"unicode"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// codenames checks names that end in digits, as SS19 or A380: the digits
// survive a translation.
func (c *crossing) codenames() []Verdict {
	var list []Verdict
	for _, q := range c.to[c.at.to:c.at.toEnd] {
		at := 0
		for w := range words.Written(q.text) {
			at += strings.Index(q.text[at:], w)
			if i := strings.IndexFunc(w, unicode.IsDigit); i > 0 && !c.hasFigures(w) {
				list = append(list, Verdict{Claim: claim.Claim{Kind: claim.Name, Start: q.start + at, End: q.start + at + len(w)}, Text: w,
					Status: result.Unsupported, Sentence: c.from[c.at.from].sentence, Reason: "the article does not have these digits here"})
			}
			at += len(w)
		}
	}
	return list
}

func (c *crossing) hasFigures(word string) bool {
	for _, n := range figuresOf(word) {
		if !c.source.is(n) {
			return false
		}
	}
	return true
}
