package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// modulePath is the path of this module.
func modulePath(t *testing.T) string {
	t.Helper()
	return string(regexp.MustCompile(`(?m)^module (\S+)$`).FindSubmatch(readFile(t, "go.mod"))[1])
}

// TestModulePath moves a copy of the tree to another path, installs it as a
// stranger does, from a proxy, and moves it back.
func TestModulePath(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program anew")
	}
	files := treeFiles(t)
	moved := module.Version{Path: "example.com/acme/newsbrief", Version: "v0.0.1"}
	tree := t.TempDir()
	for _, name := range files {
		copyFile(t, name, filepath.Join(tree, name))
	}
	runIn(t, tree, nil, "release/module-path", moved.Path)
	program := install(t, moved, proxyOf(t, moved, tree))
	if out := runIn(t, t.TempDir(), nil, program, "--version"); !strings.HasPrefix(out, "newsbrief v0.0.1, go") {
		t.Errorf("the installed program is %q", out)
	}
	// Tests and the modules beneath are not part of what is installed.
	for _, module := range []string{".", "measure", "lib/newsbrief-mcp", "examples/webhandler"} {
		runIn(t, filepath.Join(tree, module), nil, "go", "list", "-test", "-deps", "./...")
	}
	for name, want := range map[string]string{"docs/library.md": "/summarize", "release/build": "/cmd.release"} {
		if text := readFile(t, filepath.Join(tree, name)); !bytes.Contains(text, []byte(moved.Path+want)) {
			t.Errorf("%s does not name %s", name, moved.Path+want)
		}
	}

	runIn(t, tree, nil, "release/module-path", modulePath(t))
	for _, name := range files {
		if !bytes.Equal(readFile(t, name), readFile(t, filepath.Join(tree, name))) {
			t.Errorf("%s is not what it was before it was moved and moved back", name)
		}
	}
}

// treeFiles are the files of the tree that git does not ignore.
func treeFiles(t *testing.T) []string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	var files []string
	for name := range strings.SplitSeq(runIn(t, ".", nil, "git", "ls-files", "-zco", "--exclude-standard"), "\x00") {
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
			files = append(files, name)
		}
	}
	return files
}

// proxyOf is a folder that serves the tree as a module proxy does.
func proxyOf(t *testing.T, m module.Version, tree string) string {
	t.Helper()
	proxy := t.TempDir()
	versions := filepath.Join(proxy, filepath.FromSlash(m.Path), "@v")
	copyFile(t, filepath.Join(tree, "go.mod"), filepath.Join(versions, m.Version+".mod"))
	var archive bytes.Buffer
	if err := zip.CreateFromDir(&archive, m, tree); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"list":              []byte(m.Version + "\n"),
		m.Version + ".info": []byte(`{"Version":"` + m.Version + `"}`),
		m.Version + ".zip":  archive.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(versions, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return proxy
}

// install is the program that go install makes of a module at the proxy. All
// other modules come from this machine's module cache.
func install(t *testing.T, m module.Version, proxy string) string {
	t.Helper()
	cache := strings.TrimSpace(runIn(t, ".", nil, "go", "env", "GOMODCACHE"))
	bin := t.TempDir()
	runIn(t, t.TempDir(), []string{
		"GOPROXY=file://" + filepath.ToSlash(proxy) + ",file://" + filepath.ToSlash(cache) + "/cache/download",
		"GOMODCACHE=" + t.TempDir(), "GOFLAGS=-trimpath -modcacherw", "GOBIN=" + bin, "GOSUMDB=off", "GOWORK=off",
		"GOPRIVATE=", "GONOPROXY=",
	}, "go", "install", m.Path+"@"+m.Version)
	return filepath.Join(bin, "newsbrief")
}

func runIn(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), name, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.Bytes())
	}
	return string(out)
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// copyFile copies a file and its permissions; the folder is made.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, readFile(t, from), info.Mode().Perm()); err != nil {
		t.Fatal(err)
	}
}
