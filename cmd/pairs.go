package cmd

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/prompts"
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
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var failed, unsupported bool
	line := 0
	for result := range k.results(ctx, in, jobs) {
		line++
		var r checkOutcome
		select {
		case r = <-result:
		case <-ctx.Done():
			return ctx.Err()
		}
		err := r.err
		if err == nil && r.compared != nil {
			err = k.print(r.compared)
		}
		switch {
		case errors.Is(err, errUnsupported):
			unsupported = true
		case r.err != nil:
			failed = true
			k.errorf("%s:%d: %v", name, line, r.err)
		case err != nil:
			return err
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case failed:
		return errReported
	case unsupported:
		return errUnsupported
	}
	return nil
}

// results starts a worker for each line, at most jobs at once, and hands out
// where their results will be, in the lines' order. It ends with in or ctx.
func (k *checker) results(ctx context.Context, in io.Reader, jobs int) <-chan chan checkOutcome {
	order := make(chan chan checkOutcome, jobs)
	free := make(chan struct{}, jobs)
	go func() {
		defer close(order)
		lines := bufio.NewReaderSize(in, 1<<16)
		for {
			data, err := readLine(lines, k.reader.MaxBytes)
			if err == io.EOF {
				return
			}
			result := make(chan checkOutcome, 1)
			select {
			case order <- result:
			case <-ctx.Done():
				return
			}
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return
			}
			go func() {
				defer func() { <-free }()
				result <- k.pair(data, err)
			}()
			if err != nil && err != errLong {
				return
			}
		}
	}()
	return order
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
func (k *checker) pair(line []byte, err error) checkOutcome {
	if err != nil || len(line) == 0 {
		return checkOutcome{err: err}
	}
	var p pair
	if err := json.Unmarshal(line, &p); err != nil {
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
		if to, err = prompts.ParseLanguage(p.To); err != nil {
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
