package prompts

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"newsbrief/internal/lang"
	"newsbrief/internal/plain"
)

// Template is one prompt template.
type Template struct {
	Name        string
	Description string // one line, for lists
	Task        string // what the answer is; goes into the machine head
	Source      string // "built-in", or the file's path
	Bullets     int    // how many where the user does not say; 0: no wish
	Output      Output // of what form the answer is, where Task is Summarize
	Schema      []byte // of the answer, in JSON, where Output is JSON
	// Vars are the template's own variables with their defaults.
	Vars map[string]string
	// Required are the variables without a default, sorted.
	Required []string
	// Raw is the file as it was read.
	Raw []byte

	body       *template.Template
	text       string // of the body, on the lines of the file
	schema     *jsonschema.Resolved
	characters string // a number, or the variable that holds it
}

// Head is what programs read of an instruction: its first lines.
type Head struct {
	Task     string
	Bullets  int
	Figures  int    // at most, and as many people; 0: none
	Language string // BCP 47

	// Of a translation, instead of the above; From also where a free template is
	// answered in another language than the article's:
	From, To string // BCP 47
	Tone     string
	Localize bool

	Question string // that is asked

	Output Output // where Task is Write
	Schema []byte // in JSON, on one line, where Task is Record
	form   string // of the template's lines
	Fewer  bool   // fewer bullets are whole where others say too little
}

// Data is all that a template sees.
type Data struct {
	Article      string // stands for the article, and is set by Instruction
	Bullets      int
	Figures      int
	Language     string // BCP 47
	LanguageName string // as a sentence calls it; "": LanguageName(Language)
	FromName     string // of a translation: the language of the text
	Tone         string // of a translation: formal, informal or neutral
	Question     string // that is asked; one line
	Localize     bool   // of a translation: numbers and dates as the language writes them
	Words        int    // of the article
	Sentences    int    // of the article
	// Vars are the user's settings; Instruction adds the template's defaults.
	Vars map[string]string
}

// Error is a fault of the user's template, or of the name or the variables
// given. Line counts from 1 in File, head included; 0 where none is known.
type Error struct {
	File    string
	Line    int
	Message string
}

