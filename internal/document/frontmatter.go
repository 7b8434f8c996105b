package document

import (
	"strconv"
	"strings"
)

// frontMatter takes the YAML or TOML head of Markdown apart and returns where
// the body begins. Only what readers see is text: titles and descriptions.
func (d *Document) frontMatter() (body int) {
	fence, rest, ok := strings.Cut(d.source, "\n")
	fence = strings.TrimRight(fence, " \t\r")
	if !ok || fence != "---" && fence != "+++" {
		return 0
	}
	at := len(d.source) - len(rest)
	var head []span
	for line := range strings.Lines(rest) {
		next := at + len(line)
		if strings.TrimRight(line, " \t\r\n") == fence {
			(&headReader{d, head, fence == "+++"}).read()
			return next
		}
		head = append(head, span{at, at + len(strings.TrimRight(line, " \t\r\n"))})
		at = next
	}
	return 0
}

// headReader reads the lines of a head, without their line ends.
type headReader struct {
	*Document
	lines []span
	toml  bool
}

func (h *headReader) read() {
	for i := 0; i < len(h.lines); {
		line := h.lines[i]
		more := h.deeper(i)
		key, p, ok := h.entry(line)
		switch {
		case !ok:
		case h.isBlock(p):
			if textKey(key) {
				h.block(h.lines[i+1 : i+1+more])
			}
			i += more
		case key == "lang" || key == "language" || key == "locale":
			h.languageName(p)
		case textKey(key):
			h.value(p, h.lines[i+1:i+1+more])
		}
		i++
	}
}

// entry is the key of a line and the place of its value.
func (h *headReader) entry(line span) (key string, value span, ok bool) {
	separator := ":"
	if h.toml {
		separator = "="
	}
	key, after, ok := strings.Cut(h.source[line.start:line.end], separator)
	value = span{line.end - len(strings.TrimLeft(after, " \t")), line.end}
	key = strings.TrimPrefix(strings.TrimLeft(key, " \t"), "- ")
	return strings.ToLower(strings.Trim(key, " \t\"'")), value, ok && value.start < value.end
}

// deeper counts the lines behind line i that belong to it: blank ones between
// them, and those that are indented deeper.
func (h *headReader) deeper(i int) int {
	own, n := h.indent(h.lines[i]), 0
	for k := i + 1; k < len(h.lines); k++ {
		switch in := h.indent(h.lines[k]); {
		case in < 0:
		case in > own:
			n = k - i
		default:
			return n
		}
	}
	return n
}

// indent is how far a line is indented, -1 for a blank one.
func (h *headReader) indent(line span) int {
	text := h.source[line.start:line.end]
	if text == "" {
		return -1
	}
	return len(text) - len(strings.TrimLeft(text, " \t"))
}

// isBlock says whether a value is the head of a block of YAML text.
func (h *headReader) isBlock(p span) bool {
	raw := h.source[p.start:p.end]
	return !h.toml && strings.IndexByte("|>", raw[0]) >= 0 && strings.Trim(raw[1:], "+-0123456789") == ""
}

// textKey says whether the value of a key is text for readers.
func textKey(key string) bool {
	switch key {
	case "title", "subtitle", "description", "summary", "excerpt", "abstract", "headline", "lead", "teaser", "caption", "linktitle":
		return true
	}
	return false
}

func (h *headReader) languageName(p span) {
	value := h.source[p.start:p.end]
	if bare := strings.Trim(value, `"'`); bare != "" && !strings.ContainsAny(bare, " {[\"'") {
		p.start += strings.Index(value, bare)
		p.end = p.start + len(bare)
		h.names = append(h.names, name{p, languageName})
	}
}

// block takes the indented lines of a block of YAML text apart.
func (h *headReader) block(lines []span) {
	b := h.newBuilder(sameText, undecoded)
	last := -1
	for _, l := range lines {
		in := h.indent(l)
		if in < 0 {
			b.finish()
			last = -1
			continue
		}
		start := l.start + in
		if last >= 0 {
			b.joint(span{last, start})
		}
		b.text(span{start, l.end})
		last = l.end
	}
	b.finish()
}

// value takes a value apart, with its quotation marks: its translation may
// need some. more are the lines that it goes on in.
func (h *headReader) value(p span, more []span) {
	raw := h.source[p.start:p.end]
	quote := raw[0]
	if quote != '"' && quote != '\'' {
		if h.toml || strings.IndexByte("[{&*!%@`#|>", quote) >= 0 {
			return // no text
		}
		h.bareValue(p, more)
		return
	}
	end := closingQuote(raw)
	if end == 0 || h.toml && (strings.HasPrefix(raw, `"""`) || strings.HasPrefix(raw, "'''")) || len(raw) > end && !strings.HasPrefix(strings.TrimLeft(raw[end:], " \t"), "#") {
		return // over several lines
	}
	p.end = p.start + end
	if _, err := unescaped(raw[:end], h.toml); err != nil {
		return
	}
	b := h.newBuilder(sameText, func(raw string) (string, string) {
		text, _ := unescaped(raw, h.toml)
		return text, ""
	})
	b.wrap = func(text string) string { return quoted(text, quote, h.toml) }
	b.words(p)
	b.finish()
}

// bareValue takes a value without quotation marks apart, over one line or
// several.
func (h *headReader) bareValue(p span, more []span) {
	b := h.newBuilder(sameText, undecoded)
	b.wrap = bareOrQuoted
	for _, l := range append([]span{p}, more...) {
		l.start += max(h.indent(l), 0)
		if b.pieces != nil {
			b.joint(span{b.pieces[len(b.pieces)-1].end, l.start})
		}
		raw, _, comment := strings.Cut(h.source[l.start:l.end], " #")
		b.words(span{l.start, l.start + len(strings.TrimRight(raw, " \t"))})
		if comment {
			break
		}
	}
	b.finish()
}

// closingQuote is the length of the quoted value that raw begins with; 0 where
// it does not end.
func closingQuote(raw string) int {
	for i := 1; i < len(raw); i++ {
		switch {
		case raw[i] == '\\' && raw[0] == '"':
			i++
		case raw[i] == raw[0] && raw[0] == '\'' && strings.HasPrefix(raw[i+1:], "'"):
			i++
		case raw[i] == raw[0]:
			return i + 1
		}
	}
	return 0
}

// unescaped is the text of a quoted value.
func unescaped(raw string, toml bool) (string, error) {
	switch {
	case raw[0] == '"':
		return strconv.Unquote(raw)
	case toml:
		return raw[1 : len(raw)-1], nil
	}
	return strings.ReplaceAll(raw[1:len(raw)-1], "''", "'"), nil
}

// quoted writes a text with the source's quotation marks, or with double ones
// where the single ones of TOML cannot hold it.
func quoted(text string, quote byte, toml bool) string {
	switch {
	case quote == '\'' && !toml:
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case quote == '\'' && !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// bareOrQuoted writes a text without quotation marks where YAML takes it for
// that text.
func bareOrQuoted(text string) string {
	if !hasLetter(text) || strings.IndexByte("[]{}&*!|>%@`\"'#,?:-=~", text[0]) >= 0 ||
		strings.Contains(text, ": ") || strings.Contains(text, ":\n") || strings.Contains(text, " #") || strings.HasSuffix(text, ":") {
		return quoted(text, '"', false)
	}
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return quoted(text, '"', false)
	}
	return text
}
