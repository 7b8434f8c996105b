package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

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
	default:
		cancel()
		return func() {}
	}
	wait(func() { r.progress.count(ctx, r.o.Paths(), r.o.Shard.Holds) })
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
