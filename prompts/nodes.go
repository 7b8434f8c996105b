package prompts

import (
	"slices"
	"strings"
	"text/template/parse"
)

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
