package batch

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

// lock keeps other runs off a folder. The file stays: only the lock on it
// counts, which ends with the process.
type lock struct{ *flock.Flock }

// lockFolder locks the folder for a whole batch, or for one shard of it.
func lockFolder(root *os.Root, s Shard) ([]*lock, error) {
	const all = ".newsbrief.lock"
	if s.Of <= 1 {
		l, err := take(root, all, false)
		return []*lock{l}, err
	}
	shared, err := take(root, all, true)
	if err != nil {
		return nil, err
	}
	own, err := take(root, fmt.Sprintf(".newsbrief-%d-of-%d.lock", s.Part, s.Of), false)
	return []*lock{shared, own}, err
}

// take locks a file in the folder and notes in it who holds it.
func take(root *os.Root, name string, shared bool) (*lock, error) {
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New(name + " is no plain file")
	}
	l := &lock{flock.New(filepath.Join(root.Name(), name))}
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
	return l, nil
}

func (l *lock) release() error {
	if l == nil {
		return nil
	}
	return l.Close()
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
