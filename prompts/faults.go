package prompts

import (
	"slices"
	"strings"
)

// Faults are what a template does that is surely not meant, though it can be used: keys
// of its head that nothing reads, and instructions that forbid what its form needs.
func (t *Template) Faults() (list []*Error) {
	add := func(line int, message string) {
		list = append(list, &Error{File: t.Source, Line: line, Message: message})
	}
	if t.Bullets > 0 && !t.readsBullets() {
		add(t.lineOf("bullets:"), "nothing reads bullets: the template has no {{.Bullets}}, and writes no bullets by itself")
	}
	for name := range t.Vars {
		if !t.readsVariable(name) {
			add(t.lineOf(name+":"), "nothing reads the variable "+name+": the template has no {{.Vars."+name+"}}")
		}
	}
	for _, name := range t.Required {
		if !t.readsVariable(name) {
			add(t.lineOf(name+":"), "nothing reads the variable "+name+": the template has no {{.Vars."+name+"}}")
		}
	}
	for phrase, why := range t.forbidden() {
		if line := t.lineOf(phrase); line > 0 {
			add(line, "\""+phrase+"\" forbids "+why)
		}
	}
	slices.SortFunc(list, func(a, b *Error) int { return a.Line - b.Line })
	return list
}

func (t *Template) readsBullets() bool {
	return t.Task == Summarize && t.Output == Bullets || t.Task == Digest || len(t.uses("Bullets")) > 0
}

// readsVariable says whether the body names a variable, or hands all of them on.
func (t *Template) readsVariable(name string) bool {
	return strings.Contains(t.text, ".Vars."+name) || strings.Contains(t.text, "index .Vars") ||
		strings.Contains(t.text, "range .Vars")
}

// forbidden are phrases that an instruction should not hold, with what they forbid.
func (t *Template) forbidden() map[string]string {
	forbidden := map[string]string{}
	if t.Output != JSON {
		for _, phrase := range []string{
			"no citations", "no sentence numbers", "no square brackets", "without citations", "without sentence numbers",
			"do not cite", "don't cite", "no brackets",
		} {
			forbidden[phrase] = "the numbers of sentences that every line ends with; leave them out of what is printed: --no-cite"
		}
	}
	switch {
	case t.Output == JSON:
		for _, phrase := range []string{"no json", "not json", "in markdown", "markdown only", "only markdown"} {
			forbidden[phrase] = "output: json"
		}
	case t.Task == Summarize && t.Output == Bullets:
		for _, phrase := range []string{"no bullets", "no bullet points", "not use bullets", "no list", "one paragraph"} {
			forbidden[phrase] = "output: bullets; for paragraphs say output: text"
		}
	case t.Output == Text || t.Output == Markdown:
		for _, phrase := range []string{"as json", "json only", "only json"} {
			forbidden[phrase] = "output: " + string(t.Output) + "; for JSON say output: json"
		}
	}
	return forbidden
}

// lineOf is the first line of the file that holds a text, in any case; 0: none.
func (t *Template) lineOf(text string) int {
	line := 0
	for l := range strings.Lines(string(t.Raw)) {
		line++
		if strings.Contains(strings.ToLower(l), strings.ToLower(text)) {
			return line
		}
	}
	return 0
}
