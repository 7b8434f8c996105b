package style

import (
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/tree"
)

// styles are the rules of a page, found by what an element has.
type styles struct {
	all, suspects index
	suspected     map[string]bool // selectors that stand in suspects
	known         map[*html.Node]props
	names         map[string]bool     // ".class" and "#id" that elements have
	customs       map[string][]string // values of custom properties, anywhere
	backgrounds   []color             // that the page paints somewhere
	scripts       bool
	elsewhere     bool // sheets that are not read
}

// part is one selector of a rule. It is compiled when an element may match it.
type part struct {
	rule     *rule
	text     string
	selector cascadia.Sel
	compiled bool
	plain    bool // it asks for nothing but what it is found by
}

// index finds parts by an id, a class, an attribute or a tag of their subject.
type index map[string][]*part

func read(doc *html.Node) *styles {
	s := &styles{known: map[*html.Node]props{}, names: map[string]bool{}, customs: map[string][]string{}}
	r := &reader{}
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Style:
			s.readSheet(r, n)
		case atom.Link:
			s.readLink(r, n)
		case atom.Script:
			s.scripts = true
		}
		s.learnAttributes(n)
	}
	s.elsewhere = s.elsewhere || r.imports
	for i := range r.rules {
		r.rules[i].order = i
		s.learn(r.rules[i].declarations)
	}
	s.backgrounds = append(s.backgrounds, white)
	s.all, s.suspects, s.suspected = index{}, index{}, map[string]bool{}
	for i := range r.rules {
		s.add(&r.rules[i])
	}
	return s
}

func (s *styles) readSheet(r *reader, n *html.Node) {
	media := tree.Attribute(n, "media")
	kind := tree.Attribute(n, "type")
	if n.FirstChild == nil || !mediaMatches(media) || kind != "" && !strings.EqualFold(kind, "text/css") {
		return
	}
	r.read(n.FirstChild.Data)
}

// readLink reads a sheet that its address holds.
func (s *styles) readLink(r *reader, n *html.Node) {
	relation := tree.Attribute(n, "rel")
	address := tree.Attribute(n, "href")
	media := tree.Attribute(n, "media")
	if !strings.EqualFold(strings.TrimSpace(relation), "stylesheet") || !mediaMatches(media) {
		return
	}
	head, data, found := strings.Cut(address, ",")
	if !found || !strings.HasPrefix(strings.ToLower(head), "data:text/css") {
		s.elsewhere = true
		return
	}
	sheet, err := url.PathUnescape(data)
	if strings.HasSuffix(head, ";base64") {
		var plain []byte
		plain, err = base64.StdEncoding.DecodeString(data)
		sheet = string(plain)
	}
	if err == nil {
		r.read(sheet)
	}
}

func (s *styles) learnAttributes(n *html.Node) {
	for _, a := range n.Attr {
		switch a.Key {
		case "style":
			s.learn(inlineOf(a.Val))
		case "id":
			s.names["#"+a.Val] = true
		case "class":
			for name := range strings.FieldsSeq(a.Val) {
				s.names["."+name] = true
			}
		}
	}
}

// canMatch says whether the page has every class and id that a selector names.
func (s *styles) canMatch(selector string) bool {
	if strings.ContainsAny(selector, `\(["`) {
		return true
	}
	for i := strings.IndexAny(selector, ".#"); i >= 0; i = strings.IndexAny(selector, ".#") {
		selector = selector[i:]
		end := 1 + strings.IndexAny(selector[1:]+" ", " .#:>+~")
		if !s.names[selector[:end]] {
			return false
		}
		selector = selector[end:]
	}
	return true
}

// learn remembers custom properties and backgrounds.
func (s *styles) learn(list []declaration) {
	for _, d := range list {
		if strings.HasPrefix(d.name, "--") {
			s.customs[d.name] = append(s.customs[d.name], d.value)
		}
		if d.name == "background-color" && len(s.backgrounds) < 64 {
			if c, ok := colorOf(d.value); ok && c.a > 0.9 {
				s.backgrounds = append(s.backgrounds, c)
			}
		}
	}
}

