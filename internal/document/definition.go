package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// definition takes the title out of "[label]: url "title"".
func (d *Document) definition(n *ast.LinkReferenceDefinition) {
	lines := n.Lines()
	if len(n.Title) == 0 || lines.Len() == 0 {
		return
	}
	// The title is what stands last, over its own lines at most.
	p := lines.At(lines.Len() - 1)
	raw := strings.TrimRight(d.source[p.Start:p.Stop], " \t\r\n")
	if raw == "" {
		return
	}
	quote := raw[len(raw)-1]
	if quote == ')' {
		quote = '('
	}
	title := string(n.Title)
	at := strings.LastIndex(raw[:len(raw)-1], title)
	if at < 1 || at+len(title) != len(raw)-1 || raw[at-1] != quote {
		return // over several lines: left as it is
	}
	b := d.newBuilder(titleText(quote), markdownDecode)
	b.text(span{p.Start + at, p.Start + at + len(title)})
	b.finish()
}
