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
		{"{{", "}}"}, {"{%", "%}"}, {"$$", "$$"}, {`\(`, `\)`}, {"%%", "%%"},
	} {
		if strings.HasPrefix(rest, pair[0]) {
			return upTo(rest, pair[1])
		}
	}
	switch {
	case strings.HasPrefix(rest, "$"):
		return formulaLength(rest)
	case strings.HasPrefix(rest, "{"):
		return bracesLength(rest)
	case strings.HasPrefix(rest, ":"):
		return shortcodeLength(rest)
	case strings.HasPrefix(rest, "![["):
		return upTo(rest, "]]")
	case strings.HasPrefix(rest, "[^"), strings.HasPrefix(rest, "[!"):
		if n := upTo(rest, "]"); n > 3 && !strings.ContainsAny(rest[:n], " \n") {
			if rest[1] == '!' && n < len(rest) && (rest[n] == '-' || rest[n] == '+') {
				n++ // a callout that is folded
			}
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

// bracesLength is the length of what stands in braces: attributes such as {#id},
// expressions of MDX, names to be filled in. Several words without any sign are an
// aside of the author's, and text.
func bracesLength(rest string) int {
	depth := 0
	for i := range len(rest) {
		switch rest[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth > 0 {
				continue
			}
			prose := strings.Count(rest[:i], " ") > 1 && !strings.ContainsAny(rest[1:i], "#.=:()'\"`/<>*+[]{}_$&|")
			if prose || strings.Contains(rest[:i], "\n\n") {
				return 0
			}
			return i + 1
		}
	}
	return 0
}

// shortcodeLength is the length of an emoji or icon by its name, as :warning: and
// :material-check:.
func shortcodeLength(rest string) int {
	end := strings.IndexByte(rest[1:], ':')
	if end < 2 || rest[1] < 'a' || rest[1] > 'z' && rest[1] != '+' {
		return 0
	}
	for _, c := range []byte(rest[1 : 1+end]) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte("_-+", c) < 0 {
			return 0
		}
	}
	return end + 2
}

// WikiLink is the length of a link such as [[page|text]] that rest begins with, and
// where its text begins and ends; the text is empty where it is the page's name. 0:
// there is none.
func WikiLink(rest string) (length, from, to int) {
	if !strings.HasPrefix(rest, "[[") {
		return 0, 0, 0
	}
	end := strings.Index(rest, "]]")
	if end < 3 || strings.ContainsAny(rest[2:end], "[]\n") {
		return 0, 0, 0
	}
	bar := strings.IndexByte(rest[:end], '|')
	if bar < 0 {
		return end + 2, 0, 0
	}
	return end + 2, bar + 1, end
}