// Error is of the form "mine.md:7: message".
func (e *Error) Error() string {
	switch {
	case e.File == "":
		return e.Message
	case e.Line == 0:
		return e.File + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
}

// BuiltIn says whether the template is part of the program.
func (t *Template) BuiltIn() bool { return t.Source == builtIn }

// Instruction returns what stands under the article: the machine head, one
// "key: value" a line, a blank line, and the template's prose, with the rules of its
// form where it writes freely. A prose that places the article itself begins before
// it; CutAtArticle tells where. Errors are of type *Error: a variable that the
// template does not have, lacks a value for, or does not declare.
func (t *Template) Instruction(h Head, d Data) (string, error) {
	h.form = t.form()
	vars, err := t.vars(d.Vars)
	if err != nil {
		return "", err
	}
	if _, err := t.MostCharacters(vars); err != nil {
		return "", err
	}
	d.Vars, d.Article = vars, articlePlace+"\n"+h.String()
	if d.LanguageName == "" {
		d.LanguageName = lang.Name(d.Language)
	}
	prose, err := t.expand(d)
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(prose)
	if text == "" {
		return "", &Error{File: t.Source, Message: "the prompt is empty once expanded"}
	}
	if h.Task == Summarize && h.Figures > 0 {
		text += "\n\n" + fmt.Sprintf(withFigures, h.Figures)
	}
	if h.free() {
		text += "\n\n" + h.rules(d.LanguageName)
	}
	switch strings.Count(text, articlePlace) {
	case 0:
		return h.String() + "\n" + text + "\n", nil
	case 1:
		return text + "\n", nil
	}
	uses := t.uses("Article")
	return "", &Error{File: t.Source, Line: uses[len(uses)-1], Message: "the article would be sent more than once"}
}

// Limits of an expansion: a template may count to any number.
const (
	longestProse   = 1 << 20 // bytes
	expansionLimit = 3 * time.Second
)

// expand executes the template. One that does not end in time is left behind: an
// expansion cannot be stopped.
func (t *Template) expand(d Data) (string, error) {
	var prose limited
	ended := make(chan error, 1)
	go func() { ended <- t.body.Execute(&prose, d) }()
	limit := time.NewTimer(expansionLimit)
	defer limit.Stop()
	select {
	case err := <-ended:
		if err == errLarge {
			return "", &Error{File: t.Source, Line: t.loop(), Message: err.Error()}
		}
		if err != nil {
			return "", templateError(t.Source, err)
		}
		return prose.text.String(), nil
	case <-limit.C:
		return "", &Error{File: t.Source, Line: t.loop(), Message: fmt.Sprintf("the prompt does not end: its "+
			"expansion takes more than %v", expansionLimit)}
	}
}

var errLarge = fmt.Errorf("the prompt is larger than %d KiB once expanded", longestProse>>10)

// limited is a text of at most longestProse bytes.
type limited struct{ text strings.Builder }

func (l *limited) Write(p []byte) (int, error) {
	if l.text.Len()+len(p) > longestProse {
		return 0, errLarge
	}
	return l.text.Write(p)
}

// Check finds the faults that only show when a template is expanded, with the
// user's settings of its variables; nil stands for samples of the required ones.
func Check(t *Template, vars map[string]string) error {
	d := Data{
		Bullets: 5, Figures: 10, Language: "en", LanguageName: "English", FromName: "French", Tone: "neutral",
		Question: "Why?",
		Words:    400, Sentences: 20, Vars: vars,
	}
	if vars == nil {
		d.Vars = map[string]string{}
		for _, name := range t.Required {
			d.Vars[name] = "sample"
		}
	}
	_, err := t.Instruction(t.Head(d.Bullets, d.Language), d)
	return err
}

// MostCharacters is how many characters a paragraph of the answer may have, by the
// values given to the template's variables; 0: as many as it likes.
func (t *Template) MostCharacters(vars map[string]string) (int, error) {
	if t.characters == "" {
		return 0, nil
	}
	value := cmp.Or(vars[t.characters], t.Vars[t.characters], t.characters)
	most, err := strconv.Atoi(value)
	if err != nil || most < 1 {
		return 0, &Error{Message: fmt.Sprintf("the variable %s of prompt template %s is a number above 0, not %q",
			t.characters, t.Name, value)}
	}
	return most, nil
}

// String returns the head's lines, always in the same order.
func (h Head) String() string {
	if h.Task == Translate {
		return fmt.Sprintf("task: %s\nfrom: %s\nto: %s\ntone: %s\nlocalize: %t\n",
			h.Task, plain.Line(h.From), plain.Line(h.To), plain.Line(h.Tone), h.Localize)
	}
	if h.Task == Ask {
		return fmt.Sprintf("task: %s\nquestion: %s\nlanguage: %s\n",
			h.Task, plain.Line(h.Question), plain.Line(h.Language))
	}
	if h.free() {
		return h.freeLines()
	}
	lines := fmt.Sprintf("task: %s\nbullets: %d\n", plain.Line(h.Task), h.Bullets)
	if h.Figures > 0 {
		lines += fmt.Sprintf("figures: %d\n", h.Figures)
	}
	if h.form != "" {
		lines += "form: " + h.form + "\n"
	}
	if h.Fewer {
		lines += "fewer: yes\n"
	}
	return lines + "language: " + plain.Line(h.Language) + "\n"
}

// vars returns the given variables over the template's defaults.
func (t *Template) vars(given map[string]string) (map[string]string, error) {
	known := slices.Sorted(maps.Keys(t.Vars))
	known = append(known, t.Required...)
	all := maps.Clone(t.Vars)
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(known, name) {
			message := fmt.Sprintf("prompt template %s has no variable %q", t.Name, name)
			return nil, &Error{Message: message + suggest(name, known)}
		}
		all[name] = given[name]
	}
	for _, name := range t.Required {
		if _, ok := all[name]; !ok {
			return nil, &Error{Message: fmt.Sprintf("prompt template %s needs a value: --var %s=…", t.Name, name)}
		}
	}
	return all, nil
}

// Free says whether the template itself decides what is written.
func (t *Template) Free() bool { return t.Task == Summarize && t.Output != Bullets && t.Output != "" }

// Head is what programs read of the template's instruction.
func (t *Template) Head(bullets int, language string) Head {
	switch {
	case t.Output == JSON:
		return Head{Task: Record, Schema: t.Schema, Language: language}
	case t.Free():
		return Head{Task: Write, Output: t.Output, Language: language}
	}
	return Head{Task: t.Task, Bullets: bullets, Language: language}
}

// Validate says what of a value, as encoding/json decodes it, does not follow the
// schema.
func (t *Template) Validate(value any) error { return t.schema.Validate(value) }
