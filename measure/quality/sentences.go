package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsbrief/internal/article"
)

// segmentRow is a golden rule of sentence segmentation.
type segmentRow struct {
	ID, Lang, Group, Name, Text string
	Sentences                   []string
}

// sentences counts the golden rules whose sentences are found exactly, but for
// white space, by language. News-like are those of running text: one
// paragraph, no list, no code.
func sentences(dir string) {
	fmt.Println("sentences: golden rules whose sentences are all found")
	languages := map[string]*tally{}
	total := tally{title: "all languages"}
	four := tally{title: "news-like: English, German, French, Spanish"}
	for _, r := range rows[segmentRow](dir, "segmenter.jsonl") {
		if languages[r.Lang] == nil {
			languages[r.Lang] = &tally{title: r.Lang}
		}
		a := article.Exact(r.ID, r.Text, r.Lang)
		var found []string
		for n := range a.Sentences {
			found = append(found, folded(a.Sentence(n+1)))
		}
		var want []string
		for _, s := range r.Sentences {
			want = append(want, folded(s))
		}
		right := slices.Equal(found, want)
		languages[r.Lang].add(right, "%s: %q, not %q", r.Name, found, want)
		total.add(right, "%s", r.ID)
		if strings.Contains("en de fr es", r.Lang) && newsLike(r) {
			four.add(right, "%s", r.ID)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(languages)) {
		languages[lang].print()
	}
	total.print()
	four.print()
}

func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

// newsLike leaves out texts with line ends (also spelled out), lists, rules and
// runs of dots, which golden rules are fond of and news is not.
func newsLike(r segmentRow) bool {
	for _, mark := range []string{"\n", "\r", "\t", "\\", "//", "`", "...", ". . .", "•", "⁃", "1.)", "1.", "a.", "i."} {
		if strings.Contains(r.Text, mark) {
			return false
		}
	}
	return true
}
