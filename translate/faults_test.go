package translate_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
	"newsbrief/translate"
)

// Faults planted into the answers about articles and pages end as repaired, marked or
// refused passages: those that models make, once, and again when they are asked again.
func TestFaultsAreNotSilent(t *testing.T) {
	client, err := summarize.Connect(endpoint, "")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	faults := []string{"skip", "shift", "merge", "leave", "liar", "untag", "unlink", "note", "remark", "retag", "chat", "babel", "swap",
		"double", "halve"}
	planted, silent := map[string]int{}, map[string]int{}
	for _, pattern := range []string{"../testdata/articles/*", "../examples/*.md", "../examples/*.html", "../examples/*.srt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		for _, file := range files {
			translated := translator(t, client, file)
			good, err := translated("mock")
			if err != nil && !errors.Is(err, translate.ErrSameLanguage) {
				t.Fatal(err)
			}
			for _, fault := range faults {
				for _, then := range []string{",ok", ""} {
					got, err := translated("mock:" + fault + then)
					n, missed := outcome(good, got, err)
					planted[fault], silent[fault] = planted[fault]+n, silent[fault]+missed
				}
			}
		}
	}
	all, missed := 0, 0
	for _, fault := range faults {
		t.Logf("%-7s %4d planted, %3d silent", fault, planted[fault], silent[fault])
		all, missed = all+planted[fault], missed+silent[fault]
	}
	if 20*missed > all {
		t.Errorf("%d of %d planted faults are silent", missed, all)
	}
}

// translator translates a file by a model.
func translator(t *testing.T, client *summarize.Client, file string) func(model string) (*result.Translation, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	to := "fr"
	if strings.Contains(file, ".fr.") {
		to = "de"
	}
	return func(model string) (*result.Translation, error) {
		return translate.Text(context.Background(), client, file, string(data),
			translate.Options{Asking: prompts.Asking{Model: model, Repair: 1, Jobs: 1}, To: to})
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
