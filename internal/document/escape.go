package document

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// markdownSpecial are the characters that may begin inline markup.
const markdownSpecial = "\\`*_[]<>~"

// markdownDecode resolves escapes and entities. bare are the special
// characters that stand for themselves in it without an escape.
func markdownDecode(raw string) (text, bare string) {
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c == '\\' && i+1 < len(raw) && isPunct(raw[i+1]):
			i++
			b.WriteByte(raw[i])
		case c == '&':
			if n := entityLength(raw[i:]); n > 0 {
				b.WriteString(html.UnescapeString(raw[i : i+n]))
				i += n - 1
				continue
			}
			b.WriteByte(c)
		default:
			if strings.IndexByte(markdownSpecial, c) >= 0 {
				bare += string(c)
			}
			b.WriteByte(c)
		}
	}
	return b.String(), bare
}

func isPunct(c byte) bool {
	return c > ' ' && c < 0x7F && !wordByte(c)
}

// entityLength is the length of the character reference that rest begins
// with, 0 where it is none.
func entityLength(rest string) int {
	const longest = 32
	end := strings.IndexByte(rest[:min(len(rest), longest+1)], ';')
	if end < 2 || rest[0] != '&' || html.UnescapeString(rest[:end+1]) == rest[:end+1] {
		return 0
	}
	return end + 1
}

// Doubtful marks text that its reader should look at; it needs no escape.
const Doubtful = "[?]"

// markdownText escapes what would be markup. Characters that are harmless in
// the source's own text are taken to be harmless in its translation, unless
// careful is set.
func markdownText(text string, s *Segment, start, careful bool) string {
	var b strings.Builder
	mark := -1
	if start {
		line := strings.TrimLeft(text, " ")
		if mark = blockMark(line); mark >= 0 {
			mark += len(text) - len(line)
		}
	}
	for i, r := range text {
		special := r < utf8.RuneSelf && !strings.HasPrefix(text[i:], Doubtful) && strings.IndexByte(markdownSpecial, byte(r)) >= 0
		if entity, ok := s.spelled[r]; ok {
			b.WriteString(entity)
			continue
		}
		switch {
		case special && (careful || !strings.ContainsRune(s.bare, r) && active(text, i)),
			i == mark, r == '&' && entityLength(text[i:]) > 0:
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// active says whether the special character at i can be markup.
func active(text string, i int) bool {
	switch text[i] {
	case '~':
		return strings.HasPrefix(text[i:], "~~")
	case '_':
		return i == 0 || i+1 == len(text) || !wordByte(text[i-1]) || !wordByte(text[i+1])
	case '>', ']':
		return false // they only close
	}
	return true
}

// blockMark is the index of the character that would make a heading, a list
// or a quotation of a line; -1 where there is none.
func blockMark(text string) int {
	if text == "" {
		return -1
	}
	size, _ := containerMark(text)
	if _, raw := rawStart(text); raw && isPunct(text[0]) || size > 0 || strings.IndexByte("#>+-=|", text[0]) >= 0 {
		return 0
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits > 0 && digits < 10 && digits < len(text) && (text[digits] == '.' || text[digits] == ')') &&
		(digits+1 == len(text) || text[digits+1] == ' ') {
		return digits
	}
	return -1
}

// cellText is markdownText in a table, where a bar ends the cell.
func cellText(text string, s *Segment, start, careful bool) string {
	return strings.ReplaceAll(markdownText(text, s, start, careful), "|", `\|`)
}

// htmlDecode resolves entities; bare are the signs that need none.
func htmlDecode(raw string) (text, bare string) {
	text = html.UnescapeString(raw)
	for i := range len(raw) {
		if raw[i] == '>' || raw[i] == '&' && entityLength(raw[i:]) == 0 {
			bare += raw[i : i+1]
		}
	}
	return text, bare
}

// htmlText escapes what would be markup. No-break spaces stay visible to
// authors.
func htmlText(text string, s *Segment, _, _ bool) string { return withEntities(text, s, htmlEntity) }

// attributeText is htmlText between quotation marks; 0 for none.
func attributeText(quote byte) encoder {
	return func(text string, s *Segment, _, _ bool) string {
		return withEntities(text, s, func(r rune) string { return attributeEntity(r, quote) })
	}
}

// withEntities writes as entities what entity wants so, and what the source
// writes so.
func withEntities(text string, s *Segment, entity func(rune) string) string {
	var b strings.Builder
	for i, r := range text {
		e, spelled := s.spelled[r]
		bare := strings.ContainsRune(s.bare, r) && !(r == '&' && mayBeEntity(text[i:]))
		if !spelled && !bare {
			e = entity(r)
		}
		if e == "" {
			e = string(r)
		}
		b.WriteString(e)
	}
	return b.String()
}

// mayBeEntity says whether a browser may take the & that rest begins with for
// the start of an entity: some need no semicolon.
func mayBeEntity(rest string) bool {
	const longest = 12
	rest = rest[:min(len(rest), longest)]
	return strings.HasPrefix(rest, "&#") || html.UnescapeString(rest) != rest || entityLength(rest) > 0
}

func htmlEntity(r rune) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '\u00a0':
		return "&nbsp;"
	}
	return ""
}

func attributeEntity(r rune, quote byte) string {
	switch {
	case r == '"' && quote != '\'':
		return "&quot;"
	case r == '\'' && quote != '"':
		return "&#39;"
	case quote == 0 && strings.ContainsRune("`= ", r):
		return fmt.Sprintf("&#%d;", r)
	}
	return htmlEntity(r)
}

// titleText is the text of a link's title, which ends at quote.
func titleText(quote byte) encoder {
	return func(text string, _ *Segment, _, _ bool) string {
		text = strings.ReplaceAll(text, `\`, `\\`)
		text = escapedEntities(text)
		if quote == '(' {
			return strings.NewReplacer("(", `\(`, ")", `\)`).Replace(text)
		}
		return strings.ReplaceAll(text, string(quote), `\`+string(quote))
	}
}

// escapedEntities keeps what reads like an entity from being one.
func escapedEntities(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if text[i] == '&' && entityLength(text[i:]) > 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
