package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/memory"
	"newsbrief/internal/outputs"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/translate"
)

// status lists what a run would do.
type status struct {
	*translator
	folder *outputs.Folder // nil: there is none yet, or --out is a file
	names  map[string]bool // of outputs that have a source
	counts map[string]int  // of articles, by their state
	failed bool
}

// The states of articles, but for those that are current.
var states = []string{"new", "changed", "edited", "stale"}

// translationStatus prints what is new, changed, edited or stale; it sends and writes
// nothing.
func translationStatus(ctx *cli.Context, c *console) error {
	t, err := newTranslator(ctx, c, origin{})
	if err != nil {
		return err
	}
	o := &t.options
	if o.Format != render.FormatText || o.Render.Bilingual || o.Out == "" || t.memory == "" {
		return terminal.Usagef("--status looks at documents in a folder, --out DIR/, or at one, -o FILE with " +
			"--memory FILE")
	}
	t.how.Model = t.settings.model
	if t.past.Memory, err = memory.Read(t.memory, ""); err != nil {
		return terminal.Usagef("cannot use the memory %s: %v", plain.Line(t.memory), terminal.FileCause(err))
	}
	s := &status{translator: t, names: map[string]bool{}, counts: map[string]int{}}
	if o.Folder {
		s.folder, err = outputs.ReadFolder(o.Out, outputs.FolderOptions{Suffix: ".txt"})
		if errors.Is(err, fs.ErrNotExist) {
			s.folder, err = nil, nil
		}
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", plain.Line(o.Out), terminal.FileCause(err))
		}
	}
	if s.folder != nil {
		defer s.folder.Close()
	}
	if err := s.articles(ctx.Context); err != nil {
		return err
	}
	return s.end()
}

// articles looks at each article.
func (s *status) articles(ctx context.Context) error {
	o := &s.options
	noArticle := func(folder string) func(string) bool {
		var output func(string) bool
		if s.folder != nil {
			output = s.folder.Outputs(folder)
		}
		return func(path string) bool {
			return output != nil && output(path) || run.SameFile(path, s.memory)
		}
	}
	for a := range run.Articles(ctx, o, noArticle) {
		output := o.Out
		if s.folder != nil {
			a.Output = s.folder.OutputOf(a.Rel, a.File, o.Endings...)
			output = filepath.Join(o.Out, filepath.FromSlash(a.Output))
			s.names[a.Output] = true
		}
		if !o.Shard.Holds(a.Rel) {
			continue
		}
		state, detail, err := s.one(ctx, a)
		if err != nil {
			s.Fail(a.Name, err)
			s.failed = true
			continue
		}
		if s.folder == nil && o.Folder {
			output = filepath.Join(o.Out, filepath.FromSlash(a.Rel))
		}
		if err := s.line(state, output, detail); err != nil {
			return err
		}
	}
	if s.folder == nil || len(o.Inputs) != 1 || !run.IsFolder(o.Inputs[0], nil) {
		return ctx.Err()
	}
	for _, name := range s.folder.Left(s.names) {
		if err := s.line("stale", filepath.Join(o.Out, filepath.FromSlash(name)), "its source is gone"); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// line prints a line, if there is something to do.
func (s *status) line(state, output, detail string) error {
	s.counts[state]++
	if state == "" {
		return nil
	}
	return s.Print(fmt.Sprintf("%-8s %s: %s\n", state, terminal.DisplayName(output), detail))
}

// one is the state of an article, "" where it is current, and what makes it so.
func (s *status) one(ctx context.Context, a run.Article) (state, detail string, err error) {
	if a.Err != nil {
		return "", "", a.Err
	}
	loaded, err := a.Load(ctx)
	if err != nil {
		return "", "", err
	}
	d, err := translate.DocumentOf(loaded, s.how.Keys...)
	if err != nil {
		return "", "", err
	}
	how, past := s.how, s.past
	if past.Earlier, err = s.there(a); err != nil {
		return "", "", err
	}
	how.Past = &past
	found, err := translate.StatusOf(loaded, d, how)
	due := fmt.Sprintf("%d of %s", found.Due, terminal.Count(found.Segments, "passage"))
	switch {
	case past.Earlier != nil && isRefusal(err, past.Earlier.Refused):
		return "edited", err.Error(), nil
	case err != nil:
		return "", "", err
	case past.Earlier == nil:
		return "new", due + " to ask for", nil
	case found.Stale > 0:
		return "stale", fmt.Sprintf("the source of %s has changed since a person wrote the translation; %s to ask for",
			terminal.Count(found.Stale, "passage"), due), nil
	case found.Edited > 0:
		hand := terminal.Count(found.Edited, "passage") + " changed by hand"
		return "edited", hand + "; " + due + " to ask for", nil
	case found.Due > 0 || found.Text != past.Earlier.Text:
		return "changed", due + " to ask for", nil
	}
	return "", "", nil
}

// isRefusal says whether a person changed an output in a way that is not taken over.
func isRefusal(err, refused error) bool {
	return err != nil && (errors.Is(err, translate.ErrEdits) || errors.Is(err, refused))
}

// there is the output of an article; nil: there is none.
func (s *status) there(a run.Article) (*translate.Earlier, error) {
	if s.folder == nil {
		return s.earlier()
	}
	text, err := s.folder.Read(a.Output)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	refused := s.folder.Free(a.Output)
	return &translate.Earlier{Text: string(text), Touched: s.folder.Touched(a.Output),
		Changed: errors.Is(refused, outputs.ErrEdited), Refused: refused}, err
}

// end tells how many are due.
func (s *status) end() error {
	all, due := 0, 0
	var list []string
	for _, n := range s.counts {
		all += n
	}
	for _, state := range states {
		if n := s.counts[state]; n > 0 {
			due += n
			list = append(list, fmt.Sprintf("%d %s", n, state))
		}
	}
	if due == 0 {
		s.Notice("%s, none is due", terminal.Count(all, "article"))
	} else {
		s.Notice("%s: %s", terminal.Count(all, "article"), strings.Join(list, ", "))
	}
	switch {
	case s.failed:
		return terminal.ErrReported
	case due > 0 && s.options.Strict:
		return run.ErrUnsupported
	}
	return nil
}
