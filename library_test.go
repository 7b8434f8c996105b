package main

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"newsbrief/lib/mock"
)

// TestLibrary builds and runs the programs of docs/library.md in a module of their
// own, as a stranger's: it may import what is not internal, and needs no more.
func TestLibrary(t *testing.T) {
	programs := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(readFile(t, "docs/library.md"), -1)
	wants := [][]string{
		{"supported: Ferries run every 20 minutes.\n  32-61 Ferries run", "⟦"},
		{"contradicted: 30 minutes the article says"},
	}
	if len(programs) != len(wants) {
		t.Fatalf("docs/library.md has %d programs, not %d", len(programs), len(wants))
	}
	server := httptest.NewServer(mock.Handler())
	defer server.Close()
	for i, program := range programs {
		out := runStranger(t, program[1], server.URL)
		for _, want := range wants[i] {
			if !strings.Contains(out, want) {
				t.Errorf("program %d does not print %q:\n%s", i+1, want, out)
			}
		}
	}
}

// runStranger is what a program prints of an article, and of a line about it.
func runStranger(t *testing.T, program []byte, endpoint string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string][]byte{"main.go": program, "go.mod": strangerModule(t), "go.sum": readFile(t, "go.sum")} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command("go", "run", ".", "Ferries run every 30 minutes.")
	c.Dir = dir
	c.Stdin = strings.NewReader("The bridge will close on 3 May. Ferries run every 20 minutes.")
	c.Env = append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod", "GOPROXY=off", "GOWORK=off", "NO_PROXY=*",
		"OPENAI_BASE_URL="+endpoint+"/v1", "OPENAI_API_KEY=", "OPENAI_MODEL=mock")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// strangerModule is a go.mod that needs nothing that is not on this machine:
// ours, under another name and with this one in it.
func strangerModule(t *testing.T) []byte {
	t.Helper()
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	own := modulePath(t)
	text := strings.Replace(string(readFile(t, "go.mod")), "module "+own+"\n", "module example.com/reader\n\nrequire "+own+" v0.0.0\n", 1)
	return []byte(text + "\nreplace " + own + " => " + root + "\n")
}
