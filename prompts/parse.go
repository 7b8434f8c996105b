package prompts

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/google/jsonschema-go/jsonschema"

	"newsbrief/internal/frontmatter"
	"newsbrief/internal/plain"
)

// bodyName is what text/template calls the body in its errors; it is replaced by
// the file's name, which may hold colons.
const bodyName = "body"

// The tasks that templates can be written for; summarize is the default.
const (
	Summarize = "summarize"
	Figures   = "figures"
	Translate = "translate"
	Ask       = "ask"
	Digest    = "digest"
)

// head is the YAML head of a template file.
type head struct {
	Description string             `yaml:"description"`
	Task        string             `yaml:"task"`
	Output      Output             `yaml:"output"`
	Schema      any                `yaml:"schema"`
	Bullets     int                `yaml:"bullets"`
	Characters  string             `yaml:"characters"`
	Vars        map[string]*string `yaml:"vars"`
}

// Parse reads a template file: a YAML head between two lines "---", then the
// body; without a head all of it is the body. Source names the file in errors, which
// are of type *Error.
func Parse(name, source string, raw []byte) (*Template, error) {
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !utf8.Valid(raw) || strings.Contains(text, articlePlace) {
		return nil, &Error{File: source, Message: "not UTF-8 text"}
	}
	t := &Template{Name: name, Source: source, Raw: raw, Task: Summarize, Output: Text, Vars: map[string]string{}}
	body, headLines := text, 0
	if h, closed := frontmatter.Fenced(text); h.Format == frontmatter.YAML {
		if !closed {
			return nil, &Error{File: source, Line: 1, Message: `the YAML head is not ended by a line "---"`}
		}
		body, headLines = text[h.Body:], 2+strings.Count(text[h.Start:h.End], "\n")
		if err := t.readHead(text[h.Start:h.End]); err != nil {
			return nil, err
		}
	}
	if err := t.parseBody(body, headLines); err != nil {
		return nil, err
	}
	return t, nil
}

// readHead takes the head, whose first line is the file's second.
func (t *Template) readHead(text string) error {
	var h head
	if err := yaml.UnmarshalWithOptions([]byte(text), &h, yaml.Strict(), yaml.UseOrderedMap()); err != nil {
		return yamlError(t.Source, err)
	}
	t.Description, t.Bullets = plain.Line(h.Description), h.Bullets
	t.setVars(h.Vars)
	for _, part := range []struct {
		key string
		set func(*head) string
	}{{"task", t.setTask}, {"bullets", checkBullets}, {"output", t.setOutput}, {"schema", t.setSchema},
		{"characters", t.setCharacters}} {
		if wrong := part.set(&h); wrong != "" {
			return &Error{File: t.Source, Line: keyLine(text, part.key), Message: wrong}
		}
	}
	return nil
}

func (t *Template) setTask(h *head) (wrong string) {
	t.Task = cmp.Or(h.Task, Summarize)
	if !slices.Contains([]string{Summarize, Figures, Translate, Ask, Digest}, t.Task) {
		return fmt.Sprintf("unknown task %q: there are %s, %s, %s, %s and %s",
			h.Task, Summarize, Figures, Translate, Ask, Digest)
	}
	return ""
}

func checkBullets(h *head) (wrong string) {
	if h.Bullets < 0 {
		return "bullets is below 0"
	}
	return ""
}

// keyLine returns the line in the file on which the head sets key; the first where it
// does not.
func keyLine(head, key string) int {
	for i, line := range strings.Split(head, "\n") {
		if strings.HasPrefix(line, key) {
			return i + 2
		}
	}
	return 1
}

// setVars sorts the head's variables into those with and without a default.
func (t *Template) setVars(vars map[string]*string) {
	for name, value := range vars {
		if value == nil {
			t.Required = append(t.Required, name)
			continue
		}
		t.Vars[name] = *value
	}
	slices.Sort(t.Required)
}

// parseBody parses the text/template that follows headLines lines. Blank
// lines stand for the head so that errors count lines as the file does.
func (t *Template) parseBody(body string, headLines int) (err error) {
	if strings.TrimSpace(body) == "" {
		return &Error{File: t.Source, Line: max(headLines, 1), Message: "there is no prompt"}
	}
	t.text = strings.Repeat("\n", headLines) + body
	t.body, err = template.New(bodyName).Option("missingkey=error").Parse(t.text)
	if err != nil {
		return templateError(t.Source, err)
	}
	return nil
}

