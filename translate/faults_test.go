package translate_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
	"newsbrief/translate"
)

// Faults planted into answers end as a repaired, marked or refused passage: 95 of 100
// of those that models make, and of those that are made again when they are asked again.
func TestFaultsAreNotSilent(t *testing.T) {
	client, err := summarize.Connect(endpoint, "")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	var files []string
	for _, pattern := range []string{"../testdata/articles/*", "../examples/*.md", "../examples/*.html", "../examples/*.srt", "../docs/*.md"} {
		some, err := filepath.Glob(pattern)
		if err != nil || len(some) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		files = append(files, some...)
	}
	planted, silent := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		run := func(model string) (*result.Translation, error) {
			return translate.Text(context.Background(), client, file, string(data),
				translate.Options{Asking: prompts.Asking{Model: model, Repair: 1, Jobs: 1}, To: "sw"})
		}
		good, err := run("mock")
		if errors.Is(err, translate.ErrSameLanguage) || err != nil {
			t.Logf("%s: %v", file, err)
			continue
		}
		for _, fault := range []string{"skip", "shift", "swap", "merge", "double", "leave", "liar", "untag", "unlink", "retag", "note",
			"remark", "halve", "babel", "chat"} {
			for _, then := range []string{",ok", ""} {
				got, err := run("mock:" + fault + then)
				n, missed := outcome(good, got, err)
				planted, silent = planted+n, silent+missed
				if missed > 0 {
					t.Logf("%s: %s%s: %d of %d are silent", filepath.Base(file), fault, then, missed, n)
				}
			}
		}
	}
	t.Logf("%d planted faults, %d silent: %.1f%%", planted, silent, 100*float64(silent)/float64(planted))
	if 20*silent > planted {
		t.Errorf("%d of %d planted faults are silent", silent, planted)
	}
}

// outcome is how many passages a fault reached, one at least, and in how many of them
// it is neither mended nor marked.
func outcome(good, got *result.Translation, err error) (planted, silent int) {
	if err != nil {
		return 1, 0
	}
	for i, s := range got.Segments {
		if s.Target != good.Segments[i].Target {
			planted++
			if !s.Doubtful() {
				silent++
			}
		}
	}
	return max(planted, 1), silent
}
