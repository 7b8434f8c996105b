package result

import "slices"

// NotThere is the answer where the articles do not hold one, as a model is asked to
// write it and as it is printed.
const NotThere = "not in the article"

// Answer is what articles say to a question.
type Answer struct {
	Schema   string `json:"schema"`
	Kind     string `json:"kind"` // answer
	Question string `json:"question"`
	// Found is false where the answer is NotThere.
	Found bool `json:"found"`
	// Answers are the lines, each like a bullet; their evidence names its source.
	Answers []Bullet `json:"answers"`
	// Nearest are the lines that come nearest to an answer that was not found.
	Nearest  []Bullet  `json:"nearest,omitempty"`
	Sources  []Source  `json:"sources"` // the articles that were asked
	Warnings []Warning `json:"warnings"`
	Usage    Usage     `json:"usage"`
}

// Doubtful says whether the articles do not bear out some of the answer.
func (a *Answer) Doubtful() bool { return slices.ContainsFunc(a.Answers, Bullet.Doubtful) }

// Doubt is the worst of its lines'.
func (a *Answer) Doubt() float64 {
	worst := 0.0
	for _, l := range a.Answers {
		worst = max(worst, l.Doubt)
	}
	return worst
}

// Unjudged is as a brief's.
func (a *Answer) Unjudged() bool {
	return slices.ContainsFunc(a.Answers, func(l Bullet) bool { return l.Sense.Missing() })
}
