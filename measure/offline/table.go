package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"newsbrief/internal/offline/rank"
)

// table prints what the engine and the baselines reach on the reporting half of each
// set, and the interval of what the engine has above the best baseline.
func table(dir string) {
	fmt.Printf("ROUGE-1, ROUGE-2 and ROUGE-L, F1 in percent, stemmed\n%-14s %5s", "", "rows")
	for _, b := range baselines {
		fmt.Printf("  %-17s", b.name)
	}
	fmt.Printf("  %-17s  %s\n", "offline engine", "ROUGE-1 above the best, 95%")
	for _, s := range readSets(dir) {
		fmt.Printf("%-14s %5d", s.name, len(s.report))
		top, rival := 0.0, baselines[0].choose
		for _, b := range baselines {
			m := mean(s.report, b.choose)
			show(m)
			if m[0] > top {
				top, rival = m[0], b.choose
			}
		}
		show(mean(s.report, fitted))
		low, high := interval(s.report, rival)
		fmt.Printf("  %+.1f [%+.1f, %+.1f]\n", mean(s.report, fitted)[0]-top, low, high)
	}
}

func show(m scores) { fmt.Printf("  %5.1f %5.1f %5.1f", m[0], m[1], m[2]) }

// fitted is the engine as users have it.
func fitted(s *summarized) []int { return s.analysis.Choose(&rank.Fitted, s.wanted) }

// interval holds 95% of the differences in ROUGE-1 between the engine and a rival on
// articles drawn anew (paired bootstrap, Efron 1979).
func interval(articles []*summarized, rival system) (low, high float64) {
	differences := make([]float64, len(articles))
	for i, s := range articles {
		differences[i] = s.score(fitted(s))[0] - s.score(rival(s))[0]
	}
	const draws = 1000
	random := rand.New(rand.NewPCG(1, 2))
	means := make([]float64, draws)
	for d := range means {
		for range differences {
			means[d] += differences[random.IntN(len(differences))] / float64(len(differences))
		}
	}
	slices.Sort(means)
	return means[draws*25/1000], means[draws*975/1000]
}
