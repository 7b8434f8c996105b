package claim

import "strings"

// link reads a URL, an e-mail address, a handle or code between backquotes
// at token i, and returns the token behind it.
func (s *scanner) link(i int) (int, Kind) {
	t := &s.tokens[i]
	switch {
	case (t.lower == "http" || t.lower == "https") && strings.HasPrefix(s.text[t.end:], "://"),
		t.lower == "www" && s.is(i+1, ".") && s.glued(i+1):
		return s.linkEnd(i), URL
	case t.lower == "@" && s.kind(i+1) == word && s.glued(i+1):
		if i > 0 && !t.space && s.kind(i-1) != punct {
			return i, URL
		}
		return s.handleEnd(i + 1), URL
	case (t.kind == word || t.kind == digits) && s.address(i):
		return s.linkEnd(i), URL
	case t.lower == "`":
		for k := i + 1; k < min(len(s.tokens), i+40); k++ {
			if s.is(k, "`") {
				return k + 1, Code
			}
		}
	}
	return i, URL
}

// address says whether an e-mail address begins at token i.
func (s *scanner) address(i int) bool {
	for k := i + 1; k < min(len(s.tokens), i+8) && s.glued(k); k++ {
		switch s.tokens[k].lower {
		case "@":
			return s.kind(k+1) == word && s.glued(k+1)
		case ".", "-", "_", "+":
		default:
			if s.kind(k) == punct || s.kind(k) == glyph {
				return false
			}
		}
	}
	return false
}

// linkEnd is the token behind the link that begins at token i: white space, a
// quotation mark or an ideograph ends it, and closing punctuation is not its.
func (s *scanner) linkEnd(i int) int {
	end := i + 1
	for end < len(s.tokens) && s.glued(end) && s.kind(end) != glyph && !strings.Contains("\"<>“”«»、。，「」|", s.tokens[end].lower) {
		end++
	}
	for end > i+1 && strings.Contains(".,;:!?)'’]*", s.tokens[end-1].lower) {
		if s.is(end-1, ")") && strings.Contains(s.text[s.tokens[i].start:s.tokens[end-2].end], "(") {
			break
		}
		end--
	}
	return end
}

func (s *scanner) handleEnd(i int) int {
	for i < len(s.tokens) && s.glued(i) && (s.kind(i) == word || s.kind(i) == digits || s.is(i, "_")) {
		i++
	}
	return i
}
