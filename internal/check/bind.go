package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// bind looks at the dates of a sentence together with the values they stand
// beside. A date of the source is wrong here where the source gives the value
// another date, and this date to other values: "$3.69 in the second quarter"
// against "$3.69 in the third quarter, $3.41 in the second".
func bind(verdicts []Verdict, p *passage) {
	for i := range verdicts {
		v := &verdicts[i]
		if v.Kind != claim.Date || !v.Status.Good() {
			continue
		}
		for _, n := range beside(p.claims, v.Claim) {
			if l, ok := otherDate(p, v.Claim, n); ok {
				v.Status, v.Sentence = result.Contradicted, l.Sentence+1
				v.Reason = fmt.Sprintf("the article says %q of %q", l.Text, n.Text)
				break
			}
		}
	}
}

// beside returns the values of a sentence whose nearest date, on the side of
// d or on both, is d.
func beside(claims []Located, d claim.Claim) []Located {
	var list []Located
	at := countBefore(len(claims), d.Start, func(i int) int { return claims[i].Start })
	for i := max(at-mostBeside, 0); i < min(at+mostBeside, len(claims)); i++ {
		c := claims[i]
		if !amount(c.Claim) {
			continue
		}
		before, after := datesAround(claims, i)
		left, right := before >= 0 && claims[before].Start == d.Start, after >= 0 && claims[after].Start == d.Start
		switch {
		case left && after < 0, right && before < 0:
			list = append(list, c)
		case left && 3*(c.Start-d.End) < claims[after].Start-c.End:
			list = append(list, c)
		case right && 3*(d.Start-c.End) < c.Start-claims[before].End:
			list = append(list, c)
		}
	}
	return list
}

// amount says whether a claim is a value that a date may belong to.
func amount(c claim.Claim) bool {
	return compare.Numeric(c) && !c.Ordinal && !compare.Trivial(c) && !compare.Weak(c) && !c.Score
}

// datesAround returns the nearest dates before and after a claim; -1: none.
func datesAround(claims []Located, at int) (before, after int) {
	before, after = at-1, at+1
	for before >= 0 && claims[before].Kind != claim.Date && before > at-mostBeside {
		before--
	}
	for after < len(claims) && claims[after].Kind != claim.Date && after < at+mostBeside {
		after++
	}
	if before >= 0 && claims[before].Kind != claim.Date {
		before = -1
	}
	if after >= len(claims) || claims[after].Kind != claim.Date {
		after = -1
	}
	return before, after
}

// otherDate finds the date that the source gives a value where that is not
// the date d, in any of its places.
func otherDate(p *passage, d claim.Claim, value Located) (Located, bool) {
	var other Located
	found := false
	for _, n := range p.near {
		claims := p.source.claims.of(n)
		for i, x := range claims[:min(len(claims), mostEntries)] {
			if !amount(x.Claim) || !p.source.matches(value.Claim, x.Claim) {
				continue
			}
			l, clash := clashingDate(d, claims, i)
			if !clash {
				return other, false
			}
			other, found = l, true
		}
	}
	return other, found && datesOthers(p.source, d, other.Sentence)
}

// clashingDate says whether the dates around the source's claim at clash with d, and
// returns one of them.
func clashingDate(d claim.Claim, claims []Located, at int) (Located, bool) {
	var other Located
	clash := false
	before, after := datesAround(claims, at)
	for _, k := range [...]int{before, after} {
		if k < 0 {
			continue
		}
		if !compare.Clash(d.Date, claims[k].Date) {
			return other, false
		}
		other, clash = claims[k], true
	}
	return other, clash
}

// datesOthers says whether d stands within a sentence of the source's sentence
// n only beside values, or nowhere.
func datesOthers(s *Source, d claim.Claim, n int) bool {
	for k := max(n-1, 0); k <= min(n+1, s.words.Sentences()-1); k++ {
		has, amounts := false, false
		claims := s.claims.of(k)
		for _, l := range claims[:min(len(claims), mostEntries)] {
			has = has || s.matches(d, l.Claim)
			amounts = amounts || amount(l.Claim)
		}
		if has && !amounts {
			return false
		}
	}
	return true
}

// mislabelled rules on a number that is part of a name, as in "Tier 2" or
// "Article 5": where the source numbers the same thing otherwise, a number
// from elsewhere does not support it.
func mislabelled(v *Verdict, p *passage) bool {
	label := labelOf(p.article.Text, v.Claim, p.article.Language)
	if label == "" {
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
