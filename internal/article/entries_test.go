package article

import (
	"bytes"
	"testing"
)

// Of standard input that is JSON lines, each that is not blank is an article or an
// error, whatever it holds.
func FuzzLines(f *testing.F) {
	const most = 100
	for _, seed := range []string{"", "\n\n", `{"id":1,"text":"a"}`, "{\"id\":\"x\"\n{\"text\":\"b\"}\r\n \t\nnull\n[]",
		`{"id":{},"text":"` + string(bytes.Repeat([]byte("a"), 2*most)) + "\"}\n{}", "\xef\xbb\xbf{}\n\xff\x00\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		want := 0
		for line := range bytes.SplitAfterSeq(data, []byte("\n")) {
			if len(line) > most || len(bytes.TrimSpace(line)) > 0 {
				want++
			}
		}
		r := Reader{Stdin: bytes.NewReader(data), MaxBytes: most, Lines: true}
		got := 0
		for in, err := range r.Inputs(t.Context(), []string{"-"}) {
			got++
			if in.Name == "" || (in.load == nil) != (err != nil) {
				t.Errorf("input %d is %q, with %v", got, in.Name, err)
			}
		}
		if got != want {
			t.Errorf("%d inputs of %d lines", got, want)
		}
	})
}
