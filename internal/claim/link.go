package claim

import (
	"strings"

	"newsbrief/internal/claim/lex"
)

// link reads a URL, an e-mail address, a handle or code between backquotes
// at token i, and returns the token behind it.
func link(t *lex.Text, i int) (int, Kind) {
	token := &t.Tokens[i]
	switch {
	case (token.Lower == "http" || token.Lower == "https") && strings.HasPrefix(t.Source[token.End:], "://"),
		token.Lower == "www" && t.GluedIs(i+1, "."):
		return linkEnd(t, i), URL
	case token.Lower == "@" && t.Kind(i+1) == lex.Word && t.Glued(i+1):
		if i > 0 && !token.Space && t.Kind(i-1) != lex.Punct {
			return i, URL
		}
		return handleEnd(t, i+1), URL
	case (token.Kind == lex.Word || token.Kind == lex.Digits) && address(t, i):
		return linkEnd(t, i), URL
	case token.Lower == "`" && t.Glued(i+1):
		for k := i + 1; k < min(len(t.Tokens), i+40); k++ {
			if t.GluedIs(k, "`") {
				return k + 1, Code
			}
		}
	}
	return i, URL
}

// address says whether an e-mail address begins at token i.
func address(t *lex.Text, i int) bool {
	for k := i + 1; k < min(len(t.Tokens), i+8) && t.Glued(k); k++ {
		switch t.Tokens[k].Lower {
		case "@":
			return t.Kind(k+1) == lex.Word && t.Glued(k+1)
		case ".", "-", "_", "+":
		default:
			if t.Kind(k) == lex.Punct || t.Kind(k) == lex.Glyph {
				return false
			}
		}
	}
	return false
}

// linkEnd is the token behind the link that begins at token i: white space, a
// quotation mark or an ideograph ends it, and closing punctuation is not its.
func linkEnd(t *lex.Text, i int) int {
	end := i + 1
	for t.Glued(end) && t.Kind(end) != lex.Glyph && !strings.Contains("\"<>“”«»、。，「」|", t.Tokens[end].Lower) {
		end++
	}
	for end > i+1 && strings.Contains(".,;:!?)'’]*", t.Tokens[end-1].Lower) {
		if t.Is(end-1, ")") && strings.Contains(t.Source[t.Tokens[i].Start:t.Tokens[end-2].End], "(") {
			break
		}
		end--
	}
	return end
}

func handleEnd(t *lex.Text, i int) int {
	for t.Glued(i) && (t.Kind(i) == lex.Word || t.Kind(i) == lex.Digits || t.Is(i, "_")) {
		i++
	}
	return i
}
