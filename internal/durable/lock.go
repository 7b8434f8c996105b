package durable

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Lock keeps other processes off a folder. Its file stays: only the lock on it
// counts, which ends with the process.
type Lock struct{ file *flock.Flock }

// TakeLock locks a file in root, alone or with others, and notes in it who holds
// it. A *LockedError says that another process does.
func TakeLock(root *os.Root, name string, shared bool) (*Lock, error) {
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New(name + " is no plain file")
	}
	l := flock.New(filepath.Join(root.Name(), name))
	try := l.TryLock
	if shared {
		try = l.TryRLock
	}
	ok, err := try()
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, &LockedError{holder(root, name)}
	}
	host, _ := os.Hostname()
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_TRUNC, 0)
	if err == nil {
		_, err = fmt.Fprintf(f, "process %d on %s since %s\n", os.Getpid(), host, time.Now().Format(time.DateTime))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return &Lock{l}, nil
}

// Release lets others take it; a nil lock is nobody's.
func (l *Lock) Release() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}

// holder is who noted itself in a lock; "" where that cannot be read, as on
// Windows.
func holder(root *os.Root, name string) string {
	data, err := fs.ReadFile(root.FS(), name)
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(data), "\n")
	return line
}

// LockedError is that of a folder which another run uses.
type LockedError struct{ Holder string }

func (e *LockedError) Error() string {
	if e.Holder == "" {
		return "another newsbrief works on this folder"
	}
	return "another newsbrief works on this folder: " + e.Holder
}

// Help is the next step for the user.
func (e *LockedError) Help() string { return "wait for it to end, or choose another --out" }
