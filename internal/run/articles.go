package run

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"newsbrief/internal/article"
)

// Article is one input of a batch.
type Article struct {
	article.Input
	Err error // it cannot be read
	// Rel is the path in the folder that was named, with slashes; of what is
	// no file, a name in place of it.
	Rel string
	// File is where it is read from, as Name is in Options.Dir.
	File string
	// Output is the name that outputs.Folder.Output gave; "" without a folder.
	Output string
	// Alone is set where there is no other.
	Alone bool
}

// Articles yields the articles of a run's inputs. passOver, where not nil, gives
// for a folder the test for files that are none; nil: all are.
func Articles(ctx context.Context, o *Options, passOver func(folder string) func(path string) bool) iter.Seq[Article] {
	inputs := o.Inputs
	if len(inputs) == 0 {
		inputs = []string{"-"}
	}
	return markAlone(func(yield func(Article) bool) {
		for _, arg := range inputs {
			path := o.path(arg)
			reader := *o.Reader
			if passOver != nil {
				reader.NoArticle = passOver(path)
			}
			reader.Skipped = func(name string, reason error) { o.Reader.Skipped(renamed(name, path, arg), reason) }
			reader.Warned = func(name, what string) { o.Reader.Warned(renamed(name, path, arg), what) }
			rel := relativeTo(path)
			for in, err := range reader.Inputs(ctx, []string{path}) {
				a := Article{Input: in, Err: err, Rel: rel(in.Name), File: in.Name}
				if a.Name = renamed(in.Name, path, arg); !yield(a) {
					return
				}
			}
		}
	})
}

// path is where an input is.
func (o *Options) path(input string) string {
	address := strings.HasPrefix(input, "http://") || strings.HasPrefix(input, "https://")
	if o.Dir == "" || input == "-" || address || filepath.IsAbs(input) {
		return input
	}
	return filepath.Join(o.Dir, input)
}

// Paths are where the inputs are.
func (o *Options) Paths() []string {
	var paths []string
	for _, input := range o.Inputs {
		paths = append(paths, o.path(input))
	}
	return paths
}

// renamed is a name that was found at path as if it had been at arg.
func renamed(name, path, arg string) string {
	rest, below := strings.CutPrefix(name, path)
	switch {
	case path == arg || !below:
		return name
	case rest != "" && os.IsPathSeparator(rest[0]):
		return filepath.Join(arg, rest)
	}
	return arg + rest
}

// relativeTo returns what makes names of arg's articles relative: to the folder
// arg, or to the one that the file arg lies in.
func relativeTo(arg string) func(name string) string {
	if arg == "-" {
		return func(name string) string { return strings.Replace(name, "-", "stdin", 1) }
	}
	if u, err := url.Parse(arg); err == nil && u.Host != "" {
		return func(name string) string { return nameOfURL(name) }
	}
	dir := filepath.Dir(arg)
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		dir = arg
	}
	return func(name string) string {
		rel, err := filepath.Rel(dir, name)
		if err != nil || !filepath.IsLocal(rel) {
			rel = name // an id
		}
		return filepath.ToSlash(rel)
	}
}

// nameOfURL is an address without its scheme, as one part of a path.
func nameOfURL(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address // an id
	}
	return strings.ReplaceAll(strings.TrimRight(rest, "/"), "/", "_")
}

// markAlone sets Alone. It holds the first article back until it knows.
func markAlone(articles iter.Seq[Article]) iter.Seq[Article] {
	return func(yield func(Article) bool) {
		var first *Article
		several := false
		for a := range articles {
			switch {
			case several:
				if !yield(a) {
					return
				}
			case first == nil:
				first = &a
			default:
				several = true
				if !yield(*first) || !yield(a) {
					return
				}
			}
		}
		if first != nil && !several {
			first.Alone = true
			yield(*first)
		}
	}
}

// Line is a line of a file, or why it cannot be read.
type Line struct {
	Text []byte // without white space at its ends
	Err  error
}

// Lines are those of in, up to one that cannot be read. Of a line of more than
// most bytes there is an error, and the others follow.
func Lines(in io.Reader, most int64) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		lines := bufio.NewReaderSize(in, 1<<16)
		for {
			text, err := readLine(lines, most)
			if err == io.EOF || !yield(Line{text, err}) || err != nil && err != errLong {
				return
			}
		}
	}
}

// errLong is a line over the limit; the rest of it has been passed over.
var errLong = errors.New("is larger than --max-bytes")

// readLine reads a line without its end; io.EOF where there is none left.
func readLine(r *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if int64(len(line)+len(part)) > limit+1 {
			long, line = true, nil
		} else if !long {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && (err != io.EOF || len(line) == 0 && !long):
			return nil, err
		case long:
			return nil, errLong
		}
		return bytes.TrimSpace(line), nil
	}
}
