package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/story"
)

// batch is what is grouped at once: the articles of a set in one language.
type batch struct {
	set, language string
	items         []story.Item
	stories       []string // by item
	sizes         map[string]float64
}

// row is an article as the files hold it.
type row struct {
	Lang, Date, Published, Title, Text string
	Story                              any
}

func read(files []string) (batches []*batch) {
	for _, file := range files {
		batches = append(batches, readSet(file)...)
	}
	return batches
}

func readSet(file string) (batches []*batch) {
	f, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			log.Fatalf("%s: %v", file, err)
		}
		at := slices.IndexFunc(batches, func(b *batch) bool { return b.language == r.Lang })
		if at < 0 {
			at = len(batches)
			batches = append(batches, &batch{set: filepath.Base(file), language: r.Lang, sizes: map[string]float64{}})
		}
		batches[at].add(r)
	}
	if lines.Err() != nil {
		log.Fatalf("%s: %v", file, lines.Err())
	}
	return batches
}

func (b *batch) add(r row) {
	from, _ := article.When(r.Date+r.Published, r.Lang)
	b.items = append(b.items, story.Item{Title: r.Title, Text: r.Text, Language: r.Lang, Time: from})
	b.stories = append(b.stories, fmt.Sprint(r.Story))
	b.sizes[fmt.Sprint(r.Story)]++
}

// score is B-cubed (Bagga and Baldwin 1998): the mean over the articles of how much of
// what stands with one belongs there, and of how much of what belongs there does.
type score struct{ precision, recall, articles float64 }

func (b *batch) score(groups [][]int) (s score) {
	for _, items := range groups {
		of := b.count(items)
		for name, n := range of {
			s.precision += n * n / float64(len(items))
			s.recall += n * n / b.sizes[name]
		}
	}
	s.articles = float64(len(b.items))
	return s
}

// count counts the items of a group by the story that they tell.
func (b *batch) count(items []int) map[string]float64 {
	of := map[string]float64{}
	for _, i := range items {
		of[b.stories[i]]++
	}
	return of
}

func (s score) plus(t score) score {
	return score{s.precision + t.precision, s.recall + t.recall, s.articles + t.articles}
}

func (s score) String() string {
	p, r := s.precision/s.articles, s.recall/s.articles
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f (%.0f)", p, r, 2*p*r/(p+r), s.articles)
}
