package document

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/frontmatter"
)

// readHead takes the front matter apart and returns where the body begins. Only
// what readers see is text: titles and descriptions.
func readHead(d *Document) (body int) {
	head := frontmatter.Find(d.source)
	at := head.Start
	h := &headReader{Document: d, format: head.Format}
	for line := range strings.Lines(d.source[head.Start:head.End]) {
		h.lines = append(h.lines, span{at, at + len(strings.TrimRight(line, " \t\r\n"))})
		at += len(line)
	}
	h.read()
	return head.Body
}

// headReader reads the lines of a head, without their line ends.
type headReader struct {
	*Document
	lines  []span
	format frontmatter.Format
}

func (h *headReader) read() {
	for i := 0; i < len(h.lines); {
		line := h.lines[i]
		more := h.deeper(i)
		key, p, ok := h.entry(line)
		switch {
		case !ok:
		case h.isBlock(p):
			if h.textKey(key) {
				h.block(h.lines[i+1 : i+1+more])
			}
			i += more
		case key == "lang" || key == "language" || key == "locale":
			h.languageName(p)
		case h.textKey(key):
			h.value(p, h.lines[i+1:i+1+more])
		}
		i++
	}
}

// entry is the key of a line and the place of its value.
func (h *headReader) entry(line span) (key string, value span, ok bool) {
	separator := ":"
	if h.format == frontmatter.TOML {
		separator = "="
	}
	key, after, ok := strings.Cut(h.source[line.start:line.end], separator)
	value = span{line.end - len(strings.TrimLeft(after, " \t")), line.end}
	if h.format == frontmatter.JSON {
		value.end -= len(after) - len(strings.TrimRight(after, " \t,"))
	}
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
	begins := h.format == frontmatter.YAML && (raw[0] == '|' || raw[0] == '>')
	return begins && strings.Trim(raw[1:], "+-0123456789") == ""
}

// textKey says whether the value of a key is text for readers. Sources: the front
// matter of Jekyll, Hugo, MkDocs, Docusaurus, VitePress, Starlight and Quarto.
func (h *headReader) textKey(key string) bool {
	switch key {
	case "title", "subtitle", "description", "summary", "excerpt", "abstract", "headline", "lead", "teaser",
		"caption", "linktitle", "sidebar_label", "pagination_label", "nav_title", "navtitle", "short_title",
		"tagline", "image_alt", "imagealt", "alt", "description-meta", "pagetitle":
		return true
	}
	return slices.Contains(h.keys, key)
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
	b := newBuilder(h.Document, sameText, undecoded)
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
		if h.format != frontmatter.YAML || strings.IndexByte("[{&*!%@`#|>", quote) >= 0 {
			return // no text
		}
		h.bareValue(p, more)
		return
	}
	end := closingQuote(raw)
	if end == 0 || h.goesOn(raw, end) {
		return // over several lines
	}
	p.end = p.start + end
	if _, err := h.unescaped(raw[:end]); err != nil {
		return
	}
	b := newBuilder(h.Document, sameText, func(raw string) (string, string) {
		text, _ := h.unescaped(raw)
		return text, ""
	})
	b.wrap = func(text string) string { return quoted(text, quote, h.format) }
	b.words(p)
	b.finish()
}

// goesOn says whether a value may go on behind its second quotation mark.
func (h *headReader) goesOn(raw string, end int) bool {
	if h.format == frontmatter.TOML && strings.HasPrefix(raw[1:], raw[:1]+raw[:1]) {
		return true // over several lines
	}
	return end < len(raw) && !strings.HasPrefix(strings.TrimLeft(raw[end:], " \t"), "#")
}

// bareValue takes a value without quotation marks apart, over one line or
// several.
func (h *headReader) bareValue(p span, more []span) {
	b := newBuilder(h.Document, sameText, undecoded)
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
func (h *headReader) unescaped(raw string) (text string, err error) {
	switch {
	case h.format == frontmatter.JSON:
		err = json.Unmarshal([]byte(raw), &text)
		return text, err
	case raw[0] == '"':
		return strconv.Unquote(raw)
	case h.format == frontmatter.TOML:
		return raw[1 : len(raw)-1], nil
	}
	return strings.ReplaceAll(raw[1:len(raw)-1], "''", "'"), nil
}

// quoted writes a text with the source's quotation marks, or with double ones
// where the single ones of TOML cannot hold it.
func quoted(text string, quote byte, format frontmatter.Format) string {
	switch {
	case quote == '\'' && format == frontmatter.YAML:
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case quote == '\'' && !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// bareOrQuoted writes a text without quotation marks where YAML takes it for
// that text.
func bareOrQuoted(text string) string {
	special := strings.IndexByte("[]{}&*!|>%@`\"'#,?:-=~", text[0]) >= 0
	line := strings.ReplaceAll(text, "\n", " ") + " "
	if special || !hasLetter(text) || strings.Contains(line, " #") || strings.Contains(line, ": ") {
		return quoted(text, '"', frontmatter.YAML)
	}
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return quoted(text, '"', frontmatter.YAML)
	}
	return text
}
