// Package prompts holds what models are told: the system message and the worked
// examples, the same for every article, and templates of the instruction, which it
// loads: the built-in ones, the user's own of the same names, and single files. It
// hides their file format, a YAML head and a text/template body.
package prompts

import (
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xrash/smetrics"

	"newsbrief/internal/durable"
)

//go:embed *.md new/*.md
var builtin embed.FS

const (
	suffix = ".md"
	// builtIn is the Source of the templates that are part of the program.
	builtIn = "built-in"
	// maxSize keeps a device or a wrong file from being read whole, in bytes.
	maxSize = 256 << 10
)

// Loader finds templates. Its zero value knows the built-in ones and files.
type Loader struct {
	// Dir holds the user's templates; a file there wins over the built-in
	// template of the same name. It need not exist; "" for none.
	Dir string
}

// Load returns the template of that name, or the one in the file: a file has
// a path separator in its name, or ends in .md and exists, or exists where no template
// has its name. Nothing is cached. Errors are of type *Error.
func (l Loader) Load(nameOrFile string) (*Template, error) {
	if isFile(nameOrFile) {
		return loadFile(nameOrFile)
	}
	if l.Dir != "" {
		path := filepath.Join(l.Dir, nameOrFile+suffix)
		if regular(path) {
			return loadFile(path)
		}
	}
	if raw, err := builtin.ReadFile(nameOrFile + suffix); err == nil {
		return Parse(nameOrFile, builtIn, raw)
	}
	if regular(nameOrFile) {
		return loadFile(nameOrFile)
	}
	return nil, l.unknown(nameOrFile)
}

// Starter returns the text of a template to start a new one of this output from; an
// error where there is no such output.
func Starter(o Output) ([]byte, error) {
	if o == Bullets {
		return builtin.ReadFile(Summarize + suffix)
	}
	raw, err := builtin.ReadFile("new/" + string(o) + suffix)
	if err != nil {
		return nil, &Error{Message: unknown(o)}
	}
	return raw, nil
}

// List returns every template that can be had by name, sorted by name. Where
// some of the user's are broken it returns the others and all the errors.
func (l Loader) List() ([]*Template, error) {
	names, err := l.names()
	errs := []error{err}
	var list []*Template
	for _, name := range names {
		t, err := l.Load(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		list = append(list, t)
	}
	return list, errors.Join(errs...)
}

// names returns the names of the built-in and the user's templates, sorted
// and without repeats.
func (l Loader) names() ([]string, error) {
	entries, err := builtin.ReadDir(".")
	if err == nil && l.Dir != "" {
		var users []os.DirEntry
		users, err = os.ReadDir(l.Dir)
		entries = append(entries, users...)
	}
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), suffix); ok && name != "" && !e.IsDir() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

// unknown is the error for a name that no template has.
func (l Loader) unknown(name string) error {
	names, _ := l.names()
	message := fmt.Sprintf("no prompt template %q", name)
	if strings.HasSuffix(name, suffix) {
		message = fmt.Sprintf("no file %q and no prompt template of that name", name)
	}
	return &Error{Message: message + suggest(strings.TrimSuffix(name, suffix), names)}
}

// suggest names what the user may have meant, nearest first, or everything
// there is.
func suggest(name string, known []string) string {
	if len(known) == 0 {
		return ""
	}
	distance := func(s string) int {
		return smetrics.WagnerFischer(strings.ToLower(name), s, 1, 1, 1)
	}
	var near []string
	for _, k := range known {
		if distance(k) <= max(2, len(k)/3) {
			near = append(near, k)
		}
	}
	if len(near) == 0 {
		return "; there are " + strings.Join(known, ", ")
	}
	slices.SortStableFunc(near, func(a, b string) int { return distance(a) - distance(b) })
	return "; did you mean " + strings.Join(near, " or ") + "?"
}

// isFile tells a file from a name.
func isFile(s string) bool {
	if strings.ContainsRune(s, '/') || strings.ContainsRune(s, filepath.Separator) {
		return true
	}
	return strings.HasSuffix(s, suffix) && regular(s)
}

// regular reports whether path can be read as a file.
func regular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// loadFile reads and parses one file; its name is the file's without .md.
func loadFile(path string) (*Template, error) {
	raw, err := durable.ReadPlain(path, maxSize)
	if err != nil {
		return nil, readError(path, err)
	}
	return Parse(strings.TrimSuffix(filepath.Base(path), suffix), path, raw)
}

// readError says why path could not be read, naming it once.
func readError(path string, err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &Error{File: path, Message: err.Error()}
}
