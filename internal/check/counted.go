package check

import (
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// counted is the stem of what a number counts or an ordinal tells the place of:
// the next word with content, with nothing but words of grammar between; 0
// where there is none, or none that the source has.
func counted(text string, list []words.Word, end int) words.ID {
	if w, ok := countedWord(text, list, end); ok {
		return w.Stem
	}
	return 0
}

func countedWord(text string, list []words.Word, end int) (w words.Word, ok bool) {
	const furthest = 24 // bytes
	i := countBefore(len(list), end, func(i int) int { return list[i].Start })
	if i == len(list) || list[i].Start-end > furthest {
		return w, false
	}
	return list[i], !strings.ContainsAny(text[end:list[i].Start], ",.;:()\"“”\n")
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

// partOfOthers rules on a count that is a part of another in the source, "22
// goals, 9 of them", where the passage has both and lets this one count something
// else: 22 goals and 9 assists.
func partOfOthers(v *Verdict, p *passage, l Located) bool {
	head, ok := countedWord(p.article.Text, p.words, v.End)
	same := !ok || p.source.words.Holds(l.Sentence, head.Stem) || ofThem(p.article.Text[v.End:], p.article.Language)
	if same || v.Kind != claim.Number || !ofThem(p.source.article.Text[l.End:], p.article.Language) {
		return false
	}
	var whole Located
	for _, w := range p.source.claims.of(l.Sentence) {
		if w.Start < l.Start && compare.Numeric(w.Claim) {
			whole = w
		}
	}
	for _, own := range p.claims {
		if whole.End > 0 && own.Start != v.Start && p.source.matches(own.Claim, whole.Claim) {
			v.Status, v.Sentence = result.Contradicted, l.Sentence+1
			v.Reason = fmt.Sprintf("in the article these are of the %q", whole.Text)
			return true
		}
	}
	return false
}

// ofThem says whether a text begins with words that make the number before it a
// part of what was counted before.
func ofThem(text, language string) bool {
	text = strings.ToLower(strings.TrimLeft(text[:min(len(text), 24)], " "))
	begins := func(w string) bool { return strings.HasPrefix(text, w) }
	return slices.ContainsFunc(lang.Of(language).Forms("ofthem"), begins)
}
