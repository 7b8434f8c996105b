package check

import "newsbrief/result"

// Findings returns the JSON form of verdicts on this source, never nil.
func (s *Source) Findings(verdicts []Verdict) []result.Finding {
	list := make([]result.Finding, len(verdicts))
	for i, v := range verdicts {
		list[i] = result.Finding{
			Kind: string(v.Kind), Text: v.Text, Start: v.Start, End: v.End, Status: v.Status, Sentence: v.Sentence, Reason: v.Reason,
		}
		if !v.Status.Good() && v.Sentence > 0 {
			list[i].Quote = s.article.Sentence(v.Sentence)
		}
	}
	return list
}
