package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/durable"
	"newsbrief/internal/llm"
	"newsbrief/internal/memory"
	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/translate"
)

// readMemory reads where translations are remembered: in the file of --memory, or beside
// the outputs.
func (z *translator) readMemory(ctx *cli.Context, from origin) error {
	o := &z.options
	z.memory = ctx.String("memory")
	if out := outPath(ctx); z.memory == "" && run.IsFolder(out, o.Paths()) { // also in a dry run
		z.memory = filepath.Join(out, memory.Name)
	}
	switch {
	case from.batch && ctx.String("memory") != "":
		return terminal.Usagef("--memory does not go with batch: its questions must be the same in every round")
	case from.batch:
		z.memory = ""
	}
	if z.memory == "" {
		return nil
	}
	if err := run.CheckTarget(&z.Console, "memory", z.memory, o.Paths()); err != nil {
		return err
	}
	o.Beside = append(o.Beside, z.memory)
	z.past.Fresh = o.Force || ctx.String("cache") == string(llm.CacheRefresh)
	z.past.Discard = o.DiscardEdits
	merges := o.Format == render.FormatText && !o.Render.Bilingual
	if merges && o.Folder {
		o.Merge = z.merge
	}
	if merges && !o.Folder && o.Out != "" && len(o.Inputs) < 2 {
		z.over = o.Out
	}
	return nil
}

// openMemory opens it, in a dry run only to be read.
func (z *translator) openMemory() (err error) {
	if z.memory == "" {
		return nil
	}
	open := memory.Open
	if z.options.Dry != nil {
		open = memory.Read
	}
	z.past.Memory, err = open(z.memory, z.options.Shard.Name())
	var locked *durable.LockedError
	switch {
	case errors.As(err, &locked):
		return fmt.Errorf("%s: %w", plain.Line(z.memory), err)
	case err != nil:
		return terminal.Usagef("cannot use the memory %s: %v", plain.Line(z.memory), terminal.FileCause(err))
	}
	return nil
}

// closeMemory writes it. Where an output could not be written, what it held is left in
// the log: the old output must still be known by the next run.
func (z *translator) closeMemory(err error) error {
	for _, text := range z.past.Seen.Notices(z.how) {
		z.Notice("%s", text)
	}
	m := z.past.Memory
	if m == nil || z.options.Dry != nil {
		return err
	}
	var write *run.WriteError
	if errors.As(err, &write) {
		m.Release()
		return err
	}
	return errors.Join(err, m.Close())
}

// merge translates what has an output already.
func (z *translator) merge(ctx context.Context, in article.Input, there run.There) (run.Finished, error) {
	return z.translate(ctx, in, &translate.Earlier{Text: string(there.Text), Touched: there.Touched,
		Changed: there.Changed, Current: there.Current, Refused: there.Refused})
}

// earlier is what stands in the file of --out, which may have been changed.
func (z *translator) earlier() (*translate.Earlier, error) {
	if z.over == "" {
		return nil, nil
	}
	if info, err := os.Stat(z.over); err != nil || !info.Mode().IsRegular() {
		return nil, nil // it is yet to be made, or written through
	}
	text, err := os.ReadFile(z.over)
	return &translate.Earlier{Text: string(text), Touched: true}, err
}
