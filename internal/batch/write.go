package batch

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
)

// tree writes files below root that are there whole or not at all, also after
// a crash or a power failure. Files of one folder are made durable together.
type tree struct {
	root  *os.Root
	mu    sync.Mutex
	syncs map[string]*group // of the folders that are there for good
}

// write makes a file. Whatever has the name, a link too, is replaced, not
// followed; a link out of the root is an error. ready is called right before
// the file appears.
func (t *tree) write(name string, data []byte, ready func() error) error {
	syncs, err := t.folder(path.Dir(name))
	if err != nil {
		return err
	}
	dir, err := t.root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := replace(dir, path.Base(name), contents(data), ready); err != nil {
		return err
	}
	return syncs.do(func() error { return syncFolder(dir) })
}

// writeFile is tree.write for a single file with nothing to do before it
// appears; its folder is there.
func writeFile(root *os.Root, name string, write func(io.Writer) error) error {
	dir, err := root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := replace(dir, path.Base(name), write, func() error { return nil }); err != nil {
		return err
	}
	return syncFolder(dir)
}

// contents writes data.
func contents(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// replace puts what write writes in the place of a file; the folder is yet to
// be synced.
func replace(dir *os.Root, name string, write func(io.Writer) error, ready func() error) error {
	temp := tempPrefix + name
	err := writeTemp(dir, temp, write)
	if err == nil {
		err = ready()
	}
	if err == nil {
		err = dir.Rename(temp, name)
	}
	if err != nil {
		_ = dir.Remove(temp)
	}
	return err
}

// tempPrefix begins the names of files that are not yet whole. They are hidden,
// so that no run takes one for an article.
const tempPrefix = ".newsbrief-"

// writeTemp makes a new file durable, in the place of what a crash left of an
// earlier try.
func writeTemp(dir *os.Root, name string, write func(io.Writer) error) error {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := dir.OpenFile(name, flags, 0o666)
	if errors.Is(err, fs.ErrExist) {
		if err := dir.Remove(name); err != nil {
			return err
		}
		f, err = dir.OpenFile(name, flags, 0o666)
	}
	if err != nil {
		return err
	}
	if err = write(f); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// folder makes sure that the folder is there for good, and returns what its
// files are synced by.
func (t *tree) folder(dir string) (*group, error) {
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