func (s *styles) add(r *rule) {
	lower := strings.ToLower(r.selector)
	if strings.Contains(lower, ":-moz-") || strings.Contains(lower, ":-ms-") || strings.Contains(lower, ":-o-") {
		return // most browsers drop the whole rule
	}
	suspect := s.anySuspect(r.declarations)
	for _, text := range splitTop(r.selector, ',') {
		if !s.canMatch(text) {
			continue
		}
		p := &part{rule: r, text: text}
		key := subject(text)
		p.plain = key == text
		s.all[key] = append(s.all[key], p)
		if suspect && !s.suspected[text] { // a page may say the same a thousand times
			s.suspected[text] = true
			s.suspects[key] = append(s.suspects[key], p)
		}
	}
}

func (s *styles) anySuspect(list []declaration) bool {
	for _, d := range list {
		if s.maySuspect(d.name, d.value, 0) {
			return true
		}
	}
	return false
}

// maySuspect says whether a value may hide text, whatever custom properties hold.
func (s *styles) maySuspect(name, value string, depth int) bool {
	if strings.HasPrefix(name, "--") {
		return false
	}
	_, custom, found := strings.Cut(value, "var(")
	if !found {
		return s.isSuspectValue(name, value)
	}
	custom, fallback, _ := strings.Cut(strings.TrimSuffix(custom, ")"), ",")
	if !strings.HasPrefix(value, "var(") || depth > 4 || strings.Contains(custom, ")") {
		return !isPaint(name)
	}
	for _, v := range append(s.customs[strings.TrimSpace(custom)], strings.TrimSpace(fallback)) {
		if s.maySuspect(name, v, depth+1) {
			return true
		}
	}
	return false
}

