package article

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"

	"newsbrief/internal/article/input"
)

// folder yields the articles below dir in lexical order. Hidden files are
// passed over silently; links, devices, empty, huge and foreign files are
// reported to r.Skipped.
func (r *Reader) folder(ctx context.Context, dir string, yield func(Input, error) bool) bool {
	found, wanted := false, true
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != dir && strings.HasPrefix(entry.Name(), ".")
		switch {
		case ctx.Err() != nil:
			wanted = false
		case err != nil:
			wanted = yield(Input{Name: path}, fileError(err))
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
		case r.NoArticle != nil && r.NoArticle(path):
			found = true
		default:
			f, reason := r.plainFile(path, entry)
			if reason != nil {
				r.skip(path, reason)
				break
			}
			found = true
			wanted = r.file(ctx, path, f, yield)
		}
		if !wanted {
			return fs.SkipAll
		}
		return nil
	})
	if wanted && !found {
		return yield(Input{Name: dir}, input.Refuse("the folder holds no article", ""))
	}
	return wanted
}

func (r *Reader) skip(name string, reason error) {
	if r.Skipped != nil {
		r.Skipped(name, reason)
	}
}

// plainFile looks into a file of a folder; reason says why it is not read. Only
// plain files are opened: a pipe or device could block for ever.
func (r *Reader) plainFile(path string, entry fs.DirEntry) (f *opened, reason error) {
	if !entry.Type().IsRegular() {
		return nil, input.Refusef("%s is not followed or read in a folder", typeName(entry.Type()))
	}
	f = openFile(path)
	switch {
	case f.err != nil:
		return f, nil // it will be told as an error
	case f.info.Size() > r.MaxBytes && f.kind != input.Lines:
		reason = tooLarge("is", r.MaxBytes)
	default:
		reason = f.nothing
	}
	if reason != nil {
		_ = f.Close()
	}
	return f, reason
}

func typeName(t fs.FileMode) string {
	switch {
	case t&fs.ModeSymlink != 0:
		return "a link"
	case t&fs.ModeNamedPipe != 0:
		return "a pipe"
	case t&fs.ModeSocket != 0:
		return "a socket"
	case t&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}
