package run

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/durable"
	"newsbrief/internal/outputs"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

// outputVersion is part of every fingerprint: raise it when the same answers
// give other outputs.
const outputVersion = 1

// output is where results go: standard output, a file, or a folder; and, if there
// is one, the report.
type output struct {
	*Options
	to       io.Writer
	file     *durable.File   // nil: none
	folder   *outputs.Folder // nil: none
	index    string          // of the folder; "": none
	settings string          // a hash of what decides an output besides its article
	page     *report         // nil: none
	writer   *render.Writer  // nil: nothing was printed so far
}

// openOutput makes the output and the report ready.
func openOutput(c *terminal.Console, o *Options) (out *output, err error) {
	out = &output{Options: o, to: c.Stdout}
	switch {
	case o.Folder:
		err = out.openFolder()
	case o.Out != "":
		if out.file, err = durable.Create(o.Out, 0o666); err != nil {
			return nil, out.error(err)
		}
		out.to = out.file
	}
	if err != nil || o.Report == "" {
		return out, err
	}
	if out.page, err = createReport(o.Report); err != nil {
		out.close()
		if out.file != nil {
			out.file.Drop()
		}
	}
	return out, err
}

// openFolder makes the folder ready.
func (o *output) openFolder() (err error) {
	o.settings, err = outputs.Hash(outputVersion, o.Identity, o.Format, o.Render, o.Reader.Encoding)
	if err != nil {
		return err
	}
	options := outputs.FolderOptions{Suffix: suffix(o.Format), Shard: o.Shard,
		Force: o.Force, DiscardEdits: o.DiscardEdits}
	o.folder, err = outputs.OpenFolder(o.Out, options)
	var locked *durable.LockedError
	if err != nil && !errors.As(err, &locked) {
		return o.error(err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", plain.Line(o.Out), err)
	}
	if o.Parts != nil {
		o.index = o.folder.Output("index")
	}
	return nil
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

func (o *output) close() {
	if o.folder != nil {
		_ = o.folder.Close() // each line was durable when it was added
	}
}

// noArticle is a test for files below a folder that are outputs of this command,
// or nil: there are none.
func (o *output) noArticle(folder string) func(path string) bool {
	var output func(string) bool
	if o.folder != nil {
		output = o.folder.Outputs(folder)
	}
	beside := o.Beside
	if o.Report != "" {
		beside = append(slices.Clip(beside), o.Report)
	}
	if len(beside) == 0 {
		return output
	}
	return func(path string) bool {
		return output != nil && output(path) ||
			slices.ContainsFunc(beside, func(file string) bool { return SameFile(path, file) })
	}
}

// name gives an article its output in the folder.
func (o *output) name(a *Article) {
	if o.folder == nil {
		return
	}
	a.Output = o.folder.OutputOf(a.Rel, a.File, o.Endings...)
}

// show is where the result may appear while it comes: only that of a single
// article can.
func (o *output) show(a Article) *render.Writer {
	if !a.Alone || o.file != nil {
		return nil
	}
	return o.print(a)
}

// print returns the writer of the whole output.
func (o *output) print(a Article) *render.Writer {
	if o.writer == nil {
		options := o.Render
		options.Several = !a.Alone
		o.writer, _ = render.New(o.to, o.Format, options) // the command line knows the format
	}
	return o.writer
}

// deliver hands a result to the output and to the report.
func (o *output) deliver(a Article, f Finished) error {
	if !f.Shown {
		if err := f.Print(o.print(a)); err != nil {
			return &WriteError{o.error(err)}
		}
	}
	o.page.add(f.Print, !a.Alone)
	return nil
}

// complete ends the output, where there is one. whole says that the run was not
// stopped.
func (o *output) complete(t *tally, whole bool) error {
	switch {
	case o.folder != nil:
		return o.writeIndex(t)
	case o.Parts != nil && len(o.Parts.List) == 0:
		o.print(Article{Alone: true}) // a document that says so
	case o.ErrorLines && whole:
		o.print(Article{}) // no line is a result, too
	case o.writer == nil || t.count.done == 0:
		if o.file != nil {
			o.file.Drop()
		}
		return nil
	}
	o.writer.Missing(t.missing())
	err := o.writer.Close()
	if o.Dry != nil && err == nil {
		err = o.writer.Total(o.Dry.count, o.Dry.total)
	}
	if o.file != nil {
		err = errors.Join(err, o.file.Keep())
	}
	return o.error(err)
}

// writeIndex writes what tells of all results in the folder, where the task has that.
func (o *output) writeIndex(t *tally) error {
	if o.Parts == nil || o.index == "" {
		return nil
	}
	w := &bytes.Buffer{}
	failed, left := t.missing()
	if err := o.Parts.Index(w, t.written, failed, left); err != nil {
		return err
	}
	err := o.folder.Write(outputs.Entry{Output: o.index, Source: "the index"}, w.Bytes())
	if errors.Is(err, outputs.ErrForeign) || errors.Is(err, outputs.ErrEdited) {
		return fmt.Errorf("%s: %w", o.path(o.index), err)
	}
	if err != nil {
		return o.fileError(o.index, err)
	}
	return nil
}

// WriteError is a failure of the output, not of an article.
type WriteError struct{ Cause error }

func (e *WriteError) Error() string { return e.Cause.Error() }
func (e *WriteError) Unwrap() error { return e.Cause }

// error says which output cannot be written.
func (o *output) error(err error) error {
	if o.Out == "" || err == nil {
		return terminal.OutputError(err)
	}
	return fmt.Errorf("cannot write %s: %w", plain.Line(o.Out), terminal.FileCause(err))
}

// fileError is that of a file in the output folder.
func (o *output) fileError(name string, err error) error {
	return &WriteError{fmt.Errorf("cannot write %s: %w", o.path(name), terminal.FileCause(err))}
}

// path is where an output is, for people.
func (o *output) path(name string) string {
	return plain.Line(filepath.Join(o.Out, filepath.FromSlash(name)))
}

// toFile is do for an output folder: the article's output is written, unless
// it is there already.
func (r *runner) toFile(ctx context.Context, a Article) (o outcome) {
	e := outputs.Entry{Output: a.Output, Source: strings.ToValidUTF8(a.Name, "\uFFFD")}
	status, known := r.out.folder.Known(a.Output)
	if r.o.RetryFailed && status != outputs.Failed {
		return outcome{state: passedOver}
	}
	if e.Fingerprint, o.err = r.out.fingerprint(ctx, a); o.err == nil {
		current, edited := r.out.folder.Current(a.Output, e.Fingerprint)
		again := r.o.Force || r.o.Parts != nil && !edited // the index tells of all
		there := r.there(a, current, edited)
		switch {
		case there != nil:
			o = r.mergeFile(ctx, a, e, there)
		case current && !again:
			return r.leave(ctx, a, known, edited)
		default:
			o.err = r.makeFile(ctx, a, e, &o.result)
		}
		if there != nil && current && !r.o.Force && errors.Is(o.err, outputs.ErrEdited) {
			return r.leave(ctx, a, known, true)
		}
	}
	if o.err != nil && ctx.Err() == nil && isFailure(o.err) {
		e.Error = plain.Line(o.err.Error())
		if err := r.out.folder.Fail(e); err != nil {
			o.err = r.out.fileError("manifest.jsonl", err)
		}
	}
	return o
}

// leave is the outcome of an article whose output is there.
func (r *runner) leave(ctx context.Context, a Article, known outputs.Judgement, edited bool) outcome {
	f := Finished{Doubtful: known.Doubtful, Doubt: known.Doubt, Shown: true}
	if edited {
		text := r.out.path(a.Output) + " was changed since newsbrief wrote it, and stays as it is; " +
			"--discard-edits makes it anew"
		f.Warnings = []result.Warning{{Code: "edited", Message: text}}
	}
	if r.out.page != nil {
		f.Print = r.out.stored(ctx, a, known.Doubtful)
	}
	return outcome{state: unchanged, result: f}
}

// isFailure says whether an article failed, and not the run, or nothing yet.
func isFailure(err error) bool {
	others := errors.Is(err, errBudget) || errors.Is(err, ErrWaiting) || errors.Is(err, context.Canceled)
	return !others && !ends(err)
}

// fingerprint is a hash of all that decides an article's output.
func (o *output) fingerprint(ctx context.Context, a Article) (string, error) {
	if a.Err != nil {
		return "", a.Err
	}
	content, err := outputs.Content(ctx, a.Input)
	if err != nil {
		return "", err
	}
	return outputs.Hash(o.settings, content)
}

// there is the output of an article where the result is to be merged with it; nil: it
// is not, or there is none.
func (r *runner) there(a Article, current, edited bool) *There {
	if r.o.Merge == nil || current && !edited && !r.o.Force && !r.o.DiscardEdits {
		return nil
	}
	text, err := r.out.folder.Read(a.Output)
	if err != nil {
		return nil
	}
	refused := r.out.folder.Free(a.Output)
	return &There{text, r.out.folder.Touched(a.Output), errors.Is(refused, outputs.ErrEdited), current, refused}
}

// mergeFile makes an output that keeps what a person changed in the one that is there.
// Where all else is current, that one stays as it is, to the byte.
func (r *runner) mergeFile(ctx context.Context, a Article, e outputs.Entry, there *There) (o outcome) {
	if r.spent() {
		return outcome{err: errBudget}
	}
	o.result, o.err = r.o.Merge(ctx, a.Input, *there)
	switch {
	case o.err != nil && errors.Is(o.err, there.Refused):
		o.err = fmt.Errorf("%s: %w", r.out.path(a.Output), o.err)
	case o.err == nil:
		var same bool
		replace := func(text []byte) error {
			if there.Current && there.Changed {
				text = there.Text
			}
			same = bytes.Equal(text, there.Text)
			return r.out.folder.Replace(e, there.Text, text)
		}
		if o.err = r.finishFile(a, &e, &o.result, replace); o.err == nil && same {
			o.state = unchanged
		}
	}
	return o
}

// makeFile does the work and writes what comes of it.
func (r *runner) makeFile(ctx context.Context, a Article, e outputs.Entry, into *Finished) (err error) {
	if err := r.out.folder.Free(a.Output); err != nil {
		return fmt.Errorf("%s: %w", r.out.path(a.Output), err)
	}
	if r.spent() {
		return errBudget
	}
	if *into, err = r.work(ctx, a.Input, nil); err != nil {
		return err
	}
	return r.finishFile(a, &e, into, func(text []byte) error { return r.out.folder.Write(e, text) })
}

// finishFile prints a result and writes it. e is completed before.
func (r *runner) finishFile(a Article, e *outputs.Entry, into *Finished, write func(text []byte) error) error {
	var text bytes.Buffer
	w, err := render.New(&text, r.o.Format, r.o.Render)
	if err == nil {
		err = errors.Join(into.Print(w), w.Close())
	}
	if err != nil {
		return err
	}
	into.Shown, e.Judgement = true, outputs.Judgement{Doubtful: into.Doubtful, Doubt: into.Doubt}
	if r.out.page == nil {
		into.Print = nil // it may be large, and wait for those before it
	}
	switch err := write(text.Bytes()); {
	case errors.Is(err, outputs.ErrForeign) || errors.Is(err, outputs.ErrEdited): // it came in between
		return fmt.Errorf("%s: %w", r.out.path(a.Output), err)
	case err != nil:
		return r.out.fileError(a.Output, err)
	}
	return nil
}
