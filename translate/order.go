package translate

import (
	"math"
	"slices"
	"unicode/utf8"

	"newsbrief/result"
)

// An answer may give passages each other's translations: two in each other's place, or
// a row of them moved by one. What a passage shares with a translation that is its own
// is the length, in proportion (Gale and Church, A Program for Aligning Sentences in
// Bilingual Corpora, 1993), and figures, names and words of common origin.
const (
	lengthVariance = 6.8 // of a translation's length, for a character of its source: Gale and Church
	mostMisfit     = 8
	anchorWeight   = 3
	mostAnchors    = 3
)

// layout compares passages with the translations around them.
type layout struct {
	passages []*passage
	ratio    float64 // of the translations' lengths to their sources'
}

func newLayout(passages []*passage) *layout {
	var ratios []float64
	for _, p := range passages {
		if p.answered && !p.person() {
			ratios = append(ratios, float64(length(p.shown))/float64(max(length(p.source), 1)))
		}
	}
	if len(ratios) == 0 {
		return &layout{}
	}
	slices.Sort(ratios)
	return &layout{passages, max(ratios[len(ratios)/2], 0.05)}
}

func length(text string) int { return utf8.RuneCountInString(text) }

// fit is how well passage j's translation suits passage i; the difference of two is
// about the logarithm of how much likelier one is.
func (l *layout) fit(i, j int) float64 {
	p, q := l.passages[i], l.passages[j]
	want := float64(length(p.source)) * l.ratio
	off := float64(length(q.shown)) - want
	misfit := min(off*off/(want*lengthVariance*l.ratio+1)/2, mostMisfit)
	return anchorWeight*float64(min(common(p.anchors.source, q.anchors.target), mostAnchors)) - misfit
}

// gain is how much better the translation of the passage by steps behind suits i than
// its own.
func (l *layout) gain(i, step int) float64 {
	j := i + step
	if j < 0 || j >= len(l.passages) || !l.comparable(i) || !l.comparable(j) {
		return math.Inf(-1)
	}
	return l.fit(i, j) - l.fit(i, i)
}

func (l *layout) comparable(i int) bool {
	p := l.passages[i]
	return p.answered && !p.person()
}

// leastGain is how much likelier it is that passages have each other's translations
// before it is said.
const leastGain = 7

// moved are the indexes of passages whose translations seem to be those of others.
func (l *layout) moved() []int {
	var list []int
	for i := 0; i+1 < len(l.passages); i++ {
		if l.gain(i, 1)+l.gain(i+1, -1) > leastGain {
			list = append(list, i, i+1)
		}
	}
	for _, step := range []int{-1, 1} {
		list = append(list, l.run(step)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// run are the passages of rows in which each is better served by its neighbour's
// translation.
func (l *layout) run(step int) []int {
	var list []int
	sum, best, start, end := 0.0, 0.0, 0, 0
	for i := range len(l.passages) + 1 {
		g := math.Inf(-1)
		if i < len(l.passages) {
			g = l.gain(i, step)
		}
		if sum += g; sum > best {
			best, end = sum, i+1
		}
		if sum > 0 && !math.IsInf(g, -1) && sum > best-leastGain {
			continue
		}
		if best > leastGain && end-start > 1 {
			for k := start; k < end; k++ {
				list = append(list, k)
			}
		}
		sum, best, start, end = 0, 0, i+1, i+1
	}
	return list
}

// addMoved adds to the passages' claims what their order shows.
func addMoved(passages []*passage) {
	for _, i := range newLayout(passages).moved() {
		p := passages[i]
		if result.Worst(p.claims).Good() {
			reason := "swapped: this looks like the translation of another passage"
			p.claims = append(p.claims, segmentFinding(p.shown, reason))
		}
	}
}
