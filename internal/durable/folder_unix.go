//go:build unix

package durable

import (
	"errors"
	"os"
	"syscall"
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
