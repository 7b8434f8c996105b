package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// folders checks each file of a folder with the one of the same relative path in
// another, jobs at once, and tells the results in the order of their names. A file
// without counterpart is a failure; the others are checked all the same.
func (k *checker) folders(ctx context.Context, source, candidates string, jobs int) error {
	sources, err := filesOf(ctx, source)
	if err != nil {
		return fmt.Errorf("cannot check the files of %s: %w", terminal.DisplayName(source), err)
	}
	counterpart := func(path string) string {
		relative, _ := filepath.Rel(source, path)
		return filepath.Join(candidates, relative)
	}
	compare := func(ctx context.Context, path string) checkOutcome {
		return k.counterpart(ctx, path, counterpart(path))
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var t toll
	run.Each(ctx, slices.Values(sources), jobs, compare, func(path string, r checkOutcome) {
		if ctx.Err() != nil {
			return
		}
		if err := t.add(k.tell(counterpart(path), r)); err != nil {
			stop(err)
		}
	})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return t.err()
}

// filesOf are the files beneath a folder, hidden ones apart, by their names.
func filesOf(ctx context.Context, dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		hidden := path != dir && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case hidden && d.IsDir():
			return filepath.SkipDir
		case !hidden && d.Type().IsRegular():
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

// counterpart checks one file.
func (k *checker) counterpart(ctx context.Context, source, candidate string) checkOutcome {
	if _, err := os.Stat(candidate); errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("has no counterpart: there is no %s", terminal.DisplayName(candidate))
		return checkOutcome{err: &unchecked{source, err}}
	}
	c, err := k.compareFiles(ctx, source, candidate)
	return checkOutcome{c, err}
}

// tell prints what became of a candidate, in text under its name.
func (k *checker) tell(candidate string, r checkOutcome) error {
	if r.err != nil {
		return k.fail(candidate, r.err)
	}
	if k.format == "text" {
		if _, err := io.WriteString(k.Stdout, terminal.DisplayName(candidate)+":\n"); err != nil {
			return terminal.OutputError(err)
		}
	}
	return k.print(r.compared)
}

// toll is what became of many checks.
type toll struct{ failed, unsupported bool }

// add counts the outcome of one; what it returns ends the run.
func (t *toll) add(err error) error {
	switch {
	case errors.Is(err, run.ErrUnsupported):
		t.unsupported = true
	case errors.Is(err, terminal.ErrReported):
		t.failed = true
	default:
		return err
	}
	return nil
}

func (t toll) err() error {
	switch {
	case t.failed:
		return terminal.ErrReported
	case t.unsupported:
		return run.ErrUnsupported
	}
	return nil
}
