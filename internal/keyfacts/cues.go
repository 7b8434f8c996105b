package keyfacts

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed cues.tsv
var cueTable string

// cues maps "cue language" to beginnings of words.
var cues = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.SplitSeq(cueTable, "\n") {
		if columns := strings.Split(line, "\t"); len(columns) == 3 {
			all[columns[0]+" "+columns[1]] = strings.Split(columns[2], ", ")
		}
	}
	return all
})

// near says whether one of the words has a cue's beginning.
func (l labeller) near(list []part, cue string) bool {
	language, _, _ := strings.Cut(l.language, "-")
	beginnings := cues()[cue+" "+language]
	return slices.ContainsFunc(list, func(p part) bool {
		word := strings.ToLower(p.text)
		return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
	})
}
