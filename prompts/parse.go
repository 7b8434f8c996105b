package prompts

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

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
	Bullets     int                `yaml:"bullets"`
	Vars        map[string]*string `yaml:"vars"`
}

// Parse reads a template file: a YAML head between two lines "---", then the
// body. Source names the file in errors, which are of type *Error.
func Parse(name, source string, raw []byte) (*Template, error) {
	if !utf8.Valid(raw) {
		return nil, &Error{File: source, Message: "not UTF-8 text"}
	}
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	yamlText, body, err := split(text)
	if err != nil {
		return nil, &Error{File: source, Line: 1, Message: err.Error()}
	}
	h, err := parseHead(source, yamlText)
	if err != nil {
		return nil, err
	}
	t := &Template{
		Name: name, Description: plain.Line(h.Description), Task: h.Task, Source: source, Bullets: h.Bullets, Raw: raw,
	}
	t.setVars(h.Vars)
	if t.body, err = parseBody(source, body, 2+strings.Count(yamlText, "\n")); err != nil {
		return nil, err
	}
	return t, nil
}

// split cuts a file into its head, without the fences, and its body.
func split(text string) (head, body string, err error) {
	h, closed := frontmatter.Fenced(text)
	switch {
	case h.Format != frontmatter.YAML:
		return "", "", errors.New(`a prompt template starts with a YAML head between two lines "---"`)
	case !closed:
		return "", "", errors.New(`the YAML head is not ended by a line "---"`)
	}
	return text[h.Start:h.End], text[h.Body:], nil
}

// parseHead decodes the head, whose first line is the file's second.
func parseHead(source, text string) (head, error) {
	var h head
	if err := yaml.UnmarshalWithOptions([]byte(text), &h, yaml.Strict()); err != nil {
		return h, yamlError(source, err)
	}
	if h.Task == "" {
		h.Task = Summarize
	}
	if !slices.Contains([]string{Summarize, Figures, Translate, Ask, Digest}, h.Task) {
		message := fmt.Sprintf("unknown task %q: there are %s, %s, %s, %s and %s",
			h.Task, Summarize, Figures, Translate, Ask, Digest)
		return h, &Error{File: source, Line: keyLine(text, "task"), Message: message}
	}
	if h.Bullets < 0 {
		return h, &Error{File: source, Line: keyLine(text, "bullets"), Message: "bullets is below 0"}
	}
	return h, nil
}

// keyLine returns the line in the file on which the head sets key.
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
	t.Vars = map[string]string{}
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
func parseBody(source, body string, headLines int) (*template.Template, error) {
	if strings.TrimSpace(body) == "" {
		return nil, &Error{File: source, Line: headLines, Message: "no prompt after the head"}
	}
	t, err := template.New(bodyName).Option("missingkey=error").Parse(strings.Repeat("\n", headLines) + body)
	if err != nil {
		return nil, templateError(source, err)
	}
	return t, nil
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
	case strings.HasPrefix(cause, "map has no entry"):
		return "unknown variable " + variable + ": the head's vars do not declare it"
	case strings.HasPrefix(cause, "can't evaluate field"):
		return "unknown variable " + variable +
			": there are .Bullets, .Figures, .Language, .LanguageName, .Words, .Sentences and .Vars"
	}
	return message
}
