package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/rank"
	"newsbrief/measure/logistic"
)

// observed is a sentence as the engine reads it, with what readers made of it.
type observed struct {
	article, language string
	signals           []float64
	label             label
	judged            []bool // good as a line, by readers of summaries
}

// clarity learns the weights by which the engine tells whether a line is good and whether a
// sentence tells a fact, and prints what they reach on articles and languages that they were
// not found by.
func clarity() {
	const penalty = 10
	list := observedAll()
	for _, of := range []struct {
		name     string
		examples func([]*observed) []logistic.Example
		is       func(*observed) bool
		bound    func(logistic.Sum) logistic.Sum
	}{
		{"clarity", goodLines, func(o *observed) bool { return o.label.good() }, neverFor},
		{"told", facts, func(o *observed) bool { return o.label.tells() }, asFound},
	} {
		learn := func(part []*observed) logistic.Sum { return of.bound(logistic.Fit(of.examples(part), penalty)) }
		fmt.Printf("%s: area under the curve %.2f by articles, %.2f by languages left out\n", of.name,
			leftOut(list, learn, of.is, func(o *observed) string { return o.article }),
			leftOut(list, learn, of.is, func(o *observed) string { return o.language }))
		printSum(learn(list))
	}
}

// goodLines are the sentences with their labels, and again with each verdict.
func goodLines(list []*observed) (examples []logistic.Example) {
	for _, o := range list {
		for _, good := range append(o.judged, o.label.good()) {
			examples = append(examples, logistic.Example{Signals: o.signals, Is: float64(one(good)), Count: 1})
		}
	}
	return examples
}

func asFound(s logistic.Sum) logistic.Sum { return s }

func facts(list []*observed) (examples []logistic.Example) {
	for _, o := range list {
		examples = append(examples, logistic.Example{Signals: o.signals, Is: float64(one(o.label.tells())), Count: 1})
	}
	return examples
}

// leftOut is the chance that of two sentences, one of the kind and one not, the first has the
// higher sum, by weights found in ten parts without the groups that the sentences are of.
func leftOut(list []*observed, learn func([]*observed) logistic.Sum, is func(*observed) bool,
	group func(*observed) string,
) float64 {
	const parts = 10
	numbers := map[string]int{}
	part := func(o *observed) int {
		if _, ok := numbers[group(o)]; !ok {
			numbers[group(o)] = len(numbers) % parts
		}
		return numbers[group(o)]
	}
	sums := make([]float64, len(list))
	for p := range parts {
		var others []*observed
		for _, o := range list {
			if part(o) != p {
				others = append(others, o)
			}
		}
		sum := learn(others)
		for i, o := range list {
			if part(o) == p {
				sums[i] = sum.Of(o.signals)
			}
		}
	}
	return areaUnder(list, sums, is)
}

func areaUnder(list []*observed, sums []float64, is func(*observed) bool) float64 {
	before, pairs := 0.0, 0.0
	for i, x := range list {
		for k, y := range list {
			if is(x) && !is(y) {
				pairs++
				before += float64(one(sums[i] > sums[k]))
			}
		}
	}
	return before / pairs
}

// neverFor keeps what a line owes from speaking for it, which it does where few lines have it.
func neverFor(s logistic.Sum) logistic.Sum {
	for i := range alone.Owed {
		s.Weights[i] = min(s.Weights[i], 0)
	}
	return s
}

func printSum(s logistic.Sum) {
	fmt.Printf("bias:     %.2f\nsignals:  %.2f\nfeatures: %.2f\n", s.Bias,
		s.Weights[:alone.SignalCount], s.Weights[alone.SignalCount:])
}

// observedAll are the statements of all labelled articles.
func observedAll() (list []*observed) {
	judged := verdicts()
	for _, l := range read[labelled]("offline/labels.jsonl") {
		text, err := os.ReadFile(filepath.Join("..", l.Article))
		must(err)
		a, err := article.Parse(filepath.Base(l.Article), text)
		must(err)
		if labels := len(l.list()); labels != len(a.Sentences) {
			log.Fatalf("%s: %d labels of %d sentences: it is cut otherwise than when it was labelled",
				l.Article, labels, len(a.Sentences))
		}
		for _, o := range observe(a, l.list()) {
			o.article, o.language = l.Article, a.Language
			list = append(list, o.observed)
			o.judged = judged[filepath.Base(l.Article)][o.text]
		}
	}
	return list
}

type sentence struct {
	*observed
	text string
}

func observe(a *article.Article, labels []label) (list []sentence) {
	d := rank.Document{Language: a.Language, Sentences: textOf(a)}
	for _, s := range a.Sentences {
		d.Paragraphs = append(d.Paragraphs, s.Paragraph)
	}
	about := rank.Analyze(d)
	body := about.Body()
	if len(body) == 0 {
		return nil
	}
	text := alone.NewText(d.Sentences, d.Paragraphs, body[0], d.Language)
	for _, i := range slices.DeleteFunc(slices.Clone(body), func(i int) bool { return !about.IsStatement(i) }) {
		const often = 2 // as the engine counts
		var row []float64
		for _, x := range text.Read([]int{i}, "", alone.Cut(d.Sentences[i], d.Language)) {
			row = append(row, min(x, often))
		}
		row = append(row, about.Features[i][:]...)
		list = append(list, sentence{&observed{signals: row, label: labels[i]}, d.Sentences[i]})
	}
	return list
}

// verdicts are those of the second and third round on sentences as they stand, by article.
// The first round was read as strictly as the labels.
func verdicts() map[string]map[string][]bool {
	all := map[string]map[string][]bool{}
	for _, file := range []string{"offline/blind2.jsonl", "offline/blind3.jsonl"} {
		for _, j := range read[judged](file) {
			if all[j.Article] == nil {
				all[j.Article] = map[string][]bool{}
			}
			for side, texts := range map[string][]string{"A": j.A, "B": j.B} {
				for i, text := range texts {
					good := j.Verdict.Lines[side][i] == [3]bool{true, true, true}
					all[j.Article][text] = append(all[j.Article][text], good)
				}
			}
		}
	}
	return all
}
