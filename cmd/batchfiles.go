package cmd

import (
	"errors"
	"fmt"
	"os"

	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// finishFiles writes the requests without an answer to a file.
func (x *exchange) finishFiles(c *console, result error) error {
	waiting, err := x.waiting()
	switch {
	case err != nil:
		return err
	case waiting == 0:
		return result
	case x.write == "":
		c.Errorf("%s without an answer", terminal.Count(waiting, "request"))
		fmt.Fprintf(c.Stderr, "  name a file for them with --write\n")
		return run.ErrReported
	}
	if err := durable.WriteFile(x.write, 0o644, x.x.Write); err != nil {
		return fmt.Errorf("cannot write %s: %w", plain.Line(x.write), terminal.FileCause(err))
	}
	c.Notice("%s in %s", terminal.Count(waiting, "request"), plain.Line(x.write))
	if x.mode == fetching {
		return run.ErrReported
	}
	return errors.Join(result, x.svc.Remember(x.now))
}

// readAnswers takes the answers of a file.
func (x *exchange) readAnswers() error {
	f, err := os.Open(x.read)
	if err != nil {
		return usagef("cannot read %s: %v", plain.Line(x.read), terminal.FileCause(err))
	}
	defer f.Close()
	if _, err := x.x.Read(f); err != nil {
		return usagef("%s: %v", plain.Line(x.read), err)
	}
	return nil
}
