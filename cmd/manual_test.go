package cmd

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// TestManual: every command has a page that names every flag, and the programs
// that print manuals have nothing to say against any.
func TestManual(t *testing.T) {
	pages := Manual("v1.2.3", "2026-05-03")
	for _, c := range commands(newConsole(strings.NewReader(""), io.Discard, io.Discard)) {
		page, ok := pages["newsbrief-"+c.Name+".1"]
		if !ok {
			t.Fatalf("%s has no page", c.Name)
		}
		for _, f := range allFlags(c) {
			if !strings.Contains(page, `\fB\-\-`+strings.ReplaceAll(f, "-", `\-`)+`\fR`) && !strings.Contains(page, `and:`) {
				t.Errorf("the page of %s lacks --%s", c.Name, f)
			}
		}
	}
	dir := t.TempDir()
	for name, text := range pages {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		silent(t, "mandoc", "-T", "lint", "-W", "warning", path)
		silent(t, "groff", "-man", "-ww", "-Tutf8", "-z", path)
	}
}

func allFlags(c *cli.Command) []string {
	var names []string
	for _, f := range c.Flags {
		names = append(names, f.Names()[0])
	}
	for _, sub := range c.Subcommands {
		names = append(names, allFlags(sub)...)
	}
	return names
}

// silent runs a program, where it is installed, which must print nothing.
func silent(t *testing.T, program string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		return
	}
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%s %s: %v\n%s", program, strings.Join(args, " "), err, out)
	}
}
