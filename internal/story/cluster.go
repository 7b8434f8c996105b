package story

import (
	"cmp"
	"container/heap"
	"math"
)

// cluster is items that are taken for one event.
type cluster struct {
	items   []int
	size    float64
	inner   float64         // sum of its items' likenesses to each other, each twice
	sums    map[int]float64 // by cluster: sum of the likenesses to its items
	version int
}

// merger may join two clusters.
type merger struct {
	score float64
	a, b  int
	of    [2]int // versions
}

type mergers []merger

func (m mergers) Len() int { return len(m) }
func (m mergers) Less(i, k int) bool {
	return cmp.Or(cmp.Compare(m[k].score, m[i].score), m[i].a-m[k].a, m[i].b-m[k].b) < 0
}
func (m mergers) Swap(i, k int) { m[i], m[k] = m[k], m[i] }
func (m *mergers) Push(x any)   { *m = append(*m, x.(merger)) }
func (m *mergers) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}

// joined are the clusters of nodes that are alike, the likest joined first, as long as
// two are alike enough: by the mean of their items' likenesses (average linkage), and
// by how that compares with the likeness within each. Two events of one kind have
// words in common, yet each has more of its own.
func joined(nodes int, like map[pair]float64) [][]int {
	clusters := make([]*cluster, nodes)
	for i := range clusters {
		clusters[i] = &cluster{items: []int{i}, size: 1, sums: map[int]float64{}}
	}
	queue := &mergers{}
	for p, near := range like {
		clusters[p.a].sums[p.b], clusters[p.b].sums[p.a] = near, near
	}
	for p := range like {
		if score := clusters[p.a].likeness(clusters[p.b], p.b); score >= leastShare {
			*queue = append(*queue, merger{score: score, a: p.a, b: p.b})
		}
	}
	heap.Init(queue)
	for queue.Len() > 0 {
		m := heap.Pop(queue).(merger)
		a, b := clusters[m.a], clusters[m.b]
		if a == nil || b == nil || a.version != m.of[0] || b.version != m.of[1] {
			continue
		}
		a.take(b, m.a, m.b, clusters)
		clusters[m.b] = nil
		for k := range a.sums {
			if score := a.likeness(clusters[k], k); score >= leastShare {
				heap.Push(queue, merger{score, min(m.a, k), max(m.a, k), versions(clusters, m.a, k)})
			}
		}
	}
	var list [][]int
	for _, c := range clusters {
		if c != nil {
			list = append(list, c.items)
		}
	}
	return list
}

func versions(clusters []*cluster, a, b int) [2]int {
	return [2]int{clusters[min(a, b)].version, clusters[max(a, b)].version}
}

// take takes in another cluster.
func (c *cluster) take(other *cluster, own, place int, clusters []*cluster) {
	c.inner += other.inner + 2*c.sums[place]
	c.size += other.size
	c.items = append(c.items, other.items...)
	c.version++
	for k, sum := range other.sums {
		delete(clusters[k].sums, place)
		if k != own {
			c.sums[k] += sum
			clusters[k].sums[own] = c.sums[k]
		}
	}
	delete(c.sums, place)
}

// likeness is that of two clusters, as a share of that within each; 0 where it is too
// little by itself.
func (c *cluster) likeness(other *cluster, place int) float64 {
	between := c.sums[place] / (c.size * other.size)
	if between < leastMean {
		return 0
	}
	return between / math.Sqrt(c.within()*other.within())
}

// within is how alike the items of a cluster are to each other: of few items little
// is known, and it is near to what is usual.
func (c *cluster) within() float64 {
	pairs := c.size*c.size - c.size
	return max((c.inner+knownPairs*usual)/(pairs+knownPairs), loosest)
}
