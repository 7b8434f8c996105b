package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// scriptBlock is the block of MDX that begins at at, line being its first line: an
// import or export up to its last bracket, an expression in braces, or a tag over
// several lines; nil: none begins there.
func scriptBlock(source []byte, at int, line string) *RawBlock {
	rest := string(source[at:min(len(source), at+longestRawBlock)])
	n := 0
	switch {
	case isScript(line):
		n = balanced(rest)
	case strings.HasPrefix(line, "{/*"), line == "{", strings.HasPrefix(line, "{") && opensScript(line):
		n = balanced(rest)
	case strings.HasPrefix(line, "<"):
		if n = longTag(rest, line); n > 0 {
			return &RawBlock{Tag: true, Span: [2]int{at, at + n}, stop: at + n}
		}
	}
	if n == 0 {
		return nil
	}
	return &RawBlock{stop: at + n}
}

// isScript says whether a line is one of the script lines of MDX.
func isScript(line string) bool {
	quoted := strings.ContainsAny(line, `'"`)
	switch {
	case strings.HasPrefix(line, "import "):
		rest := line[len("import "):]
		return quoted && (strings.Contains(rest, " from ") || strings.IndexByte(`'"`, rest[0]) >= 0) ||
			strings.HasPrefix(rest, "{") && !strings.Contains(rest, "}")
	case strings.HasPrefix(line, "export "):
		for _, kind := range [...]string{"default ", "const ", "let ", "var ", "function ", "class ", "async "} {
			if strings.HasPrefix(line[len("export "):], kind) {
				return true
			}
		}
		return quoted && strings.Contains(line, " from ")
	}
	return false
}

// opensScript says whether a line that begins with a brace begins an expression
// over several lines.
func opensScript(line string) bool {
	return strings.HasSuffix(line, "(") || strings.HasSuffix(line, "{") || strings.HasSuffix(line, "=>") ||
		strings.HasSuffix(line, "&&") || strings.HasSuffix(line, "?")
}

// balanced is the length of the lines up to the one on which all brackets are
// closed, 0 where none is. Brackets in quotation marks do not count where they are
// closed on their line.
func balanced(rest string) int {
	depth := 0
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '"', '\'', '`':
			i += quotedLength(rest[i:])
		case '\n':
			if depth <= 0 {
				return i + 1
			}
		}
	}
	if depth <= 0 {
		return len(rest)
	}
	return 0
}

// quotedLength is how far behind its first byte a quoted string ends; 0 where it
// does not end on its line.
func quotedLength(rest string) int {
	for i := 1; i < len(rest); i++ {
		switch rest[i] {
		case '\\':
			i++
		case rest[0]:
			return i
		case '\n':
			if rest[0] != '`' {
				return 0
			}
		}
	}
	return 0
}

// longTag is the length of a tag that goes on behind its first line, or whose
// attributes hold expressions, with what stands behind it on its last line where
// that is blank; 0 for others: CommonMark reads those.
func longTag(rest, line string) int {
	if len(line) < 2 || !letter(line[1]) {
		return 0
	}
	end := tagEnd(rest)
	if end == 0 || !strings.Contains(rest[:end], "\n") && !strings.Contains(rest[:end], "={") {
		return 0
	}
	behind, _, _ := strings.Cut(rest[end:], "\n")
	if strings.TrimSpace(behind) != "" || strings.Contains(rest[:end], "\n\n") {
		return 0
	}
	return end + len(behind)
}

