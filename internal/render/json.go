package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"newsbrief/result"
)

// encodeValue returns a result as JSON without a final newline. Lines after
// the first begin with prefix; an empty indent gives a single line.
func encodeValue(value any, prefix, indent string) (string, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, indent)
	if err := e.Encode(value); err != nil {
		return "", fmt.Errorf("as JSON: %w", err)
	}
	return escapeInvisible(strings.TrimSuffix(buf.String(), "\n")), nil
}

// encodeLines returns a result as one line, or indented, with a final newline.
func encodeLines(value any, indented bool) (string, error) {
	indent := ""
	if indented {
		indent = "  "
	}
	s, err := encodeValue(value, "", indent)
	return s + "\n", err
}

// CheckJSON returns the check as one line, or indented, with a final newline.
func CheckJSON(c *result.Check, indented bool) (string, error) { return encodeLines(c, indented) }

// list is a copy that is never nil, which JSON would show as null.
func list[T any](of []T) []T { return append([]T{}, of...) }

// withLists returns b with empty lists instead of nil ones. The caller's brief
// is not changed.
func withLists(b result.Brief) result.Brief {
	if b.Kind != "figures" {
		b.Bullets = list(b.Bullets)
	}
	b.Warnings = list(b.Warnings)
	for i := range b.Bullets {
		b.Bullets[i].Evidence, b.Bullets[i].Claims = list(b.Bullets[i].Evidence), list(b.Bullets[i].Claims)
	}
	return b
}

func translationLists(t result.Translation) result.Translation {
	t.Segments, t.Warnings = list(t.Segments), list(t.Warnings)
	return t
}

// escapeInvisible writes as \u escapes what could steer a terminal or hide in
// a text. The JSON stays equal: such characters can only stand in its strings.
func escapeInvisible(s string) string {
	var out strings.Builder
	kept := 0 // bytes of s that are in out
	for i, r := range s {
		if r >= ' ' && r < 0x7F || r == '\n' || !invisible(r) {
			continue
		}
		out.WriteString(s[kept:i])
		kept = i + utf8.RuneLen(r)
		if r > 0xFFFF {
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
		} else {
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	if kept == 0 {
		return s
	}
	out.WriteString(s[kept:])
	return out.String()
}

// invisible reports whether r has no place on a terminal: controls, format
// characters (bidi controls among them), line separators, tags and the
// variation selectors of the same plane. The joiners are part of words.
func invisible(r rune) bool {
	const zwnj, zwj = 0x200C, 0x200D
	if r == zwnj || r == zwj {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r >= 0xE0000 && r <= 0xE0FFF
}