// yamlError gives an error of the YAML decoder the file's line.
func yamlError(source string, err error) error {
	e := &Error{File: source, Line: 1, Message: plain.Line(err.Error())}
	var y yaml.Error
	if errors.As(err, &y) {
		e.Message = plain.Line(y.GetMessage())
		if token := y.GetToken(); token != nil && token.Position != nil {
			e.Line = token.Position.Line + 1
		}
	}
	return e
}

// templateError turns "template: body:7:3: message" into an Error.
func templateError(source string, err error) error {
	message := strings.TrimPrefix(err.Error(), "template: "+bodyName+":")
	number, message, _ := strings.Cut(message, ":")
	line, _ := strconv.Atoi(number)
	if column, rest, ok := strings.Cut(message, ": "); ok {
		if _, err := strconv.Atoi(column); err == nil {
			message = rest
		}
	}
	return &Error{File: source, Line: line, Message: plain.Line(explain(strings.TrimSpace(message)))}
}

// explain says in the terms of a template's writer what text/template says in
// the terms of Go.
func explain(message string) string {
	message = strings.TrimPrefix(message, fmt.Sprintf("executing %q at ", bodyName))
	message = strings.ReplaceAll(message, " at "+bodyName+":", " at line ")
	place, cause, _ := strings.Cut(message, ": ")
	variable := strings.Trim(place, "<>")
	switch {
	case strings.HasPrefix(message, "function ") && strings.HasSuffix(message, " not defined"):
		return message + "; the article stands above the prompt already, or where {{.Article}} is"
	case strings.HasPrefix(cause, "map has no entry"):
		return "unknown variable " + variable + ": the head's vars do not declare it"
	case strings.HasPrefix(cause, "can't evaluate field"):
		return "unknown variable " + variable +
			": there are .Article, .Bullets, .Figures, .Language, .LanguageName, .Words, .Sentences and .Vars"
	}
	return message
}

// setOutput takes the head's output. Without one the task decides, and it is text where
// the head names neither that nor a number of bullets.
func (t *Template) setOutput(h *head) (wrong string) {
	switch {
	case h.Output == "" && h.Task == "" && h.Bullets == 0:
		t.Output = Text
	case t.Task != Summarize && h.Output != "":
		return fmt.Sprintf("output goes with task: %s; the form of task: %s is fixed", Summarize, t.Task)
	case h.Output == "" && t.Task == Summarize:
		t.Output = Bullets
	case h.Output == "", h.Output == Bullets, h.Output == Text, h.Output == Markdown, h.Output == JSON:
		t.Output = h.Output
	default:
		return unknown(h.Output)
	}
	return ""
}

// setCharacters takes how long a paragraph may be: a number, or the variable that is one.
func (t *Template) setCharacters(h *head) (wrong string) {
	if h.Characters == "" {
		return ""
	}
	if t.Output != Text && t.Output != Markdown {
		return "characters goes with output: text or markdown"
	}
	t.characters = h.Characters
	if _, err := t.MostCharacters(nil); err != nil {
		return fmt.Sprintf("characters is a number above 0, or a variable whose default is one, not %q", h.Characters)
	}
	return ""
}

// setSchema takes the schema of an answer in JSON.
func (t *Template) setSchema(h *head) (wrong string) {
	switch {
	case h.Schema == nil && t.Output == JSON:
		h.Schema = map[string]any{} // any value
	case h.Schema == nil:
		return ""
	case t.Output != JSON:
		return "a schema goes with output: json"
	}
	text, err := yaml.MarshalWithOptions(h.Schema, yaml.JSON())
	var line bytes.Buffer
	if err == nil {
		err = json.Compact(&line, text)
	}
	var schema jsonschema.Schema
	if err == nil {
		err = json.Unmarshal(line.Bytes(), &schema)
	}
	if err == nil {
		t.schema, err = schema.Resolve(nil)
	}
	if err == nil {
		err = knownTypes(h.Schema)
	}
	if err != nil {
		return "the schema is no JSON Schema: " + plain.Line(err.Error())
	}
	t.Schema = line.Bytes()
	return ""
}

// knownTypes is an error about a type in a schema, as YAML gives it, that JSON has not.
func knownTypes(schema any) error {
	switch v := schema.(type) {
	case []any:
		for _, one := range v {
			if err := knownTypes(one); err != nil {
				return err
			}
		}
	case yaml.MapSlice:
		for _, pair := range v {
			name, isName := pair.Value.(string)
			known := []string{"object", "array", "string", "number", "integer", "boolean", "null"}
			if pair.Key == "type" && isName && !slices.Contains(known, name) {
				return fmt.Errorf("unknown type %q: there are %s", name, strings.Join(known, ", "))
			}
			if err := knownTypes(pair.Value); err != nil {
				return err
			}
		}
	}
	return nil
}
