package run

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

// IsFolder says whether --out names a folder: one that exists, a name that ends
// as folders do, and, for a folder or several inputs, a name without extension.
func IsFolder(path string, inputs []string) bool {
	info, err := os.Stat(path)
	switch {
	case path == "":
		return false
	case err == nil:
		return info.IsDir()
	case os.IsPathSeparator(path[len(path)-1]):
		return true
	case filepath.Ext(path) != "":
		return false
	}
	return len(inputs) > 1 || len(inputs) == 1 && isDir(inputs[0])
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// CheckTarget refuses to write the file of a flag over an input, which may have
// been named in another way, or be standard input.
func CheckTarget(c *terminal.Console, flag, path string, inputs []string) error {
	if len(inputs) == 0 {
		inputs = []string{"-"}
	}
	target, err := os.Stat(path)
	if err != nil || !target.Mode().IsRegular() {
		return nil
	}
	for _, in := range inputs {
		if info := inputInfo(c, in); info != nil && os.SameFile(info, target) {
			return terminal.Usagef("--%s would replace the input %s; name another file", flag, terminal.DisplayName(in))
		}
	}
	return nil
}

// inputInfo describes the file of an input; nil: it has none.
func inputInfo(c *terminal.Console, in string) fs.FileInfo {
	stat := func() (fs.FileInfo, error) { return os.Stat(in) }
	if f, ok := c.Stdin.(*os.File); ok && in == "-" {
		stat = f.Stat
	}
	if info, err := stat(); err == nil {
		return info
	}
	return nil
}

// CheckOut refuses a file for output that is an input, or would be read as an
// article of a folder.
func CheckOut(c *terminal.Console, flag, path string, inputs []string) error {
	if err := CheckTarget(c, flag, path, inputs); err != nil {
		return err
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if in := holder(path, inputs); in != "" {
		return terminal.Usagef("--%s %s is in the input folder %s, and would be read as an article; remove it, or "+
			"name a file elsewhere",
			flag, plain.Line(path), plain.Line(in))
	}
	return nil
}

// CheckFolder refuses a folder for output whose files would be read as articles: an
// input, or one that lies in one.
func CheckFolder(path string, inputs []string) error {
	in := holder(filepath.Join(path, "x"), inputs)
	if in == "" {
		return nil
	}
	return terminal.Usagef("--out %s is in the input folder %s, and what is written there would be read as articles; "+
		"name a folder elsewhere", plain.Line(path), plain.Line(in))
}

// holder is the folder among inputs that a file lies in; "": none.
func holder(path string, inputs []string) string {
	if end, err := filepath.EvalSymlinks(path); err == nil {
		path = end
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		for _, in := range inputs {
			if SameFile(dir, in) {
				return in
			}
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// SameFile says whether two paths lead to one file, which may be about to be
// made.
func SameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return os.SameFile(infoA, infoB)
	}
	absA, errA := filepath.Abs(a)
	absB, errB := filepath.Abs(b)
	return errA == nil && errB == nil && absA == absB
}

// CheckReport refuses a file for the report that is no page: it replaces neither
// an input nor the output nor an article of a folder.
func CheckReport(c *terminal.Console, path, out string, inputs []string) error {
	info, statErr := os.Stat(path)
	switch {
	case path == "-" || statErr == nil && info.IsDir() || os.IsPathSeparator(path[len(path)-1]):
		return terminal.Usagef("--report needs the name of a file, as report.html")
	case SameFile(path, out):
		return terminal.Usagef("--report and --out name the same file")
	}
	if err := CheckTarget(c, "report", path, inputs); err != nil {
		return err
	}
	if statErr == nil && info.Mode().IsRegular() && info.Size() > 0 && !isPage(path) {
		return terminal.Usagef("--report would replace %s, which is no page of newsbrief; name "+
			"another file", plain.Line(path))
	}
	return nil
}

// isPage says whether a file begins as the pages do.
func isPage(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4<<10))
	return err == nil && bytes.Contains(head, []byte(`<meta name="generator" content="newsbrief">`))
}
