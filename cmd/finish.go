package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"newsbrief/internal/plain"
)

// finish completes the output and tells what is not in it; the exit code says
// whether that is all.
func (r *runner) finish(ctx context.Context) error {
	err := errors.Join(r.complete(), r.page.finish(r))
	for _, f := range r.failures {
		r.fail(f.name, f.err)
	}
	if r.ended != nil {
		r.fail(r.ended.name, r.ended.err)
	}
	if r.broke {
		r.errorf("the budget of %v is spent; the same command goes on with the articles that are left", r.budget)
	}
	if r.dry == nil && (r.several || r.folder != nil) && r.count.done+r.count.unchanged+r.count.failed > 0 {
		r.notice("%s", r.summary())
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case r.count.failed > 0 || r.ended != nil || r.broke:
		return errReported
	case r.strict && r.doubtful:
		return errUnsupported
	}
	return nil
}

// complete ends the output, where there is one.
func (r *runner) complete() error {
	if r.writer == nil || r.count.done == 0 {
		if r.file != nil {
			r.file.Drop()
		}
		return nil
	}
	r.writer.Missing(r.missing())
	err := r.writer.Close()
	if r.dry != nil && err == nil {
		err = r.writer.Total(r.dry.count, r.dry.total)
	}
	if r.file != nil {
		err = errors.Join(err, r.file.Keep())
	}
	return r.outputError(err)
}

// outputError says which output cannot be written.
func (r *runner) outputError(err error) error {
	if r.outPath == "" || err == nil {
		return outputError(err)
	}
	return fmt.Errorf("cannot write %s: %w", plain.Line(r.outPath), fileCause(err))
}

// fileCause drops the paths of a file's error, which its user names anyway.
func fileCause(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// summary is the closing line of a batch.
func (r *runner) summary() string {
	text := count(r.count.done, "article") + " done"
	for _, part := range []struct {
		count int
		what  string
	}{{r.count.unchanged, "unchanged"}, {r.count.failed, "failed"}, {r.count.waiting, "waiting"}, {r.count.left, "not finished"}} {
		if part.count > 0 {
			text += fmt.Sprintf(", %d %s", part.count, part.what)
		}
	}
	used := r.endpoint.client.Used()
	text += fmt.Sprintf("; %s, %s", count(used.Requests, "request"), r.spending())
	if used.Cached > 0 {
		text += fmt.Sprintf(", %s from the cache", count(used.Cached, "answer"))
	}
	return text + fmt.Sprintf(" in %v", time.Since(r.started).Round(10*time.Millisecond))
}

// count is "1 article" or "2 articles".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
