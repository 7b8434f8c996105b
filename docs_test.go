package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/mock"
)

// block is one block of code in a page.
type block struct {
	line  int
	info  string // behind the fence; "" where it is indented
	notes string // the HTML comment above it, which readers do not see
	text  string
}

// TestDocs runs every command in README.md and docs/*.md as a reader would: a
// page's blocks one after another in a folder of their own, in bash. Outputs
// that a page shows are compared. A comment above a block tells the exceptions:
//
//	<!-- not run: WHY -->   it needs what a test has not
//	<!-- offline -->        no model is configured, as for a new user
//	<!-- exit N -->         the last command exits with N
//	<!-- file NAME -->      the block is the text of a file
func TestDocs(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
	model, err := mock.NewBatchHandler(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(anyModel(model))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, page := range append(pages, "README.md", "CONTRIBUTING.md") {
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			s := newSandbox(t, server.URL+"/v1", filepath.ToSlash(page))
			for _, b := range blocks(string(data)) {
				s.do(page, b)
			}
		})
	}
}

// anyModel lets the mock answer under the names of real models, which pages
// name, and in other words than the article's where those of French are wanted.
func anyModel(next http.Handler) http.Handler {
	named := regexp.MustCompile(`"model":"[^":]*"`)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		model := `"model":"mock"`
		if bytes.Contains(body, []byte(`language: fr`)) {
			model = `"model":"mock:foreign"`
		}
		body = named.ReplaceAll(body, []byte(model))
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		next.ServeHTTP(w, r)
	})
}

var note = regexp.MustCompile(`^<!-- (.*) -->$`)

// blocks are the fenced and the indented blocks of a page.
func blocks(page string) []block {
	var list []block
	notes, before := "", ""
	lines := strings.Split(page, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		b := block{line: i + 1, notes: notes}
		switch m := note.FindStringSubmatch(line); {
		case m != nil:
			notes = m[1]
			continue
		case strings.HasPrefix(line, "```"):
			b.info = line[3:]
			for i++; i < len(lines) && lines[i] != "```"; i++ {
				b.text += lines[i] + "\n"
			}
			list = append(list, b)
		case strings.HasPrefix(line, "    ") && before == "":
			for ; i < len(lines) && (strings.HasPrefix(lines[i], "    ") || lines[i] == ""); i++ {
				b.text += strings.TrimPrefix(lines[i], "    ") + "\n"
			}
			list = append(list, b)
			i--
		case line == "":
			before = ""
			continue
		}
		notes, before = "", line
	}
	return list
}

// sandbox is the folder in which a page's commands run.
type sandbox struct {
	*testing.T
	dir, url string
}

// newSandbox is a fresh clone: its files that pages name. A page of docs begins
// in the folder examples, as docs/quick-start.md says; others at the top.
func newSandbox(t *testing.T, url, page string) *sandbox {
	clone := t.TempDir()
	for _, folder := range []string{"examples", "testdata/articles"} {
		if err := os.CopyFS(filepath.Join(clone, folder), os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
	}
	s := &sandbox{T: t, dir: clone, url: url}
	if strings.HasPrefix(page, "docs/") {
		s.dir = filepath.Join(clone, "examples")
	}
	return s
}

func (s *sandbox) do(page string, b block) {
	s.Helper()
	at := fmt.Sprintf("%s:%d", page, b.line)
	kind, value, _ := strings.Cut(b.notes, " ")
	switch {
	case kind == "not":
	case kind == "file":
		s.write(value, b.text)
	case strings.Contains(b.text, "runs-on:"):
		s.workflow(at, b)
	case b.info == "console" || strings.HasPrefix(b.text, "$ "):
		s.console(page, at, b)
	case b.info == "sh" || b.info == "" && regexp.MustCompile(`(?m)^newsbrief `).MatchString(b.text):
		if out, code := s.run(b.text, kind == "offline"); fmt.Sprint(code) != exitOf(b.notes) {
			s.Errorf("%s: exit code %d:\n%s\n%s", at, code, b.text, out)
		}
	}
}

func exitOf(notes string) string {
	if n, ok := strings.CutPrefix(notes, "exit "); ok {
		return n
	}
	return "0"
}

func (s *sandbox) write(name, text string) {
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(s.local(text)), 0o644); err != nil {
		s.Fatal(err)
	}
}

