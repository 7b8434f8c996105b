package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/check"
	"newsbrief/internal/check/doubt"
	"newsbrief/measure/logistic"
)

// The threshold that docs/checking.md recommends for --max-doubt.
const maxDoubt = 0.35

// labelled is a text with a verdict, by the signals of its sentences.
type labelled struct {
	set, group string // a group's sets count together as much as another group
	article    string
	wrong      bool
	sentences  []doubt.Signals
	marked     []bool // by people, as wrong; none: nobody marked any
}

// doubtSets are the sets that the weights of doubt are fitted to.
var doubtSets = [...]struct{ set, group, file string }{
	{"RAGTruth", "RAGTruth", "faith_ragtruth.jsonl"},
	{"newer models", "newer models", "faith_newer_models.jsonl"},
	{"LLM-AggreFact", "LLM-AggreFact", "faith_aggrefact.jsonl"},
	{"SummEdits, earnings calls", "SummEdits", "summedits_ectsum.jsonl"},
	{"SummEdits, podcasts", "SummEdits", "summedits_podcast.jsonl"},
	{"SummEdits, chats", "SummEdits", "summedits_samsum.jsonl"},
}

// doubts fits the weights of package doubt to all labelled sets and prints them,
// with what they are worth on articles that they were not fitted to.
func doubts(dir string) {
	texts := labelledTexts(dir)
	scores := outOfFold(texts)
	fmt.Println("doubt, out of fold: no article on both sides")
	bySet(texts, scores)
	thresholds(texts, scores)
	calibration(texts, scores)
	leftOut(texts)
	l := fitted(texts)
	fmt.Printf("const Bias = %.2f\n", l.Bias)
	for i, w := range l.Weights {
		fmt.Printf("%-14s weight %.2f usual %.2f\n", doubt.Table[i].Name, w, usual(texts, i))
	}
}

func labelledTexts(dir string) []labelled {
	var list []labelled
	sources := map[string]*check.Source{}
	for _, set := range doubtSets {
		for _, r := range rows[labelledRow](dir, set.file) {
			if sources[r.Source] == nil {
				sources[r.Source] = check.NewSource(parse(r.Source, "en"))
			}
			t := r.read(sources[r.Source])
			t.set, t.group = set.set, set.group
			list = append(list, t)
		}
	}
	return list
}

// labelledRow is a row of any of the sets.
type labelledRow struct {
	naturalRow
	Summary string
	Label   int
}

func (r labelledRow) read(source *check.Source) labelled {
	text, wrong := r.Candidate, !r.isFaithful()
	if r.Summary != "" {
		text, wrong = r.Summary, r.Label != 1
	}
	t := labelled{article: strings.Join(strings.Fields(r.Source), " "), wrong: wrong}
	_, statements := source.Judge(parse(text, "en"))
	for _, s := range statements {
		if s.Doubt == doubt.Copied {
			continue // its signals do not count
		}
		t.sentences = append(t.sentences, s.Signals)
		t.marked = append(t.marked, r.marks(s.Start, s.End))
	}
	if !wrong || !slices.Contains(t.marked, true) {
		t.marked = nil
	}
	return t
}

// marks says whether people marked something in the bytes of the candidate.
func (r naturalRow) marks(start, end int) bool {
	at := func(offset int) int { return utf8.RuneCountInString(r.Candidate[:offset]) }
	for _, s := range r.Spans {
		if at(start) < s.End && s.Start < at(end) {
			return true
		}
	}
	return false
}

// fold is the part of five that an article is in, in one of several partitions.
func (t labelled) fold(partition int) int {
	h := fnv.New32a()
	fmt.Fprint(h, partition, t.article)
	return int(h.Sum32() % 5)
}

// outOfFold is the doubt of each text by weights that were fitted, and
// calibrated, without its article: the mean over several partitions in five.
func outOfFold(texts []labelled) []float64 {
	const partitions = 5
	scores := make([]float64, len(texts))
	for p := range partitions {
		for fold := range 5 {
			var training []labelled
			for _, t := range texts {
				if t.fold(p) != fold {
					training = append(training, t)
				}
			}
			l := fitted(training)
			for i, t := range texts {
				if t.fold(p) == fold {
					scores[i] += logistic.Chance(t.worst(l)) / partitions
				}
			}
		}
	}
	return scores
}

// worst is the sum of the most doubtful sentence.
func (t labelled) worst(l logistic.Sum) float64 {
	worst := math.Log(doubt.Copied / (1 - doubt.Copied))
	for _, s := range t.sentences {
		worst = max(worst, l.Of(s[:]))
	}
	return worst
}

// fitted is the logistic sum of the signals: weights found where every group,
// and in it faithful and wrong texts, count as much, so that one threshold suits
// all; then stretched and moved so that the chance is that of all texts as they
// are.
func fitted(texts []labelled) logistic.Sum {
	const penalty = 20
	l := logistic.Fit(weighed(texts), penalty)
	var sums []logistic.Example
	for _, t := range texts {
		sums = append(sums, logistic.Example{Signals: []float64{t.worst(l)}, Is: oneIf(t.wrong), Count: 1})
	}
	c := logistic.Fit(sums, 0)
	for i := range l.Weights {
		l.Weights[i] *= c.Weights[0]
	}
	l.Bias = l.Bias*c.Weights[0] + c.Bias
	return l
}

