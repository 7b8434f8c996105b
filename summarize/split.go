package summarize

import (
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
)

// contextError means that the article cannot be read with so small a context.
type contextError string

func (e contextError) Error() string { return string(e) }

// Help is the next step for the user.
func (e contextError) Help() string {
	return "take a model, or start the server, with a larger context; or ask for less"
}

// errSentence means that not even one sentence fits.
const errSentence = contextError("a single sentence of the article is longer than the model's context leaves room for")

// splitter divides an article's sentences. Sentences go by their numbers,
// which count from 1.
type splitter struct {
	article *article.Article
	cost    func(sentence int) int // in tokens, its number and line end included
}

func (s splitter) paragraph(n int) int { return s.article.Sentences[n-1].Paragraph }

func (s splitter) total(numbers []int) int {
	sum := 0
	for _, n := range numbers {
		sum += s.cost(n)
	}
	return sum
}

// split divides numbers, in order, into parts of at most room tokens, about
// equally long: at paragraphs, and inside one only where it does not fit.
func (s splitter) split(numbers []int, room int) ([][]int, error) {
	if room <= 0 {
		return nil, errSentence
	}
	total := s.total(numbers)
	count := (total + room - 1) / room
	target := (total + count - 1) / count
	units := s.units(numbers, room)
	costs := make([]int, len(units))
	for i, unit := range units {
		if costs[i] = s.total(unit); costs[i] > room {
			return nil, errSentence
		}
	}
	var parts [][]int
	for _, at := range llm.Split(costs, room, func(size int) bool { return size >= target }) {
		parts = append(parts, slices.Concat(units[at[0]:at[1]]...))
	}
	return parts, nil
}

// units are the paragraphs; one that is longer than room comes as its
// sentences.
func (s splitter) units(numbers []int, room int) [][]int {
	var units [][]int
	for len(numbers) > 0 {
		end := 1
		for end < len(numbers) && s.paragraph(numbers[end]) == s.paragraph(numbers[0]) {
			end++
		}
		if s.total(numbers[:end]) <= room {
			units = append(units, numbers[:end])
		} else {
			for i := range numbers[:end] {
				units = append(units, numbers[i:i+1])
			}
		}
		numbers = numbers[end:]
	}
	return units
}

// lead is how many sentences at the head of an article say what it is about.
const lead = 3

// surround adds to the chosen sentences what they need to be understood, as
// far as room tokens allow: the head of the article, the sentences before them
// in their paragraphs ("he" is somebody there), then those behind.
func (s splitter) surround(chosen []int, room int) []int {
	all := slices.Clone(chosen)
	left := room - s.total(chosen)
	add := func(n int) {
		if n < 1 || n > len(s.article.Sentences) || slices.Contains(all, n) || s.cost(n) > left {
			return
		}
		all, left = append(all, n), left-s.cost(n)
	}
	for n := range lead {
		add(n + 1)
	}
	for distance := 1; distance <= lead; distance++ {
		for _, sign := range []int{-1, 1} {
			for _, n := range chosen {
				if m := n + sign*distance; m >= 1 && m <= len(s.article.Sentences) && s.paragraph(m) == s.paragraph(n) {
					add(m)
				}
			}
		}
	}
	slices.Sort(all)
	return all
}
