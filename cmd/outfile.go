package cmd

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/plain"
)

// outPath is the path of --out; "" and "-" mean standard output.
func outPath(ctx *cli.Context) string {
	if path := ctx.String("out"); path != "-" {
		return path
	}
	return ""
}

// checkTarget refuses to write the file of a flag over an input, which may have
// been named in another way, or be standard input.
func (c *console) checkTarget(flag, path string, inputs []string) error {
	if len(inputs) == 0 {
		inputs = []string{"-"}
	}
	target, err := os.Stat(path)
	if err != nil || !target.Mode().IsRegular() {
		return nil
	}
	for _, in := range inputs {
		if info := c.inputInfo(in); info != nil && os.SameFile(info, target) {
			return usagef("--%s would replace the input %s; name another file", flag, displayName(in))
		}
	}
	return nil
}

// inputInfo describes the file of an input; nil: it has none.
func (c *console) inputInfo(in string) fs.FileInfo {
	stat := func() (fs.FileInfo, error) { return os.Stat(in) }
	if f, ok := c.stdin.(*os.File); ok && in == "-" {
		stat = f.Stat
	}
	if info, err := stat(); err == nil {
		return info
	}
	return nil
}

// checkOut refuses a file for output that is an input, or would be read as an
// article of a folder.
func (c *console) checkOut(flag, path string, inputs []string) error {
	if err := c.checkTarget(flag, path, inputs); err != nil {
		return err
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if in := holder(path, inputs); in != "" {
		return usagef("--%s %s is in the input folder %s, and would be read as an article; remove it, or name a file elsewhere",
			flag, plain.Line(path), plain.Line(in))
	}
	return nil
}

// holder is the folder among inputs that a file lies in; "": none.
func holder(path string, inputs []string) string {
	path, err := filepath.EvalSymlinks(path)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return ""
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		for _, in := range inputs {
			if sameFile(dir, in) {
				return in
			}
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// sameFile says whether two paths lead to one file, which may be about to be
// made.
func sameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return os.SameFile(infoA, infoB)
	}
	absA, errA := filepath.Abs(a)
	absB, errB := filepath.Abs(b)
	return errA == nil && errB == nil && absA == absB
}
