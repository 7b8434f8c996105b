package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// settled takes the spaces around line breaks away, and moves those at the
// inner edges of paired markup out of it: Markdown takes ** word ** for text.
// apart also puts a space where markup would stand between a word and a
// punctuation mark inside it, as in **end.**Next, which is text to it, too.
func settled(target string, isBreak func(token) bool, apart bool) string {
	tokens := scan(target)
	var b strings.Builder
	pending := "" // spaces that go behind closing markup
	for i, t := range tokens {
		if t.kind == textToken && i > 0 && (tokens[i-1].kind == openToken || isBreak(tokens[i-1])) {
			t.text = strings.TrimLeft(t.text, " ")
		}
		if t.kind == textToken && i+1 < len(tokens) && isBreak(tokens[i+1]) {
			t.text = strings.TrimRight(t.text, " ")
		}
		if t.kind == textToken && i+1 < len(tokens) && tokens[i+1].kind == closeToken {
			trimmed := strings.TrimRight(t.text, " ")
			pending, t.text = t.text[len(trimmed):], trimmed
		}
		if t.kind == openToken && i+1 < len(tokens) && tokens[i+1].kind == textToken {
			inner := tokens[i+1].text
			b.WriteString(inner[:len(inner)-len(strings.TrimLeft(inner, " "))])
			if apart && clash(lastOf(textAt(tokens, i-1)), firstOf(inner)) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.text)
		if t.kind == closeToken {
			if apart && pending == "" && clash(firstOf(textAt(tokens, i+1)), lastOf(textAt(tokens, i-1))) {
				pending = " "
			}
			b.WriteString(pending)
			pending = ""
		}
	}
	return b.String()
}

// textAt is the text of token i, "" where that is none.
func textAt(tokens []token, i int) string {
	if i < 0 || i >= len(tokens) || tokens[i].kind != textToken {
		return ""
	}
	return tokens[i].text
}

// clash says whether outside is a letter or digit and inside a punctuation
// mark: CommonMark's rule for emphasis fails between them.
func clash(outside, inside rune) bool {
	return (unicode.IsLetter(outside) || unicode.IsNumber(outside)) && (unicode.IsPunct(inside) || unicode.IsSymbol(inside))
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
