package plain

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                      "plain",
		"a\tb\nc":                    "a\tb\nc",
		"\x1b[31mred\x1b[0m":         "red",
		"\x1b]0;title\x07text":       "text",
		"\x1b]8;;http://x\x1b\\link": "link",
		"\x1b]0;never ended\ntext":   "0;never ended\ntext",
		"\x1bPq#0\x1b\\text":         "text",
		"\u009b31mred":               "red",
		"\x1b(Btext":                 "text",
		"\x1bctext":                  "text",
		"bell\a back\b del\x7f cr\r": "bell back del cr",
		"abc\u202edef\u202c":         "abcdef",
		"tag\U000E0041\U000E007F":    "tag",
		"zero\u200bwidth\ufeff":      "zerowidth",
		"soft\u00adhyphen":           "softhyphen",
		"a\u2028b":                   "a\nb",
		"bad\xff":                    "bad\ufffd",
		"क्\u200dष نمی\u200cخواهم 👩\u200d👧": "क्\u200dष نمی\u200cخواهم 👩\u200d👧",
		"Łódź, 日本語, Ελλάδα, \u00a0NBSP":     "Łódź, 日本語, Ελλάδα, \u00a0NBSP",
		"\x1b": "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLine(t *testing.T) {
	if got := Line("one\n two\tthree"); got != "one two three" {
		t.Errorf("Line = %q", got)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b]0;x\x07\x1b[1m\u009b2J\u202e")
	f.Add("\x1b\x1b[[31m\x1bP\x1b\\")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) || Clean(got) != got {
			t.Fatalf("Clean(%q) = %q is not clean", s, got)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }) {
			t.Fatalf("Clean(%q) = %q holds controls", s, got)
		}
	})
}
