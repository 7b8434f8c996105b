package cmd

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"newsbrief/internal/batch"
	"newsbrief/internal/durable"
	"newsbrief/internal/llm"
	"newsbrief/internal/outputs"
	"newsbrief/internal/render"
)

// run does the work on every input, several at once, and prints the results in
// the inputs' order or writes each to its file. One that fails is reported and
// the others go on, unless they would all fail the same way.
func (j *job) run(ctx context.Context, work work) error {
	r := &runner{job: j, work: work, out: j.stdout, started: time.Now()}
	if err := r.open(); err != nil {
		return err
	}
	defer r.close()
	articles, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r.stop = stop
	r.progress = &progress{started: r.started, spent: r.spending}
	endProgress := r.showProgress(articles)
	batch.Each(articles, r.articles(articles), r.workers(), r.do, r.emit)
	r.again(articles)
	endProgress()
	errors.As(context.Cause(articles), &r.ended)
	return r.finish(ctx)
}

// workers is how many articles are worked on at once: some more than requests
// are in flight, which need not wait while an answer is checked and written.
func (j *job) workers() int { return j.jobs + j.jobs/4 }

// runner is what a run of a job remembers.
type runner struct {
	*job
	work     work
	out      io.Writer
	file     *durable.File   // nil: none
	page     *report         // nil: none
	folder   *outputs.Folder // nil: none
	settings string          // a hash of what decides an output besides its article
	writer   *render.Writer
	stop     context.CancelCauseFunc
	ended    *failure // that of one article which every other would have met; nil: none
	started  time.Time
	progress *progress

	later    []delayed // they failed in a way that may pass, and are tried again at the end
	second   bool      // this is the end
	broke    bool      // the budget is spent
	count    counts
	several  bool
	failures []failure
	doubtful bool
}

// counts are of articles.
type counts struct{ done, unchanged, failed, waiting, left int }

// failure is that of one article.
type failure struct {
	name string
	err  error
}

func (f *failure) Error() string { return f.name + ": " + f.err.Error() }

// outcome is what became of an article.
type outcome struct {
	state  state
	result finished
	err    error
}

// state tells why there is neither a result nor an error.
type state int

const (
	tried      state = iota
	unchanged        // the output is there already
	passedOver       // the user wants others only
)

// open makes the output and the report ready.
func (r *runner) open() (err error) {
	if err = r.openOutput(); err != nil || r.report == "" {
		return err
	}
	if r.page, err = createReport(r.report); err != nil {
		r.close()
		if r.file != nil {
			r.file.Drop()
		}
	}
	return err
}

func (r *runner) openOutput() (err error) {
	switch {
	case r.toFolder:
		return r.openFolder()
	case r.outPath != "":
		if r.file, err = durable.Create(r.outPath, 0o644); err != nil {
			return r.outputError(err)
		}
		r.out = r.file
	}
	return nil
}

// noArticle is a test for files below a folder that are outputs of this command,
// or nil: there are none.
func (r *runner) noArticle(folder string) func(path string) bool {
	var output func(string) bool
	if r.folder != nil {
		output = r.folder.Outputs(folder)
	}
	if r.report == "" {
		return output
	}
	return func(path string) bool { return output != nil && output(path) || sameFile(path, r.report) }
}

func (r *runner) close() {
	if r.folder != nil {
		_ = r.folder.Close() // each line was durable when it was added
	}
}

// articles are those that the run is about. All of them are named, so that an
// output has the same name in every shard.
func (r *runner) articles(ctx context.Context) iter.Seq[batch.Article] {
	return func(yield func(batch.Article) bool) {
		for a := range batch.Articles(ctx, r.reader, r.inputs, r.noArticle) {
			if r.folder != nil {
				if a.Output = r.folder.Output(a.Rel, r.endings...); r.folder.IsFile(a.Output, a.Name) {
					a.Output = r.folder.Output(a.Rel) // not over the input itself
				}
			}
			if r.shard.Holds(a.Rel) && !yield(a) {
				return
			}
		}
	}
}

