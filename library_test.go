package main

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"newsbrief/internal/mock"
)

// TestLibrary builds and runs the program of docs/library.md in a module of its
// own, as a stranger's: it may import what is not internal, and needs no more.
func TestLibrary(t *testing.T) {
	page, err := os.ReadFile("docs/library.md")
	if err != nil {
		t.Fatal(err)
	}
	program := regexp.MustCompile("(?s)```go\n(.*?)```").FindSubmatch(page)
	if program == nil {
		t.Fatal("docs/library.md has no program")
	}
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("main.go", program[1])
	write("go.mod", strangerModule(t))
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	write("go.sum", sums)

	server := httptest.NewServer(mock.NewHandler())
	defer server.Close()
	c := exec.Command("go", "run", ".")
	c.Dir = dir
	c.Stdin = strings.NewReader("The bridge will close on 3 May. Ferries run every 20 minutes.")
	c.Env = append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod", "GOPROXY=off", "GOWORK=off", "NO_PROXY=*",
		"OPENAI_BASE_URL="+server.URL+"/v1", "OPENAI_API_KEY=", "OPENAI_MODEL=mock")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"supported: Ferries run every 20 minutes.\n  32-61 Ferries run", "⟦"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the program does not print %q:\n%s", want, out)
		}
	}
}

// strangerModule is a go.mod that needs nothing that is not on this machine:
// ours, under another name and with this one in it.
func strangerModule(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	own := modulePath(t)
	text := strings.Replace(string(data), "module "+own+"\n", "module example.com/reader\n\nrequire "+own+" v0.0.0\n", 1)
	return []byte(text + "\nreplace " + own + " => " + root + "\n")
}
