package cmd

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// pair is one line of --pairs.
type pair struct {
	ID        json.RawMessage
	Source    string
	Candidate string
	To        string
}

// stream checks the lines of in, jobs at once, and prints the results in
// their order. Lines that cannot be checked are reported, the others done.
func (k *checker) stream(ctx context.Context, in io.Reader, name string, jobs int) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var t toll
	number := 0
	run.Each(ctx, run.Lines(in, k.reader.MaxBytes), jobs, k.pair, func(_ run.Line, r checkOutcome) {
		number++
		err := r.err
		switch {
		case err != nil:
			k.Errorf("%s:%d: %v", name, number, err)
			err = terminal.ErrReported
		case r.compared != nil && ctx.Err() == nil:
			err = k.print(r.compared)
		}
		if err := t.add(err); err != nil {
			stop(err)
		}
	})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return t.err()
}

// pair checks one line; a blank one has no result.
func (k *checker) pair(ctx context.Context, line run.Line) checkOutcome {
	if line.Err != nil || len(line.Text) == 0 {
		return checkOutcome{err: line.Err}
	}
	var p pair
	if err := json.Unmarshal(line.Text, &p); err != nil {
		return checkOutcome{err: fmt.Errorf("not a pair in JSON: %w", err)}
	}
	switch {
	case strings.TrimSpace(p.Source) == "":
		return checkOutcome{err: errors.New(`the pair has no "source"`)}
	case strings.TrimSpace(p.Candidate) == "":
		return checkOutcome{err: errors.New(`the pair has no "candidate"`)}
	}
	to := k.to
	if p.To != "" {
		var err error
		if to, err = lang.Parse(p.To); err != nil {
			return checkOutcome{err: fmt.Errorf(`"to": %w`, err)}
		}
	}
	source := article.Exact("", p.Source, "")
	candidate := article.Exact("", p.Candidate, cmp.Or(to, source.Language))
	c, err := k.compare(ctx, article.ID(p.ID), source, candidate, to != "")
	return checkOutcome{c, err}
}
