//go:build unix

package durable

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// syncFolder makes the names in a folder durable. Some network file systems
// cannot.
func syncFolder(dir *os.Root) error {
	f, err := dir.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}

// inherited is a descriptor that the process was given when it began. Its own
// ones, which no one means, are closed to other programs. Standard streams are
// lent as they are: their end is the program's.
func inherited(n int) (*File, error) {
	name := "/dev/fd/" + strconv.Itoa(n)
	if n <= 2 {
		return &File{File: []*os.File{os.Stdin, os.Stdout, os.Stderr}[n], lent: true}, nil
	}
	flags, err := unix.FcntlInt(uintptr(n), unix.F_GETFD, 0)
	if err == nil && flags&unix.FD_CLOEXEC != 0 {
		err = unix.EBADF
	}
	if err == nil {
		n, err = unix.FcntlInt(uintptr(n), unix.F_DUPFD_CLOEXEC, 0)
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &File{File: os.NewFile(uintptr(n), name)}, nil
}

// MostOpen is how many files this process may have open at once.
func MostOpen() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil || limit.Cur > math.MaxInt32 {
		return math.MaxInt32
	}
	return int(limit.Cur)
}
