package batch

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
)

// writeFile makes a file that is there whole or not at all, also after a crash
// or a power failure. Whatever has the name, a link too, is replaced, not
// followed; a link out of the root is an error. What a crash left of an
// earlier try is removed.
func writeFile(root *os.Root, name string, data []byte) error {
	return writeFileWith(root, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// writeFileWith is writeFile for what write writes.
func writeFileWith(root *os.Root, name string, write func(io.Writer) error) (err error) {
	temp := path.Join(path.Dir(name), tempPrefix+path.Base(name))
	if err := root.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = root.Remove(temp)
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := root.Rename(temp, name); err != nil {
		return err
	}
	return syncFolder(root, path.Dir(name))
}

// tempPrefix begins the names of files that are not yet whole. They are hidden,
// so that no run takes one for an article.
const tempPrefix = ".newsbrief-"

// makeFolder makes the folders of a name durable, from the first that is new.
func makeFolder(root *os.Root, dir string) error {
	if dir == "." {
		return nil
	}
	if info, err := root.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if err := makeFolder(root, path.Dir(dir)); err != nil {
		return err
	}
	if err := root.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(root, path.Dir(dir))
}
