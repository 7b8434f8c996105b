package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/offline/search"
)

// thresholds of the evidence that are tried.
var thresholds = []float64{-1, 0, 0.5, 1, 1.2, 1.5, 2}

// counts is how often what was right.
type counts struct {
	answered, first, three, five  float64   // the right sentence is among the best
	sure, lost, unanswered, other []float64 // answers by threshold, rightly and wrongly
	without, absent, foreign      float64
}

func table(rows []*row) {
	for _, set := range sets(rows) {
		count(slices.DeleteFunc(slices.Clone(rows), func(r *row) bool { return r.set != set }), &search.Fitted).print(set)
	}
	count(rows, &search.Fitted).print("all")
}

func count(rows []*row, w *search.Weights) *counts {
	c := &counts{}
	for _, list := range []*[]float64{&c.sure, &c.lost, &c.unanswered, &c.other} {
		*list = make([]float64, len(thresholds))
	}
	for _, r := range rows {
		c.other, c.foreign = tally(r.another, w, c.other, c.foreign)
		if len(r.answers) == 0 {
			c.unanswered, c.absent = tally(r.own, w, c.unanswered, c.absent)
			continue
		}
		c.sure, c.answered = tally(r.own, w, c.sure, c.answered)
		c.lost, c.without = tally(r.without, w, c.lost, c.without)
		switch at := slices.IndexFunc(order(r.own, w), func(n int) bool { return slices.Contains(r.answers, n) }); {
		case at == 0:
			c.first++
			fallthrough
		case at > 0 && at < 3:
			c.three++
			fallthrough
		case at > 0 && at < 5:
			c.five++
		}
	}
	return c
}

// tally counts a question, and the thresholds at which it is answered.
func tally(m *search.Match, w *search.Weights, list []float64, of float64) ([]float64, float64) {
	found := order(m, w)
	if len(found) == 0 {
		return list, of
	}
	sum := w.Sum(m.Evidence(w, found))
	for i, least := range thresholds {
		if sum >= least {
			list[i]++
		}
	}
	return list, of + 1
}

func (c *counts) print(set string) {
	percent := func(x, of float64) float64 { return 100 * x / max(of, 1) }
	fmt.Printf("%-16s %5.0f answered: first %.0f%%, of three %.0f%%, of five %.0f%%\n", set, c.answered,
		percent(c.first, c.answered), percent(c.three, c.answered), percent(c.five, c.answered))
	for i, least := range thresholds {
		fmt.Printf("    from %4.1f: said to be answered %3.0f%%; wrongly %3.0f%% without the sentence, "+
			"%3.0f%% of %.0f unanswered, %3.0f%% on another text\n", least, percent(c.sure[i], c.answered),
			percent(c.lost[i], c.without), percent(c.unanswered[i], c.absent), c.absent, percent(c.other[i], c.foreign))
	}
}

// own prints what the search prints for questions on the project's articles, in the form
// of internal/offline/search/testdata.
func own(files []string) {
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		var n ownCounts
		for d := json.NewDecoder(bytes.NewReader(data)); d.More(); {
			var q ownQuestion
			if err := d.Decode(&q); err != nil {
				log.Fatal(err)
			}
			n.add(q)
		}
		fmt.Printf("%s: of %d answered the right sentence is printed for %d, in an answer %d; nothing for %d; "+
			"of %d unanswered %d get an answer, %d nothing\n", filepath.Base(file), n.answered, n.right, n.surely,
			n.nothing, n.absent, n.wrongly, n.refused)
	}
}

type ownQuestion struct {
	Article, Question string
	Sentence          string `json:"answer_sentence"`
	Also              string
	Absent            bool
}

type ownCounts struct{ answered, right, surely, nothing, absent, wrongly, refused int }

func (n *ownCounts) add(q ownQuestion) {
	const articles = "../testdata/articles/"
	data, err := os.ReadFile(articles + q.Article)
	if err != nil {
		log.Fatal(err)
	}
	a, err := article.ParseText(q.Article, string(data))
	if err != nil {
		log.Fatal(err)
	}
	var sentences []string
	for i := range a.Sentences {
		sentences = append(sentences, oneLine(a.Sentence(i+1)))
	}
	r := search.Find(sentences, a.Language, q.Question)
	right := slices.ContainsFunc(r.Sentences, func(i int) bool { return q.says(sentences[i]) })
	n.answered += one(!q.Absent)
	n.right += one(!q.Absent && right)
	n.surely += one(!q.Absent && right && r.Sure)
	n.nothing += one(!q.Absent && len(r.Sentences) == 0)
	n.absent += one(q.Absent)
	n.wrongly += one(q.Absent && r.Sure)
	n.refused += one(q.Absent && len(r.Sentences) == 0)
}

// says whether a sentence answers a question.
func (q *ownQuestion) says(sentence string) bool {
	return slices.ContainsFunc([]string{q.Sentence, q.Also}, func(answer string) bool {
		return answer != "" && (strings.Contains(answer, sentence) || strings.Contains(sentence, answer))
	})
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
