package check

// Finding is a verdict as newsbrief's JSON writes it. Start and End are bytes
// in the text that was checked; Sentence counts from 1 in the source, 0 for
// none. Quote is that sentence where it says otherwise.
type Finding struct {
	Kind     string `json:"kind"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Status   Status `json:"status"`
	Sentence int    `json:"sentence"`
	Reason   string `json:"reason,omitempty"`
	Quote    string `json:"quote,omitempty"`
}

// Findings returns the JSON form of verdicts on this source, never nil.
func (s *Source) Findings(verdicts []Verdict) []Finding {
	list := make([]Finding, len(verdicts))
	for i, v := range verdicts {
		list[i] = Finding{string(v.Kind), v.Text, v.Start, v.End, v.Status, v.Sentence, v.Reason, ""}
		if !v.Status.Good() && v.Sentence > 0 {
			list[i].Quote = s.article.Sentence(v.Sentence)
		}
	}
	return list
}

// WorstOf is Worst for findings.
func WorstOf(findings []Finding) Status {
	worst := Supported
	for _, f := range findings {
		if f.Status.Worse(worst) {
			worst = f.Status
		}
	}
	return worst
}
