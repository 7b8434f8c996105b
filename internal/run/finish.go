package run

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newsbrief/internal/render"
	"newsbrief/internal/terminal"
)

// tally is what became of a run's articles.
type tally struct {
	started  time.Time
	count    counts
	several  bool
	doubtful bool
	broke    bool // the budget is spent
	failures []failure
	ended    *failure // that of one article which every other would have met; nil: none
}

// counts are of articles.
type counts struct{ done, unchanged, failed, waiting, left int }

// missed counts an article without a result.
func (t *tally) missed(name string, err error) {
	switch {
	case errors.Is(err, ErrWaiting):
		t.count.waiting++
	case errors.Is(err, context.Canceled):
		t.count.left++
	case errors.Is(err, errBudget):
		t.count.left++
		t.broke = true
	case ends(err):
		t.count.left++ // finish tells
	default:
		t.failed(name, err)
	}
}

func (t *tally) failed(name string, err error) {
	t.count.failed++
	t.failures = append(t.failures, failure{name, err})
}

// missing are the articles that a page lacks.
func (t *tally) missing() (missing []render.Failure, left int) {
	failures := t.failures
	left = t.count.left + t.count.waiting
	if t.ended != nil {
		failures = append(failures[:len(failures):len(failures)], *t.ended)
		left = max(left-1, 0) // it is one of these
	}
	for _, f := range failures {
		missing = append(missing, render.Failure{
			Name: terminal.DisplayName(f.name), Reason: f.err.Error(), Help: terminal.Help(f.err),
		})
	}
	return missing, left
}

// finish completes the output and tells what is not in it; the error says
// whether that is all.
func (r *runner) finish(ctx context.Context) error {
	err := errors.Join(r.out.complete(&r.tally), r.out.page.finish(&r.tally))
	for _, f := range r.failures {
		r.Fail(f.name, f.err)
	}
	if r.ended != nil {
		r.Fail(r.ended.name, r.ended.err)
	}
	if r.broke {
		r.Errorf("the budget of %v is spent; the same command goes on with the articles that are left", r.o.Budget)
	}
	if r.tells() {
		r.Notice("%s", r.summary())
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case r.count.failed > 0 || r.ended != nil || r.broke:
		return terminal.ErrReported
	case r.o.Strict && r.doubtful:
		return ErrUnsupported
	}
	return nil
}

// tells says whether there is anything to sum up.
func (r *runner) tells() bool {
	asks, many := r.o.Dry == nil && r.o.Used != nil, r.several || r.out.folder != nil
	return asks && many && r.count.done+r.count.unchanged+r.count.failed > 0
}

// summary is the closing line of a batch.
func (r *runner) summary() string {
	text := terminal.Count(r.count.done, "article") + " done"
	for _, part := range []struct {
		count int
		what  string
	}{
		{r.count.unchanged, "unchanged"}, {r.count.failed, "failed"},
		{r.count.waiting, "waiting"}, {r.count.left, "not finished"},
	} {
		if part.count > 0 {
			text += fmt.Sprintf(", %d %s", part.count, part.what)
		}
	}
	used := r.o.Used()
	text += fmt.Sprintf("; %s, %v", terminal.Count(used.Requests, "request"), r.spending)
	if used.Cached > 0 {
		text += fmt.Sprintf(", %s from the cache", terminal.Count(used.Cached, "answer"))
	}
	return text + fmt.Sprintf(" in %v", time.Since(r.started).Round(10*time.Millisecond))
}
