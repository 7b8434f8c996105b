package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/batch"
	"newsbrief/internal/durable"
	"newsbrief/internal/outputs"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
)

// outputVersion is part of every fingerprint: raise it when the same answers
// give other outputs.
const outputVersion = 1

// selection says which articles of a batch are done.
type selection struct {
	shard       outputs.Shard
	retryFailed bool // only those that failed before
	force       bool // also those that are done, over files of others
}

func batchFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "shard", Usage: "`K/N` only the K-th of N parts of the articles, by their path"},
		&cli.StringFlag{Name: "budget", Usage: "`AMOUNT` begin no other article when it is spent: tokens, as 2M, or dollars, as $5"},
		&cli.BoolFlag{Name: "retry-failed", Usage: "only the articles that failed before (with --out DIR)"},
		&cli.BoolFlag{Name: "force", Usage: "all articles again, also over files of others (with --out DIR)"},
	}
}

func readSelection(ctx *cli.Context, folder bool) (s selection, err error) {
	s = selection{retryFailed: ctx.Bool("retry-failed"), force: ctx.Bool("force")}
	switch {
	case s.retryFailed && s.force:
		return s, usagef("--retry-failed and --force exclude each other")
	case (s.retryFailed || s.force) && !folder:
		return s, usagef("--retry-failed and --force go with a folder: --out DIR/")
	case ctx.String("shard") != "":
		if s.shard, err = outputs.ParseShard(ctx.String("shard")); err != nil {
			return s, usagef("--shard: %v", err)
		}
	}
	return s, nil
}

// isFolder says whether --out names a folder: one that exists, a name that ends
// as folders do, and, for a folder or several inputs, a name without extension.
func isFolder(path string, inputs []string) bool {
	info, err := os.Stat(path)
	switch {
	case path == "":
		return false
	case err == nil:
		return info.IsDir()
	case os.IsPathSeparator(path[len(path)-1]):
		return true
	case filepath.Ext(path) != "":
		return false
	}
	return len(inputs) > 1 || len(inputs) == 1 && isDir(inputs[0])
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// suffix is what the outputs of a format end in.
func suffix(f render.Format) string {
	switch f {
	case render.FormatText:
		return ".txt"
	case render.FormatMarkdown:
		return ".md"
	}
	return "." + string(f)
}

// openFolder makes the folder of --out ready.
func (r *runner) openFolder() (err error) {
	if r.settings, err = outputs.Hash(outputVersion, r.options, r.format, r.render, r.reader.Encoding); err != nil {
		return err
	}
	o := outputs.FolderOptions{Suffix: suffix(r.format), Shard: r.shard, Force: r.force}
	r.folder, err = outputs.OpenFolder(r.outPath, o)
	var locked *durable.LockedError
	if err != nil && !errors.As(err, &locked) {
		return r.outputError(err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", plain.Line(r.outPath), err)
	}
	return nil
}

// toFile is do for an output folder: the article's output is written, unless
// it is there already.
func (r *runner) toFile(ctx context.Context, a batch.Article) (o outcome) {
	e := outputs.Entry{Output: a.Output, Source: strings.ToValidUTF8(a.Name, "\uFFFD")}
	status, doubtful := r.folder.Known(a.Output)
	if r.retryFailed && status != outputs.Failed {
		return outcome{state: passedOver}
	}
	if e.Fingerprint, o.err = r.fingerprint(ctx, a); o.err == nil {
		if !r.force && r.folder.Current(a.Output, e.Fingerprint) {
			o = outcome{state: unchanged, result: finished{doubtful: doubtful, shown: true}}
			if r.page != nil {
				o.result.print = r.stored(ctx, a, doubtful)
			}
			return o
		}
		o.err = r.makeFile(ctx, a, e, &o.result)
	}
	if o.err != nil && ctx.Err() == nil && !ends(o.err) && !errors.Is(o.err, errBudget) && !waits(o.err) {
		e.Error = plain.Line(o.err.Error())
		if err := r.folder.Fail(e); err != nil {
			o.err = r.writeError("manifest.jsonl", err)
		}
	}
	return o
}

// fingerprint is a hash of all that decides an article's output.
func (r *runner) fingerprint(ctx context.Context, a batch.Article) (string, error) {
	if a.Err != nil {
		return "", a.Err
	}
	content, err := outputs.Content(ctx, a.Input)
	if err != nil {
		return "", err
	}
	return outputs.Hash(r.settings, content)
}

// makeFile does the work and writes what comes of it.
func (r *runner) makeFile(ctx context.Context, a batch.Article, e outputs.Entry, into *finished) (err error) {
	if err := r.folder.Free(a.Output); err != nil {
		return fmt.Errorf("%s: %w", plain.Line(filepath.Join(r.outPath, filepath.FromSlash(a.Output))), err)
	}
	if r.overBudget() {
		return errBudget
	}
	if *into, err = r.work(ctx, a.Input, nil); err != nil {
		return err
	}
	var text bytes.Buffer
	w, err := render.New(&text, r.format, r.render)
	if err == nil {
		err = errors.Join(into.print(w), w.Close())
	}
	if err != nil {
		return err
	}
	into.shown, e.Doubtful = true, into.doubtful
	if r.page == nil {
		into.print = nil // it may be large, and wait for those before it
	}
	if err := r.folder.Write(e, text.Bytes()); err != nil {
		return r.writeError(a.Output, err)
	}
	return nil
}

// writeError is that of a file in the output folder.
func (r *runner) writeError(name string, err error) error {
	return &writeError{fmt.Errorf("cannot write %s: %w", plain.Line(filepath.Join(r.outPath, name)), fileCause(err))}
}
