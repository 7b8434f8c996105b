package article

import (
	"encoding/json"
	"runtime/metrics"
	"strings"
	"sync"
	"testing"
)

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

// A text without full stops is cut at white space, with nothing lost.
func TestCutLong(t *testing.T) {
	for _, word := range []string{"the river rose and ", "堤防が決壊した"} {
		text := strings.TrimSpace(strings.Repeat(word, 1000))
		a := Exact("", text, "en")
		if len(a.Sentences) < 5 {
			t.Errorf("%d sentences of %d bytes", len(a.Sentences), len(text))
		}
		got := ""
		for i, s := range a.Sentences {
			if s.End-s.Start > longestSentence {
				t.Errorf("a sentence of %d bytes", s.End-s.Start)
			}
			got += strings.ReplaceAll(a.Sentence(i+1), " ", "")
		}
		if got != strings.ReplaceAll(text, " ", "") {
			t.Errorf("the text of %q is not whole", word)
		}
	}
}

// TestGCPercent: long inputs that are parsed at once leave how often the
// process collects garbage to the process, while they last and after.
func TestGCPercent(t *testing.T) {
	percent := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	want := percent()
	text := strings.Repeat("The bridge over the river is closed to all traffic until spring.\n\n", large/60)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := Parse("long.txt", []byte(text)); err != nil {
				t.Error(err)
			}
		})
	}
	done := make(chan struct{})
	go func() { both.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		if got := percent(); got != want {
			t.Fatalf("the percent is %d, and was %d", got, want)
		}
	}
}

// A head names its article, cleaned as its text is, also in a line of JSON.
func TestHead(t *testing.T) {
	const text = "---\ntitle: A\u00a0\ufb01ne day\n---\nOne."
	line, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{text, string(line)} {
		r := Reader{Stdin: strings.NewReader(source), MaxBytes: 1 << 20}
		if a, err := r.One(t.Context(), "-"); err != nil || a.Title != "A fine day" || a.Text != "One." {
			t.Errorf("%s: %+v, %v", source, a, err)
		}
	}
}