// subject is what an element must have to match a selector: the first id, class,
// attribute or tag of its last part, "" where that is not plain.
func subject(selector string) string {
	if strings.Contains(selector, `\`) {
		return ""
	}
	last, depth := 0, 0
	for i := range len(selector) {
		switch c := selector[i]; {
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth == 0 && strings.IndexByte(" >+~", c) >= 0:
			last = i + 1
		}
	}
	selector = selector[last:]
	plain, _, _ := strings.Cut(selector, ":")
	plain, attr, hasAttr := strings.Cut(plain, "[")
	if i := strings.LastIndexAny(plain, "#."); i >= 0 {
		return plain[i:]
	}
	if plain != "" && plain != "*" && !strings.Contains(plain, "|") {
		return strings.ToLower(plain)
	}
	if end := strings.IndexAny(attr, "]=~|^$* "); hasAttr && end > 0 {
		return "[" + strings.ToLower(attr[:end])
	}
	return ""
}

// parts calls f for each part of an index that matches an element, until it says
// true.
func (x index) parts(n *html.Node, f func(*part) bool) bool {
	try := func(key string) bool {
		for _, p := range x[key] {
			if p.matches(n) && f(p) {
				return true
			}
		}
		return false
	}
	if try("") || try(n.Data) {
		return true
	}
	for _, a := range n.Attr {
		if try("[" + a.Key) {
			return true
		}
		switch a.Key {
		case "id":
			if try("#" + a.Val) {
				return true
			}
		case "class":
			for name := range strings.FieldsSeq(a.Val) {
				if try("." + name) {
					return true
				}
			}
		}
	}
	return false
}

func (p *part) matches(n *html.Node) bool {
	if !p.compiled {
		p.compiled = true
		p.selector, _ = cascadia.Parse(forLibrary(p.text))
	}
	return p.selector != nil && (p.plain || p.selector.Match(n))
}

// forLibrary says in the library's words what it does not know.
func forLibrary(selector string) string {
	if !strings.ContainsAny(selector, ":|") {
		return selector
	}
	selector = strings.NewReplacer("*|", "", ":scope", ":root", ":any-link", ":link", ":has(> ", ":haschild(",
		":has(>", ":haschild(", ":-webkit-any(", ":is(", ":matches(", ":is(", ":where(", ":is(").Replace(selector)
	for {
		before, rest, found := strings.Cut(selector, ":is(")
		if !found {
			return selector
		}
		end := closing(rest)
		selector = before + ":not(:not(" + rest[:end] + "))" + strings.TrimPrefix(rest[end:], ")")
	}
}

// closing is where the bracket that is open closes.
func closing(s string) int {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(s)
}

// isSuspect says whether a rule that may hide text is about an element.
func (s *styles) isSuspect(n *html.Node) bool {
	return s.suspects.parts(n, func(*part) bool { return true })
}

// isStated says whether the element's own attributes may hide it.
func (s *styles) isStated(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "style":
			if s.anySuspect(inlineOf(a.Val)) {
				return true
			}
		case "hidden", "popover", "color", "bgcolor":
			return true
		}
	}
	return n.DataAtom == atom.Dialog
}

// props are the declarations that win for one element.
type props map[string]*declaration

func (p props) get(name string) string {
	if d := p[name]; d != nil {
		return d.value
	}
	return ""
}

// of finds what holds for an element, by the order of the cascade.
func (s *styles) of(n *html.Node) props {
	if p, found := s.known[n]; found {
		return p
	}
	p, ranks := props{}, map[string]rank{}
	s.known[n] = p
	add := func(d *declaration, r rank) {
		if have, found := ranks[d.name]; !found || !r.less(have) {
			p[d.name], ranks[d.name] = d, r
		}
	}
	for _, d := range hints(n) {
		add(&d, rank{})
	}
	s.all.parts(n, func(q *part) bool {
		for i := range q.rule.declarations {
			d := &q.rule.declarations[i]
			add(d, rankOf(d, q.rule.layer, q.selector.Specificity(), q.rule.order))
		}
		return false
	})
	if attr, found := tree.Lookup(n, "style"); found {
		list := inlineOf(attr)
		for i := range list {
			add(&list[i], rankOf(&list[i], 0, cascadia.Specificity{}, i))
		}
	}
	for name, d := range p {
		if strings.Contains(d.value, "var(") {
			one := *d
			one.value = s.resolve(n, d.value, 0)
			p[name] = &one
		}
	}
	return p
}

// rank orders declarations: important ones, style attributes, layers, specificity,
// place. The first is the lowest, that of what attributes of HTML say.
type rank [7]int

func rankOf(d *declaration, layer int, s cascadia.Specificity, order int) rank {
	const noLayer = 1 << 20
	r := rank{1, 0, layer, s[0], s[1], s[2], order}
	if layer == 0 {
		r[2] = noLayer
	}
	if d.important {
		r[0], r[2] = 2, -r[2]
	}
	if d.inline {
		r[1] = 1
	}
	return r
}

func (r rank) less(other rank) bool {
	for i := range r {
		if r[i] != other[i] {
			return r[i] < other[i]
		}
	}
	return false
}

// hints are declarations that attributes and tags stand for.
func hints(n *html.Node) (list []declaration) {
	add := func(name, value string) { list = append(list, declaration{name: name, value: value}) }
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden" && a.Val != "until-found", a.Key == "popover":
			add("display", "none")
		case a.Key == "bgcolor":
			add("background-color", strings.ToLower(a.Val))
		case a.Key == "background":
			add("background-image", "url")
		case a.Key == "color" && n.DataAtom == atom.Font, a.Key == "text" && n.DataAtom == atom.Body:
			add("color", strings.ToLower(a.Val))
		case a.Key == "href" && n.DataAtom == atom.A:
			add("color", "#0000ee")
		}
	}
	switch n.DataAtom {
	case atom.Mark:
		add("background-color", "yellow")
		add("color", "black")
	case atom.Dialog:
		if _, open := tree.Lookup(n, "open"); !open {
			add("display", "none")
		}
	}
	return list
}

// resolve puts the values of custom properties in the place of var().
func (s *styles) resolve(n *html.Node, value string, depth int) string {
	for range 8 {
		before, rest, found := strings.Cut(value, "var(")
		if !found || depth > 8 || len(value) > 1000 {
			return value
		}
		end := closing(rest)
		name, fallback, _ := strings.Cut(rest[:end], ",")
		with, known := s.custom(n, strings.TrimSpace(name), depth)
		if !known {
			with = strings.TrimSpace(fallback)
		}
		value = before + with + strings.TrimPrefix(rest[end:], ")")
	}
	return value
}

// custom is the value that an element or the nearest around it gives a custom
// property.
func (s *styles) custom(n *html.Node, name string, depth int) (string, bool) {
	if _, defined := s.customs[name]; !defined {
		return "", false
	}
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if d := s.of(n)[name]; d != nil {
			return s.resolve(n.Parent, d.value, depth+1), true
		}
	}
	return "", false
}
