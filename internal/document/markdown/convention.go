package markdown

import (
	"strings"
	"unicode"
)

// conventions says whether a line holds nothing but template code and the like.
func conventions(line string) bool {
	for line != "" {
		n := ConventionLength(line)
		if n == 0 {
			return false
		}
		line = strings.TrimLeft(line[n:], " \t")
	}
	return true
}

// longestConvention bounds a piece of template code or a formula, in bytes.
const longestConvention = 1000

// ConventionLength is the length of the markup at the start of rest that
// CommonMark takes for text: footnotes [^1], tasks [x], callouts [!NOTE],
// attributes {#id}, template code {{…}} and {%…%}, formulas.
func ConventionLength(rest string) int {
	rest = rest[:min(len(rest), longestConvention)]
	for _, pair := range [...][2]string{
		{"{{", "}}"}, {"{%", "%}"}, {"$$", "$$"}, {`\(`, `\)`}, {"{#", "}"}, {"{.", "}"}, {"{:", "}"},
	} {
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
	case strings.TrimSpace(inside) != inside, strings.Contains(inside, "\n\n"):
		return 0
	case behind != "" && behind[0] >= '0' && behind[0] <= '9':
		return 0
	case strings.ContainsAny(inside, `\^_={}<>`):
	case len(inside) > short, !strings.ContainsFunc(inside, unicode.IsLetter):
		return 0
	}
	return n + 2
}
