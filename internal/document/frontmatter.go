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
			d.headLines(head, fence)
			return next
		}
		head = append(head, span{at, at + len(strings.TrimRight(line, " \t\r\n"))})
		at = next
	}
	return 0
}

func (d *Document) headLines(head []span, fence string) {
	separator := ":"
	if fence == "+++" {
		separator = "="
	}
	for i, line := range head {
		key, value, ok := strings.Cut(d.source[line.start:line.end], separator)
		if !ok || key != strings.TrimLeft(key, " \t") {
			continue
		}
		p := span{line.end - len(strings.TrimLeft(value, " \t")), line.end}
		switch key = strings.ToLower(strings.TrimSpace(key)); {
		case key == "lang" || key == "language" || key == "locale":
			d.headLanguage(p)
		case !textKey(key):
		case value != "" && strings.IndexByte("|>", d.source[p.start]) >= 0 && separator == ":":
			d.headBlock(head[i+1:])
		default:
			d.headValue(p)
		}
	}
}

// textKey says whether the value of a key is text for readers.
func textKey(key string) bool {
	switch key {
	case "title", "subtitle", "description", "summary", "excerpt", "abstract", "headline", "lead", "teaser", "caption", "linktitle":
		return true
	}
	return false
}

func (d *Document) headLanguage(p span) {
	value := d.source[p.start:p.end]
	if bare := strings.Trim(value, `"'`); bare != "" {
		p.start += strings.Index(value, bare)
		p.end = p.start + len(bare)
		d.names = append(d.names, name{p, true})
	}
}

// headBlock takes the indented lines of a block of YAML text apart.
func (d *Document) headBlock(lines []span) {
	b := d.newBuilder(sameText, undecoded)
	last := -1
	for _, l := range lines {
		raw := d.source[l.start:l.end]
		text := strings.TrimLeft(raw, " \t")
		if text == "" || text == raw {
			break
		}
		start := l.end - len(text)
		if last >= 0 {
			b.joint(span{last, start})
		}
		b.text(span{start, l.end})
		last = l.end
	}
	b.finish()
}

// headValue takes a value on its key's line apart, with its quotation marks:
// its translation may need some.
func (d *Document) headValue(p span) {
	raw := d.source[p.start:p.end]
	if raw == "" || strings.ContainsRune("[{&*!%@`", rune(raw[0])) || strings.Contains(raw, " #") {
		return // no text, or with a comment: left as it is
	}
	quote := raw[0]
	if quote == '"' || quote == '\'' {
		if len(raw) < 2 || raw[len(raw)-1] != quote {
			return // over several lines
		}
	} else {
		quote = 0
	}
	b := d.newBuilder(scalar(quote), unquoted)
	b.words(p)
	b.finish()
}

// unquoted is the text of a value in YAML or TOML.
func unquoted(raw string) (text, bare string) {
	switch raw[0] {
	case '"':
		if s, err := strconv.Unquote(raw); err == nil {
			return s, ""
		}
		return raw[1 : len(raw)-1], ""
	case '\'':
		return strings.ReplaceAll(raw[1:len(raw)-1], "''", "'"), ""
	}
	return raw, ""
}

// scalar writes a value with the source's quotation marks, or with double
// ones where it had none and needs some.
func scalar(quote byte) encoder {
	return func(text string, _ *Segment, _, _ bool) string {
		special := strings.IndexByte("[]{}&*!|>%@`\"'#,?:-", text[0]) >= 0 ||
			strings.Contains(text, ": ") || strings.Contains(text, " #") || strings.HasSuffix(text, ":")
		switch {
		case quote == '\'':
			return "'" + strings.ReplaceAll(text, "'", "''") + "'"
		case quote == '"' || special:
			return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
		}
		return text
	}
}
