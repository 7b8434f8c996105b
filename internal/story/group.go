package story

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Group puts every item into one story, the stories that most voices tell first, of
// these the latest.
func Group(items []Item) []Story {
	vectors := make([]map[string]float64, len(items))
	holders := map[string]int{}
	for i, item := range items {
		vectors[i] = map[string]float64{}
		for _, w := range strings.FieldsFunc(strings.ToLower(item.Title+" "+item.Text), notOfWord) {
			vectors[i][w]++
		}
		for w := range vectors[i] {
			holders[w]++
		}
	}
	for _, v := range vectors {
		weigh(v, holders, len(items))
	}
	first := make([]int, len(items)) // of each item's story
	byFirst := map[int]*Story{}
	for i := range items {
		first[i] = i
		for k := range i {
			if dot(vectors[i], vectors[k]) > likeness {
				first[i] = first[k]
				break
			}
		}
		s := byFirst[first[i]]
		if s == nil {
			s = &Story{}
			byFirst[first[i]] = s
		}
		s.Items, s.Voices = append(s.Items, i), append(s.Voices, len(s.Voices)+1)
	}
	var list []Story
	for _, i := range slices.Sorted(maps.Keys(byFirst)) {
		list = append(list, *byFirst[i])
	}
	slices.SortStableFunc(list, func(a, b Story) int { return cmp.Compare(b.Count(), a.Count()) })
	return list
}

const likeness = 0.3

func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

func weigh(v map[string]float64, holders map[string]int, items int) {
	length := 0.0
	for w := range v {
		v[w] *= math.Log(1 + float64(items)/float64(holders[w]))
		length += v[w] * v[w]
	}
	for w := range v {
		v[w] /= math.Sqrt(length)
	}
}

func dot(a, b map[string]float64) float64 {
	sum := 0.0
	for w, x := range a {
		sum += x * b[w]
	}
	return sum
}
