package batchapi

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"newsbrief/internal/durable"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

// Session is one command's work on the batches of a folder: between Open and
// Finish a task runs, whose requests it answers or collects.
type Session struct {
	Console *terminal.Console
	Dir     string
	Client  *llm.Client // of the endpoint; nil: files take its place
	Most    int         // requests that a batch may have

	Fetch    bool          // take answers; else submit
	NoSubmit bool          // fetch: send nothing
	Every    time.Duration // fetch: how often the user looks; 0: once
	Anew     bool          // submit: answers that are there do not count
	Read     string        // the file of answers; "": none
	Write    string        // the file for requests without an answer; "": none

	Now  Submission  // this command
	Then *Submission // the one that submitted the folder's batches; nil: none

	// Pending says, after Finish, that answers are still to come.
	Pending bool

	store *Store
	x     *Exchange
	round round
}

// service is the endpoint's, for the session's store.
func (s *Session) service() Service { return Service{s.store, s.Client} }

// Open makes the folder this command's, and does what comes before the task:
// what an earlier command left unfinished is brought to its end, and answers are
// taken. Its caller closes the session.
func (s *Session) Open(ctx context.Context) (err error) {
	if s.store, err = OpenStore(s.Dir); err != nil {
		return s.folderError(err)
	}
	if s.x, err = s.store.Exchange(); err != nil {
		return s.folderError(err)
	}
	s.x.Anew = s.Anew
	if !s.Fetch {
		if err := s.takeOver(); err != nil {
			return err
		}
	}
	switch {
	case s.Client != nil:
		err = s.begin(ctx)
	case s.Read != "":
		err = s.readAnswers()
	}
	if err != nil {
		return err
	}
	if err := s.store.Exclude(s.x); err != nil {
		return s.folderError(err)
	}
	return nil
}

// Close lets others use the folder, and ends the client.
func (s *Session) Close() {
	if s.x != nil {
		_ = s.x.Close()
	}
	if s.store != nil {
		_ = s.store.Close() // each line was durable when it was added
	}
	if s.Client != nil {
		s.Client.Close()
	}
}

// folderError is a failure of the folder.
func (s *Session) folderError(err error) error {
	var locked *durable.LockedError
	if errors.As(err, &locked) {
		return fmt.Errorf("%s: %w", plain.Line(s.Dir), err)
	}
	return fmt.Errorf("cannot use %s: %w", plain.Line(s.Dir), terminal.FileCause(err))
}

// takeOver makes the folder this command's: what no endpoint knows of is
// forgotten, and what was held is asked again. A folder whose batches are under
// way stays that of the command that submitted them, which fetch runs again.
func (s *Session) takeOver() error {
	if s.Then == nil || !s.Now.same(s.Then) {
		sent := func(j *Job) bool { return j.Step != Ready }
		if s.Then != nil && slices.ContainsFunc(s.store.UnderWay(), sent) {
			return s.taken()
		}
		if err := s.store.DropReady(); err != nil {
			return s.folderError(err)
		}
	}
	if err := s.store.Release(); err != nil {
		return s.folderError(err)
	}
	return nil
}

func (s *Session) taken() error {
	return terminal.Usagef("%s has batches under way of another command: newsbrief %s\n  fetch them first, or "+
		"choose another --out",
		plain.Line(s.Dir), plain.Line(strings.Join(s.Then.Args, " ")))
}

// Decide compares what decides the answers, as a hash, with what did when the
// requests were made: other questions would be asked, and paid, in their place.
func (s *Session) Decide(options string) error {
	s.Now.Options = options
	switch {
	case s.Then == nil || s.Then.Options == "" || s.Then.Options == options:
		return nil
	case s.Fetch:
		return terminal.Usagef("the prompt template, a file it uses or the configuration is not what it was " +
			"for submit; " +
			"undo that to fetch, or submit to another --out")
	case len(s.store.UnderWay()) > 0:
		return s.taken()
	}
	return nil
}

// Serve puts the folder's answers in the endpoint's place for a client.
func (s *Session) Serve(config *llm.Config) {
	config.BaseURL, config.AzureVersion = "https://batch.invalid/v1", ""
	config.Transport, config.Retries, config.Repeatable = s.x, 0, true
}

// Waits says whether an error is that of a request whose answer is to come.
func Waits(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Kind == llm.NotSent
}

// Finish sends, or writes to a file, the requests without an answer. result is
// what the task ended with; the error says whether anything is to come.
func (s *Session) Finish(ctx context.Context, result error) error {
	waiting, err := s.x.Waiting()
	switch {
	case err != nil:
		return s.folderError(err)
	case s.Client == nil:
		return s.finishFiles(waiting, result)
	case s.Fetch:
		return s.finishFetch(ctx, waiting, result)
	}
	return s.finishSubmit(ctx, waiting, result)
}

// finishFiles writes the requests without an answer to a file.
func (s *Session) finishFiles(waiting int, result error) error {
	c := s.Console
	switch {
	case waiting == 0:
		return result
	case s.Write == "":
		c.Errorf("%s without an answer", terminal.Count(waiting, "request"))
		fmt.Fprintf(c.Stderr, "  name a file for them with --write\n")
		return terminal.ErrReported
	}
	if err := durable.WriteFile(s.Write, 0o666, s.x.Write); err != nil {
		return fmt.Errorf("cannot write %s: %w", plain.Line(s.Write), terminal.FileCause(err))
	}
	c.Notice("%s in %s", terminal.Count(waiting, "request"), plain.Line(s.Write))
	if s.Fetch {
		return terminal.ErrReported
	}
	return errors.Join(result, s.store.Remember(s.Now))
}

// readAnswers takes the answers of a file.
func (s *Session) readAnswers() error {
	f, err := os.Open(s.Read)
	if err != nil {
		return terminal.Usagef("cannot read %s: %v", plain.Line(s.Read), terminal.FileCause(err))
	}
	defer f.Close()
	if _, err := s.x.Read(f); err != nil {
		return terminal.Usagef("%s: %v", plain.Line(s.Read), err)
	}
	return nil
}
