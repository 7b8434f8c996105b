package story

import (
	"strings"

	"newsbrief/internal/article/words"
)

const (
	runWords   = 5   // that follow each other tell a copy
	runShare   = 0.5 // of the shorter text's runs that a copy has
	fewestRuns = 4   // a text with fewer is compared as a whole
)

// voices are the voices of a story's items, from 1: items with nearly the same words
// have one.
func voices(items []Item, members []int) []int {
	list := make([]int, len(members))
	runs := make([]map[string]bool, len(members))
	count := 0
	for n, i := range members {
		runs[n] = runsOf(items[i])
		for k := range n {
			if copied(runs[n], runs[k]) {
				list[n] = list[k]
				break
			}
		}
		if list[n] == 0 {
			count++
			list[n] = count
		}
	}
	return list
}

// runsOf are the runs of words of an item's text; of a short one it is all of it.
func runsOf(item Item) map[string]bool {
	text := item.Text
	if text == "" || text == item.Title {
		text = withoutOutlet(item.Title)
	}
	all := strings.FieldsFunc(words.Bare(text), notOfWord)
	runs := map[string]bool{}
	for n := range max(len(all)-runWords+1, 0) {
		runs[strings.Join(all[n:n+runWords], " ")] = true
	}
	if len(runs) < fewestRuns {
		return map[string]bool{strings.Join(all, " "): true}
	}
	return runs
}

func copied(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	shared := 0
	for run := range a {
		if b[run] {
			shared++
		}
	}
	return float64(shared) >= runShare*float64(len(a))
}
