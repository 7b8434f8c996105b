package translate

import (
	"context"
	"fmt"
	"strings"

	"newsbrief/internal/plain"
	"newsbrief/internal/talk"
	"newsbrief/result"
)

// mend asks again for each passage that is missing or wrong, alone and with
// the findings, and keeps the better answers. It returns what to keep in the
// cache, nil where nothing was wrong.
func (t *task) mend(ctx context.Context, try int) ([]keeper, error) {
	var wrong []int
	for i, p := range t.passages {
		if !p.recalled && p.first == nil && !result.Worst(p.claims).Good() {
			wrong = append(wrong, i)
		}
	}
	if len(wrong) == 0 {
		return nil, nil
	}
	answers := make([]assessed, len(wrong))
	keepers := make([]keeper, len(wrong))
	err := t.Each(ctx, len(wrong), func(ctx context.Context, k int) (err error) {
		answers[k], keepers[k], err = t.again(ctx, wrong[k], try)
		return err
	})
	if err != nil {
		return nil, err
	}
	var whole []keeper
	for k, i := range wrong {
		if answers[k].whole {
			whole = append(whole, keepers[k])
			t.better(i, answers[k])
		}
	}
	t.repeat()
	judge(t.passages)
	return whole, nil
}

// again asks for one passage alone.
func (t *task) again(ctx context.Context, i, try int) (assessed, keeper, error) {
	p := t.passages[i]
	var notes strings.Builder
	for _, c := range p.claims {
		if !c.Status.Good() {
			notes.WriteString("wrong: " + plain.Line(reason(c)) + "\n")
		}
	}
	if p.answered {
		notes.WriteString("wrong: the answer was: " + plain.Line(p.target) + "\n")
	}
	fmt.Fprintf(&notes, "try: %d\n", try)
	request := t.question(t.passages[i:i+1], notes.String(), 0)
	asked := request
	if limit := t.Client.Window.Context(ctx, request); talk.IsSmall(limit) {
		asked = t.question(t.passages[i:i+1], notes.String(), limit)
	}
	a := newAnswer(t.passages[i : i+1])
	err := t.complete(ctx, asked, a)
	return p.assess(a.replies[0], t.options), keeper{t, request, t.passages[i : i+1], a.replies[0].text}, err
}

func reason(c result.Finding) string {
	if c.Whole() {
		return c.Reason
	}
	return c.Text + ": " + c.Reason
}

// better takes an answer that has fewer flaws than the passage's own; where
// those were only beside its neighbours, one that has no more.
func (t *task) better(i int, a assessed) {
	p := t.passages[i]
	own, other := flaws(p.own), flaws(a.findings)
	if !p.answered || other < own || other == own && flaws(p.claims) > own {
		p.take(a)
	}
}
