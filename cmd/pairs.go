package cmd

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
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

// pairLine is a line of the file, or why it cannot be read.
type pairLine struct {
	text []byte
	err  error
}

// stream checks the lines of in, jobs at once, and prints the results in
// their order. Lines that cannot be checked are reported, the others done.
func (k *checker) stream(ctx context.Context, in io.Reader, name string, jobs int) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var failed, unsupported bool
	number := 0
	run.Each(ctx, k.lines(in), jobs, k.pair, func(_ pairLine, r checkOutcome) {
		number++
		err := r.err
		if err == nil && r.compared != nil && ctx.Err() == nil {
			err = k.print(r.compared)
		}
		switch {
		case errors.Is(err, run.ErrUnsupported):
			unsupported = true
		case r.err != nil:
			failed = true
			k.Errorf("%s:%d: %v", name, number, r.err)
		case err != nil:
			stop(err)
		}
	})
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case failed:
		return terminal.ErrReported
	case unsupported:
		return run.ErrUnsupported
	}
	return nil
}

// lines are those of in, up to one that cannot be read.
func (k *checker) lines(in io.Reader) iter.Seq[pairLine] {
	return func(yield func(pairLine) bool) {
		lines := bufio.NewReaderSize(in, 1<<16)
		for {
			text, err := readLine(lines, k.reader.MaxBytes)
			if err == io.EOF || !yield(pairLine{text, err}) || err != nil && err != errLong {
				return
			}
		}
	}
}

// errLong is a line over the limit; the rest of it has been passed over.
var errLong = errors.New("is larger than --max-bytes")

// readLine reads a line without its end; io.EOF where there is none left.
func readLine(r *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if int64(len(line)+len(part)) > limit+1 {
			long, line = true, nil
		} else if !long {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && (err != io.EOF || len(line) == 0 && !long):
			return nil, err
		case long:
			return nil, errLong
		}
		return bytes.TrimSpace(line), nil
	}
}

// pair checks one line; a blank one has no result.
func (k *checker) pair(_ context.Context, line pairLine) checkOutcome {
	if line.err != nil || len(line.text) == 0 {
		return checkOutcome{err: line.err}
	}
	var p pair
	if err := json.Unmarshal(line.text, &p); err != nil {
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
	language := to
	if language == "" {
		language = source.Language
	}
	candidate := article.Exact("", p.Candidate, language)
	return checkOutcome{compared: compare(idOf(p.ID), source, candidate, to != "")}
}

// idOf is a pair's id as text: a string as it stands, anything else as written.
func idOf(id json.RawMessage) string {
	var text string
	if json.Unmarshal(id, &text) == nil {
		return text
	}
	return string(id)
}
