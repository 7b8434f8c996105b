package run

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

// report is the page of --report: what was printed, once more. It grows on disk
// and appears whole or not at all. Its failure stops no article.
type report struct {
	path   string
	file   *durable.File
	writer *render.Writer
	err    error // the first
}

func createReport(path string) (*report, error) {
	file, err := durable.Create(path, 0o666)
	if err != nil {
		return nil, reportError(path, err)
	}
	return &report{path: path, file: file}, nil
}

func reportError(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot write %s: %w", plain.Line(path), terminal.FileCause(err))
}

// page is the writer of the report; several is known with its first article.
func (p *report) page(several bool) *render.Writer {
	if p.writer == nil {
		o := render.Options{Several: several, Report: true}
		p.writer, _ = render.New(p.file, render.FormatHTML, o) // a known format
	}
	return p.writer
}

// add puts a result on the page.
func (p *report) add(print func(*render.Writer) error, several bool) {
	if p != nil && p.err == nil {
		p.err = print(p.page(several))
	}
}

// finish completes the page of a run, where it has anything to tell.
func (p *report) finish(t *tally) error {
	switch {
	case p == nil:
		return nil
	case p.err != nil || t.count.done+t.count.unchanged+len(t.failures) == 0:
		p.file.Drop()
	default:
		w := p.page(t.several || t.count.failed > 0)
		w.Missing(t.missing())
		p.err = errors.Join(w.Close(), p.file.Keep())
	}
	return reportError(p.path, p.err)
}

// stored is the output that an earlier run made of an article, for the report:
// what its JSON says, or its text.
func (o *output) stored(ctx context.Context, a Article, doubtful bool) func(*render.Writer) error {
	data, err := o.folder.Read(a.Output)
	if err == nil && (o.Format == render.FormatJSON || o.Format == render.FormatJSONL) {
		if print := o.decoded(ctx, data, a.Input); print != nil {
			return print
		}
	}
	text := string(data)
	if err != nil || o.Format == render.FormatHTML {
		text = ""
	}
	return func(w *render.Writer) error { return w.Stored(a.Name, a.Output, text, doubtful) }
}

// decoded is a stored result; nil where it is none. A brief gets its article
// back where that is still the same.
func (o *output) decoded(ctx context.Context, data []byte, in article.Input) func(*render.Writer) error {
	var b result.Brief
	if json.Unmarshal(data, &b) != nil || b.Schema != result.Schema {
		return nil
	}
	if b.Kind == "translation" {
		var t result.Translation
		if json.Unmarshal(data, &t) != nil {
			return nil
		}
		return func(w *render.Writer) error { return w.Translation(&t) }
	}
	a, err := in.Load(ctx)
	if err != nil || !strings.EqualFold(a.SHA256, b.Source.SHA256) {
		a = nil
	}
	b.Language = cmp.Or(o.Language, b.Source.Language)
	return func(w *render.Writer) error { return w.Brief(&b, a) }
}
