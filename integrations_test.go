package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// docsTree writes a folder of English documents and German translations; the second
// has a wrong number in its third line.
func docsTree(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"en/a.md": "The old bridge is closed to all lorries until the spring.\n",
		"de/a.md": "Die alte Brücke ist bis zum Frühjahr für alle LKW gesperrt.\n",
		"en/b.md": "The works, in short.\n\nThe bridge and its new deck cost 12 million euros in the end.\n",
		"de/b.md": "Die Arbeiten in Kürze.\n\nBrücke und neue Fahrbahn kosteten am Ende 13 Millionen Euro.\n",
	} {
		path := filepath.Join(dir, "docs", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// action is what a runner reads of action.yml.
type action struct {
	Inputs map[string]struct{ Description string }
	Runs   struct {
		Using string
		Steps []struct {
			Uses, Run, If, Shell string
			Env                  map[string]string
		}
	}
}

// The steps of the Action run as a runner runs them: by bash -e, with the inputs in
// their expressions, and the files that GitHub's variables name.
func TestAction(t *testing.T) {
	if runtime.GOOS == "windows" || testing.Short() {
		t.Skip("builds the program from the action's checkout, in bash")
	}
	data, err := os.ReadFile("action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	dir := docsTree(t)
	run := func(inputs map[string]string) (output, summary string, err error) {
		t.Helper()
		return a.run(t, dir, inputs)
	}
	wrong := map[string]string{"source": "docs/en", "candidates": "docs/de", "to": "de"}
	output, summary, err := run(wrong)
	if err == nil {
		t.Error("a wrong number does not fail the step")
	}
	if want := "::error file=docs/de/b.md,line=3,"; !strings.Contains(output, want) {
		t.Errorf("no annotation %q in:\n%s", want, output)
	}
	if want := "docs/de/b.md: 1 claim: 1 contradicted"; !strings.Contains(summary, want) {
		t.Errorf("the summary lacks %q:\n%s", want, summary)
	}
	right := map[string]string{"source": "docs/en/a.md", "candidates": "docs/de/a.md", "to": "de"}
	if output, _, err := run(right); err != nil || strings.Contains(output, "::error") {
		t.Errorf("a right translation: %v\n%s", err, output)
	}
	right["candidates"], right["source"], right["status"] = "docs/de", "docs/en", "true"
	shell(t, dir, "cp docs/en/a.md docs/en/b.md && cp docs/de/a.md docs/de/b.md")
	if _, summary, err := run(right); err == nil || !strings.Contains(summary, "docs/de/a.md") {
		t.Errorf("translations that nobody made with newsbrief: %v\n%s", err, summary)
	}
	if _, summary, err := run(nil); err != nil || summary != "" {
		t.Errorf("without a source it should only install: %v\n%s", err, summary)
	}
}

// run runs the steps in dir and returns what they printed and the step summary.
func (a *action) run(t *testing.T, dir string, inputs map[string]string) (output, summary string, err error) {
	t.Helper()
	checkout, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	files := map[string]string{"GITHUB_PATH": "", "GITHUB_STEP_SUMMARY": ""}
	env := append(os.Environ(), "RUNNER_TEMP="+temp, "GITHUB_ACTION_PATH="+checkout)
	for name := range files {
		files[name] = filepath.Join(temp, name)
		if err := os.WriteFile(files[name], nil, 0o666); err != nil {
			t.Fatal(err)
		}
		env = append(env, name+"="+files[name])
	}
	expand := func(value string) string {
		for name := range a.Inputs {
			value = strings.ReplaceAll(value, "${{ inputs."+name+" }}", inputs[name])
		}
		return value
	}
	for _, s := range a.Runs.Steps {
		if s.Uses != "" || !holds(s.If, inputs) {
			continue
		}
		added, err := os.ReadFile(files["GITHUB_PATH"])
		if err != nil {
			t.Fatal(err)
		}
		path := strings.Join(append(strings.Fields(string(added)), os.Getenv("PATH")), string(os.PathListSeparator))
		step := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", s.Run)
		step.Dir, step.Env = dir, append(env, "PATH="+path)
		for name, value := range s.Env {
			step.Env = append(step.Env, name+"="+expand(value))
		}
		printed, err := step.CombinedOutput()
		output += string(printed)
		if err != nil {
			return output, string(readFile(t, files["GITHUB_STEP_SUMMARY"])), err
		}
	}
	return output, string(readFile(t, files["GITHUB_STEP_SUMMARY"])), nil
}

// holds says whether a step is to run: inputs.NAME, or that with == 'true'.
func holds(condition string, inputs map[string]string) bool {
	name, value, compared := strings.Cut(strings.TrimPrefix(condition, "inputs."), " == ")
	if compared {
		return inputs[name] == strings.Trim(value, "'")
	}
	return name == "" || inputs[name] != ""
}

// The lines of Python in docs/recipes.md read what newsbrief prints.
func TestPandas(t *testing.T) {
	python := os.Getenv("PYTHON")
	if python == "" {
		python = "python3"
	}
	if exec.Command(python, "-c", "import pandas").Run() != nil {
		t.Skip("there is no Python with pandas: $PYTHON names one")
	}
	code := regexp.MustCompile("(?s)```python\n(.*?)```").FindSubmatch(readFile(t, "docs/recipes.md"))
	if code == nil {
		t.Fatal("docs/recipes.md has no Python")
	}
	dir := t.TempDir()
	shell(t, ".", "go run . summarize --backend mock --format jsonl -n 2 testdata/articles/harbour-bridge.txt "+
		"testdata/articles/ice-core.txt > "+filepath.Join(dir, "briefs.jsonl"))
	read := exec.Command(python, "-c", string(code[1]))
	read.Dir = dir
	output, err := read.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if !regexp.MustCompile(`harbour-bridge.txt +supported +2 `).Match(output) {
		t.Errorf("not two supported bullets:\n%s", output)
	}
}

// The hook runs as pre-commit runs it: the tool from its registry, the program built
// from a clone by the tool.
func TestPreCommit(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("it builds all programs anew")
	}
	dir := docsTree(t)
	checkout, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	config := "repos:\n  - repo: " + checkout + "\n    rev: " + strings.TrimSpace(shell(t, checkout, "git rev-parse HEAD")) +
		"\n    hooks:\n      - id: newsbrief-check\n" +
		"        args: [--source, docs/en, --candidates, docs/de, --to, de, --format, github]\n"
	if err := os.WriteFile(filepath.Join(dir, ".pre-commit-config.yaml"), []byte(config), 0o666); err != nil {
		t.Fatal(err)
	}
	if output, err := inShell(dir, "python3 -m venv venv && venv/bin/pip install -q pre-commit"); err != nil {
		t.Skipf("pre-commit cannot be installed: %v\n%s", err, output)
	}
	shell(t, dir, "git init -q && git add docs")
	t.Setenv("PRE_COMMIT_HOME", filepath.Join(dir, "home"))
	t.Setenv("GOMODCACHE", strings.TrimSpace(shell(t, checkout, "go env GOMODCACHE"))) // nothing is fetched anew
	output, err := inShell(dir, "venv/bin/pre-commit run --all-files")
	if err == nil || !strings.Contains(output, "::error file=docs/de/b.md,line=3,") {
		t.Errorf("a wrong number: %v\n%s", err, output)
	}
	shell(t, dir, "cp docs/en/a.md docs/en/b.md && cp docs/de/a.md docs/de/b.md && git add docs")
	if output, err := inShell(dir, "venv/bin/pre-commit run --all-files"); err != nil {
		t.Errorf("right translations: %v\n%s", err, output)
	}
}

// shell runs a line of shell that is not to fail.
func shell(t *testing.T, dir, line string) string {
	t.Helper()
	output, err := inShell(dir, line)
	if err != nil {
		t.Fatalf("%s: %v\n%s", line, err, output)
	}
	return output
}

func inShell(dir, line string) (string, error) {
	c := exec.Command("sh", "-c", line)
	c.Dir = dir
	output, err := c.CombinedOutput()
	return string(output), err
}
