package batch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
)

// maxLine is the most bytes that a line of a batch service's files may have.
const maxLine = 16 << 20

// appended is a file of lines that are only ever added. A tail that a crash
// tore is ended before the next line.
type appended struct {
	file *os.File
	out  *bufio.Writer
	size int64 // with what out holds
}

func openAppended(root *os.Root, name string) (*appended, error) {
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New(name + " is no plain file")
	}
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	a := &appended{file: f, out: bufio.NewWriter(f)}
	last := []byte{'\n'}
	if a.size, err = f.Seek(0, io.SeekEnd); err == nil && a.size > 0 {
		_, err = f.ReadAt(last, a.size-1)
	}
	if err == nil && last[0] != '\n' {
		_, err = a.add(nil)
	}
	if err == nil {
		err = syncFolder(root)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return a, nil
}

// add adds a line and returns where it begins; sync makes it durable.
func (a *appended) add(line []byte) (at int64, err error) {
	at = a.size
	a.size += int64(len(line)) + 1
	_, err = a.out.Write(line)
	return at, errors.Join(err, a.out.WriteByte('\n'))
}

func (a *appended) sync() error {
	if err := a.out.Flush(); err != nil {
		return err
	}
	return a.file.Sync()
}

// linesOf yields the lines of r without their ends, with where each begins; a
// line holds until the next one.
func linesOf(r io.Reader) iter.Seq2[placed, error] {
	return func(yield func(placed, error) bool) {
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
				yield(placed{}, fmt.Errorf("a line is longer than %d MiB", maxLine>>20))
				return
			case err != nil && err != io.EOF:
				yield(placed{}, err)
				return
			}
			if len(line) > 0 && !yield(placed{line, at}, nil) || err != nil {
				return
			}
			at += int64(len(line))
			long = long[:0]
		}
	}
}

// placed is a line and where it begins.
type placed struct {
	text []byte
	at   int64
}
