package prompts

import (
	"errors"
	"strings"
	"testing"
)

func TestParseErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", `mine.md:1: there is no prompt`},
		{"NUL", "Write \x00article\x00\n", `mine.md: not UTF-8 text`},
		{"output", "---\noutput: song\n---\nx\n", `mine.md:2: unknown output "song": there are bullets, text, markdown and json`},
		{"output of a task", "---\ntask: ask\noutput: text\n---\nx\n", `mine.md:3: output goes with task: summarize; the form of task: ask is fixed`},
		{"unknown type", "---\noutput: json\nschema:\n  properties: {a: {type: strng}}\n---\nx\n", `mine.md:3: the schema is no JSON Schema: unknown type "strng": there are object, array, string, number, integer, boolean, null`},
		{"schema without output", "---\n\nschema: {type: object}\n---\nx\n", `mine.md:3: a schema goes with output: json`},
		{"schema of a text", "---\noutput: text\nschema: {type: object}\n---\nx\n", `mine.md:3: a schema goes with output: json`},
		{"bad schema", "---\noutput: json\nschema: {type: 7}\n---\nx\n", `mine.md:3: the schema is no JSON Schema: invalid value for "type": "7"`},
		{"open head", "---\ntask: summarize\nWrite.\n", `mine.md:1: the YAML head is not ended by a line "---"`},
		{"no body", "---\ntask: summarize\n---\n \n", "mine.md:3: there is no prompt"},
		{"Latin-1", "---\n---\ncaf\xe9\n", "mine.md: not UTF-8 text"},
		{"unknown key", "---\ntask: summarize\nbulets: 3\n---\nx\n", `mine.md:3: unknown field "bulets"`},
		{"bad number", "---\n\nbullets: many\n---\nx\n", "mine.md:3: cannot unmarshal string into Go struct field head.Bullets of type int"},
		{"bad YAML", "---\ntask: summarize\nvars: [\n---\nx\n", "mine.md:3: sequence end token ']' not found"},
		{"twice", "---\nbullets: 1\nbullets: 2\n---\nx\n", `mine.md:3: mapping key "bullets" already defined at [1:1]`},
		{"task", "---\nbullets: 1\ntask: sing\n---\nx\n", `mine.md:3: unknown task "sing": there are summarize, figures, translate, ask and digest`},
		{"negative", "---\nbullets: -1\n---\nx\n", "mine.md:2: bullets is below 0"},
		{"open action", "---\nbullets: 1\n---\nx\n{{.Words\n", "mine.md:6: unclosed action started at line 5"},
		{"bad action", "---\n---\n\n{{if}}\n", "mine.md:4: missing value for if"},
		{"no function", "---\n---\n{{env \"HOME\"}}\n", `mine.md:3: function "env" not defined; the article stands above the prompt already, or where {{.Article}} is`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("mine", "mine.md", []byte(tt.text))
			var e *Error
			if !errors.As(err, &e) || e.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestCheckErrors(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"variable", "\n{{.Vars.tone}}", "mine.md:5: unknown variable .Vars.tone: the head's vars do not declare it"},
		{"article twice", "{{.Article}}\nx\n{{.Article}}", "mine.md:6: the article would be sent more than once"},
		{"loop", "{{range 1000000000}}x{{end}}", "mine.md:4: the prompt is larger than 1024 KiB once expanded"},
		{"field", "{{.Author}}", "mine.md:4: unknown variable .Author: there are .Article, .Bullets, .Figures, .Language, .LanguageName, .Words, .Sentences and .Vars"},
		{"call", "{{len .Bullets}}", "mine.md:4: <len .Bullets>: error calling len: len of type int"},
		{"nothing", "{{if false}}x{{end}}", "mine.md: the prompt is empty once expanded"},
		{"trimmed", "{{- .Vars.tone}}", "mine.md:4: unknown variable .Vars.tone: the head's vars do not declare it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tmpl, err := Parse("mine", "mine.md", []byte("---\nvars: {}\n---\n"+tt.body))
			if err != nil {
				t.Fatal(err)
			}
			var e *Error
			if err := Check(tmpl, nil); !errors.As(err, &e) || e.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "---", "---\n---\n", "---\n---\nx", "---\r\nbullets: 2\r\n---\r\n{{.Bullets}}\r\n",
		"\uFEFF--- \nvars: {a: 1, b: }\n---\t\n{{.Vars.a}}", "---\nvars: &a [*a]\n---\nx", "---\ntask: >\n  summarize\n---\n{{define \"a\"}}{{template \"a\"}}{{end}}",
		required,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		tmpl, err := Parse("mine", "mine.md", raw)
		if err == nil {
			if tmpl.body == nil || tmpl.Task == "" || tmpl.Vars == nil || strings.Contains(tmpl.Description, "\n") {
				t.Errorf("incomplete template %+v", tmpl)
			}
			return
		}
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("error of type %T: %v", err, err)
		}
		if lines := strings.Count(string(raw), "\n") + 1; e.Line > lines || e.Message == "" {
			t.Errorf("line %d of %d: %q", e.Line, lines, e.Message)
		}
	})
}
