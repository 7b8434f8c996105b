package article

import "testing"

// A library must not start its caller's program to read a PDF.
func TestParseText(t *testing.T) {
	for _, text := range []string{"%PDF-1.7\n1 0 obj\nendobj\n", "PK\x03\x04 and the rest of an archive", ""} {
		if a, err := ParseText("x", text); err == nil {
			t.Errorf("ParseText(%q) = %+v, want an error", text, a)
		}
	}
	a, err := ParseText("x.md", "# Title\n\nThe bridge will close on 3 May.\n")
	if err != nil || a.Name != "x.md" || len(a.Sentences) == 0 {
		t.Errorf("ParseText of a text: %+v, %v", a, err)
	}
}
