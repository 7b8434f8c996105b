package cmd

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// outFile is the file of --out. A plain file appears whole or not at all; a
// device or pipe is written to.
type outFile struct {
	*os.File
	path string // "" where File is the device
}

func createOutFile(path string) (*outFile, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &outFile{File: f}, err
	}
	if err == nil {
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return nil, err
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".newsbrief-*")
	if err != nil {
		return nil, err
	}
	mode := fs.FileMode(0o644)
	if info != nil {
		mode = info.Mode().Perm()
	}
	return &outFile{f, path}, errors.Join(f.Chmod(mode))
}

// keep moves the finished file into place.
func (o *outFile) keep() error {
	if o.path == "" {
		return o.Close()
	}
	if err := errors.Join(o.Sync(), o.Close()); err != nil {
		return errors.Join(err, os.Remove(o.Name()))
	}
	return os.Rename(o.Name(), o.path)
}

// drop leaves no file.
func (o *outFile) drop() {
	o.Close()
	if o.path != "" {
		os.Remove(o.Name())
	}
}
