package document

import (
	"strings"

	"newsbrief/internal/article/input"
)

// protected finds the first part of raw that must not be translated: a link,
// and in Markdown what is markup there by convention only. name is set for a
// mark that comes in pairs.
func (d *Document) protected(raw string) (start, length int, name string) {
	if d.strict {
		return 0, 0, ""
	}
	for i := 0; i < len(raw); i++ {
		rest := raw[i:]
		if n := max(linkLength(raw, i), mailLength(raw, i)); n > 0 {
			return i, n, ""
		}
		if d.Kind != input.Markdown {
			continue
		}
		switch {
		case strings.HasPrefix(rest, "~~"):
			return i, 2, "~~"
		case rest[0] == '\\' && len(rest) > 1 && rest[1] != '(':
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
	if i > 0 && wordByte(raw[i-1]) || !strings.HasPrefix(rest, "www.") && !hasScheme(rest) {
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

// hasScheme says whether rest begins like a URL, as https://.
func hasScheme(rest string) bool {
	const longest = 12
	scheme, _, found := strings.Cut(rest[:min(len(rest), longest)], "://")
	return found && scheme != "" && !strings.ContainsFunc(scheme, func(r rune) bool { return r > 'z' || !wordByte(byte(r)) })
}

// mailLength is the length of the mail address at offset i, 0 where none
// begins there.
func mailLength(raw string, i int) int {
	const longest = 64 // of the part before the @
	if !wordByte(raw[i]) || i > 0 && mailByte(raw[i-1]) {
		return 0
	}
	n := 0
	for n < longest && i+n < len(raw) && mailByte(raw[i+n]) {
		n++
	}
	if i+n == len(raw) || raw[i+n] != '@' {
		return 0
	}
	end := n + 1
	for i+end < len(raw) && (wordByte(raw[i+end]) || raw[i+end] == '.' || raw[i+end] == '-') {
		end++
	}
	host := strings.TrimRight(raw[i+n+1:i+end], ".-")
	if dot := strings.IndexByte(host, '.'); dot < 1 || strings.Contains(host, "..") {
		return 0
	}
	return n + 1 + len(host)
}

func mailByte(c byte) bool { return wordByte(c) || strings.IndexByte("._%+-", c) >= 0 }

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// longestConvention bounds a piece of template code or a formula, in bytes.
const longestConvention = 1000

// conventionLength is the length of the markup at the start of rest that
// CommonMark takes for text: footnotes [^1], tasks [x], callouts [!NOTE],
// attributes {#id}, template code {{…}} and {%…%}, formulas.
func conventionLength(rest string) int {
	rest = rest[:min(len(rest), longestConvention)]
	for _, pair := range [...][2]string{{"{{", "}}"}, {"{%", "%}"}, {"$$", "$$"}, {`\(`, `\)`}, {"{#", "}"}, {"{.", "}"}, {"{:", "}"}} {
		if strings.HasPrefix(rest, pair[0]) {
			return upTo(rest, pair[1])
		}
	}
	switch {
	case strings.HasPrefix(rest, "$"):
		return formulaLength(rest)
	case strings.HasPrefix(rest, "[^"), strings.HasPrefix(rest, "[!"):
		if n := upTo(rest, "]"); n > 3 && !strings.ContainsAny(rest[:n], " \n") {
			return n
		}
	}
	for _, mark := range [...]string{"[ ]", "[x]", "[X]", "[TOC]", "[toc]", "[[TOC]]", "[[toc]]", "[[_TOC_]]"} {
		if strings.HasPrefix(rest, mark) {
			return len(mark)
		}
	}
	return 0
}

// upTo is the length of rest with the first end behind its first two bytes, 0
// where there is none in the same paragraph.
func upTo(rest, end string) int {
	if n := strings.Index(rest[2:], end); n >= 0 && !strings.Contains(rest[:2+n], "\n\n") {
		return 2 + n + len(end)
	}
	return 0
}

// formulaLength is the length of a formula such as $x^2$. As in Pandoc, no
// space stands inside its signs and no digit behind it; a formula is also
// short, or has a sign that sums of money have not.
func formulaLength(rest string) int {
	n := strings.IndexByte(rest[1:], '$')
	if n < 1 {
		return 0
	}
	inside, behind := rest[1:1+n], rest[n+2:]
	const short = 3
	switch {
	case strings.TrimSpace(inside) != inside, strings.Contains(inside, "\n\n"), behind != "" && behind[0] >= '0' && behind[0] <= '9':
		return 0
	case !strings.ContainsAny(inside, `\^_={}<>`) && (len(inside) > short || !hasLetter(inside)):
		return 0
	}
	return n + 2
}
