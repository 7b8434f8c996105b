package main

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Baselines choose k sentences of an article, ascending. They are what the
// offline engine is compared with, written after their papers.

// lead takes the first k sentences.
func lead(sentences []string, k int) []int {
	var chosen []int
	for i := range min(k, len(sentences)) {
		chosen = append(chosen, i)
	}
	return chosen
}

// textRank is Mihalcea and Tarau, "TextRank: bringing order into text" (2004):
// PageRank on the words that sentences share, by the logarithms of their
// lengths.
func textRank(sentences []string, k int) []int {
	bags := bagsOf(sentences)
	return highest(pageRank(len(bags), func(i, j int) float64 {
		shared := 0
		for w := range bags[i] {
			if bags[j][w] > 0 {
				shared++
			}
		}
		if lengths := math.Log(size(bags[i])) + math.Log(size(bags[j])); lengths > 0 {
			return float64(shared) / lengths
		}
		return 0
	}), k)
}

// lexRank is Erkan and Radev, "LexRank: graph-based lexical centrality as
// salience in text summarization" (2004), continuous, with the inverse
// sentence frequency of the one document and edges from a cosine of 0.1.
func lexRank(sentences []string, k int) []int {
	const threshold = 0.1
	bags := bagsOf(sentences)
	count := map[string]float64{}
	for _, bag := range bags {
		for w := range bag {
			count[w]++
		}
	}
	vectors := make([]map[string]float64, len(bags))
	norms := make([]float64, len(bags))
	for i, bag := range bags {
		vectors[i] = map[string]float64{}
		for w, n := range bag {
			v := n * math.Log(1+float64(len(bags))/count[w])
			vectors[i][w] = v
			norms[i] += v * v
		}
	}
	return highest(pageRank(len(bags), func(i, j int) float64 {
		var dot float64
		for w, v := range vectors[i] {
			dot += v * vectors[j][w]
		}
		if cosine := dot / math.Sqrt(norms[i]*norms[j]); cosine > threshold {
			return cosine
		}
		return 0
	}), k)
}

// pageRank returns the rank of n nodes by the weight of their edges, with a
// damping of 0.85.
func pageRank(n int, weight func(i, j int) float64) []float64 {
	edges := make([][]float64, n)
	sums := make([]float64, n)
	for i := range n {
		edges[i] = make([]float64, n)
		for j := range n {
			if i != j {
				edges[i][j] = weight(i, j)
				sums[i] += edges[i][j]
			}
		}
	}
	rank := slices.Repeat([]float64{1}, n)
	for range 50 {
		next := slices.Repeat([]float64{0.15}, n)
		for i := range n {
			for j, w := range edges[i] {
				if w > 0 {
					next[j] += 0.85 * rank[i] * w / sums[i]
				}
			}
		}
		rank = next
	}
	return rank
}

// highest returns the k highest, the first of equals, in ascending order.
func highest(scores []float64, k int) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		// Rounded, so that the order in which a map is summed decides nothing.
		switch x, y := math.Round(scores[a]*1e9), math.Round(scores[b]*1e9); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	order = order[:min(k, len(order))]
	slices.Sort(order)
	return order
}

// bagsOf counts the words of each sentence.
func bagsOf(sentences []string) []map[string]float64 {
	var bags []map[string]float64
	for _, s := range sentences {
		bag := map[string]float64{}
		between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
		for _, w := range strings.FieldsFunc(strings.ToLower(s), between) {
			bag[w]++
		}
		bags = append(bags, bag)
	}
	return bags
}

func size(bag map[string]float64) float64 {
	var n float64
	for _, c := range bag {
		n += c
	}
	return n
}
