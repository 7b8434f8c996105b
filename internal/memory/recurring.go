package memory

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
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

// Recur are the terms that recur in the sources, with what they were translated
// by, as far as the same words stand in the translations of the same passages; those
// that were translated in several ways first.
func (m *Memory) Recur(to string) []Recurring {
	var sources, targets []map[string]string
	var whole []string
	for _, e := range m.Entries() {
		if lang.SameForm(e.To, to) {
			whole = append(whole, Words(e.Source))
			sources = append(sources, phrases(Words(e.Source), e.From))
			targets = append(targets, phrases(Words(e.Target), e.To))
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
	t := texts{whole, sources, targets, count}
	var list []Recurring
	pairs := longest(in)
	for key, passages := range in {
		if len(passages) < leastPassages || pairs[key] == len(passages) {
			continue // a word that stands in one pair only is told with it
		}
		r := t.recurring(key, passages)
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

// texts are those of a memory, by their phrases.
type texts struct {
	whole            []string // sources
	sources, targets []map[string]string
	count            map[string]int // of targets that hold a phrase
}

// recurring is a phrase of the sources with what stands for it in the targets.
func (t *texts) recurring(key string, passages []int) Recurring {
	r := Recurring{Term: shownAs(key, t.sources, passages), Passages: len(passages)}
	for rest := passages; len(rest) > 0 && len(r.Renderings) < mostRenderings; {
		best := t.rendering(rest)
		if best == "" {
			break
		}
		has := func(i int) bool { _, ok := t.targets[i][best]; return ok }
		found := slices.DeleteFunc(slices.Clone(rest), func(i int) bool { return !has(i) })
		if len(found) == 1 && !strings.EqualFold(t.whole[found[0]], r.Term) {
			break // chance, but where the passage is the term
		}
		r.Renderings = append(r.Renderings, Rendering{shownAs(best, t.targets, found), len(found)})
		rest = slices.DeleteFunc(slices.Clone(rest), has)
	}
	return r
}

// rendering is the phrase that goes best with the passages: it stands in many of them,
// and hardly elsewhere.
func (t *texts) rendering(passages []int) string {
	together := map[string]int{}
	for _, i := range passages {
		for key := range t.targets[i] {
			together[key]++
		}
	}
	best, most := "", leastShare
	for _, key := range slices.Sorted(maps.Keys(together)) {
		share := 2 * float64(together[key]) / float64(len(passages)+t.count[key])
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
	for _, w := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
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
