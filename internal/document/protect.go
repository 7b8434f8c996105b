package document

import "strings"

// protected finds the first part of raw that must not be translated: a link,
// and in Markdown what is markup there by convention only. name is set for a
// mark that comes in pairs.
func (d *Document) protected(raw string) (start, length int, name string) {
	if d.strict {
		return 0, 0, ""
	}
	for i := 0; i < len(raw); i++ {
		rest := raw[i:]
		if n := linkLength(raw, i); n > 0 {
			return i, n, ""
		}
		if d.Kind != Markdown {
			continue
		}
		switch {
		case strings.HasPrefix(rest, "~~"):
			return i, 2, "~~"
		case rest[0] == '\\' && len(rest) > 1:
			i++
		default:
			if n := conventionLength(rest); n > 0 {
				return i, n, ""
			}
		}
	}
	return 0, 0, ""
}

// linkLength is the length of the URL at offset i, 0 where none begins there.
func linkLength(raw string, i int) int {
	rest := raw[i:]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") {
		return 0
	}
	if i > 0 && wordByte(raw[i-1]) {
		return 0
	}
	n := strings.IndexAny(rest, " \t\r\n<>\"“”«»、。，「」")
	if n < 0 {
		n = len(rest)
	}
	link := strings.TrimRight(rest[:n], ".,;:!?'’*_~")
	if strings.HasSuffix(link, ")") && !strings.Contains(link, "(") {
		link = strings.TrimRight(link, ").,;:")
	}
	return len(link)
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// longestConvention bounds a piece of template code or a formula, in bytes.
const longestConvention = 1000

// conventionLength is the length of the markup at the start of rest that
// CommonMark takes for text: footnotes [^1], tasks [x], callouts [!NOTE],
// attributes {#id}, template code {{…}}, formulas $$…$$.
func conventionLength(rest string) int {
	rest = rest[:min(len(rest), longestConvention)]
	upTo := func(from int, end string) int {
		if n := strings.Index(rest[from:], end); n >= 0 && !strings.Contains(rest[:from+n], "\n\n") {
			return from + n + len(end)
		}
		return 0
	}
	switch {
	case strings.HasPrefix(rest, "{{"):
		return upTo(2, "}}")
	case strings.HasPrefix(rest, "$$"):
		return upTo(2, "$$")
	case strings.HasPrefix(rest, "{#"), strings.HasPrefix(rest, "{."), strings.HasPrefix(rest, "{:"):
		return upTo(2, "}")
	case strings.HasPrefix(rest, "[^"), strings.HasPrefix(rest, "[!"):
		if n := upTo(2, "]"); n > 3 && !strings.ContainsAny(rest[:n], " \n") {
			return n
		}
	case strings.HasPrefix(rest, "[ ]"), strings.HasPrefix(rest, "[x]"), strings.HasPrefix(rest, "[X]"):
		return 3
	}
	return 0
}
