package result

import "slices"

// Verdict is what a second model says of a line. The list is final.
type Verdict string

// The verdicts.
const (
	SenseSupported    Verdict = "supported"
	SenseContradicted Verdict = "contradicted"
	Unstated          Verdict = "unstated"  // the source does not say it
	Unchecked         Verdict = "unchecked" // the model gave no usable line
)

// Sense is a second model's verdict on a line. It stands beside what the rules
// found and never changes it.
type Sense struct {
	Verdict   Verdict `json:"verdict"`
	Sentences []int   `json:"sentences"` // that decide; none where the model names none
	Why       string  `json:"why"`       // one clause of the model's
	Model     string  `json:"model"`
}

// Doubtful says whether the model does not bear the line out; nil does.
func (s *Sense) Doubtful() bool {
	return s != nil && (s.Verdict == SenseContradicted || s.Verdict == Unstated)
}

// Missing says whether the model was asked and gave no verdict.
func (s *Sense) Missing() bool { return s != nil && s.Verdict == Unchecked }

// Unjudged says whether a line of the brief has no verdict of the second model that
// was asked.
func (b *Brief) Unjudged() bool {
	return slices.ContainsFunc(b.Bullets, func(l Bullet) bool { return l.Sense.Missing() }) ||
		slices.ContainsFunc(b.Figures, func(l Figure) bool { return l.Sense.Missing() }) ||
		slices.ContainsFunc(b.People, func(l Person) bool { return l.Sense.Missing() })
}

// Unjudged is as a brief's.
func (c *Check) Unjudged() bool {
	return slices.ContainsFunc(c.Statements, func(s Statement) bool { return s.Sense.Missing() })
}