// tagEnd is the length of the tag that rest begins with, whose attributes may hold
// expressions in braces; 0 where it does not end.
func tagEnd(rest string) int {
	depth := 0
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '{':
			depth++
		case '}':
			depth--
		case '"', '\'', '`':
			i += quotedOver(rest[i:])
		case '<':
			if depth == 0 {
				return 0
			}
		case '>':
			if depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// quotedOver is quotedLength where a string may go on over lines.
func quotedOver(rest string) int {
	if n := strings.IndexByte(rest[1:], rest[0]); n >= 0 {
		return n + 1
	}
	return 0
}

func letter(c byte) bool { return c|' ' >= 'a' && c|' ' <= 'z' }

// directive is the fence of a directive of MyST whose content is text, as
// ```{note}, and its title; "" for any other line.
func directive(line string) (fence, title string) {
	n := len(line) - len(strings.TrimLeft(line, line[:1]))
	if n < 3 || line[0] != '`' && line[0] != '~' || !strings.HasPrefix(line[n:], "{") {
		return "", ""
	}
	name, rest, found := strings.Cut(line[n+1:], "}")
	if !found || !slices.Contains(textDirectives(), strings.ToLower(name)) {
		return "", ""
	}
	rest = strings.TrimLeft(rest, " \t")
	switch name {
	case "figure", "image", "figure-md", "versionadded", "versionchanged", "deprecated", "grid", "only":
		rest = "" // an address, a version, a number
	}
	return line[:n], rest
}

// textDirectives are the directives of MyST, Sphinx and its extensions whose content
// is text. Source: the reference of docutils, Sphinx, MyST and sphinx-design.
func textDirectives() []string {
	return []string{
		"note", "warning", "tip", "important", "caution", "attention", "danger", "error", "hint", "seealso",
		"admonition", "dropdown", "margin", "sidebar", "topic", "epigraph", "highlights", "pull-quote", "figure",
		"figure-md", "versionadded", "versionchanged", "deprecated", "card", "tab-item", "tab-set", "grid",
		"grid-item", "grid-item-card", "exercise", "solution", "todo", "only", "rubric", "centered", "glossary",
	}
}

// directiveParser finds the directives of MyST before they are taken for code.
type directiveParser struct{ containerParser }

func (directiveParser) Trigger() []byte { return []byte("`~") }

// closes says whether a line is the closing fence of a directive.
func (n *container) closes(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, n.fence) && strings.Trim(line, n.fence[:1]) == ""
}

// isOption says whether a line is an option of a directive, as :width: 50%.
func isOption(line string) bool {
	if !strings.HasPrefix(line, ":") {
		return line == "---"
	}
	name, _, found := strings.Cut(line[1:], ":")
	return found && name != "" && !strings.ContainsAny(name, " \t")
}

// onlyRaw says whether a block holds nothing but raw blocks and its title so far.
func onlyRaw(parent ast.Node) bool {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		_, raw := c.(*RawBlock)
		_, title := c.(*ast.TextBlock)
		if !raw && !title {
			return false
		}
	}
	return true
}

// abbreviation is the length of the mark of *[HTML]: Hypertext Markup Language, 0
// for any other line.
func abbreviation(line string) int {
	if !strings.HasPrefix(line, "*[") {
		return 0
	}
	end := strings.Index(line, "]:")
	if end < 3 {
		return 0
	}
	rest := line[end+2:]
	return len(line) - len(strings.TrimLeft(rest, " \t"))
}

// fencedDiv is the length of the colons and the name of :::name, as Docusaurus,
// VitePress, Pandoc and MyST write it; 0 for any other line.
func fencedDiv(line string) int {
	colons := len(line) - len(strings.TrimLeft(line, ":"))
	if colons < 3 {
		return 0
	}
	n := colons + len(line[colons:]) - len(strings.TrimLeft(line[colons:], " "))
	if strings.HasPrefix(line[n:], "{") {
		if end := strings.IndexByte(line[n:], '}'); end > 0 {
			return n + end + 1
		}
	}
	if name := strings.IndexAny(line[n:], " [{"); name >= 0 {
		return n + name
	}
	return len(line)
}

// divTitle is the place of the title behind the name, [title] or title, of :::name.
func divTitle(line string, name int) (from, to int) {
	if bare := strings.Trim(line[:name], ": {}"); strings.HasPrefix(line[:name], "::: {.") || bare == "" {
		return attributeTitle(line)
	}
	rest := strings.TrimLeft(line[name:], " ")
	from = len(line) - len(rest)
	if strings.HasPrefix(rest, "[") {
		if end := strings.LastIndexByte(rest, ']'); end > 0 {
			return from + 1, from + end
		}
	}
	if brace := strings.IndexByte(rest, '{'); brace >= 0 {
		rest = strings.TrimRight(rest[:brace], " ")
	}
	braced := strings.HasPrefix(strings.TrimLeft(line, ":"), "{")
	if braced && !slices.Contains(textDirectives(), strings.Trim(line[:name], ": {}")) {
		return 0, 0 // what stands there may be an address
	}
	return from, from + len(rest)
}

// attributeTitle is the place of the text in title="…".
func attributeTitle(line string) (from, to int) {
	const mark = `title="`
	from = strings.Index(line, mark)
	if from < 0 {
		return 0, 0
	}
	from += len(mark)
	if n := strings.IndexByte(line[from:], '"'); n > 0 {
		return from, from + n
	}
	return 0, 0
}