// weighed are the sentences as examples. Those of a text share its weight; of a
// wrong one only those do that people marked, where they marked any.
func weighed(texts []labelled) []logistic.Example {
	type kind struct {
		set   string
		wrong bool
	}
	count, groups := map[kind]float64{}, map[string]map[string]bool{}
	for _, t := range texts {
		count[kind{t.set, t.wrong}]++
		if groups[t.group] == nil {
			groups[t.group] = map[string]bool{}
		}
		groups[t.group][t.set] = true
	}
	var list []logistic.Example
	for _, t := range texts {
		weight := float64(len(texts)) / float64(2*len(groups)*len(groups[t.group]))
		weight /= count[kind{t.set, t.wrong}] * t.counted()
		for i, s := range t.sentences {
			if t.marked == nil || t.marked[i] {
				list = append(list, logistic.Example{Signals: s[:], Is: oneIf(t.wrong), Count: weight})
			}
		}
	}
	return list
}

// counted is how many sentences share the text's weight.
func (t labelled) counted() float64 {
	if t.marked == nil {
		return float64(len(t.sentences))
	}
	n := 0.0
	for _, m := range t.marked {
		n += oneIf(m)
	}
	return n
}

func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

func usual(texts []labelled, signal int) float64 {
	sum, n := 0.0, 0.0
	for _, t := range texts {
		for _, s := range t.sentences {
			sum, n = sum+s[signal], n+1
		}
	}
	return sum / n
}

// part is the scores of the texts that belong to it.
type part struct{ good, bad []float64 }

func partOf(texts []labelled, scores []float64, belongs func(labelled) bool) part {
	var p part
	for i, t := range texts {
		switch {
		case !belongs(t):
		case t.wrong:
			p.bad = append(p.bad, scores[i])
		default:
			p.good = append(p.good, scores[i])
		}
	}
	return p
}

// above is the share of scores above a threshold.
func above(scores []float64, threshold float64) float64 {
	n := 0
	for _, s := range scores {
		if s > threshold {
			n++
		}
	}
	return float64(n) / float64(len(scores))
}

func (p part) balanced(threshold float64) float64 {
	return 50 * (1 - above(p.good, threshold) + above(p.bad, threshold))
}

// area is that under the curve: how often a wrong text has more doubt than a
// faithful one.
func (p part) area() float64 {
	sum := 0.0
	for _, b := range p.bad {
		for _, g := range p.good {
			switch {
			case b > g:
				sum++
			case b == g:
				sum += 0.5
			}
		}
	}
	return sum / float64(len(p.bad)*len(p.good))
}

func (p part) print(name string) {
	fmt.Printf("| %-26s | %4d and %4d | %.3f | %.1f | %.1f%% | %.1f%% |\n", name, len(p.good), len(p.bad),
		p.area(), p.balanced(maxDoubt), 100*above(p.good, maxDoubt), 100*above(p.bad, maxDoubt))
}

func bySet(texts []labelled, scores []float64) {
	fmt.Printf("| set | faithful and others | area | balanced at %v | faithful above | others above |\n", maxDoubt)
	for _, set := range doubtSets {
		partOf(texts, scores, func(t labelled) bool { return t.set == set.set }).print(set.set)
	}
	partOf(texts, scores, func(t labelled) bool { return t.group == "SummEdits" }).print("SummEdits, all")
}

// groups are the names of the groups, each once.
func groups() []string {
	var list []string
	for _, s := range doubtSets {
		if !slices.Contains(list, s.group) {
			list = append(list, s.group)
		}
	}
	return list
}

// thresholds prints the mean balanced accuracy of the groups at each threshold.
func thresholds(texts []labelled, scores []float64) {
	fmt.Printf("| threshold | %s | mean | faithful above | others above |\n", strings.Join(groups(), " | "))
	for threshold := 0.2; threshold < 0.75; threshold += 0.05 {
		sum := 0.0
		var list []string
		for _, g := range groups() {
			b := partOf(texts, scores, func(t labelled) bool { return t.group == g }).balanced(threshold)
			sum, list = sum+b, append(list, fmt.Sprintf("%.1f", b))
		}
		all := partOf(texts, scores, func(labelled) bool { return true })
		fmt.Printf("| %.2f | %s | %.1f | %.1f%% | %.1f%% |\n", threshold, strings.Join(list, " | "),
			sum/float64(len(list)), 100*above(all.good, threshold), 100*above(all.bad, threshold))
	}
}

// calibration prints how many of the texts of each tenth are wrong, and the
// expected calibration error: the mean distance of both chances.
func calibration(texts []labelled, scores []float64) {
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if scores[a] < scores[b] {
			return -1
		}
		return 1
	})
	fmt.Println("| doubt | texts | mean doubt | were wrong |")
	distance := 0.0
	for d := range 10 {
		tenth := order[d*len(order)/10 : (d+1)*len(order)/10]
		said, wrong := 0.0, 0.0
		for _, i := range tenth {
			said, wrong = said+scores[i], wrong+oneIf(texts[i].wrong)
		}
		n := float64(len(tenth))
		distance += math.Abs(said-wrong) / float64(len(order))
		least, most := scores[tenth[0]], scores[tenth[len(tenth)-1]]
		fmt.Printf("| %.2f–%.2f | %.0f | %.2f | %.2f |\n", least, most, n, said/n, wrong/n)
	}
	fmt.Printf("expected calibration error %.3f\n", distance)
}

// leftOut prints what weights are worth on a group that they know nothing of.
func leftOut(texts []labelled) {
	fmt.Println("fitted without the group")
	for _, g := range groups() {
		var training []labelled
		for _, t := range texts {
			if t.group != g {
				training = append(training, t)
			}
		}
		l := fitted(training)
		scores := make([]float64, len(texts))
		for i, t := range texts {
			scores[i] = logistic.Chance(t.worst(l))
		}
		partOf(texts, scores, func(t labelled) bool { return t.group == g }).print(g)
	}
}
