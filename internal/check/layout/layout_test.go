package layout

import (
	"strings"
	"testing"
)

// TestPlain: marks make white space, words stay where they were.
func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"1. The port closes.\n2. The road opens.":             "   The port closes.\n\n  The road opens.",
		"- **Deaths:** 12 died [3,5].":                        "    deaths:   12 died      .",
		"## Main Findings\n\nThe port closes.":                "   main findings\n\nThe port closes.",
		"Here is a summary in 40 words:\n\nThe port.":         "                              \n\nThe port.",
		"Sure! The port closes.":                              "Sure! The port closes.",
		"12. März war der Tag.":                               "12. März war der Tag.",
		"| Deaths | 12 |\n|---|---|":                          "  Deaths   12  \n         ",
		"a snake_case name and 2*3":                           "a snake_case name and 2*3",
		"READ MORE: the port closes.":                         "read more: the port closes.",
		"Deploys Additional F-16s to the Middle East":         "deploys additional F-16s to the middle east",
		"The port closes.\nLet me know if you need the text.": "The port closes.\n                                 ",
	} {
		if got := strings.TrimRight(Plain(text, "en"), "\x00"); clean(got) != clean(want) || len(got) != len(text) {
			t.Errorf("Plain(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

// clean lets a paragraph begin where a mark stood.
func clean(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// FuzzPlain: the text is as long as before, and its lines end where they did.
func FuzzPlain(f *testing.F) {
	f.Add("1. **A:** b [3]\n---\n| c | 1 |\n# D E F\n\nSure:")
	f.Add("İ. ŞU ÖĞE\r\n(2) ß ẞ\n* x *")
	f.Fuzz(func(t *testing.T, text string) {
		got := Plain(text, "en")
		if len(got) != len(text) {
			t.Fatalf("%d bytes of %d", len(got), len(text))
		}
		for i := range len(text) {
			if text[i] == '\n' && got[i] != '\n' {
				t.Fatalf("no line end at %d of %q: %q", i, text, got)
			}
		}
	})
}
