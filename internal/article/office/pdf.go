package office

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"newsbrief/internal/article/input"
)

// Limits of reading one PDF, which another process does.
const (
	pdfTime      = 30 * time.Second
	pdfBytes     = 48 << 20 // of text with the places of words
	childMemory  = 1 << 30  // of pdftotext
	helperMemory = 256 << 20
	childSeconds = 4 // of the processor; a book of 1,000 pages takes two
)

// Helper is the program's hidden command that runs ServePDF.
const Helper = "pdf-text"

const pdftotext = "pdftotext"

// wrongOption is what pdftotext exits with where it does not know an option.
const wrongOption = 99

var errOption = errors.New("pdftotext does not know an option")

// readPDF prefers pdftotext, which knows more fonts and layouts. Without it the
// program runs itself: a parser in a process of its own can neither hang nor
// take the memory or the stack of this one.
func readPDF(ctx context.Context, data []byte) (*Document, error) {
	command := []string{pdftotext, "-enc", "UTF-8", "-bbox-layout", "-", "-"}
	path, err := exec.LookPath(command[0])
	if err != nil {
		command = []string{os.Args[0], Helper}
		if path, err = os.Executable(); err != nil {
			return nil, input.Refuse("is a PDF, which needs pdftotext here", "install poppler-utils")
		}
	}
	out, err := convert(ctx, path, command, data)
	if errors.Is(err, errOption) { // an old one knows no places of words
		out, err = convert(ctx, path, []string{pdftotext, "-enc", "UTF-8", "-", "-"}, data)
	}
	if err != nil {
		return nil, err
	}
	info, out := cutHead(out)
	text := flow(pagesOf(out))
	if text == "" {
		hint := "a document of scanned pages must be recognised (OCR) first"
		if command[0] != pdftotext {
			hint = "install pdftotext (poppler-utils), which reads more; " + hint
		}
		return nil, noText("PDF", hint)
	}
	return aboutPDF(info, text), nil
}

// pagesOf is the text of pages with form feeds between them, of words in their places
// or already so.
func pagesOf(out string) string {
	if !strings.HasPrefix(out, "<!DOCTYPE html") {
		return out
	}
	var pages []string
	for _, blocks := range wordsOfPages(out) {
		pages = append(pages, textOfBlocks(blocks))
	}
	return strings.Join(pages, "\f")
}

// convert runs a program that reads a PDF and writes its text.
func convert(parent context.Context, path string, args []string, data []byte) (string, error) {
	ctx, cancel := context.WithTimeout(parent, pdfTime)
	defer cancel()
	out, complaint := &limited{left: pdfBytes}, &beginning{}
	command := exec.CommandContext(ctx, path)
	command.Args, command.Stdout, command.Stderr = args, out, complaint
	command.Env = []string{} // a stranger's file meets no key of ours
	command.WaitDelay = time.Second
	err := feedBounded(command, data, args[0] != pdftotext)
	var ended *exec.ExitError
	switch {
	case parent.Err() != nil:
		return "", parent.Err()
	case ctx.Err() != nil:
		return "", input.Refusef("is a PDF that took more than %v to read", pdfTime)
	case out.left <= 0:
		return "", input.Refusef("is a PDF with more than %d MiB of text", pdfBytes>>20)
	case errors.As(err, &ended) && exceeded(ended, complaint.String()):
		return "", input.Refuse("is a PDF that its reader died of: it took too much memory or time, or is broken",
			"open it and save the document's text")
	case errors.As(err, &ended) && args[0] == pdftotext && ended.ExitCode() == wrongOption:
		return "", errOption
	case err != nil:
		return "", unreadable(complaint.String(), err, args[0] == pdftotext)
	}
	return out.String(), nil
}

// feedBounded runs a child, which gets data when its limits hold.
func feedBounded(command *exec.Cmd, data []byte, itself bool) error {
	// Where a child ends with its parent, it does so with the parent's thread.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	prepare(command)
	stdin, err := command.StdinPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	release, err := bound(command, itself)
	if err != nil {
		_ = command.Process.Kill()
		_ = command.Wait()
		return fmt.Errorf("no limit could be set: %w", err)
	}
	defer release()
	go func() {
		_, _ = stdin.Write(data) // a child may end before it has read all
		_ = stdin.Close()
	}()
	return command.Wait()
}

// exceeded says whether a child met one of its limits: killed, or out of memory by
// its own words.
func exceeded(ended *exec.ExitError, complaint string) bool {
	return !ended.Exited() || strings.Contains(strings.ToLower(complaint), "out of memory") ||
		strings.Contains(complaint, "bad_alloc") || strings.Contains(complaint, "cannot allocate memory")
}

// unreadable is the error of a PDF by what the program says of it. The first
// line is about what is wrong, those behind it follow from that.
func unreadable(complaint string, err error, best bool) error {
	lower := strings.ToLower(complaint)
	if strings.Contains(lower, "password") || strings.Contains(lower, "encrypted") {
		return input.Refuse("is a PDF that a password protects",
			"open it with the password and save it without, or save its text")
	}
	why, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(complaint), "newsbrief: "), "\n")
	hint := "install pdftotext (poppler-utils), or save the document's text"
	if best {
		hint = "open it and save the document's text"
	}
	return input.Refuse("is a PDF that cannot be read: "+cmp.Or(why, err.Error()), hint)
}

// beginning keeps the first bytes of what is written to it.
type beginning struct{ bytes.Buffer }

func (b *beginning) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), max(0, 4096-b.Len()))])
	return len(p), nil
}

// limited is a buffer that refuses more than left bytes.
type limited struct {
	bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left <= 0 {
		return 0, errors.New("too much output")
	}
	return l.Buffer.Write(p)
}
