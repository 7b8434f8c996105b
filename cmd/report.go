package cmd

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/batch"
	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
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

func reportFlag() cli.Flag {
	return &cli.StringFlag{Name: "report", Usage: "`FILE` write a page (HTML) beside the output, with the evidence in the articles"}
}

// readReport is the path of --report, which replaces nothing but a page: no
// input, no output and no article of a folder.
func readReport(ctx *cli.Context, c *console) (path string, err error) {
	path = ctx.String("report")
	info, statErr := os.Stat(path)
	switch {
	case path == "" || ctx.Bool("dry-run"):
		return "", nil
	case path == "-" || statErr == nil && info.IsDir() || os.IsPathSeparator(path[len(path)-1]):
		return "", usagef("--report needs the name of a file, as report.html")
	case sameFile(path, ctx.String("out")):
		return "", usagef("--report and --out name the same file")
	}
	if err := c.checkTarget("report", path, ctx.Args().Slice()); err != nil {
		return "", err
	}
	if statErr == nil && info.Mode().IsRegular() && info.Size() > 0 && !isPage(path) {
		return "", usagef("--report would replace %s, which is no page of newsbrief; name another file", plain.Line(path))
	}
	return path, nil
}

// isPage says whether a file begins as the pages do.
func isPage(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4<<10))
	return err == nil && bytes.Contains(head, []byte(`<meta name="generator" content="newsbrief">`))
}

func createReport(path string) (*report, error) {
	file, err := durable.Create(path, 0o644)
	if err != nil {
		return nil, reportError(path, err)
	}
	return &report{path: path, file: file}, nil
}

func reportError(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot write %s: %w", plain.Line(path), fileCause(err))
}

// page is the writer of the report; several is known with its first article.
func (p *report) page(several bool) *render.Writer {
	if p.writer == nil {
		p.writer, _ = render.New(p.file, render.FormatHTML, render.Options{Several: several, Report: true}) // a known format
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
func (p *report) finish(r *runner) error {
	switch {
	case p == nil:
		return nil
	case p.err != nil || r.count.done+r.count.unchanged+len(r.failures) == 0:
		p.file.Drop()
	default:
		w := p.page(r.several || r.count.failed > 0)
		w.Missing(r.missing())
		p.err = errors.Join(w.Close(), p.file.Keep())
	}
	return reportError(p.path, p.err)
}

// missing are the articles that a page lacks.
func (r *runner) missing() (missing []render.Failure, left int) {
	failures := r.failures
	left = r.count.left + r.count.waiting
	if r.ended != nil {
		failures = append(failures[:len(failures):len(failures)], *r.ended)
		left = max(left-1, 0) // it is one of these
	}
	for _, f := range failures {
		help := ""
		var h hinted
		if errors.As(f.err, &h) {
			help = h.Help()
		}
		missing = append(missing, render.Failure{Name: displayName(f.name), Reason: f.err.Error(), Help: help})
	}
	return missing, left
}

// stored is the output that an earlier run made of an article, for the report:
// what its JSON says, or its text.
func (r *runner) stored(ctx context.Context, a batch.Article, doubtful bool) func(*render.Writer) error {
	data, err := r.folder.Read(a.Output)
	if err == nil && (r.format == render.FormatJSON || r.format == render.FormatJSONL) {
		if print := r.decoded(ctx, data, a.Input); print != nil {
			return print
		}
	}
	text := string(data)
	if err != nil || r.format == render.FormatHTML {
		text = ""
	}
	return func(w *render.Writer) error { return w.Stored(a.Name, a.Output, text, doubtful) }
}

// decoded is a stored result; nil where it is none. A brief gets its article
// back where that is still the same.
func (r *runner) decoded(ctx context.Context, data []byte, in article.Input) func(*render.Writer) error {
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
	b.Language = cmp.Or(r.language, b.Source.Language)
	return func(w *render.Writer) error { return w.Brief(&b, a) }
}
