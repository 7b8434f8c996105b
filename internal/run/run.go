// Package run does a task to many articles: their order, workers, where results
// go, what is told while it lasts and at its end.
package run

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/durable"
	"newsbrief/internal/llm"
	"newsbrief/internal/outputs"
	"newsbrief/internal/render"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

// Options say which articles a run is about, and what becomes of the results.
type Options struct {
	Inputs  []string // files, folders, addresses, "-"; none: standard input
	Dir     string   // that relative inputs are in; "": the working folder
	Reader  *article.Reader
	Format  render.Format
	Render  render.Options
	Out     string   // a file or a folder; "": standard output
	Folder  bool     // Out is one
	Report  string   // a file; "": none
	Endings []string // of inputs, that outputs in a folder keep
	// Parts are what the work is done to, in place of the inputs' articles; nil: these.
	Parts    *Parts
	Shard    outputs.Shard
	Jobs     int      // articles, and requests, in flight at once
	Language string   // of the results; "": the article's
	Beside   []string // files that are no articles, wherever they lie
	// Merge is Work where an output is there, which the result takes the place of; nil:
	// results know nothing of each other.
	Merge func(ctx context.Context, in article.Input, there There) (Finished, error)
	// Identity is what decides a result besides the article: values with a JSON
	// form.
	Identity []any

	RetryFailed  bool    // only what failed before
	Force        bool    // also what is done, over files of others
	DiscardEdits bool    // also what a person changed
	ErrorLines   bool    // an article that failed is a line of JSON in its place, and no failure of the run
	Strict       bool    // ErrUnsupported where a claim has no support
	MaxDoubt     float64 // ErrUnsupported where a line's doubt is above it
	Verbose      bool

	Budget Budget
	Prices *Prices // nil: unknown
	Dry    *DryRun // nil: send
	// Used is what the endpoint was asked for so far; nil: the work asks none.
	Used func() result.Usage
}

// There is an output that is there already.
type There struct {
	Text    []byte
	Touched bool  // it is not as this program wrote it, as far as is known
	Changed bool  // a person changed what this program wrote
	Current bool  // it was made of the same article with the same options
	Refused error // why it may not be replaced unless the result holds what a person changed
}

// Parts are what a task makes of its inputs, as stories of many articles.
type Parts struct {
	List []Article
	What string // one is called, as "story"
	Many string // several are, as "stories"
	// Index writes what tells of all results in an output folder: of those that are
	// there, and of those that are not.
	Index func(w io.Writer, written []Article, failed []render.Failure, left int) error
}

// Work is what a task does with one article. Where show is not nil, the result
// may appear there while it comes.
type Work func(ctx context.Context, in article.Input, show *render.Writer) (Finished, error)

// Finished is a task's work on one article.
type Finished struct {
	Print    func(*render.Writer) error
	Shown    bool    // it is where the user wants it, but for the report
	Doubtful bool    // a claim in it has no support
	Doubt    float64 // of its most doubtful line; 0: none is known
	Warnings []result.Warning
	// Done is called when the result is where the user wants it, but for what ends a
	// document; in the articles' order; nil: nobody is to know.
	Done func()
}

// ErrWaiting is that of an article whose answer is still to come.
var ErrWaiting = errors.New("waits for an answer")

// ErrUnsupported ends a run that found a claim without support, or a doubtful
// line; it has been printed already.
var ErrUnsupported = errors.New("unsupported")

// ErrMisused ends a run whose line was wrong use with every article; it has been
// reported already.
var ErrMisused = errors.New("wrong use")

// Run does the work on every input, several at once, and prints the results in
// the inputs' order or writes each to its file. One that fails is reported and
// the others go on, unless they would all fail the same way.
func Run(ctx context.Context, c *terminal.Console, o Options, work Work) error {
	r := &runner{Console: c, o: &o, work: work, spending: spending{o.Budget, o.Prices, o.Used}}
	r.started = time.Now()
	var err error
	if r.out, err = openOutput(c, &o); err != nil {
		return err
	}
	defer r.out.close()
	articles, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r.stop = stop
	r.progress = &progress{started: r.started, spent: r.spending.String}
	endProgress := r.showProgress(articles)
	Each(articles, r.articles(articles), r.workers(), r.do, r.emit)
	r.again(articles)
	endProgress()
	errors.As(context.Cause(articles), &r.ended)
	return r.finish(ctx)
}

// runner is what a run remembers.
type runner struct {
	*terminal.Console
	o    *Options
	work Work
	out  *output
	spending
	tally
	progress *progress
	stop     context.CancelCauseFunc
	later    []delayed // they failed in a way that may pass, and are tried again at the end
	second   bool      // this is the end
}

// workers is how many articles are worked on at once: some more than requests
// are in flight, which need not wait while an answer is checked, and more still where
// outputs wait for the disk and there is room for their files.
func (r *runner) workers() int {
	workers := r.o.Jobs + r.o.Jobs/4
	if r.out.folder == nil {
		return workers
	}
	room := (durable.MostOpen() - ownFiles - jobFiles*r.o.Jobs) / waitingFiles
	return max(workers, min(2*r.o.Jobs-1, r.o.Jobs+room))
}

