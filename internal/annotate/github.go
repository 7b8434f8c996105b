package annotate

import (
	"fmt"
	"io"
	"strings"
)

// GitHub writes the report as workflow commands, which GitHub's runners show as
// annotations on the lines of the files.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func (r *Report) GitHub(w io.Writer) error {
	var out strings.Builder
	for _, f := range r.files {
		if f.failure != "" {
			fmt.Fprintf(&out, "::error file=%s,title=newsbrief::%s\n", property(f.name), data(f.failure))
		}
		for _, n := range f.notes {
			fmt.Fprintf(&out, "::error file=%s%s,title=%s::%s\n", property(f.name), n.properties(),
				property("newsbrief: "+string(n.rule)), data(n.said()))
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// properties are those of the place. Columns count only within one line there.
func (n note) properties() string {
	switch {
	case n.line == 0:
		return ""
	case n.line != n.endLine:
		return fmt.Sprintf(",line=%d,endLine=%d", n.line, n.endLine)
	}
	return fmt.Sprintf(",line=%d,endLine=%d,col=%d,endColumn=%d", n.line, n.endLine, n.column, n.endCol)
}

// data is text as a workflow command's message.
func data(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

// property is text as the value of a workflow command's property.
func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(text))
}
