package story

import (
	"math"
	"time"
)

// The settings are the same for all kinds of news. They were found on 4,955 headlines of
// one event with hundreds of stories, in nine languages; on 399 beginnings of texts, of
// which pairs tell of like events; and on the articles in testdata.
const (
	others      = 500  // items that are taken to be there besides
	nameWeight  = 1.3  // of a name, where another word has 1
	pairShare   = 0.5  // of two words that follow each other in a title
	foreignGain = 3    // what is shared counts for more between two languages
	closeDays   = 1.5  // after which two items are half as likely of one event
	repetition  = 0.15 // power of the number of items of a story that have a word
	rounds      = 3    // of counting words by story, and finding stories by words
	sameText    = 0.9  // likeness of copies
	leastMean   = 0.12 // likeness of two stories' items, on average, that are joined
	leastShare  = 0.7  // of that within the stories
	usual       = 0.13 // likeness within a story of which little is known
	knownPairs  = 30   // pairs of a story by which the usual counts
	loosest     = 0.1  // likeness within a story that counts
	fewWords    = 12   // of a text whose language nobody can be sure of
)

// pair is two items that are like each other, the first before the second.
type pair struct{ a, b int }

// likenesses are those of all pairs that have something in common.
func likenesses(items []Item, profiles []*profile) map[pair]float64 {
	all := map[pair]float64{}
	for kind := range kinds {
		for p, shared := range overlaps(profiles, kind) {
			a, b := profiles[p.a], profiles[p.b]
			sameLanguage := items[p.a].Language == items[p.b].Language || min(a.words, b.words) < fewWords
			switch {
			case kind == foreign && (sameLanguage || a.script != b.script), kind == heard && a.script == b.script:
				continue
			case !mayBeOne(a, b, kind):
				continue
			case kind != own:
				shared = min(shared*foreignGain, 1)
			}
			near := shared * closeness(items[p.a].Time, items[p.b].Time)
			if near >= negligible {
				all[p] = max(all[p], near)
			}
		}
	}
	return all
}

// negligible is a likeness that says nothing.
const negligible = 0.04

// overlaps are the products of all items that share words of a kind.
func overlaps(profiles []*profile, kind int) map[pair]float64 {
	postings := map[int][]holder{}
	sums, touched := make([]float64, len(profiles)), []int(nil)
	all := map[pair]float64{}
	for b, p := range profiles {
		for _, t := range p.terms[kind] {
			for _, h := range postings[t.id] {
				if sums[h.item] == 0 {
					touched = append(touched, h.item)
				}
				sums[h.item] += h.weight * t.weight
			}
			postings[t.id] = append(postings[t.id], holder{b, t.weight})
		}
		for _, a := range touched {
			if sums[a] > negligible/4 {
				all[pair{a, b}] = sums[a]
			}
			sums[a] = 0
		}
		touched = touched[:0]
	}
	return all
}

// holder is an item that has a word, and the word's weight there.
type holder struct {
	item   int
	weight float64
}

// closeness is 1 for items of one time and falls with the days between.
func closeness(a, b time.Time) float64 {
	if a.IsZero() || b.IsZero() {
		return 1
	}
	days := math.Abs(a.Sub(b).Hours()) / 24 / closeDays
	return 1 / (1 + days*days*days)
}