// do is a worker's part: everything but what needs the articles' order.
func (r *runner) do(ctx context.Context, a batch.Article) outcome {
	var o outcome
	switch {
	case r.folder != nil:
		o = r.toFile(ctx, a)
	case a.Err != nil:
		o.err = a.Err
	case r.overBudget():
		o.err = errBudget
	default:
		o.result, o.err = r.work(ctx, a.Input, r.show(a))
	}
	if !r.second {
		r.progress.add(o)
	}
	if ends(o.err) {
		r.stop(&failure{a.Name, o.err})
	}
	return o
}

// show is where the result may appear while it comes: only that of a single
// article can.
func (r *runner) show(a batch.Article) *render.Writer {
	if !a.Alone || r.file != nil {
		return nil
	}
	return r.print(a)
}

// print returns the writer of the whole output.
func (r *runner) print(a batch.Article) *render.Writer {
	if r.writer == nil {
		o := r.render
		o.Several = !a.Alone
		r.writer, _ = render.New(r.out, r.format, o) // newJob knows the format
	}
	return r.writer
}

// ends says whether every other article would fail as this one did.
func ends(err error) bool {
	var e *llm.Error
	var write *writeError
	return errors.As(err, &write) || errors.As(err, &e) && e.Kind.Permanent()
}

// passing says whether the article may well succeed some minutes later.
func passing(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Kind.Passing()
}

// writeError is a failure of the output, not of an article.
type writeError struct{ cause error }

func (e *writeError) Error() string { return e.cause.Error() }
func (e *writeError) Unwrap() error { return e.cause }

// emit takes the outcomes in the articles' order.
func (r *runner) emit(a batch.Article, o outcome) {
	r.several = !a.Alone
	if o.err == nil && o.result.print != nil {
		o.err = r.deliver(a, o.result)
	}
	switch {
	case o.state == passedOver:
	case o.state == unchanged:
		r.count.unchanged++
		r.doubtful = r.doubtful || o.result.doubtful
	case o.err == nil:
		r.count.done++
		r.doubtful = r.doubtful || o.result.doubtful
		for _, w := range o.result.warnings {
			r.notice("%s: %s", displayName(a.Name), w.Message)
		}
	case waits(o.err):
		r.count.waiting++
	case errors.Is(o.err, context.Canceled):
		r.count.left++
	case errors.Is(o.err, errBudget):
		r.count.left++
		r.broke = true
	case ends(o.err):
		r.count.left++ // finish tells
	case r.folder != nil && !r.second && passing(o.err):
		r.later = append(r.later, delayed{a, o.err})
	default:
		r.failed(a.Name, o.err)
	}
}

// deliver hands a result to the output and to the report.
func (r *runner) deliver(a batch.Article, result finished) error {
	if !result.shown {
		if err := result.print(r.print(a)); err != nil {
			failed := &writeError{r.outputError(err)}
			r.stop(&failure{"", failed})
			return failed
		}
	}
	r.page.add(result.print, r.several)
	return nil
}

func (r *runner) failed(name string, err error) {
	r.count.failed++
	r.failures = append(r.failures, failure{name, err})
}

// delayed is an article that failed, and why.
type delayed struct {
	batch.Article
	err error
}

// again tries once more what failed in a way that may pass, unless the batch
// has ended or nothing went well.
func (r *runner) again(ctx context.Context) {
	r.second = true
	if ctx.Err() != nil || r.count.done == 0 {
		for _, d := range r.later {
			r.failed(d.Name, d.err)
		}
		return
	}
	batch.Each(ctx, func(yield func(batch.Article) bool) {
		for _, d := range r.later {
			if !yield(d.Article) {
				return
			}
		}
	}, r.workers(), r.do, r.emit)
}
