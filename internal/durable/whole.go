// Package durable holds what survives a crash: files that appear whole or not at
// all, logs of lines, and locks that end with the process.
package durable

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
)

// TempPrefix begins the names of files that are not yet whole. They are hidden,
// so that no run takes one for an article.
const TempPrefix = ".newsbrief-"

// File is a file in the making. Keep puts it in its place, Drop leaves nothing.
type File struct {
	*os.File
	dir        *os.Root // nil: File is no plain file, and written through
	temp, name string
	lent       bool   // it stays open: it is one of the process's standard streams
	folder     string // that it lies in, of those of a Tree
}

// Create begins the file at path as curl -o does: a link is followed to its
// target, which may be yet to be made, and the mode of a file that is there
// stays; mode, less the umask, is that of a new one. It takes its place whole.
//
// What is no plain file is written through. So is a descriptor that the process
// was given, whatever it leads to: /dev/stdout and /dev/fd/3 are neither
// replaced nor truncated.
func Create(path string, mode fs.FileMode) (*File, error) {
	end, err := followed(path)
	if err != nil {
		return nil, err
	}
	if n, ok := descriptor(end); ok {
		return inherited(n)
	}
	info, err := os.Stat(end)
	switch {
	case err != nil:
		return replacement(end, mode)
	case !info.Mode().IsRegular():
		f, err := os.OpenFile(end, os.O_WRONLY, 0)
		return &File{File: f}, err
	}
	old, err := os.OpenFile(end, os.O_WRONLY, 0) // who may not write it may not replace it
	if err != nil {
		return nil, err
	}
	f, err := replacement(end, mode)
	if err = errors.Join(err, old.Close()); err != nil {
		return nil, err
	}
	if err := f.Chmod(info.Mode().Perm()); err != nil {
		f.Drop()
		return nil, err
	}
	return f, nil
}

// replacement begins a file that will take the place of what is at path.
func replacement(path string, mode fs.FileMode) (*File, error) {
	dir, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	// Several programs may make it at once, as an entry of a cache.
	f, err := create(dir, TempPrefix+strconv.FormatUint(rand.Uint64(), 36), filepath.Base(path), mode)
	if err != nil {
		return nil, errors.Join(err, dir.Close())
	}
	return f, nil
}

// mostLinks is how many links lead on at most; systems follow 40.
const mostLinks = 40

// followed is path where its links lead, as far as they do: the last may lead to
// what is yet to be made. It stops at a descriptor.
func followed(path string) (string, error) {
	for range mostLinks {
		if _, ok := descriptor(path); ok {
			return path, nil
		}
		dir, name := filepath.Split(path) // not Dir: ".." behind a link is another folder
		if name == "" {
			return path, nil
		}
		dir, err := filepath.EvalSymlinks(cmp.Or(dir, "."))
		if err != nil {
			return "", err
		}
		path = filepath.Join(dir, name)
		if _, ok := descriptor(path); ok {
			return path, nil
		}
		to, err := os.Readlink(path)
		switch {
		case err != nil: // no link
			return path, nil
		case filepath.IsAbs(to):
			path = to
		default:
			path = dir + string(filepath.Separator) + to
		}
	}
	return "", errors.New("its links lead in a circle")
}

// descriptor is the number of the open file that a name is for: one of
// /dev/stdout, /dev/fd/N, /proc/self/fd/N.
func descriptor(name string) (n int, ok bool) {
	if i := slices.Index([]string{"/dev/stdin", "/dev/stdout", "/dev/stderr"}, name); i >= 0 {
		return i, true
	}
	dir, number := path.Split(name)
	own := strconv.Itoa(os.Getpid())
	switch dir {
	case "/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/", "/proc/" + own + "/fd/":
		n, err := strconv.Atoi(number)
		return n, err == nil && n >= 0
	}
	return 0, false
}

// ReadPlain reads a small file that a person names: a key, a configuration. A
// device or pipe in the file system is refused, which may never end; the null
// device is an empty file, and a descriptor that the process was given, as by
// <(command) in a shell, is read. More than most bytes are an error.
func ReadPlain(path string, most int64) ([]byte, error) {
	f, err := openPlain(path)
	if err != nil {
		return nil, err
	}
	defer f.close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("is larger than %d KiB", most>>10)}
	}
	return data, err
}

