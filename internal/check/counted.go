package check

import (
	"strings"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
)

// counted is the stem of what a number counts or an ordinal tells the place of:
// the next word with content, with nothing but words of grammar between; 0
// where there is none.
func counted(text string, list []words.Word, end int) words.ID {
	const furthest = 24 // bytes
	i := countBefore(len(list), end, func(i int) int { return list[i].Start })
	if i == len(list) || list[i].Start-end > furthest {
		return 0
	}
	if strings.ContainsAny(text[end:list[i].Start], ",.;:()\"“”\n") {
		return 0
	}
	return list[i].Stem
}

// miscounted rules on a value that says too little by itself, as "two" or "the
// third": it is wrong where the source counts the same otherwise, and nowhere
// so; else nothing is said of it.
func miscounted(v *Verdict, p *passage) bool {
	head := counted(p.article.Text, p.words, v.End)
	if head == 0 {
		return false
	}
	around := p.around(v.Start, v.End)
	var other place
	for _, n := range p.near[:min(len(p.near), 3)] {
		for _, l := range p.source.claims.of(n) {
			if !compare.Comparable(v.Claim, l.Claim) {
				continue
			}
			same := counted(p.source.article.Text, p.source.words.Words(n), l.End) == head
			switch {
			case p.source.matches(v.Claim, l.Claim):
				return false
			case same && compare.Excludes(v.Claim, l.Claim):
				other.take(l, around.similarity(p.source.words, l))
			}
		}
	}
	if !other.found || other.similarity < sameCount {
		return false
	}
	contradict(v, other.claim, "")
	return true
}
