package summarize

import (
	"newsbrief/internal/article"
	"newsbrief/result"
)

// minOverlap is the weighted share of a line's words that a sentence holds at
// least; below it the sentence says something else.
const minOverlap = 0.25

// locate returns the evidence of a line: the sentences it cites where they
// share words with it, else the best one by overlap, else the cited ones that
// exist (a line in another language shares no words), else none.
func locate(a *article.Article, it item) []result.Evidence {
	line := a.Index().Line(it.text)
	var cited []int
	matched := false
	for _, n := range it.cites {
		if n >= 1 && n <= len(a.Sentences) {
			cited = append(cited, n)
			matched = matched || line.Overlap(n-1) > 0
		}
	}
	if !matched {
		if best, share := line.Best(); share >= minOverlap {
			cited = []int{best + 1}
		}
	}
	evidence := make([]result.Evidence, 0, len(cited))
	for _, n := range cited {
		evidence = append(evidence, evidenceOf(a, n))
	}
	return evidence
}
