package translate

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/lang"
	"newsbrief/internal/memory"
)

// Recurring is a term of the sources and how it was translated, most often first.
type Recurring struct {
	Term       string
	Passages   int // that hold it
	Renderings []Rendering
}

// Rendering is a translation of a term.
type Rendering struct {
	Text     string
	Passages int
}

// A term stands in so many passages at least; a rendering in so many of these, and its
// share (Dice's coefficient) is at least so much.
const (
	leastPassages  = 3
	leastShare     = 0.5
	mostRenderings = 4
)

// Recur are the terms that recur in a memory's sources, with what they were translated
// by, as far as the same words stand in the translations of the same passages; those
// that were translated in several ways first.
func Recur(entries []memory.Entry, to string) []Recurring {
	var sources, targets []map[string]string
	var texts []string
	for _, e := range entries {
		if lang.SameForm(e.To, to) {
			texts = append(texts, memory.Words(e.Source))
			sources = append(sources, phrases(memory.Words(e.Source), e.From))
			targets = append(targets, phrases(memory.Words(e.Target), e.To))
		}
	}
	in, count := map[string][]int{}, map[string]int{}
	for i := range sources {
		for key := range sources[i] {
			in[key] = append(in[key], i)
		}
		for key := range targets[i] {
			count[key]++
		}
	}
	var list []Recurring
	pairs := longest(in)
	for key, passages := range in {
		if len(passages) < leastPassages || pairs[key] == len(passages) {
			continue // a word that stands in one pair only is told with it
		}
		r := Recurring{Term: shownAs(key, sources, passages), Passages: len(passages)}
		for rest := passages; len(rest) > 0 && len(r.Renderings) < mostRenderings; {
			best := rendering(targets, rest, count)
			if best == "" {
				break
			}
			has := func(i int) bool { _, ok := targets[i][best]; return ok }
			found := slices.DeleteFunc(slices.Clone(rest), func(i int) bool { return !has(i) })
			if len(found) == 1 && !strings.EqualFold(texts[found[0]], r.Term) {
				break // chance, but where the passage is the term
			}
			r.Renderings = append(r.Renderings, Rendering{shownAs(best, targets, found), len(found)})
			rest = slices.DeleteFunc(slices.Clone(rest), has)
		}
		if len(r.Renderings) > 0 {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b Recurring) int {
		several := func(r Recurring) int { return min(len(r.Renderings), 2) }
		return cmp.Or(several(b)-several(a), b.Passages-a.Passages, strings.Compare(a.Term, b.Term))
	})
	return list
}

// rendering is the phrase that goes best with the passages: it stands in many of them,
// and hardly elsewhere.
func rendering(targets []map[string]string, passages []int, count map[string]int) string {
	together := map[string]int{}
	for _, i := range passages {
		for key := range targets[i] {
			together[key]++
		}
	}
	best, most := "", leastShare
	for _, key := range slices.Sorted(maps.Keys(together)) {
		share := 2 * float64(together[key]) / float64(len(passages)+count[key])
		if share > most || share == most && best != "" && utf8.RuneCountInString(key) > utf8.RuneCountInString(best) {
			best, most = key, share
		}
	}
	return best
}

// phrases are the words of a text and pairs of them, without words of grammar, by their
// stems, as they stand there.
func phrases(text, language string) map[string]string {
	l := lang.Of(language)
	all := map[string]string{}
	before, beforeKey := "", ""
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) }) {
		lower := strings.ToLower(w)
		key := lower
		if stem, ok := l.Stem(lower); ok {
			key = stem
		}
		const least = 3 // letters
		if utf8.RuneCountInString(w) < least || !hasLetters(w) || l.Has("stop", lower) || l.Has("grammar", lower) {
			before, beforeKey = "", ""
			continue
		}
		all[key] = w
		if before != "" {
			all[beforeKey+" "+key] = before + " " + w
		}
		before, beforeKey = w, key
	}
	return all
}

func hasLetters(word string) bool { return strings.Trim(word, "0123456789") == word }

// shownAs is how a phrase is written most often.
func shownAs(key string, texts []map[string]string, passages []int) string {
	n := map[string]int{}
	best := ""
	for _, i := range passages {
		w := texts[i][key]
		if n[w]++; n[w] > n[best] || n[w] == n[best] && w < best {
			best = w
		}
	}
	return best
}

// longest is in how many passages the pairs that a word is of stand at most.
func longest(in map[string][]int) map[string]int {
	most := map[string]int{}
	for key, passages := range in {
		if a, b, pair := strings.Cut(key, " "); pair {
			most[a] = max(most[a], len(passages))
			most[b] = max(most[b], len(passages))
		}
	}
	return most
}
