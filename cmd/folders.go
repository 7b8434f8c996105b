package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// folders checks each file of a folder with the one of the same relative path in
// another, in the order of their names. A file without counterpart is a failure;
// the others are checked all the same.
func (k *checker) folders(ctx context.Context, source, candidates string) error {
	failed, unsupported := false, false
	err := filepath.WalkDir(source, func(path string, d fs.DirEntry, err error) error {
		hidden := path != source && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case hidden && d.IsDir():
			return filepath.SkipDir
		case hidden || !d.Type().IsRegular():
			return nil
		}
		relative, _ := filepath.Rel(source, path)
		switch err := k.counterpart(ctx, path, filepath.Join(candidates, relative)); {
		case errors.Is(err, run.ErrUnsupported):
			unsupported = true
		case errors.Is(err, terminal.ErrReported):
			failed = true
		default:
			return err
		}
		return nil
	})
	switch {
	case err != nil:
		return fmt.Errorf("cannot check the files of %s: %w", terminal.DisplayName(source), err)
	case failed:
		return terminal.ErrReported
	case unsupported:
		return run.ErrUnsupported
	}
	return nil
}

// counterpart checks one file; in text under the name of its candidate.
func (k *checker) counterpart(ctx context.Context, source, candidate string) error {
	if _, err := os.Stat(candidate); errors.Is(err, fs.ErrNotExist) {
		k.Fail(source, fmt.Errorf("has no counterpart: there is no %s", terminal.DisplayName(candidate)))
		return terminal.ErrReported
	}
	c, err := k.compareFiles(ctx, source, candidate)
	if err != nil {
		return err
	}
	if k.format == "text" {
		if _, err := io.WriteString(k.Stdout, terminal.DisplayName(candidate)+":\n"); err != nil {
			return terminal.OutputError(err)
		}
	}
	return k.print(c)
}
