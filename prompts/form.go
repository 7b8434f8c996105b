package prompts

import "slices"

// forms are the built-in templates whose form an engine without a model knows by name.
var forms = []string{"headline", "timeline", "tldr"}

// Kept says whether an engine without a model keeps to the template, as far as sentences
// of the article can.
func (t *Template) Kept() bool {
	return t.form() != "" || t.BuiltIn() && (t.Name == Summarize || t.Name == Figures)
}

// form is the form of the lines that the template asks for, where a program that does
// not read its prose can keep it; "": a list.
func (t *Template) form() string {
	if t.BuiltIn() && slices.Contains(forms, t.Name) {
		return t.Name
	}
	return ""
}