func openPlain(path string) (*File, error) {
	if end, err := followed(path); err == nil {
		if n, ok := descriptor(end); ok {
			return inherited(n)
		}
	}
	info, err := os.Stat(path) // before it is opened: that may wait for ever
	if err == nil && mayNeverEnd(path, info.Mode()) {
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("is no plain file")}
	}
	f, err := os.Open(path)
	return &File{File: f}, err
}

// mayNeverEnd tells a pipe or a device. Of a folder the system says what it is.
func mayNeverEnd(path string, mode fs.FileMode) bool {
	return !mode.IsRegular() && !mode.IsDir() && path != os.DevNull
}

// create begins a file in the place of what a crash left of an earlier try.
func create(dir *os.Root, temp, name string, mode fs.FileMode) (*File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := dir.OpenFile(temp, flags, mode)
	if errors.Is(err, fs.ErrExist) {
		if err := dir.Remove(temp); err != nil {
			return nil, err
		}
		f, err = dir.OpenFile(temp, flags, mode)
	}
	return &File{File: f, dir: dir, temp: temp, name: name}, err
}

// place gives the file its name; the folder is yet to be synced.
func (f *File) place() error {
	err := f.dir.Rename(f.temp, f.name)
	if err != nil {
		_ = f.dir.Remove(f.temp)
	}
	return err
}

// Keep moves the finished file into place, for good.
func (f *File) Keep() error {
	if f.dir == nil {
		return f.close()
	}
	if err := errors.Join(f.Sync(), f.File.Close()); err != nil {
		f.Drop()
		return err
	}
	defer f.dir.Close()
	if err := f.place(); err != nil {
		return err
	}
	return syncFolder(f.dir)
}

// Drop leaves no file.
func (f *File) Drop() {
	_ = f.close()
	if f.dir != nil {
		_ = f.dir.Remove(f.temp)
		_ = f.dir.Close()
	}
}

func (f *File) close() error {
	if f.lent {
		return nil
	}
	return f.File.Close()
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

// Tree writes files below a root that one process uses at a time.
type Tree struct {
	root *os.Root
	mu   sync.Mutex
	made map[string]bool // the folders that are there for good
}

// NewTree writes below root, which its caller closes.
func NewTree(root *os.Root) *Tree { return &Tree{root: root, made: map[string]bool{}} }

// Write makes a file of what write writes. Whatever has the name, a link too,
// is replaced, not followed; a link out of the root is an error.
func (t *Tree) Write(name string, write func(io.Writer) error) error {
	f, err := t.Begin(name, write)
	if err != nil {
		return err
	}
	return t.Place([]*File{f})[0]
}

// Begin is Write but for the name, which Place gives the file. Its content is durable.
func (t *Tree) Begin(name string, write func(io.Writer) error) (*File, error) {
	folder := path.Dir(name)
	if err := t.folder(folder); err != nil {
		return nil, err
	}
	dir, err := t.root.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	f, err := create(dir, TempPrefix+path.Base(name), path.Base(name), 0o666)
	if err != nil {
		return nil, errors.Join(err, dir.Close())
	}
	f.folder = folder
	if err = write(f); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.File.Close()); err != nil {
		return nil, errors.Join(err, dir.Remove(f.temp), dir.Close())
	}
	return f, nil
}

// Place makes files that were begun appear, for good, and returns what became of each.
// Those of one folder are made durable together.
func (t *Tree) Place(files []*File) []error {
	errs, synced := make([]error, len(files)), map[string]error{}
	for i, f := range files {
		errs[i] = f.place()
	}
	for i, f := range files {
		err, known := synced[f.folder]
		if !known && errs[i] == nil {
			err = syncFolder(f.dir)
			synced[f.folder] = err
		}
		errs[i] = errors.Join(errs[i], err, f.dir.Close())
	}
	return errs
}

// folder makes sure that the folder is there for good.
func (t *Tree) folder(dir string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.made[dir] {
		return nil
	}
	err := makeFolder(t.root, dir)
	t.made[dir] = err == nil
	return err
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
