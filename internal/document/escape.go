package document

import (
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
	end := strings.IndexByte(rest, ';')
	if end < 2 || end > 32 || html.UnescapeString(rest[:end+1]) == rest[:end+1] {
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
	if strings.IndexByte("#>+-=|", text[0]) >= 0 {
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

func htmlDecode(raw string) (text, bare string) { return html.UnescapeString(raw), "" }

// htmlText escapes what would be markup, in text and in attributes of either
// quotation mark. No-break spaces stay visible to authors.
func htmlText(text string, _ *Segment, _, _ bool) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;").Replace(text)
}

// attributeText is htmlText between quotation marks; 0 for none.
func attributeText(quote byte) encoder {
	return func(text string, s *Segment, start, careful bool) string {
		text = htmlText(text, s, start, careful)
		switch quote {
		case '\'':
			return strings.ReplaceAll(text, "'", "&#39;")
		case '"':
			return strings.ReplaceAll(text, `"`, "&quot;")
		}
		return strings.NewReplacer(`"`, "&quot;", "'", "&#39;", "`", "&#96;", "=", "&#61;", " ", "&#32;").Replace(text)
	}
}

// titleText is the text of a link's title, which ends at quote.
func titleText(quote byte) encoder {
	return func(text string, _ *Segment, _, _ bool) string {
		text = strings.ReplaceAll(text, `\`, `\\`)
		if quote == '(' {
			return strings.NewReplacer("(", `\(`, ")", `\)`).Replace(text)
		}
		return strings.ReplaceAll(text, string(quote), `\`+string(quote))
	}
}