// console runs the commands behind "$ " and compares what they print, on
// either output, with the lines below each; a line "…" stands for any lines,
// and " …" at the end of a line for the rest of it. UPDATE=1 go test -run
// TestDocs . writes what is printed into the page.
func (s *sandbox) console(page, at string, b block) {
	s.Helper()
	commands := strings.Split("\n"+strings.TrimRight(b.text, "\n"), "\n$ ")[1:]
	for i, c := range commands {
		command, want, shown := strings.Cut(c, "\n")
		out, code := s.run(command, strings.HasPrefix(b.notes, "offline"))
		wantCode := "0"
		if i == len(commands)-1 {
			wantCode = exitOf(b.notes)
		}
		if fmt.Sprint(code) != wantCode {
			s.Errorf("%s: %s: exit code %d\n%s", at, command, code, out)
		}
		out = strings.TrimRight(out, "\n")
		switch {
		case !shown || matches(want, out):
		case os.Getenv("UPDATE") != "":
			s.replace(page, c, command+"\n"+out)
		default:
			s.Errorf("%s: %s: the page shows (-), the program prints (+):\n%s", at, command, cmp.Diff(want, out))
		}
	}
}

func matches(want, out string) bool {
	pattern := regexp.QuoteMeta(strings.TrimRight(want, "\n"))
	pattern = regexp.MustCompile(`(?m)^…$`).ReplaceAllString(pattern, `(?s:.*)`)
	pattern = regexp.MustCompile(`(?m) …$`).ReplaceAllString(pattern, ` .*`)
	return regexp.MustCompile(`^` + pattern + `$`).MatchString(out)
}

func (s *sandbox) replace(page, old, text string) {
	data, err := os.ReadFile(page)
	if err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(page, []byte(strings.Replace(string(data), old, text, 1)), 0o644); err != nil {
		s.Fatal(err)
	}
}

