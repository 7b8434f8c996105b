// Package plain makes foreign text harmless to print: articles, models, file
// names and servers may all hold terminal escapes or invisible characters. It
// hides which characters those are.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns s without terminal escape sequences, control characters
// (except newline and tab), bidi controls, tag characters and other invisible
// format characters. The joiners ZWJ and ZWNJ stay, words and emoji need them.
// Line and paragraph separators become newlines, invalid UTF-8 U+FFFD.
func Clean(s string) string {
	start := firstUnclean(s)
	if start < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:start])
	for rest := s[start:]; rest != ""; {
		if n := escapeLength(rest); n > 0 {
			rest = rest[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
		case !invisible(r):
			b.WriteRune(r)
		}
		rest = rest[size:]
	}
	return b.String()
}

// Line is Clean on one line: runs of white space become one space.
func Line(s string) string {
	s = Clean(s)
	if !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// firstUnclean is the index of the first byte that Clean would change, or -1.
func firstUnclean(s string) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' || c == 0x7F {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if invisible(r) || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// invisible says whether r has no place in printed text.
func invisible(r rune) bool {
	const zwnj, zwj = 0x200C, 0x200D
	switch {
	case r == '\n' || r == '\t' || r == zwnj || r == zwj:
		return false
	case 0x0600 <= r && r <= 0x0605, r == 0x06DD, r == 0x070F, r == 0x08E2, 0x110BD <= r && r <= 0x110CD:
		return false // format characters that show: Arabic number signs
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) ||
		0xE0000 <= r && r <= 0xE0FFF || 0xFFF9 <= r && r <= 0xFFFB
}

// escapeLength is the length in bytes of the escape sequence that s begins
// with (ECMA-48: CSI, strings such as OSC and DCS, two-byte escapes), 0 if none.
func escapeLength(s string) int {
	introducer, size := utf8.DecodeRuneInString(s)
	switch introducer {
	case 0x1B:
		if len(s) == 1 {
			return 1
		}
		introducer, size = rune(s[1])+0x40, 2
		if s[1] < 0x40 || s[1] > 0x5F {
			return shortEscape(s)
		}
	case 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F:
	default:
		return 0
	}
	switch introducer {
	case 0x9B:
		return size + controlLength(s[size:])
	case 0x90, 0x98, 0x9D, 0x9E, 0x9F:
		return size + stringLength(s[size:])
	}
	return size
}

// shortEscape is the length of ESC, intermediate bytes and a final one.
func shortEscape(s string) int {
	n := 1
	for n < len(s) && 0x20 <= s[n] && s[n] <= 0x2F {
		n++
	}
	if n < len(s) && 0x30 <= s[n] && s[n] <= 0x7E {
		n++
	}
	return n
}

// controlLength is the length of a CSI sequence behind its introducer.
func controlLength(s string) int {
	n := 0
	for n < len(s) && 0x20 <= s[n] && s[n] <= 0x3F {
		n++
	}
	if n < len(s) && 0x40 <= s[n] && s[n] <= 0x7E {
		n++
	}
	return n
}

// stringLength is the length of a control string behind its introducer, with
// its end. One that is not ended on its line ends nowhere: only the introducer
// is dropped, so that it cannot swallow a text.
func stringLength(s string) int {
	for i, r := range s {
		switch {
		case r == 0x07 || r == 0x9C:
			return i + utf8.RuneLen(r)
		case r == 0x1B && strings.HasPrefix(s[i:], "\x1b\\"):
			return i + 2
		case r == '\n' || r == 0x1B:
			return 0
		}
	}
	return 0
}
