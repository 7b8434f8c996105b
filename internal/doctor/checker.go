package doctor

import (
	"context"
	"fmt"
	"time"

	"newsbrief/internal/judge"
)

// Checker has a model judge statements whose verdicts are known, prints what it got
// right a kind, and remembers the outcome.
func (d *Doctor) Checker(ctx context.Context, j *judge.Judge) {
	d.Print("Checker " + j.Model + "\n")
	t, err := j.Try(ctx)
	if err != nil {
		d.Fail("checker", err, "")
		return
	}
	for _, k := range t.Kinds {
		d.Say("", k.Kind, fmt.Sprintf("%d of %d", k.Right, k.Of), "")
	}
	if t.Unchecked > 0 {
		d.Say("", "no answer", fmt.Sprintf("%d statements have no usable line", t.Unchecked), "")
	}
	j.Remember(t)
	value, lower := t.Balanced()
	text := fmt.Sprintf("balanced accuracy %.0f%%, at least %.0f%%; a coin has 50%%; %s, %d tokens",
		100*value, 100*lower, t.Took.Round(time.Second/10), t.Used.PromptTokens+t.Used.CompletionTokens)
	if !t.Fit() {
		d.Fail("verdict", fmt.Errorf("this model is no checker: %s", text), "take a larger one, or leave --sense off")
		return
	}
	d.OK("verdict", text)
}