// workflow runs the steps of a workflow that readers copy.
func (s *sandbox) workflow(at string, b block) {
	s.Helper()
	var w struct {
		Jobs map[string]struct {
			Steps []struct{ Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(b.text), &w); err != nil {
		s.Errorf("%s: %v", at, err)
	}
	steps := 0
	for _, job := range w.Jobs {
		for _, step := range job.Steps {
			if step.Run == "" {
				continue
			}
			steps++
			if out, code := s.run(step.Run, true); code != 0 {
				s.Errorf("%s: %s: exit code %d\n%s", at, step.Run, code, out)
			}
		}
	}
	if steps == 0 {
		s.Errorf("%s: no step runs anything", at)
	}
}

// addresses are those that pages name and tests have a server for.
var addresses = regexp.MustCompile(`http://127\.0\.0\.1:(11434|1234|8000|8080)/v1|https://api\.openai\.com/v1`)

func (s *sandbox) local(text string) string { return addresses.ReplaceAllString(text, s.url) }

// prelude makes the commands of others harmless, and "go run ." this program.
// Variables that a block exports are there for the page's other blocks.
const prelude = `
go() {
    local code=0
    [[ "$1 $2" != "run ." ]] || newsbrief "${@:3}" || code=$?
    [[ $code = 0 ]] || { echo "exit status $code"; return 1; }
}
[[ ! -e "$HOME/exported" ]] || . "$HOME/exported"
trap 'code=$?; export -p | grep -v "declare -x PWD=" >"$HOME/exported"; exit $code' EXIT
set -eo pipefail
`

func (s *sandbox) run(script string, offline bool) (out string, code int) {
	home := filepath.Join(s.dir, ".home")
	if err := os.MkdirAll(home, 0o755); err != nil {
		s.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(s.Context(), 5*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, "bash", "-c", prelude+s.local(script))
	c.WaitDelay = time.Second // what a block left running holds the output open
	c.Dir = s.dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + home, "NO_PROXY=*", "GORACE=" + os.Getenv("GORACE"), "GOCOVERDIR=" + home}
	if !offline {
		c.Env = append(c.Env, "OPENAI_BASE_URL="+s.url, "OPENAI_MODEL=mock")
	} else if err := os.RemoveAll(filepath.Join(home, "exported")); err != nil {
		s.Fatal(err)
	}
	data, err := c.CombinedOutput()
	if err != nil && c.ProcessState == nil {
		s.Fatal(err)
	}
	return strings.ReplaceAll(string(data), s.url, "http://127.0.0.1:8080/v1"), c.ProcessState.ExitCode()
}

// TestRooms sees to it that a room imports only rooms of lower lines, as
// docs/architecture.md draws them, and that each is drawn.
func TestRooms(t *testing.T) {
	level := map[string]int{}
	_, drawing, _ := strings.Cut(string(readFile(t, "docs/architecture.md")), "Imports point down")
	for n, line := range strings.Split(strings.TrimSpace(blocks(drawing)[0].text), "\n") {
		for room := range strings.SplitSeq(line, ", ") {
			level[room] = n
		}
	}
	module := modulePath(t)
	list := runIn(t, ".", nil, "go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...")
	for line := range strings.Lines(list) {
		packages := strings.Fields(line)
		from := roomOf(module, packages[0])
		above, drawn := level[from]
		if !drawn {
			t.Errorf("docs/architecture.md does not draw %s", from)
		}
		for _, p := range packages[1:] {
			to := roomOf(module, p)
			if to != "" && to != from && level[to] <= above {
				t.Errorf("%s imports %s, which docs/architecture.md does not draw below %s", packages[0], p, from)
			}
		}
	}
}

// roomOf is the room that a package of the module is of: its first folder, below
// internal; "" for the packages of others.
func roomOf(module, path string) string {
	if path == module {
		return "main"
	}
	path, own := strings.CutPrefix(path, module+"/")
	if !own {
		return ""
	}
	room, _, _ := strings.Cut(strings.TrimPrefix(path, "internal/"), "/")
	return room
}

// TestNamed sees to it that the benchmarks exist that pages tell to run, and the
// files of the program that they name.
func TestNamed(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	bench := regexp.MustCompile("go test [^`\n]*-bench ([A-Z]\\w*)[^`\n]* \\./([a-z/]+)")
	file := regexp.MustCompile("`((?:cmd|internal|lib|measure|release|testdata)/[\\w./*-]+)`")
	for _, page := range append(pages, "README.md", "CONTRIBUTING.md") {
		text := string(readFile(t, page))
		for _, m := range bench.FindAllStringSubmatch(text, -1) {
			tests, err := filepath.Glob(m[2] + "/*_test.go")
			declares := func(name string) bool { return bytes.Contains(readFile(t, name), []byte("func Benchmark"+m[1]+"(")) }
			if err != nil || !slices.ContainsFunc(tests, declares) {
				t.Errorf("%s: there is no benchmark %s in %s", page, m[1], m[2])
			}
		}
		for _, m := range file.FindAllStringSubmatch(text, -1) {
			if found, err := filepath.Glob(m[1]); err != nil || len(found) == 0 {
				t.Errorf("%s: there is no %s", page, m[1])
			}
		}
	}
}

// TestWhereToChange sees to it that the table of docs/architecture.md names files
// that exist, among them those of every line of testdata/behaviours.txt.
func TestWhereToChange(t *testing.T) {
	_, table, _ := strings.Cut(string(readFile(t, "docs/architecture.md")), "## Where do I change")
	table, _, _ = strings.Cut(table, "\n## ")
	file := regexp.MustCompile("`([^`]*/[^`]*)`")
	answers := map[string]bool{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, " | ")
		if len(cells) != 2 || strings.HasPrefix(line, "| ---") {
			continue
		}
		files := file.FindAllStringSubmatch(cells[1], -1)
		answers[strings.ReplaceAll(strings.TrimPrefix(cells[0], "| "), "`", "")] = len(files) > 0
		for _, f := range files {
			if _, err := os.Stat(f[1]); err != nil {
				t.Errorf("docs/architecture.md: %v", err)
			}
		}
	}
	delete(answers, "behaviour")
	if len(answers) < 20 {
		t.Errorf("the table has %d behaviours, not 20", len(answers))
	}
	for line := range strings.Lines(string(readFile(t, "testdata/behaviours.txt"))) {
		if line = strings.TrimSuffix(line, "\n"); !strings.HasPrefix(line, "#") && !answers[line] {
			t.Errorf("the table has no file for %q", line)
		}
	}
}
