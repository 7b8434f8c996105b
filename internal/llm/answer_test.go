package llm

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// filter feeds text in chunks of n bytes.
func filter(text string, n int) (lines []Line, f *lineFilter) {
	f = &lineFilter{}
	f.emit = func(l Line) {
		if l.Restart {
			lines = nil
		}
		lines = append(lines, Line{Text: l.Text, Ended: l.Ended})
	}
	for len(text) > n {
		f.write(text[:n])
		text = text[n:]
	}
	f.write(text)
	f.close(true)
	return lines, f
}

func TestLineFilter(t *testing.T) {
	for text, want := range map[string][]string{
		"- one\n- two\n":                           {"- one", "- two"},
		"- one\r\n\r\n- two":                       {"- one", "- two"},
		"<think>\n- no\n</think>\n- one":           {"- one"},
		"<think>no</think>- one\n<think>no":        {"- one"},
		"- no\nhm\n</think>\n\n- one":              {"", "- one"},
		"- no</thinking>- one":                     {"- one"},
		"<think>a</think><reasoning>b</reasoning>": nil,
		"```markdown\n- one\n```":                  {"- one"},
		"- The tag `<think>` opens a thought, \"</think>\" ends it. [1]": {"- The tag `<think>` opens a thought, " +
			"\"</think>\" ends it. [1]"},
		"- one <b>[1]</b><|im_end|>\n<|endoftext|>": {"- one <b>[1]</b>"},
		"<|im_start|>assistant\n- one</s>":          {"assistant", "- one"},
		"[3] new <s>old</s>\n[4] <s>all</s></s>":    {"[3] new <s>old</s>", "[4] <s>all</s></s>"},
		"- a < b and c > d":                         {"- a < b and c > d"},
	} {
		lines, _ := filter(text, 1000)
		var got []string
		for _, l := range lines {
			got = append(got, l.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// FuzzLineFilter: how a text is cut into chunks changes nothing.
func FuzzLineFilter(f *testing.F) {
	f.Add("- one\n<think>x\n</think>- two\n```\n", 3)
	f.Add("no</think>\n- a [1]\n<thought>", 1)
	f.Fuzz(func(t *testing.T, text string, n int) {
		whole, a := filter(text, len(text)+1)
		parts, b := filter(text, max(1, n%17))
		if diff := cmp.Diff(whole, parts); diff != "" || a.answered != b.answered {
			t.Errorf("%q in chunks of %d: %s", text, n%17, diff)
		}
	})
}
