package story

import (
	"math"
	"slices"
)

// Signals say whether two groups of items tell of one event.
type Signals [6]float64

// The signals. None grows with the length of the texts.
const (
	ties    = iota // mean tie between the groups, less that within them
	centers        // cosine of the sums of their words
	apart          // log(1 + hours) between their mean times
	gap            // log(1 + hours) from the end of one to the beginning of the other; 0 where they overlap
	smaller        // log of the items of the smaller one
	larger         // and of the larger one
)

// Weights are those of the signals in a logistic sum; above 0 two groups are one story.
type Weights struct {
	Signals Signals
	Bias    float64
}

// Fitted was found by measure/stories; docs/digest.md has what it reaches on sets that
// had no part in it.
var Fitted = Weights{
	Signals: Signals{0.47, 9.65, -0.77, -0.12, -0.68, 0.32},
	Bias:    -0.01,
}

func (w *Weights) sum(s Signals) float64 {
	sum := w.Bias
	for i, x := range s {
		sum += w.Signals[i] * x
	}
	return sum
}

// A tie is the logarithm of a likeness, between those of strangers and of copies.
const (
	stranger   = -4.0 // tie of items that have nothing in common
	tieScale   = 2
	even       = 0.14 // likeness whose tie is 0
	usualTie   = 0.5  // within a story of which little is known
	knownTies  = 3    // pairs of a story by which the usual counts
	leastTie   = 0.3  // above strangers, of groups that may be one
	mostRounds = 60   // of joining; a story of many parts takes a few
)

// tieOf is the tie of two items above that of strangers. Its steps are such that sums of
// them do not depend on their order.
func tieOf(likeness float64) float64 {
	const steps = 1024
	tie := min(max(tieScale*math.Log(likeness/even), stranger), -stranger) - stranger
	return math.Round(tie*steps) / steps
}

// merging joins groups of items whose ties, words and times are those of one event: a
// story that many tell, over days, falls into groups that are little like each other.
type merging struct {
	clusters []*cluster
	events   []event
	weights  *Weights
	scores   map[pair]float64 // of those that have not changed
	see      func(a, b []int, s Signals)
}

// event is what a cluster's items say, and when.
type event struct {
	center      []term // sum of the items' words
	length      float64
	first, last float64 // hours
	mean        float64
	dated       bool
}

// merged joins groups until none are left that are one story. It calls see, where it is
// there, with each two that it looks at.
func (g *grouping) merged(groups [][]int, w *Weights, see func(a, b []int, s Signals)) [][]int {
	m := &merging{weights: w, scores: map[pair]float64{}, see: see}
	of := make([]int, len(g.items))
	for n, group := range groups {
		m.clusters = append(m.clusters, &cluster{items: group, size: float64(len(group)), sums: map[int]float64{}})
		m.events = append(m.events, g.event(group))
		for _, i := range group {
			of[i] = n
		}
	}
	for p, near := range g.like {
		a, b := m.clusters[of[p.a]], m.clusters[of[p.b]]
		if a == b {
			a.inner += 2 * tieOf(near)
			continue
		}
		a.sums[of[p.b]] += tieOf(near)
		b.sums[of[p.a]] = a.sums[of[p.b]]
	}
	for range mostRounds {
		if !m.round() {
			break
		}
	}
	var list [][]int
	for _, c := range m.clusters {
		if c != nil {
			list = append(list, c.items)
		}
	}
	return list
}

// event sums up what items say. It has no time where one of them has none.
func (g *grouping) event(items []int) event {
	e := event{first: math.Inf(1), last: math.Inf(-1), dated: true}
	for _, i := range items {
		hour := float64(g.items[i].Time.Unix()) / 3600
		e.center = sum(e.center, g.profiles[i].terms[own])
		e.first, e.last, e.mean = min(e.first, hour), max(e.last, hour), e.mean+hour/float64(len(items))
		e.dated = e.dated && !g.items[i].Time.IsZero()
	}
	e.length = math.Sqrt(dot(e.center, e.center))
	return e
}

// round joins the groups that are each other's best, and says whether there were any.
func (m *merging) round() bool {
	best := make([]merger, len(m.clusters))
	for i, c := range m.clusters {
		best[i] = merger{a: i, b: -1}
		if c == nil {
			continue
		}
		for k := range c.sums {
			score := m.score(i, k)
			if score > best[i].score || score == best[i].score && score > 0 && k < best[i].b {
				best[i].b, best[i].score = k, score
			}
		}
	}
	more := false
	for a, with := range best {
		if b := with.b; b > a && best[b].b == a {
			m.join(a, b)
			more = true
		}
	}
	return more
}

// score is how much says that two groups are one story; 0 where too little does.
func (m *merging) score(i, k int) float64 {
	a, b := min(i, k), max(i, k)
	if score, known := m.scores[pair{a, b}]; known {
		return score
	}
	x, y := m.clusters[a], m.clusters[b]
	score := 0.0
	if x.sums[b] > leastTie*x.size*y.size && m.events[a].dated && m.events[b].dated {
		s := m.signals(a, b)
		if score = max(m.weights.sum(s), 0); m.see != nil {
			m.see(x.items, y.items, s)
		}
	}
	m.scores[pair{a, b}] = score
	return score
}

func (m *merging) signals(a, b int) (s Signals) {
	x, y, e, f := m.clusters[a], m.clusters[b], &m.events[a], &m.events[b]
	s[ties] = x.sums[b]/(x.size*y.size) - (x.tie()+y.tie())/2
	s[centers] = dot(e.center, f.center) / max(e.length*f.length, 1e-9)
	s[apart] = math.Log1p(math.Abs(e.mean - f.mean))
	s[gap] = math.Log1p(max(0, e.first-f.last, f.first-e.last))
	s[smaller], s[larger] = math.Log(min(x.size, y.size)), math.Log(max(x.size, y.size))
	return s
}

// tie is how much the items of a cluster are tied to each other.
func (c *cluster) tie() float64 {
	pairs := c.size*c.size - c.size
	return (c.inner + knownTies*(usualTie-stranger)) / (pairs + knownTies)
}

// join takes the second group into the first.
func (m *merging) join(a, b int) {
	x, y, e, f := m.clusters[a], m.clusters[b], &m.events[a], &m.events[b]
	for _, c := range []*cluster{x, y} {
		for k := range c.sums {
			for _, i := range []int{a, b} {
				delete(m.scores, pair{min(i, k), max(i, k)})
			}
		}
	}
	e.center = sum(e.center, f.center)
	e.length = math.Sqrt(dot(e.center, e.center))
	e.mean = (e.mean*x.size + f.mean*y.size) / (x.size + y.size)
	e.first, e.last = min(e.first, f.first), max(e.last, f.last)
	x.take(y, a, b, m.clusters)
	m.clusters[b] = nil
}

// sum adds the weights of words.
func sum(a, b []term) []term {
	all := make([]term, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].id < b[0].id:
			all, a = append(all, a[0]), a[1:]
		case a[0].id > b[0].id:
			all, b = append(all, b[0]), b[1:]
		default:
			all = append(all, term{a[0].id, a[0].weight + b[0].weight})
			a, b = a[1:], b[1:]
		}
	}
	return slices.Concat(all, a, b)
}
