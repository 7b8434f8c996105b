package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
)

// marksOf returns, in order, what keeps its form across languages: runs of
// digits and, unless only those are wanted, the first letters of words with a
// capital.
func marksOf(text string, figuresOnly bool) []string {
	var marks []string
	for w := range words.Written(text) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(r):
			marks = append(marks, w)
		case !figuresOnly && strings.IndexFunc(w, unicode.IsUpper) >= 0:
			if start := startOf(bare(w)); start != "" {
				marks = append(marks, start)
			}
		}
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

// shares counts the marks that two passages have in common.
func shares(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}
