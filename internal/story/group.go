package story

import (
	"cmp"
	"slices"
	"time"
)

// Group puts every item into one story, the stories that most voices tell first, of
// these the latest. Its time grows with the pairs of items that have words in common.
func Group(items []Item) []Story {
	v := newVocabulary()
	g := &grouping{items: items, profiles: make([]*profile, len(items))}
	var list []Story
	for _, members := range g.merged(g.found(v), &Fitted, nil) {
		list = append(list, g.story(v, members))
	}
	latest := func(s Story) time.Time { return items[s.Items[0]].Time }
	slices.SortStableFunc(list, func(a, b Story) int {
		return cmp.Or(b.Count()-a.Count(), latest(b).Compare(latest(a)), a.Items[0]-b.Items[0])
	})
	return list
}

// grouping is items on their way into stories.
type grouping struct {
	items    []Item
	profiles []*profile
	like     map[pair]float64
}

// Try groups items by other weights than those fitted, and calls see with each two groups
// that it looked at, and what told them from one.
func Try(items []Item, w *Weights, see func(a, b []int, s Signals)) [][]int {
	g := &grouping{items: items, profiles: make([]*profile, len(items))}
	return g.merged(g.found(newVocabulary()), w, see)
}

// found are groups of items that are alike, by words that are counted anew in what was
// found so far.
func (g *grouping) found(v *vocabulary) [][]int {
	groups := make([][]int, len(g.items))
	for i, item := range g.items {
		g.profiles[i], groups[i] = v.read(item), []int{i}
	}
	for range rounds {
		v.count(g.profiles, groups)
		for _, p := range g.profiles {
			v.weigh(p)
		}
		g.like = likenesses(g.items, g.profiles)
		groups = g.groups()
	}
	return groups
}

// groups are the items by story. Copies count as one, else a text that many papers
// print would be the measure of what belongs to it.
func (g *grouping) groups() [][]int {
	first := g.originals()
	var copies [][]int
	place := make([]int, len(first))
	for i, k := range first {
		if k == i {
			place[i] = len(copies)
			copies = append(copies, nil)
		}
		place[i] = place[k]
		copies[place[i]] = append(copies[place[i]], i)
	}
	folded := map[pair]float64{}
	for p, near := range g.like {
		if first[p.a] == p.a && first[p.b] == p.b {
			folded[pair{place[p.a], place[p.b]}] = near
		}
	}
	var list [][]int
	for _, c := range joined(len(copies), folded) {
		var members []int
		for _, k := range c {
			members = append(members, copies[k]...)
		}
		list = append(list, members)
	}
	return list
}

// originals are, of each item, the first that it is nearly the same as.
func (g *grouping) originals() []int {
	first := make([]int, len(g.items))
	best := make([]float64, len(g.items))
	for i := range first {
		first[i] = i
	}
	for p, near := range g.like {
		better := near > best[p.b] || near == best[p.b] && p.a < first[p.b]
		if near >= sameText && better {
			best[p.b], first[p.b] = near, p.a
		}
	}
	for i := range first {
		first[i] = first[first[i]]
	}
	return first
}

// story orders the items of one event, the latest first.
func (g *grouping) story(v *vocabulary, members []int) Story {
	slices.SortStableFunc(members, func(a, b int) int {
		return cmp.Or(g.items[b].Time.Compare(g.items[a].Time), a-b)
	})
	return Story{Items: members, Voices: voices(g.items, members), Links: g.links(v, members)}
}

// links are, of each item but the first, why it stands beside the one that is likest.
func (g *grouping) links(v *vocabulary, members []int) []Link {
	var list []Link
	for n, i := range members {
		best := Link{Score: -1}
		for k, other := range members {
			if near := g.like[pair{min(i, other), max(i, other)}]; k != n && near > best.Score {
				best = Link{A: i, B: other, Score: near}
			}
		}
		if n > 0 {
			best.Shared = v.shared(g.profiles[best.A], g.profiles[best.B])
			list = append(list, best)
		}
	}
	return list
}
