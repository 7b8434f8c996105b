package render

import (
	"cmp"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// CheckPage returns the check as a page: the candidate by sentences, what the source
// does not bear out marked, beside the source.
func CheckPage(c *result.Check, source, candidate *article.Article) (string, error) {
	var out strings.Builder
	w := &Writer{w: &out, format: FormatHTML, count: 1}
	text, err := w.article(htmlCheck(c, source, candidate))
	if err != nil {
		return "", err
	}
	out.WriteString(text)
	err = w.Close()
	return out.String(), err
}

func htmlCheck(c *result.Check, source, candidate *article.Article) *htmlArticle {
	a := &htmlArticle{
		Title: plain.Line(c.ID), About: tally(c) + " · source: " + plain.Line(source.Name),
		Source: speech(source.Language), Lines: speech(candidate.Language),
	}
	m := &marker{n: 1, article: source, cited: map[int]string{}}
	parts, rest := claimsBySentence(candidate, c.Claims)
	for i, claims := range parts {
		a.Bullets = append(a.Bullets, m.bullet(checkedLine(candidate.Sentence(i+1), claims)))
	}
	if len(rest) > 0 {
		a.Bullets = append(a.Bullets, m.bullet(checkedLine("", rest)))
	}
	a.Text, a.Quotes = m.text()
	return a
}

// claimsBySentence gives each sentence its claims, with offsets in it; rest have
// no place, as what a translation lacks.
func claimsBySentence(a *article.Article, claims []result.Finding) (parts [][]result.Finding, rest []result.Finding) {
	parts = make([][]result.Finding, len(a.Sentences))
	for _, c := range claims {
		i, _ := slices.BinarySearchFunc(a.Sentences, c.Start, func(s article.Sentence, at int) int { return cmp.Compare(s.End, at+1) })
		if c.End <= c.Start || i == len(parts) || c.Start < a.Sentences[i].Start {
			rest = append(rest, c)
			continue
		}
		c.Start, c.End = c.Start-a.Sentences[i].Start, min(c.End, a.Sentences[i].End)-a.Sentences[i].Start
		parts[i] = append(parts[i], c)
	}
	for _, p := range parts {
		slices.SortStableFunc(p, func(x, y result.Finding) int { return cmp.Compare(x.Start, y.Start) })
	}
	return parts, rest
}

// checkedLine is a sentence of a candidate as a bullet, whose evidence is what
// its claims were compared with.
func checkedLine(text string, claims []result.Finding) result.Bullet {
	b := result.Bullet{Text: text, Status: result.Worst(claims), Claims: claims}
	for _, c := range claims {
		e := result.Evidence{Sentence: c.Sentence}
		if c.Status.Good() && c.Sentence > 0 && !slices.Contains(b.Evidence, e) {
			b.Evidence = append(b.Evidence, e)
		}
	}
	return b
}
