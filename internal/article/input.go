package article

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Input is one article to be read.
type Input struct {
	Name string // as printed
	Path string // "" for standard input
}

// Inputs expands a command's arguments: "-" or nothing is standard input, a
// folder is walked in lexical order. In folders, hidden files, links, and
// files that do not end in .txt, .text, .md or .markdown are passed over.
// An argument that cannot be used yields its name with an error.
func Inputs(args []string) iter.Seq2[Input, error] {
	if len(args) == 0 {
		args = []string{"-"}
	}
	return func(yield func(Input, error) bool) {
		for _, arg := range args {
			if !expand(arg, yield) {
				return
			}
		}
	}
}

func expand(arg string, yield func(Input, error) bool) bool {
	in := Input{arg, arg}
	if arg == "-" {
		return yield(Input{Name: "-"}, nil)
	}
	if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
		return yield(in, &InputError{"is a URL, which newsbrief does not read yet", "save the article's text and name the file"})
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return yield(in, fileError(err))
	case info.IsDir():
		return walk(arg, yield)
	}
	return yield(in, nil)
}

// walk yields the articles below dir; false when the caller has enough.
func walk(dir string, yield func(Input, error) bool) bool {
	found, wanted := false, true
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != dir && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			wanted = yield(Input{path, path}, fileError(err))
		case hidden && entry.IsDir():
			return fs.SkipDir
		case !hidden && entry.Type().IsRegular() && isText(path):
			found = true
			wanted = yield(Input{path, path}, nil)
		}
		if !wanted {
			return fs.SkipAll
		}
		return nil
	})
	if wanted && !found {
		return yield(Input{dir, dir}, &InputError{"the folder holds no article (.txt, .text, .md or .markdown)", ""})
	}
	return wanted
}

func isText(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".text", ".md", ".markdown":
		return true
	}
	return false
}

// Load reads and parses one input of at most limit bytes.
func Load(in Input, stdin io.Reader, limit int64) (*Article, error) {
	r := stdin
	if in.Path != "" {
		f, err := os.Open(in.Path)
		if err != nil {
			return nil, fileError(err)
		}
		defer f.Close()
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fileError(err)
	}
	if int64(len(data)) > limit {
		return nil, &InputError{fmt.Sprintf("is larger than %d bytes", limit), "raise the limit with --max-bytes if that is meant"}
	}
	return Parse(in.Name, data)
}

// fileError drops the path that callers name anyway.
func fileError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
