package prompts

import (
	"maps"
	"slices"
	"strings"
	"text/template/parse"
)

// Faults are what a template does that is surely not meant, though it can be used: keys
// of its head that nothing reads, and instructions that forbid what its form needs.
func (t *Template) Faults() (list []*Error) {
	add := func(line int, message string) {
		list = append(list, &Error{File: t.Source, Line: line, Message: message})
	}
	if t.Bullets > 0 && !t.readsBullets() {
		add(t.lineOf("bullets:"), "nothing reads bullets: the template has no {{.Bullets}}, and writes no bullets "+
			"by itself")
	}
	for _, name := range append(slices.Sorted(maps.Keys(t.Vars)), t.Required...) {
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

// readsVariable says whether the head or the body names a variable, or the body hands all
// of them on.
func (t *Template) readsVariable(name string) bool {
	return name == t.characters || strings.Contains(t.text, ".Vars."+name) || strings.Contains(t.text, "index .Vars") ||
		strings.Contains(t.text, "range .Vars")
}

// forbidden are phrases that an instruction should not hold, with what they forbid.
func (t *Template) forbidden() map[string]string {
	forbidden := map[string]string{}
	if t.Output != JSON {
		for _, phrase := range []string{
			"no citations", "no sentence numbers", "no square brackets", "without citations",
			"without sentence numbers", "do not cite", "don't cite", "no brackets",
		} {
			forbidden[phrase] = "the numbers of sentences that every line ends with; leave them out of what is " +
				"printed: --no-cite"
		}
	}
	switch {
	case t.Output == JSON:
		for _, phrase := range []string{"no json", "not json", "in markdown", "markdown only", "only markdown"} {
			forbidden[phrase] = "output: json"
		}
	case t.Task == Summarize && t.Output == Bullets:
		for _, phrase := range []string{
			"no bullets", "no bullet points", "not use bullets", "no list", "one paragraph",
		} {
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

// uses are the lines of the file on which the body names a field, as Article, in
// their order.
func (t *Template) uses(field string) (lines []int) {
	t.walk(func(n parse.Node) {
		var path []string
		switch n := n.(type) {
		case *parse.FieldNode:
			path = n.Ident
		case *parse.VariableNode: // $.Article
			path = n.Ident[1:]
		}
		if len(path) > 0 && path[0] == field {
			lines = append(lines, t.lineAt(n))
		}
	})
	slices.Sort(lines)
	return lines
}

// loop is the first line from which a body may go on without end; 0: none.
func (t *Template) loop() (line int) {
	t.walk(func(n parse.Node) {
		switch n.(type) {
		case *parse.RangeNode, *parse.TemplateNode:
			if at := t.lineAt(n); line == 0 || at < line {
				line = at
			}
		}
	})
	return line
}

func (t *Template) lineAt(n parse.Node) int {
	return 1 + strings.Count(t.text[:min(int(n.Position()), len(t.text))], "\n")
}

// walk visits every node of the body, and of the templates it defines.
func (t *Template) walk(visit func(parse.Node)) {
	for _, defined := range t.body.Templates() {
		if defined.Tree != nil {
			walkNode(defined.Root, visit)
		}
	}
}

func walkNode(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			walkNode(child, visit)
		}
	case *parse.ActionNode:
		walkPipe(n.Pipe, visit)
	case *parse.TemplateNode:
		walkPipe(n.Pipe, visit)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.PipeNode:
		walkPipe(n, visit)
	}
}

func walkBranch(n *parse.BranchNode, visit func(parse.Node)) {
	walkPipe(n.Pipe, visit)
	walkNode(n.List, visit)
	if n.ElseList != nil {
		walkNode(n.ElseList, visit)
	}
}

func walkPipe(n *parse.PipeNode, visit func(parse.Node)) {
	if n == nil {
		return
	}
	for _, command := range n.Cmds {
		for _, arg := range command.Args {
			walkNode(arg, visit)
		}
	}
}
