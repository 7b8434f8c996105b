package across

import (
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/check/doubt"
	"newsbrief/result"
)

// translated is what Translation says of a candidate as it is printed. What is
// missing from it counts in the doubt of the whole.
func translated(id string, source *check.Source, target *article.Article) *result.Check {
	findings := source.Findings(Translation(source, target))
	c := result.NewCheck(id, findings, statements(target, findings))
	c.Doubt = doubt.OfFindings(findings)
	return c
}

// statements are the sentences of a translation.
func statements(target *article.Article, findings []result.Finding) []result.Statement {
	placed := slices.DeleteFunc(slices.Clone(findings), func(f result.Finding) bool { return f.End <= f.Start })
	slices.SortStableFunc(placed, func(a, b result.Finding) int { return a.Start - b.Start })
	list, from := make([]result.Statement, len(target.Sentences)), 0
	for n, span := range target.Sentences {
		for from < len(placed) && placed[from].End <= span.Start {
			from++
		}
		to := from
		for to < len(placed) && placed[to].Start < span.End {
			to++
		}
		list[n] = result.Statement{
			Text: target.Text[span.Start:span.End], Start: span.Start, End: span.End,
			Status: result.Worst(placed[from:to]), Doubt: doubt.OfFindings(placed[from:to]),
		}
	}
	return list
}
