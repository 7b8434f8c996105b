package summarize

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseItem(t *testing.T) {
	tests := []struct {
		line  string
		next  int
		text  string // "" where the line is no item
		cites []int
	}{
		{"- The bridge is shut. [3]", 1, "The bridge is shut.", []int{3}},
		{"- The bridge is shut [3, 5].", 1, "The bridge is shut.", []int{3, 5}},
		{"- The bridge is shut. [3].", 1, "The bridge is shut.", []int{3}},
		{"- The bridge is shut. [3][5]", 1, "The bridge is shut.", []int{3, 5}},
		{"- The bridge is shut. [2-4]", 1, "The bridge is shut.", []int{2, 3, 4}},
		{"- The bridge is shut. [^3]", 1, "The bridge is shut.", []int{3}},
		{"- The bridge is shut. [Sentences 3 and 5]", 1, "The bridge is shut.", []int{3, 5}},
		{"- The bridge [3] is shut. [3]", 1, "The bridge is shut.", []int{3}},
		{"- Brücke gesperrt 【3】", 1, "Brücke gesperrt", []int{3}},
		{"- The bridge is shut. [99]", 1, "The bridge is shut.", []int{99}},
		{"* The bridge is shut. [3]", 1, "The bridge is shut.", []int{3}},
		{"•The bridge is shut. [3]", 1, "The bridge is shut.", []int{3}},
		{"– The bridge is shut. [3]", 1, "The bridge is shut.", []int{3}},
		{"2. The bridge is shut. [3]", 2, "The bridge is shut.", []int{3}},
		{"(2) The bridge is shut. [3]", 2, "The bridge is shut.", []int{3}},
		{"[2] The bridge is shut.", 2, "The bridge is shut.", nil},
		{"[2] The bridge is shut. [3]", 2, "The bridge is shut.", []int{3}},
		{"[2] The bridge is shut.", 1, "The bridge is shut.", []int{2}},
		{"[2] [3]", 2, "", nil},
		{"**2.** The bridge is shut. [3]", 2, "The bridge is shut.", []int{3}},
		{"- **Bridge:** it is shut. [3]", 1, "Bridge: it is shut.", []int{3}},
		{"**Bridge:** it is shut. [3]", 1, "Bridge: it is shut.", []int{3}},
		{"The bridge is shut. [3]", 1, "The bridge is shut.", []int{3}},
		{"- The bridge is shut.", 1, "The bridge is shut.", nil},
		{"- He said it was “bad [sic]”.", 1, "He said it was “bad [sic]”.", nil},
		{"- In [2024] it was shut [3]", 1, "In [2024] it was shut", []int{3}},

		// A number that is not the next of the list belongs to the text.
		{"12. Oktober war der Tag der Eröffnung. [3]", 1, "12. Oktober war der Tag der Eröffnung.", []int{3}},
		{"3.5 million people came. [3]", 3, "3.5 million people came.", []int{3}},
		{"-5 degrees were measured. [3]", 1, "-5 degrees were measured.", []int{3}},

		{"2 people were hurt. [3]", 2, "2 people were hurt.", []int{3}},
		{"2.5 metres of water stood there. [3]", 2, "2.5 metres of water stood there.", []int{3}},
		{"2", 2, "", nil},

		// Brackets that cite nothing stay; a citation counts wherever it stands.
		{"- The bridge [] is shut. [3]", 1, "The bridge [] is shut.", []int{3}},
		{"- The bridge [10] is shut. [3]", 1, "The bridge is shut.", []int{10, 3}},
		{"- The bridge [11] is shut. [3]", 1, "The bridge [11] is shut.", []int{3}},
		{"- The bridge is shut. [11-13]", 1, "The bridge is shut.", []int{11, 12, 13}},
		{"- The bridge is shut [1-30]", 1, "The bridge is shut [1-30]", nil},
		{"- The bridge is shut [5-3]", 1, "The bridge is shut [5-3]", nil},

		{"Here are the bullets:", 1, "", nil},
		{"- Summary:", 1, "", nil},
		{"The bridge is shut.", 1, "", nil},
		{"- [3]", 1, "", nil},
		{"---", 1, "", nil},
		{"", 1, "", nil},
	}
	for _, tt := range tests {
		got, ok := parseItem(tt.line, tt.next, 10)
		want := item{text: tt.text, cites: tt.cites}
		if ok != (tt.text != "") || ok && cmp.Diff(want, got, cmp.AllowUnexported(item{})) != "" {
			t.Errorf("parseItem(%q, %d) = %+v, %v; want %+v", tt.line, tt.next, got, ok, want)
		}
	}
}

// FuzzParseItem: no line makes the parser fail, invent text, or cite a
// sentence twice.
func FuzzParseItem(f *testing.F) {
	f.Add("- The bridge is shut. [3, 5]", 1)
	f.Add("2) **x** [1-3] 【4】 [", 2)
	f.Add("[1][999999999999999999999]", 1)
	f.Fuzz(func(t *testing.T, line string, next int) {
		it, ok := parseItem(line, next, 10)
		if !ok {
			return
		}
		seen := map[int]bool{}
		for _, n := range it.cites {
			if seen[n] {
				t.Errorf("%q cites %d twice", line, n)
			}
			seen[n] = true
		}
		rest := line
		for _, word := range strings.Fields(it.text) {
			for _, r := range word {
				i := strings.IndexRune(rest, r)
				if i < 0 {
					t.Fatalf("%q: %q is not in the line", line, it.text)
				}
				rest = rest[i:]
			}
		}
	})
}

// FuzzItemLine: a line that is kept is read back as the same item.
func FuzzItemLine(f *testing.F) {
	f.Add("- The bridge [3] is shut. [3,5]", 1)
	f.Add("2. **Bold** it is: shut [2-4].", 2)
	f.Add("• 12. Oktober [2024 x] [3]", 1)
	f.Add("- a ] [3] b [7", 1)
	f.Fuzz(func(t *testing.T, line string, next int) {
		want, ok := parseItem(line, next, 10)
		if !ok || strings.ContainsAny(line, "\r\n") {
			return
		}
		kept, ok := want.line(10)
		got, _ := parseItem(kept, 1, 10)
		if ok && cmp.Diff(want, got, cmp.AllowUnexported(item{})) != "" {
			t.Errorf("%q is %+v; its line %q is %+v", line, want, kept, got)
		}
	})
}

func TestItemLine(t *testing.T) {
	it := item{text: "The bridge is shut.", cites: []int{3, 5}}
	if line, ok := it.line(10); !ok || line != "- The bridge is shut. [3,5]" {
		t.Errorf("%q, %v", line, ok)
	}
	it.text = "a ] b [7"
	if line, ok := it.line(10); ok {
		t.Errorf("%q would be read otherwise", line)
	}
}