// How many files are open at most: of the run itself; of a job, a connection, its
// input, the pipes of a PDF's reader, its output and answer with their folders; of an
// article beside the jobs, those but the connection and the answer.
const ownFiles, jobFiles, waitingFiles = 24, 10, 7

// WithFiles is how many of so many jobs have room for their files: the others
// wait, so that none fails for want of one.
func WithFiles(jobs int) int {
	return max(1, min(jobs, (durable.MostOpen()-ownFiles)/jobFiles))
}

// failure is that of one article.
type failure struct {
	name string
	err  error
}

func (f *failure) Error() string { return f.name + ": " + f.err.Error() }

// outcome is what became of an article.
type outcome struct {
	state  state
	result Finished
	err    error
}

// state tells why there is neither a result nor an error.
type state int

const (
	tried      state = iota
	unchanged        // the output is there already
	passedOver       // the user wants others only
)

// articles are those that the run is about. All of them are named, so that an
// output has the same name in every shard.
func (r *runner) articles(ctx context.Context) iter.Seq[Article] {
	return func(yield func(Article) bool) {
		for a := range r.found(ctx) {
			r.out.name(&a)
			if r.o.Shard.Holds(a.Rel) && !yield(a) {
				return
			}
		}
	}
}

func (r *runner) found(ctx context.Context) iter.Seq[Article] {
	if r.o.Parts != nil {
		return markAlone(slices.Values(r.o.Parts.List))
	}
	return Articles(ctx, r.o, r.out.noArticle)
}

// do is a worker's part: everything but what needs the articles' order.
func (r *runner) do(ctx context.Context, a Article) outcome {
	var o outcome
	switch {
	case r.out.folder != nil:
		o = r.toFile(ctx, a)
	case a.Err != nil:
		o.err = a.Err
	case r.spent():
		o.err = errBudget
	default:
		o.result, o.err = r.work(ctx, a.Input, r.out.show(a))
	}
	if !r.second {
		r.progress.add(o)
	}
	if ends(o.err) {
		r.stop(&failure{a.Name, o.err})
	}
	return o
}

// ends says whether every other article would fail as this one did.
func ends(err error) bool {
	var e *llm.Error
	var write *WriteError
	return errors.As(err, &write) || errors.Is(err, article.ErrUnread) || errors.As(err, &e) && e.Kind.Permanent()
}

// Passing says whether what failed may well succeed some minutes later.
func Passing(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Kind.Passing()
}

// judge notes what the checks said of a result, and tells what is to be known.
func (r *runner) judge(a Article, f Finished) {
	r.doubtful = r.doubtful || f.Doubtful && r.o.Strict || f.Doubt > r.o.MaxDoubt
	if f.Doubt > r.o.MaxDoubt {
		r.Notice("%s: the doubt of a line, %.2f, is above %v", terminal.DisplayName(a.Name), f.Doubt, r.o.MaxDoubt)
	}
	for _, w := range f.Warnings {
		r.Notice("%s: %s", terminal.DisplayName(a.Name), w.Message)
	}
}

// emit takes the outcomes in the articles' order.
func (r *runner) emit(a Article, o outcome) {
	r.several = !a.Alone
	if o.err == nil && o.result.Print != nil {
		o.err = r.deliver(a, o.result)
	}
	if r.o.Parts != nil && o.err == nil && o.state != passedOver {
		r.written = append(r.written, a)
	}
	switch {
	case o.state == passedOver:
	case o.state == unchanged:
		r.count.unchanged++
		r.judge(a, o.result)
	case o.err == nil:
		r.count.done++
		r.judge(a, o.result)
		if o.result.Done != nil {
			o.result.Done()
		}
	case r.out.folder != nil && !r.second && isFailure(o.err) && Passing(o.err):
		r.later = append(r.later, delayed{a, o.err})
	default:
		r.missed(a.Name, o.err)
		if r.o.ErrorLines && isFailure(o.err) {
			r.tellInPlace(a, o.err)
		}
	}
}

// tellInPlace prints the error of an article where its result would stand.
func (r *runner) tellInPlace(a Article, err error) {
	if err := r.out.print(a).Failed(a.Name, err.Error()); err != nil {
		r.stop(&failure{"", &WriteError{r.out.error(err)}})
	}
}

// deliver hands a result to the output and to the report.
func (r *runner) deliver(a Article, f Finished) error {
	if err := r.out.deliver(a, f); err != nil {
		r.stop(&failure{"", err})
		return err
	}
	return nil
}

// delayed is an article that failed, and why.
type delayed struct {
	Article
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
	Each(ctx, func(yield func(Article) bool) {
		for _, d := range r.later {
			if !yield(d.Article) {
				return
			}
		}
	}, r.workers(), r.do, r.emit)
}
