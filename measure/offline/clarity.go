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

// observed is a sentence as the engine reads it, and whether it is of the kind that is looked
// for, by its label and, of a line, by readers of summaries.
type observed struct {
	article, language string
	signals           []float64
	is                bool
	judged            []bool
}

// observations are the sentences of which each sum is learned.
type observations struct {
	clarity []*observed // a statement alone: is it a good line?
	belongs []*observed // the same: does it belong in a summary?
	follows []*observed // a statement behind the line that stands first: is it understood?
}

// clarity learns the weights by which the engine tells whether a line is good, whether a
// sentence belongs in a summary and whether it may stand behind another, and prints what they reach on
// articles and languages that they were not found by.
func clarity() {
	all := observeAll()
	sumOf("clarity", all.clarity, neverFor)
	asFound := func(s logistic.Sum) logistic.Sum { return s }
	sumOf("belongs", all.belongs, asFound)
	sumOf("follows", all.follows, asFound)
}

func sumOf(name string, list []*observed, bound func(logistic.Sum) logistic.Sum) {
	const penalty = 10
	fit := func(part []*observed) logistic.Sum { return bound(logistic.Fit(examples(part), penalty)) }
	fmt.Printf("%s: area under the curve %.2f by articles, %.2f by languages left out\n", name,
		leftOut(list, fit, func(o *observed) string { return o.article }),
		leftOut(list, fit, func(o *observed) string { return o.language }))
	printSum(fit(list))
}

// examples are the sentences with their labels, and again with each verdict. Where there are
// verdicts, a label counts less: it was read more strictly than readers of summaries do.
func examples(list []*observed) (examples []logistic.Example) {
	strict := 1.0
	if slices.ContainsFunc(list, func(o *observed) bool { return len(o.judged) > 0 }) {
		strict = 0.2
	}
	for _, o := range list {
		examples = append(examples, logistic.Example{Signals: o.signals, Is: float64(one(o.is)), Count: strict})
		for _, is := range o.judged {
			examples = append(examples, logistic.Example{Signals: o.signals, Is: float64(one(is)), Count: 1})
		}
	}
	return examples
}

// leftOut is the chance that of two sentences, one of the kind and one not, the first has the
// higher sum, by weights found in ten parts without the groups that the sentences are of.
func leftOut(list []*observed, fit func([]*observed) logistic.Sum, group func(*observed) string) float64 {
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
		sum := fit(others)
		for i, o := range list {
			if part(o) == p {
				sums[i] = sum.Of(o.signals)
			}
		}
	}
	return areaUnder(list, sums)
}

func areaUnder(list []*observed, sums []float64) float64 {
	before, pairs := 0.0, 0.0
	for i, x := range list {
		for k, y := range list {
			if x.is && !y.is {
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
	fmt.Printf("bias:     %.2f\nsignals:  %.2f\nfeatures: %.2f\nlinks:    %.2f\n", s.Bias,
		s.Weights[:alone.SignalCount], s.Weights[alone.SignalCount:ownCount], s.Weights[ownCount:])
}

// ownCount is how many signals and features a sentence has of its own.
const ownCount = alone.SignalCount + rank.FeatureCount

// observeAll reads all labelled articles.
func observeAll() (all observations) {
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
		all.observe(a, l, judged[l.Article])
	}
	return all
}

// observe adds the statements of an article.
func (all *observations) observe(a *article.Article, l *labelled, judged map[string][]bool) {
	d := rank.Document{Language: a.Language, Sentences: textOf(a)}
	for _, s := range a.Sentences {
		d.Paragraphs = append(d.Paragraphs, s.Paragraph)
	}
	about := rank.Analyze(d)
	body := about.Body()
	if len(body) == 0 {
		return
	}
	var main []int
	for _, m := range l.Main {
		main = append(main, m-1)
	}
	text := alone.NewText(d.Sentences, d.Paragraphs, about.Opening(), d.Language)
	for i, label := range l.list() {
		if !slices.Contains(body, i) || !about.IsStatement(i) {
			continue
		}
		observed := func(is bool, signals alone.Signals, link ...float64) *observed {
			all := slices.Concat(counted(signals), about.Features[i][:], link)
			return &observed{l.Article, a.Language, all, is, nil}
		}
		own := text.Read([]int{i}, "", alone.Cut(d.Sentences[i], d.Language))
		line := observed(label.good(), own)
		line.judged = judged[d.Sentences[i]]
		all.clarity = append(all.clarity, line)
		all.belongs = append(all.belongs, observed(label.belongs(), own))
		if at, is := slices.BinarySearch(main, i); !is && at > 0 {
			own, link := text.Behind(main[:at], i)
			all.follows = append(all.follows, observed(label.follows(), own, link[:]...))
		}
	}
}

// counted are signals as the engine counts them.
func counted(signals alone.Signals) []float64 {
	const often = 2
	for i := range signals {
		signals[i] = min(signals[i], often)
	}
	return signals[:]
}

// folderOf is where an article of a round stands: some of the second round are of the first.
func folderOf(round, name string) string {
	if _, err := os.Stat(filepath.Join("offline", round, name)); err != nil {
		return "articles"
	}
	return round
}

// verdicts are those of later rounds on sentences as they stand, by article. The first round
// was read as strictly as the labels.
func verdicts() map[string]map[string][]bool {
	all := map[string]map[string][]bool{}
	for n, round := range []string{"second", "third", "fourth", "fifth"} {
		for _, j := range read[judged](fmt.Sprintf("offline/blind%d.jsonl", n+2)) {
			name := filepath.Join("measure/offline", folderOf(round, j.Article), j.Article)
			if all[name] == nil {
				all[name] = map[string][]bool{}
			}
			for side, texts := range map[string][]string{"A": j.A, "B": j.B} {
				for i, text := range texts {
					good := j.Verdict.Lines[side][i] == [3]bool{true, true, true}
					all[name][text] = append(all[name][text], good)
				}
			}
		}
	}
	return all
}
