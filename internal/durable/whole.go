// Package durable holds what survives a crash: files that appear whole or not at
// all, logs of lines, and locks that end with the process.
package durable

import (
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync"
)

// TempPrefix begins the names of files that are not yet whole. They are hidden,
// so that no run takes one for an article.
const TempPrefix = ".newsbrief-"

// File is a file in the making. Keep puts it in its place, Drop leaves nothing.
type File struct {
	*os.File
	dir        *os.Root // nil: File is a device or a pipe, and written through
	temp, name string
}

// Create makes the file at path, or what takes its place once it is whole. A
// link is followed, and the mode of a file that is there stays; mode is that of
// a new one.
func Create(path string, mode fs.FileMode) (*File, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &File{File: f}, err
	}
	if err == nil {
		mode = info.Mode().Perm()
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return nil, err
		}
	}
	dir, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	// Several programs may make it at once, as an entry of a cache.
	f, err := create(dir, TempPrefix+strconv.FormatUint(rand.Uint64(), 36), name)
	if err != nil {
		return nil, errors.Join(err, dir.Close())
	}
	if err := f.Chmod(mode); err != nil {
		f.Drop()
		return nil, err
	}
	return f, nil
}

// create begins a file in the place of what a crash left of an earlier try.
func create(dir *os.Root, temp, name string) (*File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := dir.OpenFile(temp, flags, 0o666)
	if errors.Is(err, fs.ErrExist) {
		if err := dir.Remove(temp); err != nil {
			return nil, err
		}
		f, err = dir.OpenFile(temp, flags, 0o666)
	}
	return &File{File: f, dir: dir, temp: temp, name: name}, err
}

// place makes the content durable and gives it its name, right before which
// ready is called; the folder is yet to be synced.
func (f *File) place(ready func() error) error {
	err := errors.Join(f.Sync(), f.File.Close())
	if err == nil {
		err = ready()
	}
	if err == nil {
		err = f.dir.Rename(f.temp, f.name)
	}
	if err != nil {
		_ = f.dir.Remove(f.temp)
	}
	return err
}

// Keep moves the finished file into place, for good.
func (f *File) Keep() error {
	if f.dir == nil {
		return f.File.Close()
	}
	defer f.dir.Close()
	if err := f.place(func() error { return nil }); err != nil {
		return err
	}
	return syncFolder(f.dir)
}

// Drop leaves no file.
func (f *File) Drop() {
	_ = f.File.Close()
	if f.dir != nil {
		_ = f.dir.Remove(f.temp)
		_ = f.dir.Close()
	}
}

// WriteFile makes the file at path of what write writes, as Create does.
func WriteFile(path string, mode fs.FileMode, write func(io.Writer) error) error {
	f, err := Create(path, mode)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Drop()
		return err
	}
	return f.Keep()
}

// Bytes writes data.
func Bytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// Tree writes files below a root that one process uses at a time. Those of one
// folder are made durable together.
type Tree struct {
	root  *os.Root
	mu    sync.Mutex
	syncs map[string]*group // of the folders that are there for good
}

// NewTree writes below root, which its caller closes.
func NewTree(root *os.Root) *Tree { return &Tree{root: root, syncs: map[string]*group{}} }

// Write makes a file of what write writes. Whatever has the name, a link too,
// is replaced, not followed; a link out of the root is an error. ready, if not
// nil, is called right before the file appears, which its error prevents.
func (t *Tree) Write(name string, write func(io.Writer) error, ready func() error) error {
	syncs, err := t.folder(path.Dir(name))
	if err != nil {
		return err
	}
	dir, err := t.root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	f, err := create(dir, TempPrefix+path.Base(name), path.Base(name))
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return errors.Join(err, f.File.Close(), dir.Remove(f.temp))
	}
	if ready == nil {
		ready = func() error { return nil }
	}
	if err := f.place(ready); err != nil {
		return err
	}
	return syncs.do(func() error { return syncFolder(dir) })
}

// folder makes sure that the folder is there for good, and returns what its
// files are synced by.
func (t *Tree) folder(dir string) (*group, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if g := t.syncs[dir]; g != nil {
		return g, nil
	}
	if err := makeFolder(t.root, dir); err != nil {
		return nil, err
	}
	g := new(group)
	t.syncs[dir] = g
	return g, nil
}

// makeFolder makes the folders of a name durable, from the first that is new.
func makeFolder(root *os.Root, dir string) error {
	if dir == "." {
		return nil
	}
	if info, err := root.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	parent := path.Dir(dir)
	if err := makeFolder(root, parent); err != nil {
		return err
	}
	if err := root.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	above, err := root.OpenRoot(parent)
	if err != nil {
		return err
	}
	defer above.Close()
	return syncFolder(above)
}
