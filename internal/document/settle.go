package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// settled takes the spaces around line breaks away. For Markdown, it moves
// those at the inner edges of paired markup out of it: ** word ** is text to it.
// apart also puts a space where markup would stand between a word and a
// punctuation mark inside it, as in **end.**Next, which is text to it, too.
func settled(target string, isBreak func(token) bool, markdown, apart bool) string {
	tokens := scan(target)
	before, behind := make([]string, len(tokens)), make([]string, len(tokens))
	for i := range tokens {
		t := &tokens[i]
		if t.kind != textToken {
			continue
		}
		if i > 0 && isBreak(tokens[i-1]) {
			t.text = strings.TrimLeft(t.text, " ")
		}
		if i+1 < len(tokens) && isBreak(tokens[i+1]) {
			t.text = strings.TrimRight(t.text, " ")
		}
		if markdown {
			first, last := edges(tokens, i)
			before[first] += moved(t, strings.TrimLeft(t.text, " "), first < i, apart, textAt(tokens, first-1), lastOf, firstOf)
			behind[last] += moved(t, strings.TrimRight(t.text, " "), last > i, apart, textAt(tokens, last+1), firstOf, lastOf)
		}
	}
	var b strings.Builder
	for i, t := range tokens {
		b.WriteString(before[i] + t.text + behind[i])
	}
	return b.String()
}

// edges are the first of the opening tokens right before token i, and the last
// of the closing ones right behind it.
func edges(tokens []token, i int) (first, last int) {
	for first = i; first > 0 && tokens[first-1].kind == openToken; {
		first--
	}
	for last = i; last+1 < len(tokens) && tokens[last+1].kind == closeToken; {
		last++
	}
	return first, last
}

// moved takes the spaces at one end of a text away, trimmed being the rest, and
// returns what stands outside of the markup instead.
func moved(t *token, trimmed string, inside, apart bool, outer string, outerEnd, innerEnd func(string) rune) string {
	if !inside {
		return ""
	}
	spaces := strings.Repeat(" ", len(t.text)-len(trimmed))
	t.text = trimmed
	if spaces == "" && apart && clash(outerEnd(outer), innerEnd(t.text)) {
		return " "
	}
	return spaces
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
