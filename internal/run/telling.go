package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"newsbrief/internal/render"
	"newsbrief/internal/terminal"
)

// progress tells how far a batch is: a bar on a terminal, else a line now and
// then.
type progress struct {
	tried, failed, same atomic.Int64 // articles
	total               atomic.Int64 // as far as they are counted
	started             time.Time
	spent               func() string // tokens, and money where prices are known
}

// every is how often a line is printed where there is no terminal.
const every = 10 * time.Second

// add counts an article.
func (p *progress) add(o outcome) {
	switch {
	case o.state == passedOver:
		p.total.Add(-1)
	case o.state == unchanged:
		p.same.Add(1)
	case errors.Is(o.err, context.Canceled), errors.Is(o.err, errBudget), errors.Is(o.err, ErrWaiting):
		// it is neither done nor failed
	default:
		p.tried.Add(1)
		if o.err != nil {
			p.failed.Add(1)
		}
	}
}

func (p *progress) done() int64 { return p.tried.Load() + p.same.Load() }

// String is as "120/1000, 4.1/s, 52000 tokens, 2 failed, 3m30s left".
func (p *progress) String() string {
	tried, done := p.tried.Load(), p.done()
	total := max(p.total.Load(), done)
	rate := float64(tried) / max(time.Since(p.started).Seconds(), 0.001)
	text := fmt.Sprintf("%d/%d, %.1f/s, %s", done, total, rate, p.spent())
	if n := p.failed.Load(); n > 0 {
		text += fmt.Sprintf(", %d failed", n)
	}
	if left := float64(total-done) / rate; rate > 0 && left > 0 {
		text += fmt.Sprintf(", %v left", time.Duration(left*float64(time.Second)).Round(time.Second))
	}
	return text
}

// count finds out how many articles there are. A feed or JSON lines hold more
// than it sees: then the total grows with what is done.
func (p *progress) count(ctx context.Context, inputs []string, holds func(rel string) bool) {
	for _, input := range inputs {
		_ = filepath.WalkDir(input, func(path string, e fs.DirEntry, err error) error {
			hidden := path != input && strings.HasPrefix(filepath.Base(path), ".")
			switch {
			case ctx.Err() != nil:
				return fs.SkipAll
			case err != nil:
			case hidden && e.IsDir():
				return fs.SkipDir
			case !hidden && e.Type().IsRegular():
				rel, _ := filepath.Rel(input, path)
				if holds(filepath.ToSlash(rel)) {
					p.total.Add(1)
				}
			}
			return nil
		})
	}
}

// lines prints a line every ten seconds until ctx ends, where there are several
// articles.
func (p *progress) lines(ctx context.Context, print func(string)) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if max(p.total.Load(), p.done()) > 1 {
				print(p.String())
			}
		case <-ctx.Done():
			return
		}
	}
}

// bar shows a bar on the terminal. What is written to the writer it returns
// stands above the bar; end removes it.
func (p *progress) bar(terminal io.Writer) (above io.Writer, end func()) {
	container := mpb.New(mpb.WithOutput(terminal), mpb.WithWidth(24))
	bar := container.New(0, mpb.BarStyle().Lbound("").Rbound(""), mpb.BarRemoveOnComplete(),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return " " + p.String() })))
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		for {
			done := p.done()
			bar.SetTotal(max(p.total.Load(), done)+1, false) // a full bar would end
			bar.SetCurrent(done)
			select {
			case <-ticker.C:
			case <-stop:
				return
			}
		}
	}()
	return container, func() {
		close(stop)
		<-stopped
		bar.Abort(true)
		container.Wait()
	}
}

// showProgress begins to tell how far the batch is; end ends it.
func (r *runner) showProgress(ctx context.Context) (end func()) {
	if r.o.Dry != nil || r.Quiet || r.o.Used == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var finished []func()
	wait := func(f func()) {
		done := make(chan struct{})
		go func() { defer close(done); f() }()
		finished = append(finished, func() { <-done })
	}
	results := r.o.Out == "" && terminal.IsTerminal(r.Stdout) // they show how far it is
	switch {
	case terminal.IsTerminal(r.Stderr) && !results && !r.o.Verbose && r.large():
		stderr := r.Stderr
		above, remove := r.progress.bar(stderr)
		r.Stderr = above
		finished = append(finished, func() { remove(); r.Stderr = stderr })
	case r.o.Verbose:
		wait(func() { r.progress.lines(ctx, func(line string) { r.Errorf("%s", line) }) })
	case terminal.IsTerminal(r.Stderr) && !shares(r.Stdout):
		cancel()
		return r.showSign()
	default:
		cancel()
		return func() {}
	}
	wait(func() {
		if r.o.Parts != nil {
			r.progress.total.Store(int64(len(r.o.Parts.List)))
			return
		}
		r.progress.count(ctx, r.o.Paths(), r.o.Shard.Holds)
	})
	return func() {
		cancel()
		for _, f := range finished {
			f()
		}
	}
}

// large says whether the inputs may be more than one article.
func (r *runner) large() bool {
	in := r.o.Paths()
	return r.o.Folder || len(in) > 1 || len(in) == 1 && isDir(in[0])
}

// tally is what became of a run's articles.
type tally struct {
	started  time.Time
	count    counts
	several  bool
	doubtful bool // as the user calls it
	broke    bool // the budget is spent
	failures []failure
	written  []Article // of Options.Parts, those that are there
	ended    *failure  // that of one article which every other would have met; nil: none
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
	whole := ctx.Err() == nil && r.ended == nil && !r.broke
	err := errors.Join(r.out.complete(&r.tally, whole), r.out.page.finish(&r.tally))
	if !r.o.ErrorLines { // they stand in their places already
		for _, f := range r.failures {
			r.Fail(f.name, f.err)
		}
	}
	if r.ended != nil {
		r.Fail(r.ended.name, r.ended.err)
	}
	if r.broke {
		r.Errorf("the budget of %v is spent; the same command goes on with what is left", r.o.Budget)
	}
	if r.tells() {
		r.Notice("%s", r.summary())
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case r.misused():
		return ErrMisused
	case r.count.failed > 0 && !r.o.ErrorLines || r.ended != nil || r.broke:
		return terminal.ErrReported
	case r.doubtful:
		return ErrUnsupported
	}
	return nil
}

// misused says whether nothing was done, since what the line asks for is wrong use with
// every article.
func (r *runner) misused() bool {
	wrong := func(f failure) bool {
		var e *terminal.UsageError
		return errors.As(f.err, &e)
	}
	all := r.count.done+r.count.unchanged == 0 && len(r.failures) > 0 && r.count.failed == len(r.failures)
	return all && !r.o.ErrorLines && !slices.ContainsFunc(r.failures, func(f failure) bool { return !wrong(f) })
}

// tells says whether there is anything to sum up.
func (r *runner) tells() bool {
	asks, many := r.o.Dry == nil && r.o.Used != nil, r.several || r.out.folder != nil
	return asks && many && r.count.done+r.count.unchanged+r.count.failed > 0
}

// counted is "2 articles", or what else the work is done to.
func (r *runner) counted(n int) string {
	switch p := r.o.Parts; {
	case p == nil:
		return terminal.Count(n, "article")
	case n == 1:
		return "1 " + p.What
	default:
		return fmt.Sprintf("%d %s", n, p.Many)
	}
}

// summary is the closing line of a batch.
func (r *runner) summary() string {
	text := r.counted(r.count.done) + " done"
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
