package document

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"time"

	"newsbrief/internal/article/refusal"
)

// Limits of reading one PDF.
const (
	pdfTime  = 30 * time.Second
	pdfBytes = 32 << 20 // of text
)

// Helper is the program's hidden command that runs ServePDF.
const Helper = "pdf-text"

// readPDF prefers pdftotext, which knows more fonts and layouts. Without it the
// program runs itself: a parser in a process of its own can neither hang nor
// take the memory or the stack of this one.
func readPDF(ctx context.Context, data []byte) (*Document, error) {
	command := []string{"pdftotext", "-q", "-enc", "UTF-8", "-", "-"}
	path, err := exec.LookPath(command[0])
	if err != nil {
		command = []string{os.Args[0], Helper}
		if path, err = os.Executable(); err != nil {
			return nil, refusal.New("is a PDF, which needs pdftotext here", "install poppler-utils")
		}
	}
	text, err := convert(ctx, path, command, data)
	if err != nil {
		return nil, err
	}
	text = flow(text)
	if text == "" {
		return nil, noText("PDF", "a document of scanned pages must be recognised (OCR) first")
	}
	return &Document{Text: text}, nil
}

// convert runs a program that reads a PDF and writes its text.
func convert(parent context.Context, path string, args []string, data []byte) (string, error) {
	ctx, cancel := context.WithTimeout(parent, pdfTime)
	defer cancel()
	out, complaint := &limited{left: pdfBytes}, &limited{left: 4096}
	command := exec.CommandContext(ctx, path)
	command.Args, command.Stdin, command.Stdout, command.Stderr = args, bytes.NewReader(data), out, complaint
	command.WaitDelay = time.Second
	err := command.Run()
	switch {
	case parent.Err() != nil:
		return "", parent.Err()
	case ctx.Err() != nil:
		return "", refusal.Newf("is a PDF that took more than %v to read", pdfTime)
	case out.left <= 0:
		return "", refusal.Newf("is a PDF with more than %d MiB of text", pdfBytes>>20)
	case err != nil:
		why, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		return "", refusal.New("is a PDF that cannot be read: "+cmp.Or(why, err.Error()), "install pdftotext (poppler-utils), or save the document's text")
	}
	return out.String(), nil
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
