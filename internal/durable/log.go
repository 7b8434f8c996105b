package durable

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"sync"
)

// Log is a file of lines that are only ever added, by one process at a time. A
// tail that a crash tore is ended before the next line. Lines of several
// callers are made durable together.
type Log struct {
	file    *os.File
	flushes Group
	mu      sync.Mutex
	waiting []byte // lines that are not in the file
	size    int64  // with what waits
	durable int64  // of these, in the file for good
	failed  error  // of a write or flush: what is in the file is not known from then on
}

// mostWaiting is how many bytes of lines are held at most.
const mostWaiting = 64 << 10

// OpenLog opens a log in root, which it makes where there is none.
func OpenLog(root *os.Root, name string) (*Log, error) {
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New(name + " is no plain file")
	}
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	l := &Log{file: f}
	last := []byte{'\n'}
	if l.size, err = f.Seek(0, io.SeekEnd); err == nil && l.size > 0 {
		_, err = f.ReadAt(last, l.size-1)
	}
	if l.durable = l.size; last[0] != '\n' {
		l.waiting, l.size = []byte{'\n'}, l.size+1
	}
	if err == nil {
		err = syncFolder(root)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return l, nil
}

// Add adds a line that may wait and returns where it begins, in bytes; Keep
// makes it durable.
func (l *Log) Add(line []byte) (at int64, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at = l.size
	l.size += int64(len(line)) + 1
	if l.waiting = append(append(l.waiting, line...), '\n'); len(l.waiting) > mostWaiting {
		l.write()
	}
	return at, l.failed
}

// write puts the lines that wait into the file.
func (l *Log) write() {
	if l.failed == nil {
		_, l.failed = l.file.Write(l.waiting)
	}
	l.waiting = l.waiting[:0]
}

// Keep returns when the line that begins at that place is durable.
func (l *Log) Keep(at int64) error {
	l.mu.Lock()
	done := l.durable > at
	l.mu.Unlock()
	if done {
		return nil
	}
	return l.flushes.Do(l.flush)
}

// Sync returns when all lines are durable.
func (l *Log) Sync() error {
	l.mu.Lock()
	end := l.size
	l.mu.Unlock()
	return l.Keep(end - 1)
}

// flush makes the lines so far durable.
func (l *Log) flush() error {
	l.mu.Lock()
	l.write()
	end, err := l.size, l.failed
	l.mu.Unlock()
	if err != nil {
		return err
	}
	err = l.file.Sync()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed = err; err == nil {
		l.durable = end
	}
	return err
}

// ReadAt reads what is durable.
func (l *Log) ReadAt(p []byte, at int64) (n int, err error) { return l.file.ReadAt(p, at) }

// Lines are those that were there when the log was opened.
func (l *Log) Lines() iter.Seq2[Line, error] {
	return Lines(io.NewSectionReader(l.file, 0, l.durable))
}

// Close closes the file; what was not kept may be lost.
func (l *Log) Close() error { return l.file.Close() }

// maxLine is the most bytes that a line may have.
const maxLine = 16 << 20

// Line is a line with its end, and where it begins in bytes.
type Line struct {
	Text []byte
	At   int64
}

// Lines yields the lines of r; the text of one holds until the next. The last
// may have no end. One of more than 16 MiB is an error.
func Lines(r io.Reader) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		var long []byte
		for at := int64(0); ; {
			part, err := in.ReadSlice('\n')
			if errors.Is(err, bufio.ErrBufferFull) && len(long) <= maxLine {
				long = append(long, part...)
				continue
			}
			line := part
			if len(long) > 0 {
				line = append(long, part...)
			}
			switch {
			case errors.Is(err, bufio.ErrBufferFull):
				yield(Line{}, fmt.Errorf("a line is longer than %d MiB", maxLine>>20))
				return
			case err != nil && err != io.EOF:
				yield(Line{}, err)
				return
			}
			if len(line) > 0 && !yield(Line{line, at}, nil) || err != nil {
				return
			}
			at += int64(len(line))
			long = long[:0]
		}
	}
}
