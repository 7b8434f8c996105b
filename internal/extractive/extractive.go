// Package extractive chooses the sentences that say most of an article. It
// hides the ranking: centrality, position and penalties, without repetition.
package extractive

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed boilerplate.txt
var boilerplateFile string

// Weights of the ranking. Position matters most in news, where the first
// sentences tell the story.
const (
	leadWeight     = 0.9
	redundancy     = 0.7 // the share of a sentence's score that a repetition loses
	questionFactor = 0.5
	pronounFactor  = 0.8
	pictureFactor  = 0.6
	headingFactor  = 0.3
	boilerFactor   = 0.05
)

// Rank returns the indices, ascending, of the k sentences that together say
// most of the document. paragraphs holds the paragraph number of each
// sentence. The result is the same on every machine.
func Rank(sentences []string, paragraphs []int, k int) []int {
	d := newDocument(sentences)
	scores := make([]float64, len(sentences))
	for i := range sentences {
		scores[i] = d.score(i, paragraphs)
	}
	chosen := make([]int, 0, k)
	for len(chosen) < min(k, len(sentences)) {
		best, bestScore := -1, math.Inf(-1)
		for i, s := range scores {
			if s > bestScore && !slices.Contains(chosen, i) {
				best, bestScore = i, s
			}
		}
		chosen = append(chosen, best)
		for i := range scores {
			scores[i] *= 1 - redundancy*d.similarity(i, best)
		}
	}
	slices.Sort(chosen)
	return chosen
}

// document holds the terms of each sentence as sorted numbers, and how many
// sentences each term stands in.
type document struct {
	sentences []string
	terms     [][]int
	count     []float64
	norm      []float64 // length of each sentence's vector
	centre    float64   // the highest centrality, to scale by
}

func newDocument(sentences []string) *document {
	d := &document{sentences: sentences}
	ids := map[string]int{}
	for _, s := range sentences {
		var terms []int
		for _, w := range words(s) {
			id, ok := ids[w]
			if !ok {
				id = len(ids)
				ids[w] = id
				d.count = append(d.count, 0)
			}
			terms = append(terms, id)
		}
		slices.Sort(terms)
		terms = slices.Compact(terms)
		for _, id := range terms {
			d.count[id]++
		}
		d.terms = append(d.terms, terms)
	}
	for i := range sentences {
		d.norm = append(d.norm, d.length(i))
	}
	for i := range sentences {
		d.centre = max(d.centre, d.centrality(i))
	}
	return d
}

// weight is the term's inverse document frequency.
func (d *document) weight(id int) float64 {
	return math.Log(1 + float64(len(d.sentences))/d.count[id])
}

func (d *document) length(i int) float64 {
	var sum float64
	for _, id := range d.terms[i] {
		sum += d.weight(id) * d.weight(id)
	}
	return math.Sqrt(sum)
}

// centrality is how much of its words a sentence shares with the others: the
// cosine with their sum, so that the cost stays linear.
func (d *document) centrality(i int) float64 {
	var shared float64
	for _, id := range d.terms[i] {
		shared += (d.count[id] - 1) * d.weight(id) * d.weight(id)
	}
	if d.norm[i] == 0 {
		return 0
	}
	return shared / d.norm[i]
}

// score ranks sentence i alone.
func (d *document) score(i int, paragraphs []int) float64 {
	s := d.sentences[i]
	score := leadWeight / math.Sqrt(1+float64(i))
	if d.centre > 0 {
		score += d.centrality(i) / d.centre
	}
	if i > 0 && paragraphs[i] != paragraphs[i-1] {
		score *= 1.1
	}
	if strings.ContainsFunc(s, unicode.IsDigit) {
		score *= 1.1
	}
	score *= lengthFactor(len(d.terms[i]))
	trimmed := strings.TrimRight(s, "\"'”’»)]」』 ")
	switch {
	case isBoilerplate(s):
		score *= boilerFactor
	case strings.HasSuffix(trimmed, "?") || strings.HasSuffix(trimmed, "？") || strings.HasSuffix(trimmed, "؟"):
		score *= questionFactor
	case !endsSentence(trimmed):
		score *= headingFactor
	}
	switch first, second := firstWords(s); {
	case strings.Contains(pronouns, first):
		score *= pronounFactor
	case strings.Contains(pictures, first) || strings.Contains(pictures, second):
		score *= pictureFactor
	}
	return score
}

// lengthFactor favours sentences of 8 to 40 different words.
func lengthFactor(terms int) float64 {
	switch {
	case terms < 8:
		return float64(terms+2) / 10
	case terms > 40:
		return 40 / float64(terms)
	}
	return 1
}

// similarity is the cosine of two sentences.
func (d *document) similarity(i, j int) float64 {
	if d.norm[i] == 0 || d.norm[j] == 0 {
		return 0
	}
	var shared float64
	a, b := d.terms[i], d.terms[j]
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			shared += d.weight(a[0]) * d.weight(a[0])
			a, b = a[1:], b[1:]
		}
	}
	return shared / (d.norm[i] * d.norm[j])
}

// words returns the words of s in lower case that have more than two letters;
// in scripts written without spaces the pairs of neighbouring characters.
func words(s string) []string {
	var list []string
	isTerm := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
	for _, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isTerm(r) }) {
		runes := []rune(word)
		if !unicode.In(runes[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			if len(runes) > 2 {
				list = append(list, word)
			}
			continue
		}
		for i := range len(runes) - 1 {
			list = append(list, string(runes[i:i+2]))
		}
	}
	return list
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!…。！।", r)
}

// pronouns that open a sentence which needs the one before it.
const pronouns = " he she it they this that these those his her its their but and however il elle ils elles ce cela er sie es dies diese él ella ellos esto он она они это "

// pictures are words that, first or second, open a description of pictures.
const pictures = " images photos photographs pictures footage bilder fotos aufnahmen imágenes снимки "

// firstWords returns the first two words of s in lower case, each between
// spaces as in the lists above.
func firstWords(s string) (first, second string) {
	first, rest, _ := strings.Cut(strings.ToLower(s), " ")
	second, _, _ = strings.Cut(rest, " ")
	return " " + strings.Trim(first, ",.;:") + " ", " " + strings.Trim(second, ",.;:") + " "
}

// isBoilerplate says whether a sentence is about the page and not the news.
func isBoilerplate(s string) bool {
	s = strings.ToLower(s)
	for cue := range strings.SplitSeq(boilerplateFile, "\n") {
		if cue != "" && !strings.HasPrefix(cue, "#") && strings.Contains(s, cue) {
			return true
		}
	}
	return false
}
