package check

import (
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check/doubt"
	"newsbrief/result"
)

// told collects what a candidate's sentences say, and how doubtful they are.
type told struct {
	reader  *doubt.Reader
	text    string // of the candidate, as given
	list    []result.Statement
	signals []doubt.Signals
}

func newTold(text string, c *candidate) *told {
	n := len(c.article.Sentences)
	return &told{doubt.NewReader(c.source.words), text, make([]result.Statement, 0, n), make([]doubt.Signals, 0, n)}
}

// add takes the next sentence.
func (t *told) add(p *passage) {
	start, end := p.start, p.start+len(p.text)
	s := result.Statement{Text: t.text[start:end], Start: start, End: end, Status: result.Derived}
	if p.copied() {
		s.Status = result.Supported
	}
	t.list, t.signals = append(t.list, s), append(t.signals, t.reader.Read(p.words, p.near))
}

// copied says whether a sentence near the passage holds it word for word.
func (p *passage) copied() bool {
	const most = 3
	return slices.ContainsFunc(p.near[:min(len(p.near), most)], func(n int) bool {
		return strings.Contains(p.source.article.Sentence(n+1), p.text)
	})
}

// statements are the sentences once all verdicts, which are in order, have been
// found.
func (t *told) statements(verdicts []Verdict) []result.Statement {
	for i := range t.list {
		s := &t.list[i]
		own := []result.Status{}
		for len(verdicts) > 0 && verdicts[0].Start < s.End {
			own = append(own, verdicts[0].Status)
			verdicts = verdicts[1:]
		}
		s.Status = worst(s.Status, own)
		for _, status := range own {
			t.signals[i].Find(status)
		}
		s.Doubt, s.Reason = t.signals[i].Doubt(), t.signals[i].Why()
	}
	return t.list
}

// worst is the worst of the claims of a sentence; without any it is what its
// words are.
func worst(bare result.Status, claims []result.Status) result.Status {
	if len(claims) == 0 || bare == result.Supported {
		return bare
	}
	return slices.MaxFunc(claims, func(a, b result.Status) int {
		if a.Worse(b) {
			return 1
		}
		return -1
	})
}

// Result is what Judge says of a candidate as it is printed.
func (s *Source) Result(id string, text *article.Article) *result.Check {
	verdicts, statements := s.Judge(text)
	return result.NewCheck(id, s.Findings(verdicts), statements)
}
