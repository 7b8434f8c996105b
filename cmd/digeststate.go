package cmd

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
	"newsbrief/internal/told"
)

// inputsID is the same for the same inputs, in whatever order.
func (d *digester) inputsID() string {
	inputs := d.options.Paths()
	for i, in := range inputs {
		if path, err := filepath.Abs(in); isPath(in) && err == nil {
			inputs[i] = path
		}
	}
	slices.Sort(inputs)
	return strings.Join(slices.Compact(inputs), "\n")
}

// remember reads what was told, where the user wants that.
func (d *digester) remember(ctx *cli.Context, from origin) (err error) {
	path := ctx.String("state")
	switch {
	case path == "" && !d.onlyNew:
		return nil
	case from.batch:
		return terminal.Usagef("a batch has no --state and no --only-new: it tells its stories in several runs")
	case path == "":
		sum := sha256.Sum256([]byte(d.inputsID()))
		path = filepath.Join(xdg.StateHome, "newsbrief", "digest-"+hex.EncodeToString(sum[:8])+".jsonl")
	}
	open := told.Open
	if d.options.Dry != nil {
		open = told.Peek
	}
	d.memory, err = open(path)
	var locked *durable.LockedError
	switch {
	case errors.As(err, &locked):
		return fmt.Errorf("%s is in use by another newsbrief (%s); wait for it to end, or name another --state",
			plain.Line(path), locked.Holder)
	case err != nil:
		return fmt.Errorf("%s: %w", plain.Line(path), terminal.FileCause(err))
	}
	return nil
}
