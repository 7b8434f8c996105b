package style

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// declaration is one property of a rule; longhands only.
type declaration struct {
	name, value string
	important   bool
	inline      bool // of a style attribute
}

// rule is a style rule without the conditions around it.
type rule struct {
	selector     string
	declarations []declaration
	layer        int // 0 is none; later layers win
	order        int
}

// Bounds of what is read of a page's sheets; beyond, nothing more is hidden.
const (
	maxDepth = 16
	maxRules = 50_000
)

// reader reads a style sheet (CSS Syntax 3, Nesting 1).
type reader struct {
	lexer   *css.Lexer
	rules   []rule
	layers  []string
	imports bool // another sheet is loaded
	unnamed int
}

func (r *reader) read(sheet string) {
	r.lexer = css.NewLexer(parse.NewInputString(sheet))
	r.block(context{})
}

// context is what surrounds rules: the selector they are nested in, and the layer.
type context struct {
	parent, layer string
	depth         int
}

// item is what stands before a block, or a declaration.
type item struct {
	text string
	at   string        // the name of an at-rule
	end  css.TokenType // '{', ';', '}' or the end of the sheet
}

// next reads up to the next brace or semicolon.
func (r *reader) next() item {
	var b strings.Builder
	var it item
	depth := 0
	for {
		kind, data := r.lexer.Next()
		switch kind {
		case css.ErrorToken:
			return item{strings.TrimSpace(b.String()), it.at, css.ErrorToken}
		case css.LeftBraceToken, css.RightBraceToken:
			it.text, it.end = strings.TrimSpace(b.String()), kind
			return it
		case css.SemicolonToken:
			if depth == 0 {
				it.text, it.end = strings.TrimSpace(b.String()), kind
				return it
			}
		case css.LeftParenthesisToken, css.FunctionToken, css.LeftBracketToken:
			depth++
		case css.RightParenthesisToken, css.RightBracketToken:
			depth = max(depth-1, 0)
		case css.AtKeywordToken:
			if it.at == "" && b.Len() == 0 {
				it.at = string(bytes.ToLower(data))
				continue
			}
		}
		write(&b, kind, data)
	}
}

// write keeps a token but for comments and the marks that hide a sheet from
// browsers of old.
func write(b *strings.Builder, kind css.TokenType, data []byte) {
	switch kind {
	case css.WhitespaceToken:
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
	case css.CommentToken, css.CDOToken, css.CDCToken:
	default:
		b.Write(data)
	}
}

// block reads what stands between braces and returns its own declarations.
func (r *reader) block(c context) (own []declaration) {
	for {
		it := r.next()
		switch it.end {
		case css.LeftBraceToken:
			r.nested(it, c)
		case css.SemicolonToken, css.RightBraceToken, css.ErrorToken:
			r.statement(it, c)
			if it.at == "" && c.parent != "" {
				own = appendDeclaration(own, it.text)
			}
			if it.end == css.ErrorToken || it.end == css.RightBraceToken && c.depth > 0 {
				return own
			}
		}
	}
}

// statement is an at-rule without a block.
func (r *reader) statement(it item, c context) {
	switch it.at {
	case "@import":
		r.imports = true
	case "@layer":
		for name := range strings.SplitSeq(it.text, ",") {
			r.layerOf(c.layer, strings.TrimSpace(name))
		}
	}
}

func (r *reader) nested(it item, c context) {
	inner := context{c.parent, c.layer, c.depth + 1}
	reads := c.depth < maxDepth && len(r.rules) < maxRules
	switch it.at {
	case "":
		inner.parent = nest(it.text, c.parent)
	case "@media":
		reads = reads && mediaMatches(it.text)
	case "@supports":
		reads = reads && !strings.HasPrefix(strings.ToLower(it.text), "not")
	case "@layer":
		inner.layer = r.layers[r.layerOf(c.layer, it.text)-1]
	default:
		reads = false
	}
	if !reads {
		r.skip()
		return
	}
	at := len(r.rules)
	r.rules = append(r.rules, rule{}) // nested rules come after it
	own := r.block(inner)
	if inner.parent == "" || len(own) == 0 {
		r.rules = slices.Delete(r.rules, at, at+1)
		return
	}
	r.rules[at] = rule{inner.parent, own, r.layerNumber(inner.layer), 0}
}

// skip passes over a block.
func (r *reader) skip() {
	for depth := 1; depth > 0; {
		switch kind, _ := r.lexer.Next(); kind {
		case css.ErrorToken:
			return
		case css.LeftBraceToken:
			depth++
		case css.RightBraceToken:
			depth--
		}
	}
}

// layerOf is the number of a layer, from 1.
func (r *reader) layerOf(outer, name string) int {
	if name == "" {
		r.unnamed++
		name = "#" + strconv.Itoa(r.unnamed)
	}
	if outer != "" {
		name = outer + "." + name
	}
	if i := slices.Index(r.layers, name); i >= 0 {
		return i + 1
	}
	r.layers = append(r.layers, name)
	return len(r.layers)
}

func (r *reader) layerNumber(name string) int { return slices.Index(r.layers, name) + 1 }

