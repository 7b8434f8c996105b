package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hiddenNames are the classes (".name") and ids ("#name") that the page's own
// style sheets hide.
type hiddenNames map[string]bool

// styledAway reads the style sheets of a page. Only plain rules count: what
// holds for a medium, or in a context, may well be shown. Nor does opacity,
// which texts that fade in begin with.
func styledAway(doc *html.Node) hiddenNames {
	names := hiddenNames{}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Style && n.FirstChild != nil && attribute(n, "media") == "" {
			names.read(withoutComments(n.FirstChild.Data))
		}
	}
	return names
}

func (h hiddenNames) read(sheet string) {
	for {
		selectors, rest, found := strings.Cut(sheet, "{")
		if !found {
			return
		}
		selectors = strings.TrimSpace(selectors)
		if strings.HasPrefix(selectors, "@") {
			sheet = behindBlock(rest)
			continue
		}
		rules, rest, _ := strings.Cut(rest, "}")
		sheet = rest
		if strings.Contains(rules, "opacity") || !hiddenStyle(rules) {
			continue
		}
		for name := range strings.SplitSeq(selectors, ",") {
			if name = strings.TrimSpace(name); isPlainSelector(name) {
				h[name] = true
			}
		}
	}
}

// behindBlock is what follows the brace that ends a block.
func behindBlock(sheet string) string {
	depth := 1
	for i, c := range sheet {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return sheet[i+1:]
			}
		}
	}
	return ""
}

// isPlainSelector knows one class or id, and nothing else.
func isPlainSelector(s string) bool {
	return len(s) > 1 && (s[0] == '.' || s[0] == '#') && !strings.ContainsAny(s[1:], ".#:[]>+~* \t\r\n")
}

func withoutComments(sheet string) string {
	var kept strings.Builder
	for sheet != "" {
		before, rest, _ := strings.Cut(sheet, "/*")
		kept.WriteString(before)
		_, sheet, _ = strings.Cut(rest, "*/")
	}
	return kept.String()
}

func (h hiddenNames) hides(n *html.Node) bool {
	if len(h) == 0 || n.Type != html.ElementNode || n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	for name := range strings.FieldsSeq(attribute(n, "class")) {
		if h["."+name] {
			return true
		}
	}
	return h["#"+attribute(n, "id")]
}
