package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/batch"
	"newsbrief/internal/outputs"
	"newsbrief/internal/plain"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// submitted is the state of a batch: the run that made its requests.
type submitted struct {
	Folder  string   `json:"folder"` // that the run was started in
	Args    []string `json:"args"`
	BaseURL string   `json:"base_url,omitempty"`
	Options string   `json:"options,omitempty"` // hash of what decides the answers
}

// keepModel puts the model into the arguments, where the environment or the
// profile named it: another would ask, and pay, for everything anew.
func (s *submitted) keepModel(model string) {
	end := slices.Index(s.Args, "--")
	if end < 0 || slices.ContainsFunc(s.Args[:end], func(a string) bool { return strings.HasPrefix(a, "--model=") }) {
		return
	}
	s.Args = slices.Insert(slices.Clone(s.Args), end, "--model="+model)
}

// decide compares what decides the answers with what did when the requests were
// made: other questions would be asked, and paid, in their place.
func (x *exchange) decide(options any) (err error) {
	if x.now.Options, err = outputs.Hash(options); err != nil {
		return err
	}
	switch {
	case x.then == nil:
	case x.mode == fetching && x.then.Options != "" && x.then.Options != x.now.Options:
		return usagef("the prompt template, a file it uses or the configuration is not what it was for submit; undo that to fetch, or submit to another --out")
	case x.mode == submitting && x.then.Options != "" && x.then.Options != x.now.Options && len(x.svc.UnderWay()) > 0:
		return x.taken()
	}
	return nil
}

// takeOver makes the folder this command's: what no endpoint knows of is
// forgotten, and what was held is asked again. A folder whose batches are under
// way stays that of the command that submitted them, which fetch runs again.
func (x *exchange) takeOver() error {
	if x.mode != submitting {
		return nil
	}
	same := x.then != nil && x.then.Folder == x.now.Folder && x.then.BaseURL == x.now.BaseURL && slices.Equal(x.then.Args, x.now.Args)
	if !same {
		if x.then != nil && slices.ContainsFunc(x.svc.UnderWay(), func(j *batch.Job) bool { return j.Step != batch.Ready }) {
			return x.taken()
		}
		if err := x.svc.DropReady(); err != nil {
			return x.folderError(err)
		}
	}
	if err := x.svc.Release(); err != nil {
		return x.folderError(err)
	}
	return nil
}

func (x *exchange) taken() error {
	return usagef("%s has batches under way of another command: newsbrief %s\n  fetch them first, or choose another --out",
		plain.Line(x.dir), plain.Line(strings.Join(x.then.Args, " ")))
}

// fetchBatch runs the task of a batch again, with its answers; with --every as
// often as it takes.
func fetchBatch(ctx *cli.Context, c *console) error {
	form := exchange{mode: fetching, noSubmit: ctx.Bool("no-submit"), every: ctx.Duration("every"), api: ctx.String("read") == ""}
	switch {
	case form.api && ctx.String("write") != "":
		return usagef("--write goes with --read FILE")
	case form.every < 0 || form.every > 0 && !form.api:
		return usagef("--every is a time, as 10m, and goes without --read")
	}
	var err error
	if form.dir, err = theFolder(ctx); err != nil {
		return err
	}
	for name, to := range map[string]*string{"read": &form.read, "write": &form.write} {
		if ctx.String(name) == "" {
			continue
		}
		if *to, err = filepath.Abs(ctx.String(name)); err != nil {
			return err
		}
	}
	if form.read != "" && form.write != "" && run.SameFile(form.read, form.write) {
		return usagef("--write would replace the answers of --read; name another file")
	}
	for {
		x := form
		err := x.rerun(ctx.Context, c)
		if form.every == 0 || !x.pending && !run.Passing(err) || ctx.Context.Err() != nil {
			return err
		}
		if err != nil && !errors.Is(err, run.ErrReported) {
			c.Fail("", err)
		}
		if err := wait(ctx.Context, form.every); err != nil {
			return err
		}
	}
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// theFolder is the one that a command names, from the root of the file system.
func theFolder(ctx *cli.Context) (string, error) {
	if ctx.NArg() != 1 {
		return "", usagef("batch %s needs the folder that submit was given as --out", ctx.Command.Name)
	}
	return filepath.Abs(ctx.Args().First())
}

// rerun runs the command that submitted the folder's batches.
func (x *exchange) rerun(ctx context.Context, c *console) error {
	x.then = &submitted{}
	if err := batch.Recall(x.dir, x.then); err != nil {
		return usagef("%s holds no batch: %v", plain.Line(x.dir), terminal.FileCause(err))
	}
	if x.api && x.then.BaseURL == "" {
		return usagef("the requests of %s went to a file, not to an endpoint; name the answers with --read FILE", plain.Line(x.dir))
	}
	if err := os.Chdir(x.then.Folder); err != nil {
		return fmt.Errorf("the batch was submitted in %s: %w", plain.Line(x.then.Folder), terminal.FileCause(err))
	}
	c.exchange = x
	return newApp(c).RunContext(ctx, append([]string{"newsbrief"}, x.then.Args...))
}
