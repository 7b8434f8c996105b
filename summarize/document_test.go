package summarize

import (
	"encoding/json"
	"strings"
	"testing"

	"newsbrief/internal/article"
)

// FuzzDocument: every statement stands in the text where it says, in order, and no line
// breaks the reader.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		"The river rose. [1]\nIt fell. [2]\n\nNobody was hurt [2].", "## Head\n- a [1]\n1. b\n> c\n| a | b |\n|--|--|\n| c \\| d | 3 [1] |",
		"|||\n| |\n|-\n[3][4]", "**Q:** Why?\nA: \x00 [1, 99]", "…\n\n\n[1] The river [sic] rose. [2-3] Ende", "| a | b\nx",
	} {
		f.Add(seed)
	}
	a, err := article.ParseText("a", "The river rose by 32 metres. Nobody was hurt. It fell.")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := document{answer: newAnswer(newSupport(a, "en"), mostStatements, Options{})}
		d.answer.check = d.check
		for line := range strings.SplitSeq(text, "\n") {
			d.line(llmLine(line))
		}
		_ = d.finish()
		whole, passages := d.text()
		end := 0
		for _, p := range passages {
			if p.Start < end || p.End > len(whole) || whole[p.Start:p.End] != p.Text {
				t.Fatalf("%q: %d-%d is not %q", whole, p.Start, p.End, p.Text)
			}
			for _, c := range p.Claims {
				if c.Start < 0 || c.End > len(p.Text) || c.Start > c.End {
					t.Fatalf("%q: claim %d-%d", p.Text, c.Start, c.End)
				}
			}
			end = p.End
		}
	})
}

// FuzzRecord: a record whose texts no repair changed is the model's own value.
func FuzzRecord(f *testing.F) {
	f.Add(`{"a": {"b": ["x [1]", 3, -1.5e3, null, true]}, "": "é\n", "a/b~": ""}`)
	f.Add(`[[], {}, "The river rose.", 32]`)
	a, err := article.ParseText("a", "The river rose by 32 metres. Nobody was hurt.")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var value any
		if json.Unmarshal([]byte(text), &value) != nil || strings.ContainsAny(text, "[【\uFFFD\\*") {
			return // brackets may be citations, which are no part of it
		}
		r := recordingOf(a, compact(text))
		var back any
		if err := json.Unmarshal(r.record(), &back); err != nil {
			t.Fatalf("%q: %v in %s", text, err, r.record())
		}
	})
}
