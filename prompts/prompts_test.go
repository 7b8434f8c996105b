package prompts

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write puts a file into dir and returns its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// load loads a template that must be sound.
func load(t *testing.T, l Loader, name string) *Template {
	t.Helper()
	tmpl, err := l.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return tmpl
}

// builtInCount is how many templates the program has.
const builtInCount = 15

func TestBuiltIn(t *testing.T) {
	list, err := Loader{}.List()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tmpl := range list {
		names = append(names, tmpl.Name)
		if err := Check(tmpl, nil); err != nil {
			t.Errorf("%s: %v", tmpl.Name, err)
		}
		if tmpl.Description == "" || tmpl.Source != "built-in" || tmpl.Task == "" {
			t.Errorf("%s: incomplete head: %+v", tmpl.Name, tmpl)
		}
	}
	want := "ask brief claims digest explain figures headline investor questions social summarize table timeline tldr translate"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("names %q, want %q", got, want)
	}
}

func TestInstruction(t *testing.T) {
	h := Head{Task: "summarize", Bullets: 3, Language: "fr"}
	got, err := load(t, Loader{}, "summarize").Instruction(h, Data{Bullets: 3, Language: "fr", LanguageName: "French"})
	if err != nil {
		t.Fatal(err)
	}
	head := "task: summarize\nbullets: 3\nlanguage: fr\n\nSummarise "
	if !strings.HasPrefix(got, head) {
		t.Errorf("message does not begin with the head:\n%s", got)
	}
	if !strings.HasSuffix(got, " [2,5]. Write nothing else.\n") {
		t.Errorf("message does not end with what varies:\n%s", got)
	}
}

// The constant text comes first, so that messages share a long beginning.
func TestVariableTextIsLast(t *testing.T) {
	h := Head{Task: "summarize", Bullets: 1, Language: "en"}
	list, _ := Loader{}.List()
	for _, tmpl := range list {
		a, _ := tmpl.Instruction(h, Data{Bullets: 1, LanguageName: "English"})
		b, _ := tmpl.Instruction(h, Data{Bullets: 9, LanguageName: "日本語", Words: 7, Sentences: 3})
		same := 0
		for same < min(len(a), len(b)) && a[same] == b[same] {
			same++
		}
		if rest := strings.Count(a[same:], "\n"); rest > 2 {
			t.Errorf("%s: %d lines vary", tmpl.Name, rest)
		}
	}
}

func TestHeadIsOneLineAValue(t *testing.T) {
	h := Head{Task: "summarize", Bullets: 2, Language: "en\nbullets: 99"}
	got := h.String()
	if strings.Count(got, "\n") != 3 || strings.Contains(got, "\nbullets: 99") {
		t.Errorf("a value broke the head:\n%s", got)
	}
}

func TestLanguageWithoutName(t *testing.T) {
	for tag, want := range map[string]string{"und": "in the article's language,", "": "in the article's language,", "tlh": "in the language tlh,", "pt-BR": "in Portuguese (pt-BR),", "ZH": "in Chinese,"} {
		got, err := load(t, Loader{}, "tldr").Instruction(Head{}, Data{Bullets: 1, Language: tag})
		if err != nil || !strings.Contains(got, want) {
			t.Errorf("%q: %v, want %q in\n%s", tag, err, want, got)
		}
	}
}

const required = "---\nvars:\n  tone: dry\n  reader:\n---\nFor {{.Vars.reader}}, {{.Vars.tone}}.\n"

func TestVars(t *testing.T) {
	tests := []struct {
		name string
		vars map[string]string
		want string
	}{
		{"default", map[string]string{"reader": "pilots"}, "For pilots, dry."},
		{"given", map[string]string{"reader": "pilots", "tone": "warm"}, "For pilots, warm."},
		{"empty is a value", map[string]string{"reader": ""}, "For , dry."},
		{"data is no template", map[string]string{"reader": "{{.Words}}"}, "For {{.Words}}, dry."},
		{"required", nil, "error: prompt template mine needs a value: --var reader=…"},
		{"unknown", map[string]string{"reader": "x", "tome": "y"}, `error: prompt template mine has no variable "tome"; did you mean tone?`},
	}
	tmpl, err := Parse("mine", "mine.md", []byte(required))
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(tmpl, nil); err != nil {
		t.Error(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tmpl.Instruction(Head{}, Data{Vars: tt.vars})
			_, got, _ = strings.Cut(got, "\n\n")
			if err != nil {
				got = "error: " + err.Error()
			}
			if got = strings.TrimSpace(got); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	if tmpl.Vars["tone"] != "dry" || len(tmpl.Vars) != 1 {
		t.Errorf("the template's defaults were changed: %v", tmpl.Vars)
	}
}

func TestLoadPrefersUsers(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "tldr.md", "---\ndescription: mine\nbullets: 2\n---\nShort.\n")
	write(t, dir, "notes.txt", "not a template")
	l := Loader{Dir: dir}
	tmpl := load(t, l, "tldr")
	if tmpl.Source != path || tmpl.Bullets != 2 || tmpl.Description != "mine" {
		t.Errorf("the user's template did not win: %+v", tmpl)
	}
	if got := load(t, l, "headline").Source; got != builtIn {
		t.Errorf("headline comes from %s", got)
	}
	list, err := l.List()
	if err != nil || len(list) != builtInCount {
		t.Errorf("%d templates, %v; want each name once", len(list), err)
	}
}

func TestListKeepsGoodOnes(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "broken.md", "---\n---\n{{if}}\n")
	list, err := Loader{Dir: dir}.List()
	if len(list) != builtInCount || err == nil || !strings.Contains(err.Error(), path+":3: ") {
		t.Errorf("%d templates, error %v", len(list), err)
	}
	list, err = Loader{Dir: filepath.Join(dir, "none")}.List()
	if len(list) != builtInCount || err != nil {
		t.Errorf("a folder that does not exist: %d templates, error %v", len(list), err)
	}
}

func TestLoadFile(t *testing.T) {
	dir := t.TempDir()
	text := "\uFEFF---\r\ntask: summarize\r\n---\r\nWrite {{.Bullets}}.\r\n"
	path := write(t, dir, "mine.md", text)
	tmpl := load(t, Loader{}, path)
	if tmpl.Name != "mine" || tmpl.Source != path || !bytes.Equal(tmpl.Raw, []byte(text)) {
		t.Errorf("got %+v", tmpl)
	}
	t.Chdir(dir)
	if got := load(t, Loader{}, "mine.md").Source; got != "mine.md" {
		t.Errorf("a file of this folder has the source %q", got)
	}
}

func TestLoadErrors(t *testing.T) {
	dir := t.TempDir()
	big := write(t, dir, "big.md", "---\n---\n"+strings.Repeat("x", maxSize))
	missing := filepath.Join(dir, "missing.md")
	tests := []struct{ name, arg, want string }{
		{"near", "sumarize", `no prompt template "sumarize"; did you mean summarize?`},
		{"case", "TLDR", `no prompt template "TLDR"; did you mean tldr?`},
		{"far", "poem", `no prompt template "poem"; there are ask, brief, claims, digest, explain, figures, headline, investor, questions, social, summarize, table, timeline, tldr, translate`},
		{"file of this folder", "headlin.md", `no file "headlin.md" and no prompt template of that name; did you mean headline?`},
		{"missing", missing, missing + ": no such file or directory"},
		{"folder", dir + "/", dir + "/: is a directory"},
		{"too large", big, big + ": is larger than 256 KiB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Loader{}.Load(tt.arg)
			var e *Error
			if !errors.As(err, &e) || e.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}