// nest is the selector of a rule inside another, by what Selectors 4 has for it.
func nest(selector, parent string) string {
	if parent == "" {
		return selector
	}
	if len(parent)+len(selector) > 4096 {
		return ":not(*)"
	}
	var list []string
	for _, s := range splitTop(selector, ',') {
		if !strings.Contains(s, "&") {
			s = "& " + s
		}
		list = append(list, strings.ReplaceAll(s, "&", ":is("+parent+")"))
	}
	return strings.Join(list, ",")
}

// splitTop splits at a separator outside of brackets and strings.
func splitTop(s string, separator byte) (parts []string) {
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == separator && depth == 0:
			parts = append(parts, strings.TrimSpace(s[start:i]))
			start = i + 1
		}
	}
	return append(parts, strings.TrimSpace(s[start:]))
}

func inlineOf(attribute string) []declaration {
	r := reader{lexer: css.NewLexer(parse.NewInputString(attribute))}
	list := r.block(context{parent: "style"})
	for i := range list {
		list[i].inline = true
	}
	return list
}

// appendDeclaration reads "name: value" and keeps what can hide text.
func appendDeclaration(list []declaration, text string) []declaration {
	name, value, found := strings.Cut(text, ":")
	if !found {
		return list
	}
	if name = strings.TrimSpace(unescaped(name)); !strings.HasPrefix(name, "--") {
		name = strings.ToLower(name)
		if !isKnown(name) {
			return list
		}
	}
	value = strings.Join(strings.Fields(strings.ToLower(unescaped(value))), " ")
	value, important := strings.CutSuffix(value, "important")
	if bare, bang := strings.CutSuffix(strings.TrimSpace(value), "!"); important && bang {
		value = strings.TrimSpace(bare)
	} else if important {
		return list
	}
	return appendLonghands(list, declaration{name: name, value: value, important: important})
}

// unescaped resolves the escapes of identifiers (CSS Syntax 3, 4.3.7).
func unescaped(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		digits := i + 1
		for digits < len(s) && digits < i+7 && strings.IndexByte("0123456789abcdefABCDEF", s[digits]) >= 0 {
			digits++
		}
		if digits == i+1 {
			_, size := utf8.DecodeRuneInString(s[i+1:])
			b.WriteString(s[i+1 : i+1+size])
			i += size
			continue
		}
		code, _ := strconv.ParseUint(s[i+1:digits], 16, 32)
		b.WriteRune(rune(code))
		if i = digits - 1; digits < len(s) && s[digits] == ' ' {
			i++
		}
	}
	return b.String()
}

// isKnown names the properties that hide text or say whether others do.
func isKnown(name string) bool {
	switch name {
	case "display", "visibility", "content-visibility", "opacity", "filter", "zoom", "font-size", "font", "color",
		"-webkit-text-fill-color", "background", "background-color", "background-image", "-webkit-background-clip",
		"background-clip", "text-shadow", "animation", "animation-name", "-webkit-animation", "transition",
		"height", "max-height", "min-height", "width", "max-width", "min-width", "block-size", "inline-size",
		"max-block-size", "max-inline-size", "overflow", "overflow-x", "overflow-y",
		"padding", "padding-top", "padding-bottom", "padding-left", "padding-right", "position", "float",
		"left", "top", "right", "bottom", "inset", "margin", "margin-left", "margin-top", "text-indent",
		"clip", "clip-path", "-webkit-clip-path", "transform", "-webkit-transform", "scale", "translate", "rotate",
		"backface-visibility":
		return true
	}
	return false
}

// appendLonghands takes shorthands apart.
func appendLonghands(list []declaration, d declaration) []declaration {
	with := func(name, value string) {
		one := d
		one.name, one.value = name, value
		list = append(list, one)
	}
	switch d.name {
	case "font":
		for size := range strings.FieldsSeq(d.value) {
			size, _, _ = strings.Cut(size, "/")
			if _, ok := pixels(size, 0.16); ok {
				with("font-size", size)
				break
			}
		}
	case "background":
		with("background-image", imageOf(d.value))
		with("background-color", colorIn(d.value))
	case "overflow":
		x, y := twoOf(d.value)
		with("overflow-x", x)
		with("overflow-y", y)
	case "inset", "margin", "padding":
		sides := fourOf(d.value)
		for i, side := range []string{"top", "right", "bottom", "left"} {
			name := side
			if d.name != "inset" {
				name = d.name + "-" + side
			}
			with(name, sides[i])
		}
	case "block-size", "inline-size", "max-block-size", "max-inline-size":
		with(strings.NewReplacer("block-size", "height", "inline-size", "width").Replace(d.name), d.value)
	case "animation-name", "-webkit-animation":
		with("animation", d.value)
	case "-webkit-clip-path", "-webkit-transform", "-webkit-background-clip":
		with(strings.TrimPrefix(d.name, "-webkit-"), d.value)
	default:
		list = append(list, d)
	}
	return list
}

func twoOf(value string) (first, second string) {
	first, second, both := strings.Cut(value, " ")
	if !both {
		second = first
	}
	return first, second
}

// fourOf are the values of top, right, bottom and left.
func fourOf(value string) [4]string {
	f := strings.Fields(value)
	switch len(f) {
	case 1:
		return [4]string{f[0], f[0], f[0], f[0]}
	case 2:
		return [4]string{f[0], f[1], f[0], f[1]}
	case 3:
		return [4]string{f[0], f[1], f[2], f[1]}
	case 4:
		return [4]string(f)
	}
	return [4]string{}
}
